"""Prices that a person was quoted: "Duke: 93k for everything", "Northeastern, 60k but they took 30k off". Pure.

A quoted price stands in the sentence of the school's name, behind it and before the next name; it is the person's word
and no record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.dialogue.memory import NAMES, Message
from actions.dialogue.topic_facts import sentences
from actions.wording.short_names import in_sentence
from actions.wording.words import listed, money
from knowledge.facts import Program
from knowledge.programs import Search

Entity = Mapping[str, Any]

LEAST_PRICE = 3000  # US dollars; a smaller amount is a fee, or a month's
_PRICE_ROLES = ("offer", "price")


def quoted(message: Message, programs: Sequence[Program]) -> dict[str, float]:
    """What each program was quoted at in US dollars, less a scholarship said beside it; by id."""
    found: dict[str, float] = {}
    for program in programs:
        for begin, end in _places(message, program):
            beside = [each for each in message.entities if begin <= int(each.get("start") or -1) < end]
            prices = [each["value"] for each in beside if each.get("role") in _PRICE_ROLES and _is_whole(each)]
            off = sum(each["value"] for each in beside if each.get("name") == "scholarship")
            if prices and program.id not in found and prices[0] > off:
                found[program.id] = float(prices[0] - off)
    return found


def _is_whole(entity: Entity) -> bool:
    usable = isinstance(entity.get("value"), (int, float)) and entity.get("currency") in (None, "USD")
    return usable and entity.get("per") in (None, "total") and entity["value"] >= LEAST_PRICE


def _places(message: Message, program: Program) -> list[tuple[int, int]]:
    """From behind each naming of a program, or of its university, to the next name or the sentence's end."""
    named = [each for each in message.entities if each["entity"] in NAMES and each.get("end") is not None]
    places = []
    for each in named:
        if each["value"] not in (program.id, program.university.id):
            continue
        sentence_end = next((e for b, e in sentences(message.text) if b <= each["start"] < e), len(message.text))
        following = [other["start"] for other in named if other["start"] >= each["end"]]
        places.append((int(each["end"]), min([sentence_end, *following])))
    return places


def quoted_words(message: Message, programs: Sequence[Program], search: Search) -> str:
    """The quoted prices set beside each other, and what lies between them; "" where fewer than two are known.

    A program that nothing was quoted for counts with its recorded price.
    """
    told = quoted(message, programs)
    amounts: list[tuple[float, str]] = []
    for program in programs:
        price = search.price(program)
        own = price.known if price is not None and price.currency == "USD" else None
        amount = told.get(program.id, own)
        if amount is not None:
            how = "" if program.id in told else " on record"
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
