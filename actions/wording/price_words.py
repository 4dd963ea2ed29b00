"""How prices read: the program's own with its arithmetic, notes in their words, estimates always marked as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from actions.wording.replies import Line
from actions.wording.short_names import in_sentence
from actions.wording.words import listed, money, plain, sources
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.prices import AVERAGE, ONLINE, ONLY_ONLINE, WITHOUT_FEES, Price, is_resident, price_of
from knowledge.rates import MONTHS_OF, PER
from knowledge.verdicts import Leaning

NOTE = 90  # characters of a note in a line that says more
_APART = {
    ONLINE: " (online: often priced apart)",
    ONLY_ONLINE: " (campus degrees set it; online ones often cost half of it or less)",
}


def price_words(found: Price, unit: str = "total", far: str = "") -> str:
    """A price in one line, with how it came about.

    Args:
        unit: of the price, as of a budget.
        far: "above" or "below" where an estimate lies far beyond the limit.
    """
    if found.kind == "noted":
        note = f"on the price: {plain(found.line, NOTE)}"
        return note if found.estimate is None else f"{note}; {price_words(found.estimate, unit, far)}"
    amount = f"about {money(found.comparable or 0, found.currency)}"
    if found.kind == "estimated":
        beyond = f", far {far} your limit" if far else ""
        return f"{amount}{PER.get(unit, '')} by estimate{beyond}{',' if unit in PER else ':'} {_how(found, unit)}"
    theirs = " for residents" if is_theirs(found) else ""
    how = f" ({f'from {found.line}' if unit in MONTHS_OF else _product(found)})" if found.kind == "computed" else ""
    return f"{amount}{PER.get(unit, ' in all')}{theirs}{how}"


def estimate_cell(found: Price, amount: float | None = None) -> str:
    """An estimate, or an amount that rests on it, in a cell of a table: "≈ $24,000 (estimate)"; of an online degree
    "≈ $44,000 (estimate from campus averages)"."""
    estimate = found.estimated or found
    theirs = " for residents" if is_theirs(estimate) else ""
    return f"≈ {money(amount or estimate.amount or 0, found.currency)}{theirs} (estimate{_by_campus(estimate)})"


@dataclass(frozen=True)
class Below:
    """A program that an estimate puts below a price: "by estimate MCS at X costs less, about $10,000"."""

    words: str
    program: Program
    price: Price


def estimate_below(amount: float, programs: Iterable[Program], home: str | None = None) -> Below | None:
    """The program of the lowest estimate, where that is less than an amount in US dollars.

    An average of the whole university is too far from a program's own price to outdo a recorded one.
    """
    found = ((price_of(each, is_resident(each, home)), each) for each in programs if each.currency == "USD")
    estimates = [
        (price.amount, each.id, each, price)
        for price, each in found
        if price is not None and price.kind == "estimated" and price.amount is not None
        if AVERAGE not in price.caveats and price.amount < amount
    ]
    if not estimates:
        return None
    estimate, _, lowest, price = min(estimates, key=lambda each: each[:2])
    return Below(f"by estimate {in_sentence(lowest)} costs less, about {money(estimate)}", lowest, price)


def _by_campus(found: Price) -> str:
    return " from campus averages" if ONLY_ONLINE in found.caveats else ""


def is_theirs(found: Price) -> bool:
    """Whether a price is the residents' own, and not one that holds for all."""
    return found.facts[0][0].endswith("_in_state")


def far_words(leaning: Leaning | None, found: Price, limit: float) -> str:
    """On which side of a limit an estimate lies far, or ""."""
    if leaning is not Leaning.FAR:
        return ""
    return "above" if (found.comparable or 0) > limit else "below"


def price_line(program: Program, knowledge: Knowledge, home: str | None = None) -> Line | None:
    """The price of a program in a line, or None where nothing leads to one."""
    found = price_of(program, is_resident(program, home))
    return None if found is None else _line(found, program, knowledge)


def price_lines(program: Program, knowledge: Knowledge, home: str | None = None) -> tuple[Line, ...]:
    """The price as it is known; of an estimate also that for the others, residents or not."""
    resident = is_resident(program, home)
    found = price_of(program, resident)
    if found is None:
        return ()
    lines = [_line(found, program, knowledge)]
    estimate = found.estimated
    if estimate is None:
        return tuple(lines)
    if found is not estimate:
        lines.append(_line(estimate, program, knowledge))
    other = price_of(program, not resident)
    if other is not None and other.comparable != estimate.comparable:
        whose = "others" if resident else "residents"
        beside = f" by estimate ({whose} about {money(other.comparable or 0, other.currency)})"
        lines[-1] = replace(lines[-1], says=lines[-1].says.replace(" by estimate", beside, 1))
    return tuple(lines)


def price_lead(programs: tuple[Program, ...], home: str | None) -> str:
    """What the first line of an answer on prices says where none is the program's own; "" where one is."""
    found = [price_of(each, is_resident(each, home)) for each in programs]
    if not found or any(each is None or each.known is not None for each in found):
        return ""
    one = f"{in_sentence(programs[0])}: its own price"
    own, are = (one, "is") if len(programs) == 1 else ("Their own prices", "are")
    note = any(each.kind == "noted" for each in found if each is not None)
    estimate = any(each.estimated for each in found if each is not None)
    have = listed([*(["a note"] if note else []), *(["an estimate"] if estimate else [])])
    return f"{own} {are} not on record; what I have is {have}:"


def _line(found: Price, program: Program, knowledge: Knowledge) -> Line:
    says = f"on the price: {found.line}" if found.kind == "noted" else price_words(found)
    return Line("", says, sources(found.facts, program, knowledge))


def _product(found: Price) -> str:
    return found.line.partition(" = ")[0]


def _how(found: Price, unit: str) -> str:
    """What an estimate is worked out from: "30 credits × $800, the university's average graduate charge of 2023-24"."""
    key, rate = found.facts[0]
    if key == "price_near":
        return found.line[:1].lower() + found.line[1:].rstrip(".")
    average = key.startswith("university_")
    whose = "the university's average graduate charge" if average else "its own rate"
    theirs = " for residents" if is_theirs(found) else ""
    year = f" of {rate.as_of}" if rate.as_of else ""
    product = f"{'the usual ' if found.assumed else ''}{_product(found)}, " if unit not in PER else ""
    apart = next((words for caveat, words in _APART.items() if caveat in found.caveats), "")
    fees = ", without fees" if WITHOUT_FEES in found.caveats else ""
    return f"{product}{whose}{theirs}{year}{fees}{apart}"
