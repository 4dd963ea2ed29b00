"""Readiness: properties over any person, and hand-checked dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.advice.intakes import TERMS, earliest_intake
from knowledge.advice.readiness import INCLUDES, Person, included, readiness, requirement, study_plan, usual, weeks
from knowledge.criteria import Status
from tests.knowledge.builders import program
from tests.knowledge.shipped import KNOWLEDGE

WORDS, LEARNING = KNOWLEDGE.vocabulary, KNOWLEDGE.learning
TODAY = date(2026, 11, 25)

skills = st.sampled_from(sorted(WORDS.skills))
some = st.lists(skills, max_size=6, unique=True).map(tuple)
degrees = st.lists(st.sampled_from(["computing", "other", *WORDS.backgrounds]), max_size=2, unique=True).map(tuple)
people = st.builds(Person, degrees, some, some, st.integers(1, 60).map(float))
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
with_deadlines = [each for each in KNOWLEDGE.programs if each.fact("deadlines") is not None]
quick = settings(max_examples=60, deadline=None)


@quick
@given(people, skills, skills)
def test_a_further_skill_never_makes_anything_worse(person: Person, more: str, asked: str) -> None:
    richer = replace(person, skills=(*person.skills, more))
    assert requirement(asked, richer, WORDS).status >= requirement(asked, person, WORDS).status


@quick
@given(people, skills, some)
def test_a_further_skill_never_adds_weeks(person: Person, more: str, asked: tuple[str, ...]) -> None:
    def total(one: Person) -> int:
        offer = program(facts={"prerequisites": asked})
        return study_plan(readiness(offer, one, WORDS, ()).gaps, one, LEARNING, WORDS, TODAY).weeks

    assert total(replace(person, skills=(*person.skills, more))) <= total(person)


@quick
@given(people, some, st.integers(1, 40))
def test_more_hours_never_add_weeks(person: Person, asked: tuple[str, ...], more: int) -> None:
    faster = replace(person, hours=person.hours + more)
    plans = [study_plan(asked, one, LEARNING, WORDS, TODAY) for one in (person, faster)]
    assert plans[1].weeks <= plans[0].weeks
    assert [step.learning.skill for step in plans[0].steps] == [step.learning.skill for step in plans[1].steps]


@quick
@given(people, some)
def test_everything_comes_after_what_it_needs_without_gaps_or_overlaps(person: Person, asked: tuple[str, ...]) -> None:
    plan = study_plan(asked, person, LEARNING, WORDS, TODAY)
    order = [step.learning.skill for step in plan.steps]
    for step in plan.steps:
        before = order[: order.index(step.learning.skill)]
        for need in step.learning.needs:
            assert need in before or need not in order
    firsts, lasts = [step.first for step in plan.steps], [step.last for step in plan.steps]
    assert firsts == [1, *(last + 1 for last in lasts)][: len(firsts)]
    assert plan.end == TODAY + timedelta(weeks=plan.weeks)
    assert {*asked} == {each for each in asked if each in order} | {*plan.unplanned}


@quick
@given(st.sampled_from(with_deadlines), days, st.integers(0, 200))
def test_a_start_leaves_time_and_its_deadline_is_ahead(each: object, today: date, plan_weeks: int) -> None:
    ready = today + timedelta(weeks=plan_weeks)
    intake = earliest_intake(each, ready, today)  # type: ignore[arg-type]
    assert intake is not None and intake.start >= ready
    assert intake.deadline is None or intake.deadline >= today
    assert intake.start <= ready + timedelta(days=2 * 366)


@quick
@given(st.sampled_from(with_deadlines), days, st.integers(0, 100), st.integers(1, 100))
def test_a_longer_plan_never_starts_earlier(each: object, today: date, short: int, more: int) -> None:
    starts = [
        earliest_intake(each, today + timedelta(weeks=plan), today)  # type: ignore[arg-type]
        for plan in (short, short + more)
    ]
    assert starts[0] is not None and starts[1] is not None and starts[0].start <= starts[1].start


def test_what_one_knows_includes_other_things() -> None:
    person = Person(skills=("calculus", "python"))
    assert requirement("mathematics", person, WORDS).by == "calculus"
    assert requirement("programming", person, WORDS).by == "python"
    assert requirement("python", Person(skills=("programming",)), WORDS).status is Status.UNKNOWN
    assert all(skill in WORDS.skills for skill, also in INCLUDES.items() for skill in (skill, *also))


def test_who_lacks_mathematics_lacks_calculus_whatever_the_degree() -> None:
    person = Person(backgrounds=("physics",), lacking=("mathematics",))
    assert requirement("calculus", person, WORDS).status is Status.MISSED
    assert requirement("calculus", replace(person, skills=("calculus",)), WORDS).status is Status.MET


def test_a_degree_makes_it_likely() -> None:
    for background, skill in (
        ("computer_science", "algorithms"),
        ("physics", "linear_algebra"),
        ("economics", "statistics"),
    ):
        found = requirement(skill, Person(backgrounds=(background,)), WORDS)
        assert (found.status, found.because, found.by) == (Status.MET, "degree", background)
    assert requirement("programming", Person(backgrounds=("physics",)), WORDS).status is Status.UNKNOWN
    assert requirement("calculus", Person(backgrounds=("history",)), WORDS).status is Status.UNKNOWN
    assert requirement("data_structures", Person(backgrounds=("computing",)), WORDS).because == "degree"


def test_without_recorded_prerequisites_the_usual_ones_are_compared() -> None:
    found = readiness(program(), Person(skills=("python",)), WORDS, ("programming", "calculus"))
    assert found.fact is None
    assert found.having(Status.MET) == ("programming",) and found.gaps == ("calculus",)


def test_the_usual_ones_are_counted_over_the_recorded_lists() -> None:
    counted = usual(KNOWLEDGE.programs)
    by_hand = [each.facts["prerequisites"].value for each in KNOWLEDGE.programs if "prerequisites" in each.facts]
    assert counted.lists == len(by_hand)
    assert counted.count("linear_algebra") == sum("linear_algebra" in each for each in by_hand)
    assert counted.skills[:2] == ("programming", "calculus")
    assert min(counted.count(each) for each in counted.skills) >= counted.lists / 4


def test_every_recorded_prerequisite_can_be_planned() -> None:
    asked = {skill for each in KNOWLEDGE.programs if (f := each.fact("prerequisites")) for skill in f.value}
    assert asked <= LEARNING.keys()
    assert all(included((skill,)) <= {*INCLUDES, *LEARNING, *WORDS.skills} for skill in LEARNING)


def test_a_plan_by_hand() -> None:
    person = Person(backgrounds=("biology",), skills=("calculus", "python"), lacking=("linear_algebra",), hours=15)
    plan = study_plan(("linear_algebra", "algorithms"), person, LEARNING, WORDS, TODAY)
    read_off = [(step.learning.skill, step.first, step.last, step.said) for step in plan.steps]
    # 100 hours / 15 = 7 weeks; data structures 80 / 15 = 6, which algorithms need; algorithms 100 / 15 = 7
    assert read_off == [
        ("linear_algebra", 1, 7, True), ("data_structures", 8, 13, False), ("algorithms", 14, 20, False),
    ]  # fmt: skip
    assert plan.end == date(2027, 4, 14)


def test_school_mathematics_is_planned_only_for_those_who_say_that_they_lack_it() -> None:
    for lacking, planned in (((), False), (("mathematics",), True)):
        plan = study_plan(("statistics",), Person(lacking=lacking), LEARNING, WORDS, TODAY)
        assert ("mathematics" in [step.learning.skill for step in plan.steps]) is planned


def test_nothing_to_learn_is_an_empty_plan() -> None:
    plan = study_plan((), Person(), LEARNING, WORDS, TODAY)
    assert (plan.steps, plan.weeks, plan.end) == ((), 0, TODAY)


def test_weeks_are_whole_and_at_least_one() -> None:
    assert weeks(LEARNING["git"], 60) == 1
    assert weeks(LEARNING["calculus"], 10) == 12


def deadlines(*entries: dict[str, object]) -> object:
    return program(facts={"deadlines": entries})


def start_of(offer: object, ready: date, today: date = TODAY) -> tuple[str, date, date | None]:
    intake = earliest_intake(offer, ready, today)  # type: ignore[arg-type]
    assert intake is not None
    return intake.term, intake.start, intake.deadline


def test_the_deadline_before_a_start_is_that_of_the_right_year() -> None:
    fall = deadlines({"intake": "fall", "date": "03-01"}, {"intake": "spring", "date": "08-15"})
    assert start_of(fall, date(2027, 2, 1)) == ("fall", date(2027, 8, 25), date(2027, 3, 1))
    assert start_of(fall, date(2027, 9, 1)) == ("spring", date(2028, 1, 10), date(2027, 8, 15))


def test_a_start_whose_deadline_has_passed_is_left_for_the_next_year() -> None:
    fall = deadlines({"intake": "fall", "date": "11-19"})
    assert start_of(fall, date(2027, 2, 1)) == ("fall", date(2028, 8, 25), date(2027, 11, 19))


def test_of_several_rounds_the_last_one_counts() -> None:
    fall = deadlines({"intake": "fall", "date": "11-19"}, {"intake": "fall", "date": "12-10", "round": "final"})
    assert start_of(fall, date(2027, 2, 1)) == ("fall", date(2027, 8, 25), date(2026, 12, 10))


def test_rolling_and_any_time() -> None:
    assert start_of(deadlines({"intake": "any", "rolling": True}), TODAY) == ("any", TODAY, None)
    assert start_of(deadlines({"intake": "may", "rolling": True}), TODAY) == ("may", date(2027, *TERMS["may"]), None)


def test_the_29th_of_february_is_a_deadline_in_every_year() -> None:
    fall = deadlines({"intake": "fall", "date": "02-29"})
    assert start_of(fall, date(2027, 3, 1)) == ("fall", date(2027, 8, 25), date(2027, 2, 28))


def test_without_recorded_deadlines_the_usual_terms_count() -> None:
    intake = earliest_intake(program(), date(2027, 2, 1), TODAY)
    assert intake is not None and (intake.term, intake.start) == ("summer", date(2027, 5, 15))
    assert intake.entry is None and intake.deadline is None
