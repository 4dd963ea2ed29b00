"""When one can start at a program: the first term whose deadline is still ahead. Pure: the day is passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.facts import Program

# Month and day on which a term usually begins.
TERMS: Mapping[str, tuple[int, int]] = {
    "spring": (1, 10), "summer": (5, 15), "fall": (8, 25),
    "winter": (1, 5), "january": (1, 10), "february": (2, 1), "march": (3, 1), "april": (4, 1), "may": (5, 1),
    "june": (6, 1), "july": (7, 1), "august": (8, 15), "september": (9, 1), "october": (10, 1), "november": (11, 1),
    "december": (12, 1),
}  # fmt: skip
USUAL_TERMS = ("fall", "spring", "summer")
ANY_TERM = "any"
# A deadline may fall this long after our day for the start: some terms begin later, some have a second session.
LATE_DAYS = 45


@dataclass(frozen=True)
class Intake:
    """A start of a program that can still be applied for.

    Attributes:
        term: "fall", "january" …, "any" where one can start at any time.
        start: about when it begins.
        deadline: the last recorded one still ahead; None where it is rolling or not recorded.
        rolling: applications are taken all along.
        entry: the recorded deadline, with round, source and as_of; None where nothing is recorded.
    """

    term: str
    start: date
    deadline: date | None
    rolling: bool
    entry: Mapping[str, Any] | None


def earliest_intake(program: Program | None, ready: date, today: date) -> Intake | None:
    """The first start on or after the day one is ready whose deadline is still ahead.

    Args:
        program: its recorded deadlines decide; without any (or without a program) the usual terms do.
        ready: the day after the study plan's last week.
    """
    fact = None if program is None else program.fact("deadlines")
    if fact is None:
        return min((_next_start(term, ready) for term in USUAL_TERMS), key=lambda each: each.start)
    intakes = [_recorded_intake(entry, ready, today) for entry in fact.value]
    return min(intakes, key=_first_then_last_deadline, default=None)


def _first_then_last_deadline(intake: Intake) -> tuple[date, int]:
    """Earlier starts first; of the rounds of one start the one that leaves most time."""
    return intake.start, -(intake.deadline or intake.start).toordinal()


def _next_start(term: str, ready: date) -> Intake:
    return Intake(term, _on_or_after(*TERMS[term], ready), None, False, None)


def _recorded_intake(entry: Mapping[str, Any], ready: date, today: date) -> Intake:
    term = entry["intake"]
    start = ready if term == ANY_TERM else _on_or_after(*TERMS[term], ready)
    if entry.get("date") is None:
        return Intake(term, start, None, bool(entry.get("rolling")), entry)
    month, day = (int(part) for part in entry["date"].split("-"))
    while (deadline := _on_or_before(month, day, start + timedelta(days=LATE_DAYS))) < today:
        start = _on_or_after(*TERMS.get(term, TERMS["fall"]), start + timedelta(days=1))
    return Intake(term, start, deadline, bool(entry.get("rolling")), entry)


def _day(year: int, month: int, day: int) -> date:
    """A day of a year; 29 February is the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _on_or_after(month: int, day: int, when: date) -> date:
    this_year = _day(when.year, month, day)
    return this_year if this_year >= when else _day(when.year + 1, month, day)


def _on_or_before(month: int, day: int, when: date) -> date:
    this_year = _day(when.year, month, day)
    return this_year if this_year <= when else _day(when.year - 1, month, day)
