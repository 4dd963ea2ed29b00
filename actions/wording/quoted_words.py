"""The prices that a person was quoted, set beside each other. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Message
from actions.dialogue.quoted import of_program, quoted
from actions.wording.short_names import in_sentence
from actions.wording.words import listed, money
from knowledge.facts import Program
from knowledge.programs import Search


def quoted_words(message: Message, programs: Sequence[Program], search: Search) -> str:
    """The quoted prices set beside each other, and what lies between them; "" where fewer than two are known.

    A program that nothing was quoted for counts with its recorded price.
    """
    told = quoted(message)
    amounts: list[tuple[float, str]] = []
    for program in programs:
        price = search.price(program)
        own = price.known if price is not None and price.currency == "USD" else None
        said = of_program(program, told)
        amount = own if said is None else said
        if amount is not None:
            how = " on record" if said is None else ""
            amounts.append((amount, f"{in_sentence(program)} {money(amount)}{how}"))
    if not told or len(amounts) < 2:
        return ""
    amounts.sort()
    names = [in_sentence(each) for each in programs]
    cheapest = next(name for name in names if amounts[0][1].startswith(name))
    apart = money(amounts[1][0] - amounts[0][0])
    return (
        f"By what you were told: {listed([words for _, words in amounts])}. I would take {cheapest} unless another is "
        f"worth {apart} more to you; where you would have to stop working, add the pay you give up."
    )
