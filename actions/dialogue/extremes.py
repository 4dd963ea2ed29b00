"""What stands out of several programs: the dearest, cheapest, longest, shortest of them by what is on record. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.facts import Program
from knowledge.prices import ESTIMATED, dollars, price_order
from knowledge.rates import length


@dataclass(frozen=True)
class StandingOut:
    """One way to stand out.

    Attributes:
        subject: the fact that it goes by.
        words: an expression for it.
        called: how an answer calls it.
        highest: whether the greatest amount stands out.
    """

    subject: str
    words: str
    called: str
    highest: bool


PRICE, LENGTH = "price", "duration"
KINDS: Mapping[str, StandingOut] = {
    "dearest": StandingOut(
        PRICE, r"(?:dearest|priciest|costliest|(?:most )expensive|highest (?:price|cost))", "most expensive", True
    ),
    "cheapest": StandingOut(PRICE, r"(?:cheapest|(?:least )expensive|most affordable)", "cheapest", False),
    "longest": StandingOut(LENGTH, r"(?:longest|slowest)", "longest", True),
    "shortest": StandingOut(LENGTH, r"(?:shortest|fastest|quickest)", "shortest", False),
}


def amounts(kind: str, programs: Sequence[Program]) -> dict[str, float]:
    """What each program has on record of what the kind goes by, by id: dollars in all, or months.

    Where no price at all is recorded, estimates stand in.
    """
    if KINDS[kind].subject == LENGTH:
        return {each.id: float(months[1].value) for each in programs if (months := length(each))}
    priced = {each.id: amount for each in programs if (amount := dollars(each)) is not None}
    orders = ((each.id, price_order(each)) for each in programs)
    return priced or {id_: order[1] for id_, order in orders if order[0] == ESTIMATED}


def one_of(kind: str, programs: Sequence[Program]) -> tuple[str, ...]:
    """The id of the program that stands out; none where nothing is recorded."""
    found = amounts(kind, programs)
    if not found:
        return ()
    choose = max if KINDS[kind].highest else min
    return (choose(found, key=lambda id_: (found[id_], id_)),)
