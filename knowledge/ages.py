"""How old a fact is, and whether that is older than facts of its kind bear. Pure.

A fact is as old as the last year its source speaks of; one whose source names no year is as old as its reading, the
day the program's pages were read.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.facts import Fact, Program, year_of

# Years that facts of a kind bear: deadlines move every year, fees most years, rules of admission now and then.
DEADLINE_YEARS, PRICE_YEARS, POLICY_YEARS = 2, 3, 4
_IN_WORDS = ("price_note", "funding")  # of money, and no amounts


@dataclass(frozen=True)
class Stale:
    """A fact of a program that is older than its kind bears, by how many years it is old."""

    program: Program
    key: str
    fact: Fact
    age: int


def years_borne(key: str) -> int:
    """How many years a fact of that name can be old before it is marked as old, listed, and to be read anew.

    Averages of a whole university, whose keys begin with "university_" (see prices.py), are prices; its figures of
    graduates' pay and debt are none.
    """
    declared = DECLARED.facts.get(key)
    if declared is not None and declared.type == "deadlines":
        return DEADLINE_YEARS
    amount = declared is not None and declared.type == "money" and not declared.federal
    return PRICE_YEARS if amount or key in _IN_WORDS or key.startswith("university_") else POLICY_YEARS


def year_of_fact(fact: Fact, program: Program | None = None) -> int | None:
    """The year a fact is of; of deadlines the newest entry counts; None for an undated one that has no reading."""
    entries = fact.value if isinstance(fact.value, tuple) else ()
    dated = [year_of(str(each["as_of"])) for each in entries if hasattr(each, "get") and each.get("as_of")]
    years = [year for year in (fact.year, *dated) if year is not None]
    return max(years, default=None if program is None else year_of(program.checked))


def age(fact: Fact, program: Program | None, this_year: int) -> int | None:
    """How many years a fact is old, 0 for one of this year or the next; None where nothing dates it."""
    year = year_of_fact(fact, program)
    return None if year is None else max(0, this_year - year)


def is_stale(key: str, fact: Fact, program: Program | None, this_year: int) -> bool:
    """Whether a fact is older than its kind bears; an undatable one is not."""
    years = age(fact, program, this_year)
    return years is not None and years > years_borne(key)


def stale(knowledge: Knowledge, this_year: int) -> tuple[Stale, ...]:
    """Every fact of a named program that is older than its kind bears, oldest first."""
    found = [
        Stale(program, key, fact, years)
        for program in knowledge.named
        for key, fact in program.facts.items()
        if is_stale(key, fact, program, this_year) and (years := age(fact, program, this_year)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (-each.age, each.program.id, each.key)))


def last_read(knowledge: Knowledge) -> str | None:
    """The newest day on which pages of named programs were read ("2026-11-25"); None without named programs."""
    return max((each.checked for each in knowledge.programs if each.checked is not None), default=None)
