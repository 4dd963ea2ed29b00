"""Readiness and study plans on the real catalog: what the person reads, and what is remembered."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from actions.dialogue.memory import Kept, Memory
from actions.wording.replies import Chip, Reply
from knowledge.advice.intakes import earliest_intake
from knowledge.advice.readiness import usual
from knowledge.base import Knowledge
from tests.actions.conftest import Act

BIOLOGIST = "i studied biology, took calc 1, know some python"


def chosen(chip: Chip) -> dict[str, Any]:
    """The entities of a chip's payload, as the server hands them on."""
    entities: list[dict[str, Any]] = []
    for name, values in json.loads(chip.payload[chip.payload.index("{") :]).items():
        for value in values if isinstance(values, list) else [values]:
            entities.append({"entity": name, "value": None, **(value if isinstance(value, dict) else {"value": value})})
    return {"entities": tuple(entities)}


def chip(reply: Reply, title: str) -> Chip:
    return next(each for each in reply.chips if each.title == title)


def marks(reply: Reply, number: int = 0) -> list[tuple[str, str]]:
    return [(line.mark, line.says) for line in reply.cards[number].lines]


def test_a_background_in_free_words_is_compared_with_the_program_named(act: Act, knowledge: Knowledge) -> None:
    turn = act("readiness", f"{BIOLOGIST}, but i don't know linear algebra. am i ready for purdue's data science")
    known = turn.memory.profile
    assert (known["backgrounds"], known["skills"], known["lacking"]) == (
        ["biology"], ["calculus", "python"], ["linear_algebra"],
    )  # fmt: skip
    reply = act("readiness", "am i ready for cmu-msml", turn.memory, entities=program("cmu-msml")).replies[0]
    said = marks(reply)
    assert ("met", "programming: you know Python") in said
    assert ("met", "calculus: you say you have it") in said
    assert ("missed", "linear algebra: you say you lack it") in said
    assert ("unknown", "probability: you haven’t said") in said
    assert reply.lead.startswith("Of what MS ML at CMU asks for, you bring programming and")
    assert "You lack linear algebra; you haven’t said whether you know probability and statistics." in reply.lead
    assert "✗ linear algebra: you say you lack it (ml.cmu.edu, undated page, read 2026-11-23)" in reply.text
    assert (
        "to close the gaps: 28 weeks at 10 hours a week (linear algebra 10, probability 10, statistics 8)" in reply.text
    )
    assert "Linear algebra: 10 weeks at 10 hours a week (my own estimate)" in reply.calculations
    assert "One after another: 10 + 10 + 8 = 28 weeks" in reply.calculations


def program(*ids: str) -> tuple[dict[str, str], ...]:
    return tuple({"entity": "program", "value": each} for each in ids)


def test_the_first_start_that_leaves_time_stands_on_the_card(act: Act, knowledge: Knowledge) -> None:
    reply = act("readiness", BIOLOGIST, entities=program("cmu-msml")).replies[0]
    offer = knowledge.program("cmu-msml")
    found = earliest_intake(offer, date.today() + timedelta(weeks=28), date.today())
    assert found is not None and found.deadline is not None
    assert (
        f"earliest start that leaves time: fall {found.start.year} (late August); apply by December 9, " in reply.text
    )
    assert any(line.sources and line.sources[0].name == "cs.cmu.edu" for line in reply.cards[0].lines)
    assert f"The earliest start on record that leaves time is fall {found.start.year}" in reply.closing


def test_what_a_degree_implies_is_called_likely(act: Act) -> None:
    reply = act("readiness", "i have a computer science degree", entities=program("cmu-msml")).replies[0]
    assert ("met", "linear algebra: likely, from your degree in computer science") in marks(reply)
    assert reply.lead.startswith("You likely bring everything that MS ML at CMU asks for")
    assert "look at your transcript" in reply.closing
    assert "Make me a study plan" not in [each.title for each in reply.chips]


