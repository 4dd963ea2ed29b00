"""A whole post: every question gets a line, what was taken down can be read, and schools and programs are named."""

from __future__ import annotations

import pytest

from actions.advisor_action import Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import General, Reply
from actions.wording.whole_post import with_points
from tests.dialogue.conftest import Talk

NURSE = (
    "I am a nurse of 39 in a small town and I have been teaching myself Python since the spring, mostly at night. "
    "Can I get in without a degree in computing? And can it be done beside a job, with 10 hours a week? "
    "It has to be online and I have no more than 15k for it. Thank you for reading all of this to the end."
)


def beside(turn: Turn) -> str:
    """What stands behind the general answer."""
    (general,) = (each for each in turn.replies if isinstance(each, General))
    assert general.beside is not None
    return general.beside.says


@pytest.fixture
def nurse(talk: Talk) -> Turn:
    return talk(NURSE, {"online": "wanted", "15k": "budget"}, "faq", None, "bachelor_needed", "part_time")


def test_a_further_question_gets_a_line_of_its_own(nurse: Turn) -> None:
    assert "• Part time, beside a job: " in beside(nurse) and "10 hours a week" in beside(nurse)


def test_the_first_question_is_answered_in_full_and_not_again(nurse: Turn) -> None:
    (general,) = (each for each in nurse.replies if isinstance(each, General))
    assert general.response == "utter_faq/bachelor_needed" and "• Which bachelor" not in beside(nurse)


def test_programs_that_fit_what_was_wished_are_named(nurse: Turn) -> None:
    assert "By that 2 named programs fit: OMSCS at Georgia Tech and OMSA at Georgia Tech." in beside(nurse)


def test_what_was_taken_down_can_be_read(nurse: Turn) -> None:
    line = beside(nurse).splitlines()[-1]
    assert line.startswith("Noted: online; part time; at most $15,000 in all; ") and "10 hours a week" in line


def test_each_further_question_is_a_choice_to_read_on(nurse: Turn) -> None:
    (general,) = (each for each in nurse.replies if isinstance(each, General))
    assert general.beside is not None
    assert '/faq{"topic": "part_time"}' in {chip.payload for chip in general.beside.chips}
    assert ("Part time, beside a job", '/faq{"topic": "part_time"}') in nurse.memory.chips  # its words choose it too


def test_a_school_that_is_meant_gets_its_record_and_one_without_is_said_to_have_none(talk: Talk) -> None:
    text = (
        "I have been out of school for nine years and never took the GRE, so I am a bit lost with all of these forms. "
        "Is the GRE needed these days? My first choice would be OMSCS, or else Quux University of Windsor, which my "
        "aunt likes a lot. I work full time in a bakery and do the accounts there."
    )
    turn = talk(text, {"OMSCS": "wanted"}, "faq", None, "gre")
    assert "• OMSCS at Georgia Tech: no GRE needed." in beside(turn)


def test_no_table_of_readiness_is_sent_to_a_post_that_did_not_ask_for_one(talk: Talk) -> None:
    text = (
        "I did calculus and linear algebra in community college and know Java and SQL from work as a road engineer, "
        "and I keep reading that everybody else has papers. Do I have enough to be let in, or am I wasting the "
        "fees? I would start next year and I would rather not leave my town, and my wife agrees with that."
    )
    turn = talk(text, {}, "faq", None, "prerequisites")
    assert not any(isinstance(each, Reply) and each.kind == "readiness" for each in turn.replies)


@pytest.mark.parametrize(
    ("action", "sure", "told"), [("show_wishes", False, False), ("show_wishes", True, True), ("answer", False, True)]
)
def test_a_question_on_the_conversation_gets_a_point_only_beyond_doubt(action: str, sure: bool, told: bool) -> None:
    point = {"entity": "particular", "value": "literature_review_how", "asked": True, "sure": sure}
    message = Message("show_wishes", entities=(point,), text="what do you search by")
    turn = with_points(Turn((Reply("wishes", "I search by:"),), Memory()), action, message)
    assert isinstance(turn.replies[0], Reply) and bool(turn.replies[0].closing) is told


def test_a_short_message_gets_nothing_of_it(talk: Talk) -> None:
    (general,) = talk("is the gre needed", {}, "faq", None, "gre").replies
    assert isinstance(general, General) and general.beside is None and general.lines is None
