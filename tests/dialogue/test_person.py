"""What is known of a person: noted as they said it, what is said last counts, "drop" takes it away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.dialogue.memory import Kept, Memory
from actions.dialogue.person import DEFAULT_HOURS, MOST_SCHOOLS, hours_of, person_of, usable_hours
from knowledge.wishes import Wish
from tests.dialogue.conftest import Tell

FACTS: dict[str, tuple[str, dict[str, str], str, Any]] = {
    "a degree": ("I studied biology", {"biology": "held"}, "backgrounds", ["biology"]),
    "what one can": ("I know python", {"python": "has"}, "skills", ["python"]),
    "years of work": ("5 years of work experience", {"5 years": "work_years"}, "work_years", 5),
    "an age": ("I'm 38 and curious", {"38": "age"}, "age", 38),
    "children": ("two kids at home", {}, "family", ["children"]),
    "a visa": ("I'd need a visa", {}, "visa", "needs"),
    "laid off": ("got laid off in March", {}, "situation", ["laid_off"]),
    "a doctorate to come": ("I plan to do a PhD later", {}, "goal", ["phd"]),
    "where they come from": ("I'm from Nigeria", {"Nigeria": "from"}, "origin", "NG"),
    "the old school": ("i went to Ohio State", {"Ohio State": "studied"}, "studied", ["ohio-state-university"]),
    "an offer": ("I got into Penn", {"Penn": "admitted"}, "admitted", ["university-of-pennsylvania"]),
    "a refusal": ("cmu said no", {"cmu": "refused_by"}, "refused_by", ["carnegie-mellon-university"]),
    "hours": ("I can study 12 hours a week", {}, "hours", 12.0),
    "english": ("102 toefl", {"102": "own"}, "tests", {"toefl": 102}),
}


@pytest.mark.parametrize(("text", "roles", "key", "value"), FACTS.values(), ids=FACTS.keys())
def test_what_is_told_of_oneself_is_known(tell: Tell, text: str, roles: dict[str, str], key: str, value: Any) -> None:
    assert tell(text, roles).profile[key] == value


NOT_ONESELF: dict[str, tuple[str, dict[str, str], str]] = {
    "a school that is wanted": ("I want to go to Penn", {"Penn": "wanted"}, "studied"),
    "a place to go": ("I want to be in Ohio", {"Ohio": "wanted"}, "lives"),
    "a program's english": ("they want 100 toefl", {"100": "program"}, "tests"),
    "supposed hours of work": ("what if I had 5 years of work experience", {"5 years": "work_years"}, "work_years"),
    "somebody else's years": ("my boss has 5 years of work experience", {"5 years": "other"}, "work_years"),
}


@pytest.mark.parametrize(("text", "roles", "key"), NOT_ONESELF.values(), ids=NOT_ONESELF.keys())
def test_what_is_not_of_oneself_is_not_known(tell: Tell, text: str, roles: dict[str, str], key: str) -> None:
    assert not tell(text, roles).profile.get(key)


def test_a_brothers_age_is_not_ones_own(tell: Tell) -> None:
    assert "age" not in tell("my brother is 29 years old", {"29": "other"}).profile


def test_what_is_said_last_counts(tell: Tell) -> None:
    memory = tell("i have a 3.1", {"3.1": "own"})
    memory = tell("actually 2.9", {"2.9": "own"}, memory=memory)
    assert memory.profile["gpa"]["value"] == 2.9


def test_a_foreign_mark_is_kept_as_said_and_not_converted(tell: Tell) -> None:
    gpa = tell("i have 8.2 cgpa", {"8.2": "own"}).profile["gpa"]
    assert gpa["value"] is None and "8.2" in gpa["said"] and gpa["scale"] == 10


def test_a_skill_that_is_lacking_is_no_longer_one(tell: Tell) -> None:
    memory = tell("I know python", {"python": "has"})
    memory = tell("I can't do python any more", {"python": "lacks"}, memory=memory)
    assert memory.profile["skills"] == [] and memory.profile["lacking"] == ["python"]


def test_a_rusty_skill_is_neither_there_nor_lacking(tell: Tell) -> None:
    memory = tell("linear algebra was ages ago, all rusty", {"linear algebra": "rusty"})
    assert not memory.profile.get("skills") and not memory.profile.get("lacking")


def test_two_offers_are_both_known_each_once(tell: Tell) -> None:
    memory = tell("I got into Penn", {"Penn": "admitted"})
    memory = tell("and into cmu, and Penn, as I said", {"Penn": "admitted", "cmu": "admitted"}, memory=memory)
    assert sorted(memory.profile["admitted"]) == ["carnegie-mellon-university", "university-of-pennsylvania"]


def test_schools_are_kept_up_to_a_limit(tell: Tell) -> None:
    memory = Memory(profile={"studied": [f"school-{i}" for i in range(MOST_SCHOOLS)]})
    studied = tell("i went to Ohio State", {"Ohio State": "studied"}, memory=memory).profile["studied"]
    assert len(studied) == MOST_SCHOOLS and studied[-1] == "ohio-state-university"


def test_a_dropped_grade_is_known_no_more(tell: Tell) -> None:
    memory = tell("i have a 3.1", {"3.1": "own"})
    assert "gpa" not in tell("forget my gpa", memory=memory).profile


def test_no_computing_degree_is_known_as_such(tell: Tell) -> None:
    assert tell("I don't have a cs degree").profile["backgrounds"] == ["other"]


def test_hours_hold_for_the_plan_and_for_the_person(tell: Tell) -> None:
    memory = tell("I can study 12 hours a week")
    assert hours_of(memory) == 12.0 and person_of(memory).hours == 12.0
    assert hours_of(Memory()) == DEFAULT_HOURS


@pytest.mark.parametrize("value", [0, -3, 81, 1000, "ten", None, True, float("nan")])
def test_hours_that_nobody_can_plan_with_are_none(value: Any) -> None:
    assert usable_hours(value) is None


def test_a_wished_background_is_brought_too() -> None:
    memory = Memory(wishes=(Wish("background", ("biology",)),))
    assert person_of(memory).backgrounds == ("biology",)
    assert person_of(Memory(wishes=(Wish("background", ("other",)),))).backgrounds == ()


def test_the_profile_survives_its_slots(tell: Tell) -> None:
    memory = tell("I'm 38, two kids, I studied biology", {"38": "age", "biology": "held"})
    assert Memory.of_slots(memory.slots().get) == memory


class TestUndo:
    """Memory's own undo: one change back, whichever slot it was in."""

    def test_one_change_of_each_kind_is_taken_back(self) -> None:
        before = Memory(
            wishes=(Wish("gre", ("not_required",)),), profile={"age": 30}, shortlist=(Kept("gatech-omscs"),)
        )
        for changed in (
            {"wishes": ()},
            {"profile": {"age": 31}},
            {"shortlist": ()},
            {"assumptions": {"income": 1000.0}},
            {"doubts": {"move": "no"}},
        ):
            after = Memory(**{**before.__dict__, **changed})  # type: ignore[arg-type]
            past = after.changed_since(before)
            assert set(past) == set(changed)
            undone = Memory(**{**after.__dict__, "past": (past,)}).undone()
            assert replace(undone, undid=()) == before, changed
            assert replace(undone.redone(), past=()) == after, changed

    def test_what_is_only_shown_is_no_change(self) -> None:
        assert Memory(shown=("gatech-omscs",), asked="gre").changed_since(Memory()) == {}

    def test_the_last_change_goes_first(self) -> None:
        memory = Memory(profile={"age": 32}, past=({"profile": {"age": 30}}, {"profile": {"age": 31}}))
        assert memory.undone().profile == {"age": 31}
        assert memory.undone().undone().profile == {"age": 30}
