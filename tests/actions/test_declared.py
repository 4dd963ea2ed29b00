"""Every declaration of criteria.yml, all the way: wish and search, question and fact, comparison, admissions office."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.compare import comparison
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import Pointed
from actions.dialogue.wish_changes import change
from actions.dialogue.wish_values import CRITERION
from actions.wording.facts import FACT_NAMES
from actions.wording.office_questions import questions
from actions.wording.program_replies import facts_told
from actions.wording.search_replies import results
from actions.wording.wishes import wish_words
from knowledge.base import Knowledge
from knowledge.criteria import ODD, check
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion, RecordedFact, Subject
from knowledge.facts import Program, Term
from knowledge.programs import Search
from knowledge.verdicts import Status
from tests.actions.conftest import Act
from tests.knowledge import builders
from tests.knowledge.builders import EMPTY_VOCABULARY, program, university
from tests.knowledge.test_declarations import TYPED, values_of

# Of the criteria with Python of their own: what the extractor says, facts that meet it, facts that miss it.
ODD_SAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "delivery": ({"value": "online"}, {"delivery": ("online",)}, {"delivery": ("on_campus",)}),
    "pace": ({"value": "part_time"}, {"part_time": True}, {"part_time": False}),
    "budget": ({"value": 9000, "op": "at_most"}, {"tuition_total": 8000}, {"tuition_total": 10000}),
    "gre": ({"value": "not_required"}, {"gre": "optional"}, {"gre": "required"}),
    "background": ({"value": "other"}, {"cs_degree_required": False}, {"cs_degree_required": True}),
    "start": ({"value": "fall"}, {"deadlines": ({"intake": "fall", "date": "03-01"},)}, {}),
}
# These rest on no fact, or on the record itself, or exclude nothing.
NO_FACT = {"field", "degree", "place", "university", "low_price", "short", "focus"}


def entity_of(wish: Criterion) -> dict[str, Any]:
    _, _, wished = values_of(wish)
    return {"entity": CRITERION, "of": wish.key, "value": wished.value, "op": wished.op}


VOCABULARY = replace(EMPTY_VOCABULARY, skills={"calculus": Term("calculus", "calculus")})


def knowledge_of(*programs: Program) -> Knowledge:
    return builders.knowledge_of(*programs, vocabulary=VOCABULARY)


def made(facts: dict[str, Any], name: str) -> Program:
    return program(name, at=university(f"{name} University"), facts=facts)


def test_every_odd_criterion_has_a_sample() -> None:
    assert set(ODD) == set(ODD_SAMPLES) | NO_FACT


@pytest.mark.parametrize("key", [*(each.key for each in TYPED), *ODD_SAMPLES])
def test_a_wish_finds_what_meets_it_leaves_out_what_misses_it_and_says_what_is_not_recorded(key: str) -> None:
    if key in ODD_SAMPLES:
        said, met, missed = ODD_SAMPLES[key]
        entity = {"entity": key, **said}
    else:
        fact = DECLARED.criteria[key].facts[0]
        good, bad, _ = values_of(DECLARED.criteria[key])
        entity, met, missed = entity_of(DECLARED.criteria[key]), {fact: good}, {fact: bad}
    programs = [made(met, "Good"), made({}, "Silent")] + ([made(missed, "Bad")] if missed else [])
    search = Search(knowledge_of(*programs))
    changes = change((), [{**entity, "strength": "must"}], search.knowledge, ())
    text = results(search, Memory(wishes=changes.wishes), changes).replies[0].text
    assert wish_words(changes.wishes[0], search.knowledge) in text
    assert "1. Good" in text and "✓" in text and "Bad" not in text
    assert f"? {DECLARED.unrecorded(key)}" in text


@pytest.mark.parametrize("key", [*(each.key for each in TYPED), *ODD_SAMPLES])
def test_a_wish_is_dropped_by_its_chip(key: str) -> None:
    entity = {"entity": key, **ODD_SAMPLES[key][0]} if key in ODD_SAMPLES else entity_of(DECLARED.criteria[key])
    knowledge = knowledge_of(made({}, "Any"))
    wishes = change((), [entity], knowledge, ()).wishes
    assert [wish.key for wish in wishes] == [key]
    dropped = change(wishes, [{"entity": CRITERION, "value": None, "of": key, "op": "drop"}], knowledge, ())
    assert dropped.wishes == () and dropped.dropped == wishes


def sample(fact: RecordedFact) -> Any:
    """A value that a fact may have."""
    return {
        "yes_no": True, "choice": next(iter(fact.choices), None), "choices": tuple(fact.choices)[:1],
        "terms": ("linear_algebra",), "texts": ("Deep Learning",), "text": "a text of its own",
        "deadlines": ({"intake": "fall", "date": "03-01"},), "fraction": 0.25,
    }.get(fact.type, min(fact.high, max(fact.low, 4)))  # fmt: skip


TOLD = [each for each in DECLARED.subjects.values() if each.name and each.facts]


@pytest.mark.parametrize("subject", TOLD, ids=lambda each: each.id)
def test_a_question_is_answered_by_every_fact_of_its_subject_and_unrecorded_it_is_no_no(subject: Subject) -> None:
    for key in subject.facts:
        here = made({key: sample(DECLARED.facts[key])}, "Here")
        knowledge = knowledge_of(here)
        replies, _ = facts_told(
            Pointed((here,)), (subject.id,), Message("ask_program_fact"), Memory(), Search(knowledge)
        )
        says = replies[0].cards[0].lines[0].says
        assert says and "{n}" not in says and replies[0].cards[0].lines[0].sources
        assert "Not recorded" not in replies[0].text
    blank = made({}, "Blank")
    replies, _ = facts_told(
        Pointed((blank,)), (subject.id,), Message("ask_program_fact"), Memory(), Search(knowledge_of(blank))
    )
    assert "that is not in my records. It is no “no”" in replies[0].text
    assert subject.name[1:] in replies[0].text


@pytest.mark.parametrize("subject", [each for each in TOLD if each.compared], ids=lambda each: each.id)
def test_a_subject_is_a_row_of_a_comparison_and_folds_into_a_line_where_nothing_is_recorded(subject: Subject) -> None:
    key = subject.facts[0]
    here, there = made({key: sample(DECLARED.facts[key])}, "Here"), made({}, "There")
    table = comparison((here, there), (), Search(knowledge_of(here, there))).table
    assert table is not None
    name = FACT_NAMES[subject.id][0].upper() + FACT_NAMES[subject.id][1:]
    row = next(each for each in table.rows if each[0] == name)
    assert row[2] == "not recorded" and row[1] != "not recorded"
    blank = made({}, "Blank")
    reply = comparison((blank, there), (), Search(knowledge_of(blank, there)))
    assert reply.table is not None and name not in [each[0] for each in reply.table.rows]
    assert name in reply.closing


@pytest.mark.parametrize("key", [*(each.key for each in TYPED), *ODD_SAMPLES])
def test_an_office_is_asked_what_a_wish_needs_and_no_record_tells(key: str) -> None:
    entity = {"entity": key, **ODD_SAMPLES[key][0]} if key in ODD_SAMPLES else entity_of(DECLARED.criteria[key])
    blank = made({}, "Blank")
    knowledge = knowledge_of(blank)
    wishes = change((), [entity], knowledge, ()).wishes
    subject = DECLARED.subjects[DECLARED.criteria[key].subject]
    asked = questions(blank, wishes, (), knowledge)
    assert check(blank, wishes[0]).status is Status.UNKNOWN
    mine = [each for each in asked if each.startswith(subject.office)]
    assert len(mine) == 1
    assert ("It matters to me" in mine[0]) != subject.private


def test_a_thesis_row_tells_of_the_thesis_only(act: Act) -> None:
    capstone, thesis = made({"capstone": "required"}, "Cap"), made({"thesis": "optional"}, "The")
    table = comparison((capstone, thesis), (), Search(knowledge_of(capstone, thesis))).table
    assert table is not None
    assert ("Thesis", "not recorded", "optional") in table.rows
    assert ("Capstone", "required", "not recorded") in table.rows


def test_asked_for_the_thesis_a_capstone_is_told_beside_what_is_not_recorded() -> None:
    here = made({"capstone": "required"}, "Here")
    replies, _ = facts_told(
        Pointed((here,)), ("thesis",), Message("ask_program_fact"), Memory(), Search(knowledge_of(here))
    )
    assert "capstone required" in replies[0].text and "Not recorded: thesis" in replies[0].text


def test_the_better_number_has_the_star_and_unlike_ones_are_no_race() -> None:
    one, two = made({"letters": 1, "application_fee": 50}, "One"), made({"letters": 3, "application_fee": 0}, "Two")
    table = comparison((one, two), (), Search(knowledge_of(one, two))).table
    assert table is not None
    assert ("Letters of recommendation", "★ 1", "3") in table.rows
    assert ("Application fee", "$50", "★ no") in table.rows
    early, late = made({"earnings_1yr": 90000}, "Early"), made({"earnings_4yr": 120000}, "Late")
    table = comparison((early, late), (), Search(knowledge_of(early, late))).table
    assert table is not None and not any("★" in cell for row in table.rows for cell in row)


def test_an_average_or_a_note_settles_no_price_so_the_office_is_asked() -> None:
    noted = made({"price_note": "charged per course"}, "Noted")
    assert any("whole program cost" in each for each in questions(noted, (), (), knowledge_of(noted)))
