"""Does a program meet a wish? The checks that are unlike others; the rest follows from declarations.

Pure: a program and a wish in, a `Verdict` out. Facts are tested with `is None`, so that a price of 0 or a
"no" counts as recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from typing import Any

from knowledge.checks import checks_by_type, within
from knowledge.declarations import DECLARED
from knowledge.facts import Program, University
from knowledge.prices import ONLY_ONLINE, Price, price_for
from knowledge.rates import length, price_in
from knowledge.verdicts import UNKNOWN, Check, Leaning, Status, Verdict, decide, known
from knowledge.wishes import Wish

__all__ = [
    "NEAR_MILES",
    "ODD",
    "Status",
    "Verdict",
    "check",
    "degree",
    "distance",
    "length",
]  # fmt: skip

NEAR_MILES = 60
# How many times beyond a limit an estimate is called far. Of the 54 US programs whose price is known, two cost more
# than 1.5 times what the university's charges would say of them, and twelve less than two thirds of it.
FAR_TIMES = 1.5
ONLINE_FAR_TIMES = 4.0  # the same of an online degree by averages that campus degrees set
_EARTH_MILES = 3958.8
# A wish for the one is met by the other: machine learning is a part of AI and most AI degrees centre on it.
RELATED_FIELDS = {"machine_learning": ("artificial_intelligence",), "statistics": (), "analytics": ("data_science",)}


def check(program: Program, wish: Wish, home: str | None = None) -> Verdict:
    """The verdict of one wish on one program; a refusal ("not online") turns met and missed round.

    Args:
        home: code of the US state that the person lives in, which decides whose price counts; None if not known.
    """
    priced = PRICED.get(wish.key)
    verdict = priced(program, wish, home) if priced else _CHECKS[wish.key](program, wish)
    if wish.op != "not":
        return verdict
    if verdict.status is Status.UNKNOWN:
        return verdict if verdict.leaning is None else replace(verdict, leaning=Leaning.UNSURE)
    turned = Status.MISSED if verdict.status is Status.MET else Status.MET
    return replace(verdict, status=turned)


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


def _budget(program: Program, wish: Wish, home: str | None = None) -> Verdict:
    """Only the program's own price keeps or breaks a limit; an estimate leans to one side."""
    found = price_in(program, wish.unit or "total", home)
    if found is None or (wish.currency and wish.currency != program.currency):
        return Verdict(Status.UNKNOWN, found.facts if found else (), found, Leaning.UNSURE)
    if found.known is None:
        return Verdict(Status.UNKNOWN, found.facts, found, _leaning(found, wish))
    kept = within(wish, found.known, found.known)
    return Verdict(Status.MET if kept else Status.MISSED, found.facts, found)


def _leaning(found: Price, wish: Wish) -> Leaning:
    """Whether the limit would be kept at the estimate, or at a price that is so many times off."""
    amount = found.comparable
    if amount is None:
        return Leaning.UNSURE
    if within(wish, amount, amount):
        return Leaning.LIKELY
    times = times_off(found)
    return Leaning.FAR if within(wish, amount / times, amount * times) is False else Leaning.UNLIKELY


def times_off(found: Price) -> float:
    """How many times dearer or cheaper than its estimate a price may well be."""
    estimate = found.estimated
    return ONLINE_FAR_TIMES if estimate is not None and ONLY_ONLINE in estimate.caveats else FAR_TIMES


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


def _low_price(program: Program, _wish: Wish, home: str | None = None) -> Verdict:
    found = price_for(program, home)
    if found is None or found.known is None or program.currency != "USD":
        return Verdict(Status.UNKNOWN, found.facts if found else (), found)
    return Verdict(Status.MET, found.facts, found)


def _short(program: Program, _wish: Wish) -> Verdict:
    months = length(program)
    return UNKNOWN if months is None else Verdict(Status.MET, (months,), months[1].value)


def degree(verdict: Verdict, wish: Wish) -> float:
    """How far a wish is met, from 0 to 1; a graded wish is met the further, the less a program costs or takes."""
    if verdict.status is not Status.MET:
        return 0.0
    if wish.key == "low_price":
        return max(0.0, 1.0 - verdict.value.known / DECLARED.criteria["low_price"].scale)
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
# Those whose outcome depends on where the person lives.
PRICED = {"budget": _budget, "low_price": _low_price}


def unchecked() -> tuple[str, ...]:
    """Declared criteria that nothing checks."""
    return tuple(key for key in DECLARED.criteria if key not in _CHECKS)