def test_without_a_background_it_is_asked_for_and_answers_add_up(act: Act, knowledge: Knowledge) -> None:
    turn = act("readiness", "check my background", entities=program("cmu-msml"))
    reply = turn.replies[0]
    assert "What did you study, and what do you know already?" in reply.lead
    most = [skill for skill, _ in usual(knowledge.programs).counts[:4]]
    assert [chosen(each)["entities"][0]["value"] for each in reply.chips[:4]] == most
    counted = usual(knowledge.programs).counts[:4]
    assert ", ".join(f"{skill.replace('_', ' ')} {count}" for skill, count in counted) in "".join(reply.calculations)
    once = act("readiness", "", turn.memory, **chosen(chip(reply, "I know programming")))
    assert once.replies[0].cards[0].id == "cmu-msml"
    twice = act("readiness", "", once.memory, **chosen(chip(once.replies[0], "I know probability")))
    assert [mark for mark, _ in marks(twice.replies[0])].count("met") == 2
    assert twice.memory.profile["skills"] == ["programming", "probability"]


def test_none_of_these_is_an_answer_too(act: Act, knowledge: Knowledge) -> None:
    asked = act("readiness", "check my background").replies[0]
    turn = act("readiness", "", **chosen(chip(asked, "None of these")))
    asked_for = usual(knowledge.programs)
    assert turn.memory.profile["lacking"] == [skill for skill, _ in asked_for.counts[:4]]
    assert re.search(r"Programming: ✗ you say you lack it \| \d+ of \d+", turn.replies[0].text)


def test_what_is_said_last_counts(act: Act) -> None:
    memory = act("readiness", "i don't know linear algebra").memory
    assert memory.profile["lacking"] == ["linear_algebra"]
    memory = act("readiness", "i know linear algebra", memory).memory
    assert (memory.profile["lacking"], memory.profile["skills"]) == ([], ["linear_algebra"])


def test_a_subject_that_is_also_a_field_can_be_lacking(act: Act) -> None:
    assert act("readiness", "i know calculus, but no statistics").memory.profile["lacking"] == ["statistics"]


def test_the_degree_of_a_search_is_not_asked_for_again(act: Act) -> None:
    memory = act("recommend", "i studied physics, online programs", intent="inform").memory
    reply = act("readiness", "am i ready", memory).replies[0]
    assert "you likely bring" in reply.text
    assert "likely, from your degree in physics" in " ".join(line.says for card in reply.cards for line in card.lines)


def test_the_shortlist_comes_before_what_was_shown(act: Act) -> None:
    memory = Memory(
        shortlist=(Kept("cmu-msml"), Kept("umn-msds")), shown=("gatech-omscs",), mentioned=("gatech-omscs",)
    )
    assert [each.id for each in act("readiness", BIOLOGIST, memory).replies[0].cards] == ["cmu-msml", "umn-msds"]
    memory = Memory(shown=("gatech-omscs", "cmu-msml", "umn-msds", "rit-mscs"))
    assert len(act("readiness", BIOLOGIST, memory).replies[0].cards) == 3


def test_a_program_without_recorded_prerequisites_is_compared_with_the_usual(act: Act) -> None:
    reply = act("readiness", BIOLOGIST, entities=program("eastern-msds")).replies[0]
    assert marks(reply)[0] == ("", "what it asks for is not recorded; below is what programs usually ask for")
    assert "you bring programming and calculus" in reply.lead and "theirs isn’t recorded" in reply.lead
    assert all(not line.sources for line in reply.cards[0].lines if line.mark)
    assert re.search(
        r"Counted over the \d+ of \d+ programs whose prerequisites are recorded", "".join(reply.calculations)
    )
    assert "its deadlines aren’t recorded; of the usual terms (fall, spring and summer)" in reply.text


def test_a_name_that_is_not_on_record_is_said_so(act: Act) -> None:
    unknown = ({"entity": "unknown_program", "value": "hogwarts"},)
    assert "“hogwarts” is not in my records" in act("readiness", BIOLOGIST, entities=unknown).replies[0].text


def test_programs_with_a_bridge(act: Act) -> None:
    bridge = ({"entity": "asked_fact", "value": "bridge"},)
    turn = act("readiness", "", entities=bridge)
    assert len(turn.replies[0].cards) == 3 and len(turn.memory.shown) == 3
    assert all("has a bridge or preparatory courses" in card.lines[0].says for card in turn.replies[0].cards)
    assert all(card.lines[0].sources for card in turn.replies[0].cards)
    memory = act("recommend", "in germany", intent="inform").memory
    text = act("readiness", "", memory, entities=bridge).replies[0].text
    assert text.startswith("One program that misses none of your wishes has a bridge or preparatory courses")
    memory = act("recommend", "in sweden", intent="inform").memory
    text = act("readiness", "", memory, entities=bridge).replies[0].text
    assert re.search(r"None of the \d+ programs with a bridge fits your wishes", text)


