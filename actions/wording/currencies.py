"""Prices in the currency that they are asked in: which program is the cheapest where not all are in dollars. Pure.

Nothing is converted: what is said of several currencies names the price in each.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.wording.short_names import in_sentence
from actions.wording.words import listed, money
from knowledge.facts import Program
from knowledge.prices import price_for

DOLLARS = "USD"
MOST_TIED = 3  # programs of one price that are named
Priced = tuple[float, str, Program]  # the amount in the program's own currency, its id, the program


def priced(programs: Sequence[Program], home: str | None) -> list[Priced]:
    """The programs with a price of their own, in whatever currency, the lowest amount first."""
    found = ((price_for(each, home), each) for each in programs)
    return sorted(
        (price.known, each.id, each) for price, each in found if price is not None and price.known is not None
    )


def cheapest_of(found: Sequence[Priced]) -> str:
    """The cheapest of programs whose prices are in one currency: "MSc AI at Bonn, €0 in all, like 2 others"."""
    (least, _, program), *others = found
    alike = sum(amount == least for amount, _, _ in others)
    tied = f", like {alike} other{'s' * (alike > 1)}" if alike else ""
    return f"{in_sentence(program)}, {money(least, program.currency)} in all{tied}"


def by_currency(found: Sequence[Priced]) -> dict[str, list[Priced]]:
    """The same by currency, dollars first, the others by name."""
    currencies = sorted({program.currency for _, _, program in found}, key=lambda each: (each != DOLLARS, each))
    return {each: [one for one in found if one[2].currency == each] for each in currencies}


def decided_by_price(found: Sequence[Priced], unpriced: Sequence[str]) -> tuple[str, Program | None]:
    """Which of some programs is the cheapest, not all of them priced in dollars, and the one that is named.

    Args:
        found: those with a price on record; at least one.
        unpriced: the names of the others.
    """
    rest = f" No price in all on record: {listed(unpriced)}." if unpriced else ""
    (least, _, first), *others = found
    if len({program.currency for _, _, program in found}) > 1:
        costs = [f"{in_sentence(each)} costs {money(amount, each.currency)}" for amount, _, each in found]
        return f"Their prices are in different currencies, which I don’t convert: {listed(costs)} in all.{rest}", None
    price = f"{money(least, first.currency)} in all"
    if not others:
        return f"Only {in_sentence(first)} has a price in all on record: {price}; so I can't name the cheapest.", None
    tied = [each for amount, _, each in found if amount == least]
    dearer = next((each for each in others if each[0] > least), None)
    next_ = f"{money(dearer[0], first.currency)} for {in_sentence(dearer[2])}" if dearer else ""
    if len(tied) == 1:
        return f"If the price decides, take {in_sentence(first)}: {price}, against {next_}.{rest}", first
    names = "the cheapest" if len(tied) > MOST_TIED else listed([in_sentence(each) for each in tied])
    return f"At {price} {names} cost the same{f', against {next_}' if next_ else ''}.{rest}", None
