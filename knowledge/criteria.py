"""Does a program meet a wish? The checks that are unlike others, and prices; the rest follows from declarations.

Pure: a program and a wish in, a `Verdict` out. Facts are tested with `is None`, so that a price of 0 or a
"no" counts as recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from knowledge.checks import checks_by_type, within
from knowledge.declarations import DECLARED
from knowledge.facts import Fact, Program, University
from knowledge.verdicts import UNKNOWN, Check, Status, Verdict, decide, first_of, known
from knowledge.wishes import Wish

__all__ = [
    "MONTHS_OF",
    "NEAR_MILES",
    "ODD",
    "Price",
    "Status",
    "Verdict",
    "check",
    "degree",
    "distance",
    "length",
    "price",
    "resident_price",
]  # fmt: skip

NEAR_MILES = 60
PRODUCT_YEARS = 2
# Units of a price that are reckoned from others, in months; two semesters make a year.
MONTHS_OF = {"semester": 6, "month": 1}
_EARTH_MILES = 3958.8
# A wish for the one is met by the other: machine learning is a part of AI and most AI degrees centre on it.
RELATED_FIELDS = {"machine_learning": ("artificial_intelligence",), "statistics": (), "analytics": ("data_science",)}


def check(program: Program, wish: Wish) -> Verdict:
    """The verdict of one wish on one program; a refusal ("not online") turns met and missed round."""
    verdict = _CHECKS[wish.key](program, wish)
    if wish.op != "not" or verdict.status is Status.UNKNOWN:
        return verdict
    turned = Status.MISSED if verdict.status is Status.MET else Status.MET
    return Verdict(turned, verdict.facts, verdict.value, verdict.hint)


def _field(program: Program, wish: Wish) -> Verdict:
    for wanted in wish.values:
        if program.field == wanted or program.field in RELATED_FIELDS.get(wanted, ()):
            return known(True, program.field)
    focus = program.fact("focus")
    if focus is not None:
        shared = [area for area in focus.value if area in wish.values]
        if shared and wish.op != "not":
            return decide(True, "focus", focus, shared)
    return known(False, program.field)


def _degree(program: Program, wish: Wish) -> Verdict:
    if program.degree is None:
        return UNKNOWN
    return known(program.degree.casefold() in {str(v).casefold() for v in wish.values}, program.degree)


def _delivery(program: Program, wish: Wish) -> Verdict:
    fact = program.fact("delivery")
    if fact is None and program.university.distance_only:
        return known("online" in wish.values, ["online"])
    if fact is None:
        return UNKNOWN
    if wish.op == "not":  # a program that also runs on campus serves somebody who wants "anything but online"
        return decide(set(fact.value) <= set(wish.values), "delivery", fact)
    return decide(any(way in wish.values for way in fact.value), "delivery", fact)


def _pace(program: Program, wish: Wish) -> Verdict:
    fact = program.fact("part_time")
    if "part_time" in wish.values:
        return UNKNOWN if fact is None else decide(fact.value, "part_time", fact)
    if (months := program.fact("months_full_time")) is not None:
        return decide(True, "months_full_time", months)
    return UNKNOWN


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in miles between two (latitude, longitude) pairs in degrees."""
    lat_a, lon_a, lat_b, lon_b = (radians(x) for x in (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_MILES * asin(sqrt(h))


def _place(program: Program, wish: Wish) -> Verdict:
    at = program.university
    return known(any(_is_at(at, place) for place in wish.values), at.state or at.country)


def _is_at(at: University, place: tuple[Any, ...]) -> bool:
    """Whether a university lies in (or, for "near", within NEAR_MILES of) a place of a wish."""
    kind, name, *rest = place
    if kind == "near":
        return at.latitude is not None and at.longitude is not None and _is_near(at.latitude, at.longitude, rest)
    if kind == "city":
        same_state = not rest or rest[0] is None or at.state == rest[0]
        return same_state and at.city is not None and at.city.casefold() == name.casefold()
    if kind == "region":
        return f"US-{at.state}" in rest or at.country in rest
    return name == (at.state if kind == "state" else at.country)


def _is_near(latitude: float, longitude: float, point: list[float]) -> bool:
    """`point` is a latitude, a longitude and, where it is not NEAR_MILES, the distance in miles that counts as near."""
    within = point[2] if len(point) > 2 else NEAR_MILES
    return distance((latitude, longitude), (point[0], point[1])) <= within


@dataclass(frozen=True)
class Price:
    """What a whole program costs, or a rate, and the facts it is worked out from."""

    amount: float
    facts: tuple[tuple[str, Fact], ...]
    computed: bool


def price(program: Program, unit: str = "total") -> Price | None:
    """The price of a named program in its own currency, or None where it is not recorded.

    Args:
        unit: "total" (recorded, or credits × price per credit, or years × price per year), "year", "credit"; or
            "semester", "month", which are parts of a year's price, else of the whole, where length and terms are known.
    """
    if unit == "credit":
        return _recorded(program, "price_per_credit")
    if unit == "year":
        return _recorded(program, "price_per_year")
    if unit in MONTHS_OF:
        return _part(program, MONTHS_OF[unit], unit)
    return (
        _recorded(program, "tuition_total")
        or _product(program, "price_per_credit", "credits", 1)
        or _product(program, "price_per_year", "months_full_time", 12)
    )


def _part(program: Program, months: int, unit: str) -> Price | None:
    """The price of a semester or a month: a part of the year's, else of the whole over its length."""
    terms = program.fact("credit_system")
    if unit == "semester" and (terms is None or terms.value != "semester"):
        return None
    if (yearly := program.fact("price_per_year")) is not None:
        return Price(round(yearly.value * months / 12), (("price_per_year", yearly),), computed=True)
    whole, long = price(program), length(program)
    if whole is None or long is None:
        return None
    return Price(round(whole.amount * months / long[1].value), (*whole.facts, long), computed=True)


def resident_price(program: Program) -> Price | None:
    """What residents of the state pay in all, or None where no such price is recorded."""
    return _recorded(program, "tuition_total_in_state") or _product(program, "price_per_credit_in_state", "credits", 1)


def _recorded(program: Program, key: str) -> Price | None:
    fact = program.fact(key)
    return None if fact is None else Price(fact.value, ((key, fact),), computed=False)


def _product(program: Program, rate_key: str, count_key: str, per: int) -> Price | None:
    rate, count = program.fact(rate_key), program.fact(count_key)
    if rate is None or count is None or _far_apart(rate, count):
        return None
    return Price(round(rate.value * count.value / per), ((rate_key, rate), (count_key, count)), computed=True)


def _far_apart(rate: Fact, count: Fact) -> bool:
    """Facts of different times don't belong in one product: a rate of 2020 with the credits of a plan of 2026."""
    return rate.year is not None and count.year is not None and abs(rate.year - count.year) > PRODUCT_YEARS


def _budget(program: Program, wish: Wish) -> Verdict:
    found = price(program, wish.unit or "total")
    if found is None or (wish.currency and wish.currency != program.currency):
        hint = program.fact("university_charges_out_of_state")
        return Verdict(
            Status.UNKNOWN,
            found.facts if found else (),
            None,
            None if hint is None else ("university_charges_out_of_state", hint),
        )
    kept = within(wish, found.amount, found.amount)
    return Verdict(Status.MET if kept else Status.MISSED, found.facts, found)


def _gre(program: Program, wish: Wish) -> Verdict:
    fact = program.fact("gre")
    if fact is None:
        return UNKNOWN
    if fact.value == "waivable":  # recorded, but whether it is needed is decided case by case
        return Verdict(Status.UNKNOWN, (("gre", fact),), fact.value)
    return decide(fact.value in ("not_required", "optional", "not_accepted"), "gre", fact)


def _background(program: Program, wish: Wish) -> Verdict:
    """Values: "computing" or "other"; only the latter can be kept out by a required CS degree."""
    fact = program.fact("cs_degree_required")
    if fact is None:
        return UNKNOWN
    return decide("computing" in wish.values or not fact.value, "cs_degree_required", fact)


def length(program: Program) -> tuple[str, Fact] | None:
    """The fact that tells a program's length in months, with its key: typical, else full time, else part time."""
    return first_of(program, DECLARED.subjects["duration"].facts)


def _focus(program: Program, wish: Wish) -> Verdict:
    fact = program.fact("focus")
    shared = [] if fact is None else [area for area in fact.value if area in wish.values]
    if shared and fact is not None:
        return decide(True, "focus", fact, shared)
    if program.field in wish.values:
        return known(True, [program.field])
    return UNKNOWN if fact is None else decide(False, "focus", fact)


def _start(program: Program, wish: Wish) -> Verdict:
    fact = program.fact("deadlines")
    if fact is not None and any(each["intake"] in wish.values for each in fact.value):
        return decide(True, "deadlines", fact)
    return UNKNOWN  # a list of deadlines may be incomplete: that a term is absent is no "no"


def _university(program: Program, wish: Wish) -> Verdict:
    return known(program.university.id in wish.values or program.id in wish.values, program.university.name)


def _low_price(program: Program, _wish: Wish) -> Verdict:
    found = price(program) if program.currency == "USD" else None
    return UNKNOWN if found is None else Verdict(Status.MET, found.facts, found)


def _short(program: Program, _wish: Wish) -> Verdict:
    months = length(program)
    return UNKNOWN if months is None else Verdict(Status.MET, (months,), months[1].value)


def degree(verdict: Verdict, wish: Wish) -> float:
    """How far a wish is met, from 0 to 1; a graded wish is met the further, the less a program costs or takes."""
    if verdict.status is not Status.MET:
        return 0.0
    if wish.key == "low_price":
        return max(0.0, 1.0 - verdict.value.amount / DECLARED.criteria["low_price"].scale)
    if wish.key == "short":
        return max(0.0, 1.0 - verdict.value / DECLARED.criteria["short"].scale)
    return 1.0


# Criteria with a check of their own; all others follow from their type (checks.py).
ODD: Mapping[str, Check] = {
    "field": _field,
    "degree": _degree,
    "delivery": _delivery,
    "pace": _pace,
    "place": _place,
    "budget": _budget,
    "gre": _gre,
    "background": _background,
    "focus": _focus,
    "start": _start,
    "university": _university,
    "low_price": _low_price,
    "short": _short,
}
_CHECKS: Mapping[str, Check] = {**checks_by_type(), **ODD}


def unchecked() -> tuple[str, ...]:
    """Declared criteria that nothing checks."""
    return tuple(key for key in DECLARED.criteria if key not in _CHECKS)