def test_a_bridge_is_named_where_something_is_missing(act: Act) -> None:
    assert (
        "has a bridge or preparatory courses"
        in act("readiness", BIOLOGIST, entities=program("umn-msds")).replies[0].text
    )


def test_the_memory_survives_json(act: Act) -> None:
    memory = act("readiness", BIOLOGIST).memory
    assert json.loads(json.dumps(memory.slots()))["profile"] == memory.profile


# Study plans


def planned(act: Act, **more: Any) -> Reply:
    turn = act("study_plan", f"{BIOLOGIST}, but i don't know linear algebra", **more)
    return turn.replies[0]  # type: ignore[return-value]


def test_a_study_plan_week_by_week(act: Act) -> None:
    reply = planned(act, entities=program("cmu-msml"))
    assert reply.lead.startswith("28 weeks at 10 hours a week, one subject after another, until ")
    assert reply.table is not None
    assert reply.table.rows[0] == (
        "Weeks 1–10", "Linear algebra", "18.06 Linear Algebra (MIT OpenCourseWare, free)", "you lack it",
    )  # fmt: skip
    assert [row[0] for row in reply.table.rows] == ["Weeks 1–10", "Weeks 11–20", "Weeks 21–28"]
    assert "earliest start that leaves time: fall" in reply.closing
    assert "(cs.cmu.edu, 2027, second-hand)" in reply.closing
    assert "https://ocw.mit.edu/courses/18-06-linear-algebra-spring-2010/" in [each.url for each in reply.sources]


def test_the_plan_is_a_file_to_keep(act: Act) -> None:
    (file,) = planned(act, entities=program("cmu-msml")).files
    assert (file.name, file.type) == ("study-plan.md", "text/markdown")
    assert "| Weeks 1–10 | Linear algebra | [18.06 Linear Algebra](https://ocw.mit.edu/courses/18-06-" in file.content
    assert "[Linear algebra](https://www.khanacademy.org/math/linear-algebra) (Khan Academy)" in file.content


def test_more_hours_a_week_shorten_it(act: Act) -> None:
    turn = act("study_plan", BIOLOGIST, entities=program("cmu-msml"))
    faster = act("study_plan", "", turn.memory, **chosen(chip(turn.replies[0], "15 hours a week")))
    # linear algebra 100, probability 100, statistics 80 hours at 15 a week: 7 + 7 + 6
    assert faster.replies[0].lead.startswith("20 weeks at 15 hours a week")
    assert "80 / 15 hours a week, rounded up: 6 weeks" in "\n".join(faster.replies[0].calculations)
    assert (faster.memory.profile["hours"], faster.memory.assumptions["hours"]) == (15.0, 15.0)


@pytest.mark.parametrize("hours", [0, -3, 500, True, "many", None])
def test_hours_that_nobody_has_are_not_taken(act: Act, hours: object) -> None:
    said = ({"entity": "assumption", "name": "hours", "value": hours},)
    assert "at 10 hours a week" in planned(act, entities=(*program("cmu-msml"), *said)).lead


def test_who_knows_everything_needs_no_plan(act: Act) -> None:
    reply = act("study_plan", "i have a computer science degree", entities=program("cmu-msml")).replies[0]
    assert "You don’t need a study plan for MS ML at CMU" in reply.text
    assert not reply.files and reply.table is None


def test_a_plan_without_a_background_asks_for_it_and_goes_on_with_the_plan(act: Act) -> None:
    reply = act("study_plan", "make me a study plan").replies[0]
    assert "What did you study" in reply.lead
    assert all(each.payload.startswith("/ask_study_plan") for each in reply.chips)


def test_a_plan_without_programs_is_for_what_is_usual(act: Act) -> None:
    reply = planned(act)
    assert "It closes the gaps for what programs usually ask for." in reply.lead
    assert "The first usual start that leaves time:" in reply.closing
