"""What a whole program costs, and how surely that is known: recorded, computed, noted, or estimated. Pure.

The one road to a price: search, ranking, comparison and pay-off take theirs from here (parts of it: rates.py).
`price_of` takes the first of these that the record allows, for residents of the state or for others:

1. recorded: the price of the whole program
2. computed: credits × price a credit, or years × price a year (both of the program, and of about the same time)
3. noted: a text about the price that gives an amount; what can be compared is its estimate, if there is one
4. estimated: the program's own rate × credits or years that are not recorded, else an amount that pages speak of near
   it (`price_near`: a bound, a sister degree's price), else the university's average graduate charge × credits or
   years. It is never more than a first idea, and its caveats say why.

Years are half years begun: a yearly price covers two semesters, so 9 to 12 months are one year and 16 months 1.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import ceil, floor, inf
from typing import Literal

from knowledge.facts import Fact, Program
from knowledge.price_notes import has_amount
from knowledge.university_facts import university_fact

Kind = Literal["recorded", "computed", "noted", "estimated"]
Facts = tuple[tuple[str, Fact], ...]

# How prices are ordered, see `price_order`.
KNOWN, ESTIMATED, UNPRICED = 0, 1, 2
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}

# Facts of different times don't belong in one product: a rate of 2020 with the credits of a plan of 2026.
PRODUCT_YEARS = 2
# What a US master's degree takes where nobody recorded it, and what is studied in a full-time year, in credits.
USUAL_CREDITS = {"semester": 30, "quarter": 45}
CREDITS_A_YEAR = {"semester": 20, "quarter": 30}
# Credits outside these are no credits as universities charge them, but course units and the like (CMU 144, Penn 10).
CHARGED_CREDITS = range(24, 61)
ECTS_A_YEAR = 60
# A charge a credit that comes to less than half of the yearly way, or to more than twice it, was filed in other units.
LEAST_SHARE, LARGEST_SHARE = 0.5, 2.0

_ON_A_PLATFORM = re.compile(r"\bon (?:Coursera|edX)\b", re.IGNORECASE)

AVERAGE = "the university's average over all its graduate programs, not this program's price"
ONLINE = "online degrees are often priced apart from the campus"
ONLY_ONLINE = "an average that campus degrees set; an online one often costs half of it or less"
WITHOUT_FEES = "tuition without fees"
SAME_FOR_ALL = "no price for residents is recorded; they may pay less"


@dataclass(frozen=True)
class Price:
    """What a whole program costs residents of its state, or others.

    Attributes:
        kind: how it is known.
        amount: in `currency`; None for a noted price, whose text stands in `line`.
        line: the arithmetic ("30 credits × $1,185 = $35,550"), or the words of a noted price.
        facts: what it rests on, as (key, fact) pairs; keys beginning with "university_" are averages of the university.
        resident: for residents of the state (or the country's own citizens).
        caveats: what limits it, as clauses without a full stop.
        estimate: for a noted price, the estimate that can be compared with others.
    """

    kind: Kind
    amount: float | None
    currency: str
    line: str
    facts: Facts
    resident: bool
    caveats: tuple[str, ...] = ()
    estimate: Price | None = None

    @property
    def known(self) -> float | None:
        """The amount where it is the program's own, recorded or computed; only that can keep or break a limit."""
        return self.amount if self.kind in ("recorded", "computed") else None

    @property
    def estimated(self) -> Price | None:
        """The estimate: itself, or the one beside a noted price."""
        return self if self.kind == "estimated" else self.estimate

    @property
    def assumed(self) -> bool:
        """Whether it is a rate × credits or years of which nobody recorded how many they are."""
        rate, *count = (key for key, _ in self.facts)
        counted = any(key.startswith("credits" if "credit" in rate else "months") for key in count)
        return not counted and rate != "price_near"

    @property
    def comparable(self) -> float | None:
        """The amount, or that of the estimate beside a noted price; None when there is none."""
        return self.amount if self.amount is not None or self.estimate is None else self.estimate.amount

    @property
    def year(self) -> int | None:
        """The oldest year that the money among its facts speaks of; None when none is dated."""
        years = [fact.year for key, fact in self.facts if not key.startswith(("credit", "months")) and fact.year]
        return min(years, default=None)


def price_of(program: Program, resident: bool = False) -> Price | None:
    """The price of a program for residents of its state or for others, or None where nothing leads to one.

    A price that is recorded without a residents' one holds for residents too; a caveat says so at public universities.
    It is worked out once a program and kept with it.
    """
    kept: dict[bool, Price | None] = program.prices
    if resident not in kept:
        kept[resident] = _worked_out(program, resident)
    return kept[resident]


def price_for(program: Program, home: str | None) -> Price | None:
    """The price for somebody who lives in this US state (its code), or whose home is not known."""
    return price_of(program, is_resident(program, home))


def is_resident(program: Program, home: str | None) -> bool:
    """Whether the program's university lies in the state that somebody lives in."""
    return home is not None and program.university.country == "US" and program.university.state == home


def dollars(program: Program, home: str | None = None) -> float | None:
    """The program's own price in US dollars, or None where none is known; an estimate is none."""
    found = price_for(program, home) if program.currency == "USD" else None
    return None if found is None else found.known


def price_order(program: Program, home: str | None = None) -> tuple[int, float]:
    """The place of a price among others: KNOWN, then ESTIMATED, then UNPRICED (in US dollars), each lowest first."""
    found = price_for(program, home) if program.currency == "USD" else None
    if found is None or found.comparable is None:
        return UNPRICED, inf
    return (ESTIMATED if found.known is None else KNOWN), found.comparable


def _worked_out(program: Program, resident: bool) -> Price | None:
    return (
        _known(program, resident)
        or (_for_all(program) if resident else None)
        or _noted(program, resident)
        or _estimate(program, resident)
    )


def money(amount: float, currency: str = "USD") -> str:
    """An amount as text: "$35,550", "CHF 2,190"."""
    return f"{_sign(currency)}{amount:,.0f}"


def _sign(currency: str) -> str:
    return SYMBOLS.get(currency, f"{currency} ")


def academic_years(months: float) -> float:
    """How many yearly prices a program of some months costs: half years begun, at least one year."""
    return max(1.0, ceil(months / 6) / 2)


def _known(program: Program, resident: bool) -> Price | None:
    """The recorded or computed price of one side."""
    side = "_in_state" if resident else ""
    if (total := program.fact(f"tuition_total{side}")) is not None:
        line = f"{money(total.value, program.currency)} in all"
        return Price("recorded", total.value, program.currency, line, ((f"tuition_total{side}", total),), resident)
    rate, credits = program.fact(f"price_per_credit{side}"), program.fact("credits")
    if rate is not None and credits is not None and not _far_apart(rate, credits):
        facts = ((f"price_per_credit{side}", rate), ("credits", credits))
        return _product(program, "computed", f"{credits.value:g} credits", credits.value, rate.value, facts, resident)
    if not resident:
        return _by_years(program)
    return None


def _by_years(program: Program) -> Price | None:
    """Years × the yearly price, both recorded."""
    yearly, length = program.fact("price_per_year"), _length(program)
    if yearly is None or length is None or _far_apart(yearly, length[1]):
        return None
    years = _years_of(*length)
    facts = (("price_per_year", yearly), length)
    return _product(program, "computed", _years(years), years, yearly.value, facts, False)


def _for_all(program: Program) -> Price | None:
    """The price that is recorded without one for residents."""
    found = _known(program, resident=False)
    if found is None:
        return None
    return replace(found, resident=True, caveats=(*found.caveats, *_for_residents(program, True)))


def _length(program: Program) -> tuple[str, Fact] | None:
    """The fact that tells how long full-time study takes: months, or ECTS credits of which a year has 60.

    What is typical of an online degree is the pace beside a job, which charges by the year don't go by.
    """
    if (months := program.fact("months_full_time")) is not None:
        return "months_full_time", months
    credits, system = program.fact("credits"), program.fact("credit_system")
    if credits is not None and system is not None and system.value == "ects":
        return "credits", credits
    typical = program.fact("months_typical")
    return None if typical is None or _is_online(program) else ("months_typical", typical)


def _is_online(program: Program) -> bool:
    delivery = program.fact("delivery")
    return bool(program.university.distance_only) or (delivery is not None and "online" in delivery.value)


def _is_only_online(program: Program) -> bool:
    delivery = program.fact("delivery")
    return not program.university.distance_only and delivery is not None and tuple(delivery.value) == ("online",)


def _years_of(key: str, fact: Fact) -> float:
    return academic_years(12 * fact.value / ECTS_A_YEAR if key == "credits" else fact.value)


def _noted(program: Program, resident: bool) -> Price | None:
    """What the record says about the price in words, where the words hold an amount."""
    note = program.fact("price_note")
    if note is None or not has_amount(note.value):
        return None
    estimate = _estimate(program, resident)
    return Price("noted", None, program.currency, note.value, (("price_note", note),), resident, estimate=estimate)


def _estimate(program: Program, resident: bool) -> Price | None:
    """A first idea of the price, in US dollars; None outside the US."""
    if program.university.country != "US" or program.currency != "USD":
        return None
    if _ON_A_PLATFORM.search(program.name):  # priced far below the university's own charges, which say nothing of it
        return _by_own_rate(program, resident)
    return _by_own_rate(program, resident) or _by_near(program, resident) or _by_charges(program, resident)


def _by_own_rate(program: Program, resident: bool) -> Price | None:
    """The program's own rate, where only the credits or years it is for are not recorded."""
    keys = ("price_per_credit_in_state", "price_per_credit") if resident else ("price_per_credit",)
    for key in keys:
        if (rate := program.fact(key)) is not None:
            count, facts, caveats = _credits(program)
            caveats += _for_residents(program, resident and key == "price_per_credit")
            named = ((key, rate), *facts)
            return _product(program, "estimated", f"{count:g} credits", count, rate.value, named, resident, caveats)
    if (yearly := program.fact("price_per_year")) is not None:
        years, facts, caveats = _study_years(program)
        caveats += _for_residents(program, resident)
        named = (("price_per_year", yearly), *facts)
        return _product(program, "estimated", _years(years), years, yearly.value, named, resident, caveats)
    return None


def _by_near(program: Program, resident: bool) -> Price | None:
    """An amount that pages speak of near the price; its note says what it is of."""
    near = program.fact("price_near")
    if near is None:
        return None
    return Price("estimated", near.value, program.currency, near.note or "", (("price_near", near),), resident)


def _for_residents(program: Program, borrowed: bool) -> tuple[str, ...]:
    """The caveat of a price that is taken for residents although it was not said to be theirs."""
    return (SAME_FOR_ALL,) if borrowed and program.university.control == "Public" else ()


def _by_charges(program: Program, resident: bool) -> Price | None:
    """The university's average charges × credits or years; see LEAST_SHARE."""
    side = "in_state" if resident else "out_of_state"
    yearly = university_fact(program.university, side)
    rate = university_fact(program.university, f"per_credit_{side}")
    count, count_facts, count_caveats = _credits(program)
    years, year_facts, year_caveats = _study_years(program)
    by_credits = rate is not None
    if rate is not None and yearly is not None:
        by_credits = LEAST_SHARE <= (count * rate.value) / (years * yearly.value or 1) <= LARGEST_SHARE
    if by_credits and rate is not None:
        facts = ((f"university_per_credit_{side}", rate), *count_facts)
        caveats = (AVERAGE, WITHOUT_FEES, *count_caveats, *_further(program))
        return _product(program, "estimated", f"{count:g} credits", count, rate.value, facts, resident, caveats)
    if yearly is not None:
        facts = ((f"university_charges_{side}", yearly), *year_facts)
        caveats = (AVERAGE, *year_caveats, *_further(program))
        return _product(program, "estimated", _years(years), years, yearly.value, facts, resident, caveats)
    return None


def _further(program: Program) -> tuple[str, ...]:
    """What else limits an estimate from the university's charges."""
    charges = program.university.charges
    note = charges.note if charges is not None else None
    online = ONLY_ONLINE if _is_only_online(program) else ONLINE if _is_online(program) else ""
    return (*((online,) if online else ()), *((f"the federal figures: {note}",) if note else ()))


def _system(program: Program) -> str:
    """Semester or quarter credits; so many that they must be quarter credits are taken for those."""
    system, credits = program.fact("credit_system"), program.fact("credits")
    many = system is None and credits is not None and credits.value >= USUAL_CREDITS["quarter"]
    return "quarter" if many or (system is not None and system.value == "quarter") else "semester"


def _credits(program: Program) -> tuple[float, Facts, tuple[str, ...]]:
    """How many credits are charged, the fact that says so, and a caveat where none does."""
    credits = program.fact("credits")
    if credits is not None and CHARGED_CREDITS.start <= credits.value < CHARGED_CREDITS.stop:
        return credits.value, (("credits", credits),), ()
    usual = USUAL_CREDITS[_system(program)]
    why = "the credits are not recorded" if credits is None else f"its {credits.value:g} are no credits as charged for"
    return usual, (), (f"{usual} credits are assumed: {why}",)


def _study_years(program: Program) -> tuple[float, Facts, tuple[str, ...]]:
    """How many full-time years are charged, the fact that says so, and a caveat where none does."""
    if (length := _length(program)) is not None:
        return _years_of(*length), (length,), ()
    count, facts, _ = _credits(program)
    years = academic_years(12 * count / CREDITS_A_YEAR[_system(program)])
    return years, facts, (f"{_years(years)} assumed: the length is not recorded",)


def _years(years: float) -> str:
    return "1 year" if years == 1 else f"{years:g} years"


def _far_apart(rate: Fact, count: Fact) -> bool:
    return rate.year is not None and count.year is not None and abs(rate.year - count.year) > PRODUCT_YEARS


def _product(
    program: Program,
    kind: Kind,
    counted: str,
    count: float,
    rate: float,
    facts: Facts,
    resident: bool,
    caveats: tuple[str, ...] = (),
) -> Price:
    amount = floor(count * rate + 0.5)
    shown = f"{rate:,.2f}".removesuffix(".00")
    line = f"{counted} × {_sign(program.currency)}{shown} = {money(amount, program.currency)}"
    return Price(kind, amount, program.currency, line, facts, resident, caveats)
