"""What a scholarship told later changes among programs that are weighed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.wording.facts import price_receipts
from actions.wording.replies import Personal
from actions.wording.short_names import in_sentence
from actions.wording.words import money
from knowledge.facts import Program
from knowledge.prices import UNPRICED, price_order
from knowledge.programs import Search


def changed_offer(chosen: Program, off: float, programs: Sequence[Program], search: Search) -> Personal | None:
    """Whether a program is the cheapest once a sum is off its price; None where its price, or all others', is unknown.

    Args:
        off: US dollars in all.
        programs: those weighed, with the chosen one.
    """
    prices = {each: price_order(each, search.home) for each in programs}
    known = {each: amount for each, (kind, amount) in prices.items() if kind != UNPRICED}
    others = {each: amount for each, amount in known.items() if each != chosen}
    if chosen not in known or not others:
        return None
    left = max(known[chosen] - off, 0)
    cheapest = min(others, key=lambda each: others[each])
    apart = abs(left - others[cheapest])
    names = in_sentence(chosen), in_sentence(cheapest)
    says = f"{money(off)} off {names[0]} leaves about {money(left)} of {money(known[chosen])}, by record or estimate. "
    if left < others[cheapest]:
        says += f"That makes it the cheapest, {money(apart)} below {names[1]}: yes, it changes it."
    else:
        says += (
            f"{names[1]} is still {money(apart)} cheaper ({money(others[cheapest])}): by the price it changes nothing."
        )
    says += " Ask whether it is for one year or for all, and which grades keep it."
    return Personal(says, price_receipts((chosen, cheapest), search))
