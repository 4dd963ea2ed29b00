"""Tests of doubts: three outcomes, hand-worked hours, and properties over any answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.advice import doubts
from knowledge.advice.doubts import AVOIDS, DOUBTS, FINE, MATHS, NO, YES, Tested, conclude, load, without_maths
from knowledge.advice.readiness import Person
from knowledge.criteria import Status
from knowledge.facts import Program
from tests.knowledge.builders import program, university
from tests.knowledge.shipped import KNOWLEDGE

WORDS = KNOWLEDGE.vocabulary
NAMED = [each for each in KNOWLEDGE.programs if each.kind == "program"]
quick = settings(max_examples=60, deadline=None)

answers = st.fixed_dictionaries(
    {},
    optional={
        "hours": st.integers(0, 60),
        "move": st.sampled_from(["yes", "maybe", "no"]),
        "maths": st.sampled_from(["like", "fine", "avoid"]),
        "debt": st.integers(0, 100_000),
    },
)


def check_of(
    offer: Program, savings: float = 0, near: bool = False, person: Person | None = None, **said: Any
) -> Tested:
    return doubts.tested(offer, said, person or Person(), WORDS, near, savings)


def outcome(offer: Program, **said: Any) -> tuple[Status, str]:
    (doubt,) = check_of(offer, **said).doubts
    return doubt.status, doubt.reason


LOADED = {"credits": 30, "credit_system": "semester"}


def test_hours_a_week_by_hand() -> None:
    # 30 x 45 = 1,350 hours; 24 months x 4.33 weeks = 103.92 weeks; 12.99 hours a week
    needed = load(program(facts={**LOADED, "months_part_time": 24, "months_full_time": 12}))
    assert needed is not None and needed.hours == pytest.approx(12.99, abs=0.005)
    # 45 quarter credits x 30 are the same 1,350 hours
    quarters = load(program(facts={"credits": 45, "credit_system": "quarter", "months_typical": 24}))
    assert quarters is not None and quarters.hours == pytest.approx(needed.hours)


@pytest.mark.parametrize("missing", ["credits", "credit_system", "months_typical"])
def test_hours_are_not_recorded_when_a_part_is_missing(missing: str) -> None:
    facts = {**LOADED, "months_typical": 24}
    del facts[missing]
    assert outcome(program(facts=facts), hours=1) == (Status.UNKNOWN, "unrecorded")


def test_units_that_mean_different_things_are_not_guessed() -> None:
    assert load(program(facts={"credits": 96, "credit_system": "units", "months_typical": 24})) is None


def test_too_many_hours_fail_only_when_no_slower_pace_may_exist() -> None:
    slow = program(facts={**LOADED, "months_part_time": 24})
    full = program(facts={**LOADED, "months_full_time": 12})
    full_only = program(facts={**LOADED, "months_full_time": 12, "part_time": False})
    assert outcome(slow, hours=10) == (Status.MISSED, "too_many")
    assert outcome(slow, hours=13) == (Status.MET, "enough")
    assert outcome(full, hours=10) == (Status.UNKNOWN, "pace")
    assert outcome(full_only, hours=10) == (Status.MISSED, "too_many")


def test_moving() -> None:
    online, campus = program(facts={"delivery": ("online",)}), program(facts={"delivery": ("on_campus",)})
    hybrid = program(facts={"delivery": ("hybrid",)})
    assert outcome(online, move=NO) == (Status.MET, "online")
    assert outcome(campus, move=NO) == (Status.MISSED, "on_campus")
    assert outcome(hybrid, move=NO) == (Status.MISSED, "hybrid")
    assert outcome(program(), move=NO) == (Status.UNKNOWN, "unrecorded")
    assert outcome(program(at=university(distance_only=True)), move=NO) == (Status.MET, "online")
    assert outcome(campus, move=YES) == (Status.MET, "would_move")
    assert outcome(campus, near=True, move=NO) == (Status.MET, "near")


def test_maths() -> None:
    asks, none = program(facts={"prerequisites": ("calculus",)}), program(facts={"prerequisites": ("python",)})
    lacking = Person(lacking=("mathematics",))
    assert outcome(asks, maths=AVOIDS) == (Status.MISSED, "disliked")
    assert outcome(asks, maths=FINE) == (Status.MET, "asked")
    assert outcome(asks, maths=FINE, person=lacking) == (Status.MISSED, "lacking")
    assert outcome(none, maths=AVOIDS) == (Status.MET, "none_asked")
    assert outcome(program(), maths=FINE) == (Status.UNKNOWN, "unrecorded")


def test_debt() -> None:
    costs, abroad = program(facts={"tuition_total": 30_000}), program(currency="EUR", facts={"tuition_total": 1})
    assert outcome(costs, debt=30_000) == (Status.MET, "within")
    assert outcome(costs, debt=29_999) == (Status.MISSED, "over")
    assert outcome(costs, savings=1, debt=29_999) == (Status.MET, "within")
    assert outcome(program(facts={"tuition_total": 0}), debt=0) == (Status.MET, "within")
    assert outcome(abroad, debt=30_000) == (Status.UNKNOWN, "currency")
    assert outcome(program(), debt=30_000) == (Status.UNKNOWN, "unrecorded")


def test_the_three_conclusions_and_none() -> None:
    hard = program("Hard", facts={**LOADED, "months_part_time": 12, "delivery": ("on_campus",)})
    easy = program("Easy", facts={**LOADED, "months_part_time": 36, "delivery": ("online",)})
    both = [check_of(each, hours=10, move=NO) for each in (hard, easy)]
    assert (conclude(both).kind, [each.program for each in conclude(both).programs]) == ("nothing_against", [easy])
    assert conclude([check_of(hard, hours=10)]).kind == "not_now"
    assert conclude([check_of(hard, hours=10)]).because == ("hours",)
    assert conclude(both[:1]).kind == "not_this_degree"
    assert conclude([check_of(program(), hours=10)]).kind == "nothing_to_go_by"
    assert conclude([]).kind == "nothing_to_go_by"


def test_who_avoids_maths_needs_a_program_recorded_as_asking_for_none() -> None:
    silent, none = program("Silent"), program("None", facts={"prerequisites": ("python",)})
    assert conclude([check_of(silent, maths=AVOIDS)]).kind == "not_this_degree"
    assert conclude([check_of(silent, maths=AVOIDS)]).because == ("maths",)
    assert conclude([check_of(each, maths=AVOIDS) for each in (silent, none)]).kind == "nothing_against"


def test_lists_without_maths_are_counted_by_hand() -> None:
    lists = [fact.value for each in KNOWLEDGE.programs if (fact := each.fact("prerequisites"))]
    none, total = without_maths(KNOWLEDGE.programs)
    assert (len(none), total) == (sum(not {*MATHS} & {*each} for each in lists), len(lists))


@quick
@given(st.sampled_from(NAMED), answers)
def test_a_test_for_each_answer_and_no_outcome_without_a_fact(offer: Program, said: dict[str, Any]) -> None:
    found = check_of(offer, **said)
    assert [each.key for each in found.doubts] == [key for key in DOUBTS if key in said]
    assert all(each.facts for each in found.doubts if each.status is Status.MISSED)


@quick
@given(st.sampled_from(NAMED), answers, st.integers(0, 40), st.integers(0, 50_000))
def test_more_time_and_money_never_speak_against_a_program(
    offer: Program, said: dict[str, Any], hours: int, money: int
) -> None:
    more = {**said, **({"hours": said["hours"] + hours} if "hours" in said else {})}
    more |= {"debt": said["debt"] + money} if "debt" in said else {}
    for before, after in zip(check_of(offer, **said).doubts, check_of(offer, **more).doubts, strict=True):
        assert after.status >= before.status


@quick
@given(st.lists(st.sampled_from(NAMED), min_size=1, max_size=5, unique=True), answers)
def test_nothing_speaks_against_a_program_that_fails(offers: list[Program], said: dict[str, Any]) -> None:
    found = conclude([check_of(each, **said) for each in offers])
    failing = [each for each in found.programs if not each.passes]
    assert not failing or found.kind != "nothing_against"
    assert found.kind != "not_now" or all(each.fixable for each in found.programs)
