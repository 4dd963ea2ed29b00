"""Figures for the calculation of what the degree pays: noted from every message, with bounds. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.guide import PayoffTalk
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import best_of_each, pointed_at
from knowledge.programs import Search

HOURS_A_YEAR, WEEKS, MONTHS = 2080, 52, 12
PER_YEAR = {"hour": HOURS_A_YEAR, "week": WEEKS, "month": MONTHS}
# What a message may set, and between which values it makes sense.
BOUNDS = {
    "discount_rate": (0, 30), "raise": (-10, 20), "horizon": (1, 40), "tax": (0, 70), "living": (0, 20_000),
    "employer": (0, 200_000), "scholarship": (0, 500_000), "savings": (500, 5_000_000), "loan_rate": (0, 40),
    "borrow": (0, 1_000_000), "pay_after": (1_000, 2_000_000), "income": (0, 5_000_000),
    "price": (0, 1_000_000),
}  # fmt: skip
# Kinds of entities that speak of the calculation always; others only while it is at hand.
ALWAYS = ("income", "assumption")


def remembered(message: Message, memory: Memory, search: Search) -> Memory:
    """The memory with the figures of this message; what makes no sense is not taken."""
    kinds = {each["entity"] for each in message.entities}
    near = "income" in kinds or is_at_hand(memory) or message.intent == "ask_payoff"
    told: dict[str, Any] = {}
    for entity in message.entities:
        if entity["entity"] in ALWAYS or near:
            told |= _told(entity)
    if near and message.intent in ("ask_payoff", "faq", "inform"):
        told |= {**_program(message, memory, search), **_only_price(message)}
    gone = {each["entity"] for each in message.entities if each.get("op") == "drop"} & set(memory.assumptions)
    if not (told or gone):
        return memory
    left = {name: value for name, value in memory.assumptions.items() if name not in gone}
    return replace(memory, assumptions={**left, **told})


def is_at_hand(memory: Memory) -> bool:
    """Whether the calculation is what the conversation is about."""
    return isinstance(memory.guide, PayoffTalk)


def _only_price(message: Message) -> dict[str, Any]:
    """What the degree costs, where exactly one price is said."""
    said = [each for each in message.entities if each["entity"] == "money" and each.get("role") in ("price", "offer")]
    whole = [each for each in said if each.get("per") in (None, "total")]
    return _told({**whole[0], "entity": "assumption", "name": "price"}) if len(said) == len(whole) == 1 else {}


def _program(message: Message, memory: Memory, search: Search) -> dict[str, Any]:
    """The program whose price and length are to be used, where one is named."""
    pointed = pointed_at(message, memory, search.knowledge)
    named = [*pointed.programs, *best_of_each(pointed.universities, memory.wishes, search, message)]
    return {"program": named[0].id} if named else {}


def _told(entity: Mapping[str, Any]) -> dict[str, Any]:
    """What one entity says for the calculation."""
    kind, value = entity["entity"], entity.get("value")
    if kind in ("state", "occupation") and isinstance(value, str) and entity.get("op") != "not":
        return {kind: value}
    if kind == "pace" and value in ("part_time", "full_time") and entity.get("op") != "not":
        return {"pace": value}
    name = {"income": "income", "assumption": entity.get("name")}.get(kind)
    if name not in BOUNDS or isinstance(value, bool) or not isinstance(value, (int, float)):
        return {}
    amount = float(value) * (PER_YEAR.get(str(entity.get("per")), 1) if kind == "income" else 1)
    least, most = BOUNDS[str(name)]
    foreign = entity.get("currency") not in (None, "USD")
    return {} if foreign or not least <= amount <= most else {str(name): amount}
