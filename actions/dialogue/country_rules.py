"""Rules of one country are nothing for another: which points of data/particulars.yml a message can mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from actions.dialogue.intents import load
from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Memory, Message

_EUROPE = re.compile(r"\beurope(?:an)?\b|\bschengen\b|(?-i:\bEU\b)", re.IGNORECASE)


def in_its_country(message: Message, memory: Memory) -> Message:
    """The message without the points that tell rules of other countries than it speaks of, or the person wishes for.

    A school that is named decides by itself where it lies.
    """
    if not message.has("particular") or message.has(*NAMES, "state"):
        return message
    there = spoken_of_in(message) or _wished(memory)
    if not there:
        return message
    kept = tuple(
        each
        for each in message.entities
        if each["entity"] != "particular" or not (own := _of_points().get(str(each["value"]))) or own & there
    )
    return replace(message, entities=kept)


def spoken_of_in(message: Message) -> frozenset[str]:
    """The countries to study in that a message speaks of, by ISO code: named, or by what only they have."""
    heard = {str(each["value"]) for each in message.entities if each["entity"] == "country" and each.get("op") == "is"}
    return countries_in(message.text) | (heard & set(table("countries")["speaks_of"]))


def countries_in(text: str) -> frozenset[str]:
    """The countries that a text speaks of; "Europe" stands for all of it."""
    found = {code for code, words in _speaking().items() if words.search(text)}
    return frozenset(found | set(table("countries")["europe"] if _EUROPE.search(text) else ()))


def _wished(memory: Memory) -> frozenset[str]:
    """The countries in which the person wishes to study."""
    wished = (str(value) for wish in memory.wishes if wish.key == "place" and wish.op != "not" for value in wish.values)
    return frozenset(wished) & frozenset(table("countries")["speaks_of"])


@cache
def _speaking() -> Mapping[str, re.Pattern[str]]:
    return {code: re.compile(words, re.IGNORECASE) for code, words in table("countries")["speaks_of"].items()}


@cache
def _of_points() -> Mapping[str, frozenset[str]]:
    """The countries whose rules each point tells; none where it is for everybody."""
    return {each["name"]: countries_in(f"{each['says']} {each.get('then', '')}") for each in load("particulars.yml")}
