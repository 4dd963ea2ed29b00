"""Grades and tests of a person against what is recorded; marks of other countries are in doors.py. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.dialogue.memory import Memory
from actions.wording.personal.said import Part, Said, counted, holds, receipted
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.facts import Fact, Program
from knowledge.programs import Search

MODEST = 3.5  # below this a file is not strong where most are refused
USUAL = 3.0  # the minimum that most recorded programs state
_SCALE = 4
MOST_NAMES = 1


def own_gpa(memory: Memory) -> float | None:
    """The person's GPA on the scale of 4; None where none was said, or one on another scale."""
    gpa: Mapping[str, Any] = memory.profile.get("gpa") or {}
    value = gpa.get("value")
    return float(value) if isinstance(value, (int, float)) and gpa.get("scale") in (None, _SCALE) else None


def grade(value: float) -> str:
    """A grade as people write it: "3.0", "2.75"."""
    return f"{value:.1f}" if value * 10 % 1 == 0 else f"{value:g}"


def minimums(knowledge: Knowledge) -> list[tuple[float, Fact, Program]]:
    """The recorded minimums of the named programs, lowest first."""
    found = [(float(fact.value), fact, each) for each in knowledge.named if (fact := each.fact("gpa_min")) is not None]
    return sorted(found, key=lambda each: (each[0], each[2].id))


def _gpa(memory: Memory, _search: Search) -> Said | None:
    value = own_gpa(memory)
    return None if value is None else Said(grade(value))


def _between(low: float | None, high: float | None) -> Part:
    """Whether the GPA lies from `low` on and below `high`; None stands for the lowest recorded minimum."""

    def met(memory: Memory, search: Search) -> Said | None:
        value, lowest = own_gpa(memory), minimums(search.knowledge)[0][0]
        least, most = (lowest if each is None else each for each in (low, high))
        return holds(value is not None and least <= value < most)

    return met


def _reached(memory: Memory, search: Search) -> Said | None:
    value, found = own_gpa(memory), minimums(search.knowledge)
    if value is None or value < found[0][0]:
        return None
    return counted(f"{sum(each <= value for each, _, _ in found)} of {len(found)}", search.knowledge)


def _lowest(memory: Memory, search: Search) -> Said | None:
    return None if own_gpa(memory) is None else lowest_minimum(search.knowledge)


def lowest_minimum(knowledge: Knowledge) -> Said:
    """The lowest recorded minimum and who asks for it: "2.75 (Kennesaw State University)"."""
    found = minimums(knowledge)
    lowest = [(fact, program) for value, fact, program in found if value == found[0][0]]
    names = list(dict.fromkeys(program.university.name for _, program in lowest))
    shown = names[:MOST_NAMES] + (["others"] if len(names) > MOST_NAMES else [])
    return receipted(f"{grade(found[0][0])} ({listed(shown)})", lowest[:MOST_NAMES], knowledge)


def _english(memory: Memory, _search: Search) -> Said | None:
    score = _english_score(memory)
    return None if score is None else Said(f"{_NAMES[score[0]]} {score[1]:g}")


def _english_reached(memory: Memory, search: Search) -> Said | None:
    score = _english_score(memory)
    if score is None:
        return None
    asked = [fact.value for each in search.knowledge.named if (fact := each.fact(f"{score[0]}_min")) is not None]
    return counted(f"{sum(each <= score[1] for each in asked)} of {len(asked)}", search.knowledge) if asked else None


_NAMES = {"toefl": "TOEFL", "ielts": "IELTS"}


def _english_score(memory: Memory) -> tuple[str, float] | None:
    tests: Mapping[str, Any] = memory.profile.get("tests") or {}
    return next(((each, float(tests[each])) for each in _NAMES if tests.get(each) is not None), None)


def _gre(strong: bool) -> Part:
    """The GRE score, if it is (not) as high as successful applicants usually have."""

    def met(memory: Memory, search: Search) -> Said | None:
        score = (memory.profile.get("tests") or {}).get("gre_score")
        usual = search.knowledge.article["gre_successful"].value
        return Said(f"{score:g}") if score is not None and (score >= usual) is strong else None

    return met


GRADES: Mapping[str, Part] = {
    "gpa": _gpa,
    "gpa_above": _between(USUAL + 0.001, 9.0),
    "modest_gpa": _between(USUAL, MODEST),
    "gpa_usual": _between(USUAL, USUAL + 0.001),
    "gpa_below": _between(None, USUAL),
    "gpa_lowest": _between(0.0, None),
    "minimums_reached": _reached,
    "lowest_minimum": _lowest,
    "english": _english,
    "english_reached": _english_reached,
    "gre_strong": _gre(True),
    "gre_weak": _gre(False),
}
