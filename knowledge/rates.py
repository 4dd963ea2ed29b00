"""What a program costs in all, a year, a semester, a month or a credit, for wishes and words in these units. Pure."""

from __future__ import annotations

from dataclasses import replace

from knowledge.declarations import DECLARED
from knowledge.facts import Fact, Program
from knowledge.prices import ONLINE, ONLY_ONLINE, Facts, Kind, Price, is_resident, money, price_of
from knowledge.university_facts import university_fact
from knowledge.verdicts import first_of

# Units of a price that are reckoned from others, in months; two semesters make a year.
MONTHS_OF = {"semester": 6, "month": 1}
PER = {"year": " a year", "credit": " a credit", "semester": " a semester", "month": " a month"}
_RECORDED = {"year": "price_per_year", "credit": "price_per_credit"}
_CHARGED = {"year": "university_charges", "credit": "university_per_credit"}


def price_in(program: Program, unit: str, home: str | None = None) -> Price | None:
    """The price of a program in its own currency, or None where nothing leads to one.

    Args:
        unit: "total" (see `price_of`), "year", "credit"; or "semester", "month", which are parts of a year's price,
            else of the whole, where length and terms are known. These two are never estimated.
        home: code of the US state that the person lives in.
    """
    resident = is_resident(program, home)
    if unit in MONTHS_OF:
        return _part(program, unit, resident)
    if unit not in _RECORDED:
        return price_of(program, resident)
    return _recorded(program, unit, resident) or _charged(program, unit, resident)


def length(program: Program) -> tuple[str, Fact] | None:
    """The fact that tells a program's length in months, with its key: typical, else full time, else part time."""
    return first_of(program, DECLARED.subjects["duration"].facts)


def _recorded(program: Program, unit: str, resident: bool) -> Price | None:
    keys = (f"{_RECORDED[unit]}_in_state", _RECORDED[unit]) if resident else (_RECORDED[unit],)
    found = first_of(program, keys)
    return None if found is None else _rate(program, "recorded", found[1].value, unit, (found,), resident)


def _charged(program: Program, unit: str, resident: bool) -> Price | None:
    """What the university charges on average a year or a credit, where the estimate of the whole goes by it too.

    A charge a credit by which the whole would be out of all proportion was filed in other units.
    """
    whole = price_of(program, resident)
    estimate = whole.estimated if whole is not None else None
    by = estimate.facts[0][0] if estimate is not None else ""
    side = "in_state" if resident else "out_of_state"
    if estimate is None or not by.startswith("university_") or (unit == "credit" and by != f"{_CHARGED[unit]}_{side}"):
        return None
    fact = university_fact(program.university, side if unit == "year" else f"per_credit_{side}")
    if fact is None:
        return None
    rate = _rate(program, "estimated", fact.value, unit, ((f"{_CHARGED[unit]}_{side}", fact),), resident)
    return replace(rate, caveats=tuple(each for each in estimate.caveats if each in (ONLINE, ONLY_ONLINE)))


def _part(program: Program, unit: str, resident: bool) -> Price | None:
    """The price of a semester or a month: a part of the year's, else of the whole over its length."""
    terms = program.fact("credit_system")
    if unit == "semester" and (terms is None or terms.value != "semester"):
        return None
    if (yearly := program.fact("price_per_year")) is not None:
        amount = round(yearly.value * MONTHS_OF[unit] / 12)
        line = f"{money(yearly.value, program.currency)} a year"
        return Price("computed", amount, program.currency, line, (("price_per_year", yearly),), resident)
    whole, long = price_of(program, resident), length(program)
    if whole is None or whole.known is None or long is None:
        return None
    amount = round(whole.known * MONTHS_OF[unit] / long[1].value)
    line = f"{whole.line} over {long[1].value:g} months"
    return Price("computed", amount, program.currency, line, (*whole.facts, long), resident)


def _rate(program: Program, kind: Kind, amount: float, unit: str, facts: Facts, resident: bool) -> Price:
    line = f"{money(amount, program.currency)}{PER[unit]}"
    return Price(kind, amount, program.currency, line, facts, resident)
