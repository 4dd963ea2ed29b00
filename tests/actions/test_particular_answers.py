"""What somebody reads who raises a particular point: its own answer, short, with its receipt; and named programs as a
whole."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.wording.replies import General, Reply
from knowledge.wishes import Wish
from tests.actions.conftest import Act

ENGINEER = (
    "I was laid off on Friday after nine years as a backend engineer, and I am on an H-1B. My master's is from 2015, "
    "and I used OPT back then. Friends say I should do a second master's so that I get OPT again. Is that a sane thing "
    "to do, or should I just be interviewing? I have 60k saved and two kids."
)


@pytest.mark.parametrize("intent", ["faq", "out_of_scope", "nlu_fallback", "inform", "ask_program_fact"])
def test_a_short_question_on_a_point_gets_its_answer_alone_whatever_it_was_taken_for(say: Act, intent: str) -> None:
    turn = say(
        "can i work on an h4 ead while i study", intent=intent, topics=("international",) if intent == "faq" else ()
    )
    (reply,) = turn.replies
    assert isinstance(reply, Reply) and reply.text.startswith("Yes, you can study on an H-4")
    assert "Sources: Alcorn Immigration Law: H-4 visa, 2026, second-hand." in reply.text
    assert len(reply.lead.split()) <= 75 and [chip.title for chip in reply.chips] == ["International students"]


def test_another_question_beside_it_is_answered_too(say: Act) -> None:
    turn = say(
        "can i work on an h4 ead while i study, and what does it cost?", intent="faq", topics=("international", "cost")
    )
    first, second = turn.replies
    assert isinstance(first, Reply) and first.lead.startswith("Yes, you can study on an H-4")
    assert isinstance(second, General) and second.response == "utter_faq/cost"


def test_a_point_of_the_same_topic_stands_first_in_the_answer_to_a_post(say: Act) -> None:
    turn = say(ENGINEER, intent="faq", topics=("international",))
    (general,) = (each for each in turn.replies if isinstance(each, General))
    assert general.personal is not None and general.personal.says.startswith(
        "A second master’s brings no new year of OPT"
    )
    assert general.beside is not None and "• After a layoff, H-1B" in general.beside.says


def test_what_a_post_asks_besides_a_search_stands_before_the_list(say: Act) -> None:
    turn = say(f"{ENGINEER} Which campus programs in Texas would you show me?", intent="ask_recommendation")
    points, programs = turn.replies
    assert isinstance(points, Reply) and "A second master’s brings no new year of OPT" in points.text
    assert isinstance(programs, Reply) and programs.kind == "programs" and "OPT" not in programs.text


def test_a_point_is_told_once_in_a_post_and_again_where_it_is_asked(say: Act) -> None:
    turn = say(ENGINEER, intent="faq", topics=("international",))
    again = say(f"{ENGINEER} And what would it cost me?", turn.memory, intent="faq", topics=("cost",))
    told = [part for each in again.replies if isinstance(each, General) for part in (each.personal, each.beside)]
    assert not any(part and "brings no new year of OPT" in part.says for part in told)
    assert not any(isinstance(each, Reply) and "brings no new year of OPT" in each.text for each in again.replies)
    asked = say("do i get opt again with a second masters?", again.memory, intent="faq", topics=("international",))
    assert isinstance(asked.replies[0], Reply) and "brings no new year of OPT" in asked.replies[0].text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("is omscs hard?", "How hard OMSCS at Georgia Tech is, and how many finish it, is not in my records"),
        ("is northeastern ms ai worth it", "hangs on what it costs you and what you earn afterwards"),
        ("is eastern university accredited?", "accredited as a university by the Middle States Commission"),
        ("how is penn mcit ranked", "Rankings are not in my records; what can be compared of MCIT Online at Penn"),
        ("how hard is it to get into cmu", "What getting into Carnegie Mellon University hangs on"),
    ],
)
def test_a_question_on_a_named_program_as_a_whole_gets_what_bears_on_it(say: Act, text: str, says: str) -> None:
    turn = say(text, intent="ask_program_fact")
    (reply,) = turn.replies
    assert isinstance(reply, Reply) and says in reply.text
    assert len(reply.text.splitlines()) <= 25


def test_programs_that_a_sentence_names_are_what_is_spoken_of_next(say: Act) -> None:
    limited = Memory(wishes=(Wish("budget", (20_000.0,), "at_most", "total", "USD"),))
    turn = say("is a master's worth it?", limited, intent="faq", topics=("worth_it",))
    (general,) = (each for each in turn.replies if isinstance(each, General))
    assert general.personal is not None and "OMSCS at Georgia Tech ($7,000)" in general.personal.says
    reply = say("which one of these is cheaper", turn.memory, intent="compare_programs").replies[0]
    assert isinstance(reply, Reply) and reply.lead.startswith(
        "If the price decides, take OMSCS at Georgia Tech: $7,000"
    )


def test_a_point_that_is_meant_stands_before_the_short_answer_of_another_topic(act: Act) -> None:
    said = {"entity": "particular", "value": "employer_5250", "start": 0, "end": 9, "asked": True, "score": -0.4}
    asked = ({"entity": "topic", "value": "how_to_choose"}, {**said, "others": []})
    text = "does my firm chip in"
    turn = act("answer", text, intent="faq", entities=asked, ranking=(("faq/how_to_choose", 0.7),))
    (general,) = (each for each in turn.replies if isinstance(each, General))
    assert general.personal is not None and general.personal.says.startswith("Up to $5,250 a year")
    assert general.lines == 2
    assert general.beside is None  # told once


def test_two_questions_are_no_single_one_on_a_point(act: Act) -> None:
    text = "is the gre needed\nhow long does it take"
    said = {"entity": "particular", "value": "gre_study_time", "start": 0, "end": len(text), "asked": True}
    asked = ({"entity": "topic", "value": "gre"}, {"entity": "topic", "value": "duration"})
    turn = act("answer", text, intent="faq", entities=(*asked, {**said, "score": 0.5, "sure": True, "others": []}))
    answers = [each.response for each in turn.replies if isinstance(each, General)]
    assert answers == ["utter_faq/gre", "utter_faq/duration"]


def test_a_point_beside_a_sure_question_on_another_topic_stands_behind_its_answer(act: Act) -> None:
    asked = ({"entity": "topic", "value": "worth_it"},)
    text = "my employer pays 5250 a year, worth it?"
    turn = act("answer", text, intent="faq", entities=asked, ranking=(("faq/worth_it", 0.9),))
    (general,) = (each for each in turn.replies if isinstance(each, General))
    assert general.response == "utter_faq/worth_it"
    assert general.beside is not None and "free of federal tax" in general.beside.says
