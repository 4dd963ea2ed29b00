"""What replies and searches say of facts that are older than their kind bears: the limits of knowledge/ages.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.dialogue.memory import Memory, Message
from actions.program_fact import ActionProgramFact
from actions.wording.verdicts import match_card
from actions.wording.words import sources
from knowledge.ages import DEADLINE_YEARS, POLICY_YEARS, PRICE_YEARS
from knowledge.base import Knowledge
from knowledge.facts import Fact
from knowledge.prices import price_of
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.knowledge.builders import charging, knowledge_of, program

THIS_YEAR = date.today().year
MARK = "old, check before you rely on it"
FALL = ({"intake": "fall", "date": "03-01"},)


def search_of(years_old: int, **facts: Any) -> Search:
    """Over one program, whose facts are so many years old."""
    as_of = str(THIS_YEAR - years_old)
    dated = {key: Fact(value, "https://example.edu/page", "example.edu", as_of) for key, value in facts.items()}
    return Search(knowledge_of(replace(program(), facts=dated)))


def told(search: Search, asked: str) -> str:
    """The reply to a question on a fact of the program."""
    entities = (
        {"entity": "program", "kind": "program", "value": "ms-in-examples", "text": "ms in examples"},
        {"entity": "asked_fact", "value": asked},
    )
    message = Message("ask_program_fact", (), entities, "ms in examples")
    reply: Any = ActionProgramFact().answer(message, Memory(), search).replies[0]
    return str(reply.text)


@pytest.mark.parametrize(
    ("asked", "fact", "borne"),
    [
        ("deadline", {"deadlines": FALL}, DEADLINE_YEARS),
        ("price", {"tuition_total": 20000}, PRICE_YEARS),
        ("application_fee", {"application_fee": 75}, PRICE_YEARS),
        ("gre", {"gre": "optional"}, POLICY_YEARS),
    ],
)
def test_an_answer_marks_a_fact_that_is_older_than_its_kind_bears_and_no_other(
    asked: str, fact: dict[str, Any], borne: int
) -> None:
    assert MARK not in told(search_of(borne, **fact), asked)
    assert f"example.edu, {THIS_YEAR - borne - 1}: {MARK}" in told(search_of(borne + 1, **fact), asked)


def test_of_one_page_of_three_years_ago_the_deadline_is_old_and_the_gre_policy_is_not() -> None:
    search = search_of(3, deadlines=FALL, gre="optional")
    assert MARK in told(search, "deadline") and MARK not in told(search, "gre")


@pytest.mark.parametrize(("years_old", "marked"), [(POLICY_YEARS, False), (POLICY_YEARS + 1, True)])
def test_a_search_by_an_old_fact_says_so_on_its_card(years_old: int, marked: bool) -> None:
    search, wishes = search_of(years_old, gre="not_required"), (Wish("gre", ("not_needed",)),)
    [line] = [each for each in match_card(search.match(0, wishes), search).lines if "GRE" in each.says]
    assert line.mark == "met" and (MARK in line.words()) is marked


def test_an_undated_page_is_as_old_as_its_reading() -> None:
    undated = Fact(FALL, "https://example.edu/page", "example.edu")
    read = replace(program(checked=f"{THIS_YEAR - 3}-05-01"), facts={"deadlines": undated})
    assert f"undated page, read {THIS_YEAR - 3}-05-01: {MARK}" in told(Search(knowledge_of(read)), "deadline")


def test_an_average_of_the_university_bears_as_long_as_a_price(knowledge: Knowledge) -> None:
    estimated = price_of(program(at=charging(800)))
    assert estimated is not None and estimated.facts[0][0].startswith("university_")
    key, charge = estimated.facts[0]
    for years, old in ((PRICE_YEARS, False), (PRICE_YEARS + 1, True)):
        aged = replace(charge, as_of=str(THIS_YEAR - years))
        assert [each.old for each in sources(((key, aged),), program(), knowledge)] == [old]


def test_a_page_that_backs_an_old_fact_and_a_younger_one_is_named_once_as_old(knowledge: Knowledge) -> None:
    as_of = str(THIS_YEAR - POLICY_YEARS)
    rate, credits = (Fact(each, "https://example.edu/page", "example.edu", as_of) for each in (500, 30))
    found = sources((("price_per_credit", rate), ("credits", credits)), program(), knowledge)
    assert [each.old for each in found] == [True]
