"""Wishes that are relative to what was shown or stands: "cheaper", "shorter", "closer". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from knowledge.criteria import NEAR_MILES, length
from knowledge.facts import Program
from knowledge.prices import dollars
from knowledge.wishes import Wish

Entity = Mapping[str, Any]
# What a relative wish without a base falls back to ("cheaper" before anything was shown).
CHEAPER_SHARE = 0.8
# Programs that cost less than those at hand: "anything cheaper?", "and the cheaper ones in the US?"
_SUCH = (
    r"(?:something|anything|any|others?|ones?|options?|alternatives?|programs?|programmes?|schools?|masters?|degrees?)"
)
_CHEAPER_ONES = re.compile(
    rf"\b{_SUCH}\b[^,.;?!]{{0,20}}\b(?:cheaper|less expensive)\b|\bcheaper {_SUCH}\b", re.IGNORECASE
)
_OF_THESE = re.compile(r"\b(?:which|what|who|why|how|than|is it|are they)\b", re.IGNORECASE)
MOST_WORDS = 10


def asks_for_cheaper(text: str) -> bool:
    """Whether a short message asks for programs that cost less than those at hand: "is there something cheaper"."""
    asks = _CHEAPER_ONES.search(text) and not _OF_THESE.search(text)
    return bool(asks) and len(text.split()) <= MOST_WORDS


def relative_wishes(entities: Sequence[Entity], wishes: Sequence[Wish], shown: Sequence[Program]) -> tuple[Wish, ...]:
    """ "Cheaper" and "shorter" as limits below what was shown, or below the limit that stands."""
    found = []
    for entity in entities:
        if entity.get("op") != "lower":
            continue
        if entity["entity"] == "budget":
            prices = [amount for each in shown if (amount := dollars(each)) is not None]
            limit = _below(prices, wishes, "budget")
            if limit is not None:
                found.append(Wish("budget", (limit,), "at_most", "total", "USD"))
        elif entity["entity"] == "duration":
            months = [fact[1].value for each in shown if (fact := length(each)) is not None]
            limit = _below(months, wishes, "duration")
            if limit is not None:
                found.append(Wish("duration", (limit,), "at_most"))
        elif entity["entity"] == "place":
            found += [_closer(wish) for wish in wishes if wish.key == "place" and wish.value[0] == "near"]
    return tuple(found)


def _closer(wish: Wish) -> Wish:
    """Half as far from the place as before."""
    kind, name, latitude, longitude, *within = wish.value
    miles = (within[0] if within else NEAR_MILES) / 2
    return replace(wish, values=((kind, name, latitude, longitude, miles),))


def _below(amounts: Sequence[float], wishes: Sequence[Wish], key: str) -> float | None:
    if amounts:
        return float(max(min(amounts) - 1, 0))
    standing = [wish.value for wish in wishes if wish.key == key and wish.op == "at_most"]
    return float(round(standing[0] * CHEAPER_SHARE)) if standing else None
