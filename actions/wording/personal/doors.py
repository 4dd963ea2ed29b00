"""Marks of other countries, and the ways in that are recorded for low grades. Foreign marks are never converted. Pure.

Ways in stand in notes of recorded facts ("Below it, case by case with a letter"), which are read for their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from actions.dialogue.memory import Memory
from actions.wording.personal.grades import USUAL, grade, minimums, own_gpa
from actions.wording.personal.reach import fits
from actions.wording.personal.said import Part, Said, receipted
from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.facts import Fact, Program
from knowledge.prices import price_order
from knowledge.programs import Search

MOST_NAMES = 2
GERMAN, BRITISH, PERCENT = "DE", "UK", 100
_ON_SCALE = {GERMAN: " on the German scale", "BEST1": " on a scale whose best is 1.0"}
_SOFT = re.compile(
    r"lower is possible|lower averages? (?:are|may) still|lets lower averages|below it, case by case"
    r"|below it provisional|exceptions possible|preferred, not absolute",
    re.IGNORECASE,
)
_BY_PERFORMANCE = re.compile(r"performance(?:-based admission| pathway)", re.IGNORECASE)
_CLASSES = re.compile(r"\b2:[12]\b|honours")


def _scale(memory: Memory) -> Any:
    return (memory.profile.get("gpa") or {}).get("scale")


def marks(memory: Memory) -> str | None:
    """Marks of another scale than that of 4 as they were said: "7.4/10", "72 %", "2.1 on the German scale"."""
    gpa: Mapping[str, Any] = memory.profile.get("gpa") or {}
    scale = gpa.get("scale")
    if not gpa or scale in (None, 4):
        return None
    if not isinstance(scale, (int, float)):  # "2:1", "first", "1.7": classes and grades of their own
        return f"{gpa['said']}{_ON_SCALE.get(str(scale), '')}"
    return f"{gpa['said']} %" if scale == PERCENT else f"{gpa['said']}/{scale:g}"


def _marks(*scales: Any) -> Part:
    """The marks, if they are of one of these scales, or of any where none is given."""

    def met(memory: Memory, _search: Search) -> Said | None:
        said = marks(memory)
        return Said(said) if said and (not scales or _scale(memory) in scales) else None

    return met


def _noted(pattern: re.Pattern[str], keys: Iterable[str], knowledge: Knowledge) -> list[tuple[Fact, Program]]:
    """The first fact of each program, under these keys, whose note says so."""
    found = []
    for each in knowledge.named:
        facts = (fact for key in keys if (fact := each.fact(key)) is not None)
        fact = next((fact for fact in facts if fact.note and pattern.search(fact.note)), None)
        if fact is not None:
            found.append((fact, each))
    return sorted(found, key=lambda each: (price_order(each[1]), each[1].id))


def _names(found: list[tuple[Fact, Program]], knowledge: Knowledge) -> Said | None:
    names = [in_sentence(each) for _, each in found]
    return receipted(listed(names), found, knowledge) if names else None


def _soft_minimums(memory: Memory, search: Search) -> Said | None:
    """Programs whose minimum is missed, and which are on record as looking at lower averages."""
    value = own_gpa(memory)
    if value is None or value >= USUAL:
        return None
    soft = [each for each in _noted(_SOFT, ("gpa_min",), search.knowledge) if each[0].value > value]
    found = [each for each in soft if fits_but_gpa(each[1], memory, search)][:MOST_NAMES]
    return _names(found, search.knowledge) if len(found) == MOST_NAMES else None


def fits_but_gpa(program: Program, memory: Memory, search: Search) -> bool:
    """Whether the program is known to miss no must, grades left aside."""
    others = tuple(each for each in memory.wishes if each.key not in ("gpa", "gpa_minimum"))
    return fits(program, Memory(wishes=others), search)


def _by_performance(memory: Memory, search: Search) -> Said | None:
    """Programs that low grades don't close, since first courses decide."""
    value = own_gpa(memory)
    if value is None or value >= USUAL:
        return None
    found = _noted(_BY_PERFORMANCE, ("gpa_min", "cs_degree_required", "bridge"), search.knowledge)
    return _names([each for each in found if fits_but_gpa(each[1], memory, search)][:MOST_NAMES], search.knowledge)


def _british_named(memory: Memory, search: Search) -> Said | None:
    if _scale(memory) != BRITISH:
        return None
    found = _noted(_CLASSES, ("gpa_min", "cs_degree_required", "prerequisites"), search.knowledge)
    return _names(found[:MOST_NAMES], search.knowledge)


def _minimum_above(memory: Memory, search: Search) -> Said | None:
    """One of the minimums that a good GPA still misses: the highest, with who asks for it."""
    value = own_gpa(memory)
    if value is None or value < USUAL:
        return None
    highest, fact, program = max(minimums(search.knowledge), key=lambda each: (each[0], each[2].id))
    words = f"{grade(highest)} ({in_sentence(program)})"
    return receipted(words, [(fact, program)], search.knowledge) if highest > value else None


DOORS: Mapping[str, Part] = {
    "marks_abroad": _marks(),
    "german_marks": _marks(GERMAN),
    "british_marks": _marks(BRITISH),
    "percent_marks": _marks(PERCENT),
    "ten_marks": _marks(10),
    "twenty_marks": _marks(20),
    "british_named": _british_named,
    "soft_minimums": _soft_minimums,
    "by_performance": _by_performance,
    "minimum_above": _minimum_above,
}
