"""What is said of programs that are weighed: two degrees of one school, a lean, and what somebody is after."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.dialogue.school_lists import with_flagships
from knowledge.programs import Search
from tests.dialogue.conftest import Heard, Talk

PHD = {"goal": ["phd"]}
OFFERS = ("ucsd-ms-cse", "columbia-msds")


@pytest.mark.parametrize(
    ("text", "intent", "titles"),
    [
        ("mcs or analytics at nc state?", "ask_program_fact", ("MCS, NC State", "MS Analytics, NC State")),
        ("columbia: cs or data science?", "faq", ("MS CS (Machine Learning), Columbia", "MS Data Science, Columbia")),
        ("at UT Austin, AI vs data science online", "compare_programs", ("MSAIO, UT Austin", "MSDSO, UT Austin")),
    ],
)
def test_two_degrees_of_one_school_stand_side_by_side(
    talk: Talk, text: str, intent: str, titles: tuple[str, str]
) -> None:
    (reply,) = talk(text, {}, intent).replies
    assert reply.table is not None and reply.table.short == titles


def test_the_one_degree_on_record_is_told_instead_of_asking_for_names(talk: Talk) -> None:
    (reply,) = talk("compare rit", {}, "compare_programs").replies
    assert reply.kind == "program" and "Rochester" in reply.text


def test_two_fields_without_a_school_get_how_they_differ(talk: Talk) -> None:
    (reply,) = talk("compare statistics and data science", {}, "compare_programs").replies
    assert reply.response == "utter_faq/ml_vs_related"


def test_a_city_in_a_list_of_schools_is_its_university(talk: Talk) -> None:
    turn = talk("cincinnati next to rit next to george mason", {}, "compare_programs")
    assert "University of Cincinnati" in turn.replies[-1].text and len(turn.memory.mentioned) == 3


@pytest.mark.parametrize("text", ["I live in cincinnati and RIT is far", "moving to Boston, RIT took me"])
def test_a_city_that_somebody_lives_in_is_no_school(heard: Heard, search: Search, text: str) -> None:
    read = with_flagships(heard(text), search.knowledge)
    assert read.has("city") and read.values("program") == ["rochester-institute-of-technology"]


def test_a_comparison_opens_with_what_somebody_is_after(talk: Talk) -> None:
    memory = Memory(profile=PHD, mentioned=OFFERS, shown=OFFERS)
    (reply,) = talk("compare them", {}, "compare_programs", memory).replies
    assert reply.lead.startswith("With a PhD in mind I lean to MS CSE at UC San Diego")
    assert "a thesis is optional at MS CSE at UC San Diego" in reply.lead and reply.sources


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "I lean towards san diego, am I wrong?",
            "Not wrong: nothing on record speaks against MS CSE at UC San Diego.",
        ),
        ("I'm leaning to columbia, is that dumb", "Not wrong, but know what you give up. With a PhD in mind"),
        (
            "so I'd go with columbia, is that crazy?",
            "Not wrong, but know what you give up.",
        ),
    ],
)
def test_a_lean_gets_an_opinion(talk: Talk, text: str, begins: str) -> None:
    memory = Memory(profile=PHD, mentioned=OFFERS, shown=OFFERS, last={"action": "compare"})
    (reply,) = talk(text, {}, "out_of_scope", memory).replies
    assert reply.lead.startswith(begins)


def test_what_was_spoken_of_is_meant_by_a_name_that_another_school_has(talk: Talk) -> None:
    memory = Memory(mentioned=OFFERS, shown=OFFERS, last={"action": "compare"})
    turn = talk("set the san diego cse degree against columbia data science", {}, "compare_programs", memory)
    assert set(turn.memory.mentioned) == set(OFFERS)
