"""Prices that a person was quoted: "Duke: 93k for everything", "Northeastern, 60k but they took 30k off". Pure.

A quoted price stands in the sentence of the school's name, behind it and before the next name; it is the person's word
and no record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.topic_facts import sentences
from knowledge.facts import Program

Entity = Mapping[str, Any]

LEAST_PRICE = 3000  # US dollars; a smaller amount is a fee, or a month's
_PRICE_ROLES = ("offer", "price")
OWN = ("studied", "worked", "refused_by")  # roles of schools that quote nothing


def quoted(message: Message) -> dict[str, float]:
    """What each program or university was quoted at in US dollars, less a scholarship beside it; by the id named."""
    found: dict[str, float] = {}
    named = [each for each in message.entities if each["entity"] in NAMES and each.get("end") is not None]
    named = [again for each in named for again in _mentions(each, message.text)]
    for each in named:
        sentence_end = next((e for b, e in sentences(message.text) if b <= each["start"] < e), len(message.text))
        following = [other["start"] for other in named if other["start"] >= each["end"]]
        begin, end = int(each["end"]), min([sentence_end, *following])
        beside = [other for other in message.entities if begin <= int(other.get("start") or -1) < end]
        prices = [other["value"] for other in beside if other.get("role") in _PRICE_ROLES and _is_whole(other)]
        off = sum(other["value"] for other in beside if other.get("name") == "scholarship")
        if prices and each["value"] not in found and prices[0] > off:
            found[str(each["value"])] = float(prices[0] - off)
    return found or _of_the_only_one(message)


def _mentions(name: Entity, text: str) -> list[Entity]:
    """A name wherever it stands in a text: it is heard once."""
    said = re.compile(rf"\b{re.escape(text[int(name['start']) : int(name['end'])])}\b", re.IGNORECASE)
    return [{**name, "start": each.start(), "end": each.end()} for each in said.finditer(text)] or [name]


def only_quote(memory: Memory) -> float | None:
    """The price that a person was quoted, in US dollars, where it was one alone."""
    prices = list((memory.profile.get("offers") or {}).values())
    return prices[0] if len(prices) == 1 else None


def _of_the_only_one(message: Message) -> dict[str, float]:
    """The only price of a message whose only school, besides one's own, stands in another sentence."""
    meant = {str(each["value"]) for each in message.entities if each["entity"] in NAMES and each.get("role") not in OWN}
    prices = [each["value"] for each in message.entities if each.get("role") in _PRICE_ROLES and _is_whole(each)]
    return {meant.pop(): float(prices[0])} if len(meant) == 1 and len(prices) == 1 and message.does("story") else {}


def of_program(program: Program, told: Mapping[str, float]) -> float | None:
    """What a program was quoted at, itself or by its university's name."""
    return told.get(program.id, told.get(program.university.id))


def _is_whole(entity: Entity) -> bool:
    usable = isinstance(entity.get("value"), (int, float)) and entity.get("currency") in (None, "USD")
    return usable and entity.get("per") in (None, "total") and entity["value"] >= LEAST_PRICE
