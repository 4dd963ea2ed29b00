"""Checks that follow from the type of a declared criterion alone; the odd ones stand in criteria.py. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt
from typing import Any

from knowledge.declarations import DECLARED
from knowledge.declared import Criterion
from knowledge.facts import Fact, Program
from knowledge.verdicts import UNKNOWN, Check, Status, Verdict, decide, first_of
from knowledge.wishes import Wish

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_BELOW = re.compile(r"\b(?:under|below|less than|at most|up to)\b|<", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:over|above|more than|at least)\b|>", re.IGNORECASE)

_KEEPS: Mapping[str, Callable[[Any, Any], bool]] = {"at_most": le, "below": lt, "at_least": ge, "above": gt, "is": eq}


def limits(wish: Wish) -> list[tuple[Callable[[Any, Any], Any], float]]:
    """What a number has to keep, each as a comparison and the number behind it; they compare arrays as well."""
    if wish.op == "between" and wish.low is not None:
        return [(ge, wish.low), (le, wish.value)]
    return [(_KEEPS.get(wish.op, le), wish.value)]


def within(wish: Wish, low: float, high: float) -> bool | None:
    """Whether a recorded number, known to lie from `low` to `high`, keeps the limit of a wish; None if it may."""
    ends = [(keep(low, end), keep(high, end)) for keep, end in limits(wish)]
    if any(not (at_low or at_high) for at_low, at_high in ends):
        return False
    return True if all(at_low and at_high for at_low, at_high in ends) else None


def bounds(value: Any) -> tuple[float, float]:
    """Between which numbers a recorded value lies; a text ("under 10%") gives one end, or none."""
    if isinstance(value, (int, float)):
        return float(value), float(value)
    found = _PERCENT.search(str(value))
    if found is None:
        return 0.0, 1.0
    share = float(found[1]) / 100
    return (0.0, share) if _BELOW.search(str(value)) else (share, 1.0) if _ABOVE.search(str(value)) else (share, share)


def _limit(criterion: Criterion) -> Check:
    def check(program: Program, wish: Wish) -> Verdict:
        found = first_of(program, criterion.facts)
        if found is None:
            return UNKNOWN
        key, fact = found
        if DECLARED.facts[key].type == "money" and wish.value and program.currency != (wish.currency or "USD"):
            return Verdict(Status.UNKNOWN, (found,))
        if not _compares(program, criterion):
            return Verdict(Status.UNKNOWN, (found,))
        kept = within(wish, *bounds(fact.value))
        return Verdict(Status.UNKNOWN, (found,)) if kept is None else decide(kept, key, fact)

    return check


def _compares(program: Program, criterion: Criterion) -> bool:
    """Whether the program's numbers are of the kind that is wished for: ECTS credits are no semester credits."""
    recorded = ((program.fact(key), values) for key, values in criterion.where.items())
    return all(fact is None or fact.value in values for fact, values in recorded)


def _person(criterion: Criterion) -> Check:
    """The program asks for no more than the person has."""

    def check(program: Program, wish: Wish) -> Verdict:
        found = first_of(program, criterion.facts)
        return UNKNOWN if found is None else decide(found[1].value <= wish.value, *found)

    return check


def _yes_no(criterion: Criterion) -> Check:
    def check(program: Program, wish: Wish) -> Verdict:
        found = first_of(program, criterion.facts)
        return UNKNOWN if found is None else decide(found[1].value is wish.value, *found)

    return check


def _option(criterion: Criterion) -> Check:
    """A fact that is required, optional or none: an option serves either wish."""

    def check(program: Program, wish: Wish) -> Verdict:
        found = first_of(program, criterion.facts)
        if found is not None:
            return decide(found[1].value in ("optional", wish.value), *found)
        implied = first_of(program, tuple(criterion.implied))
        return UNKNOWN if implied is None else decide(criterion.implied[implied[0]] == wish.value, *implied)

    return check


def _listed(criterion: Criterion) -> Check:
    """A recorded list names one of the things wished for."""

    def check(program: Program, wish: Wish) -> Verdict:
        found = first_of(program, criterion.facts)
        if found is None:
            return UNKNOWN
        shared = [each for each in found[1].value if each in wish.values]
        return decide(bool(shared), *found)

    return check


def _told(criterion: Criterion) -> Check:
    """A text affirms or denies it; one that does neither decides nothing and is shown."""
    affirmed = re.compile(criterion.words["affirmed"], re.IGNORECASE)
    denied = re.compile(re.sub(r"\|\s+", "|", criterion.words["denied"]), re.IGNORECASE)

    def check(program: Program, wish: Wish) -> Verdict:
        found = first_of(program, criterion.facts)
        if found is None:
            return UNKNOWN
        says = _says(found[1], affirmed, denied)
        return Verdict(Status.UNKNOWN, (found,)) if says is None else decide(says is wish.value, *found)

    return check


def _says(fact: Fact, affirmed: re.Pattern[str], denied: re.Pattern[str]) -> bool | None:
    rest = denied.sub(" ", str(fact.value))
    if affirmed.search(rest):
        return True
    return False if rest != fact.value else None


_BY_TYPE: Mapping[str, Callable[[Criterion], Check]] = {
    "limit": _limit,
    "person": _person,
    "yes_no": _yes_no,
    "option": _option,
    "listed": _listed,
    "told": _told,
}


def checks_by_type() -> dict[str, Check]:
    """The check of every declared criterion whose type has one."""
    return {key: _BY_TYPE[each.type](each) for key, each in DECLARED.criteria.items() if each.type in _BY_TYPE}


def looked_at_by_type() -> dict[str, tuple[str, ...]]:
    """What these checks look at: facts, and with an amount of money the program's currency."""
    return {
        key: (*each.facts, *each.where, *each.implied, ".currency")
        for key, each in DECLARED.criteria.items()
        if each.type in _BY_TYPE
    }
