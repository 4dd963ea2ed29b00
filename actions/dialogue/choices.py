"""The choices on screen: a message that says the words of one is taken as if it had been pressed. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.lookup import table, word_set
from actions.dialogue.memory import Memory, Message

Entity = Mapping[str, Any]

_PAYLOAD = re.compile(r"^/(\w+)\s*(\{.*\})?$", re.DOTALL)
_WORD = re.compile(r"\w+")
_CHOOSING = word_set("conversation", "beside_a_choice")
_SHORT_FORMS: Mapping[str, str] = table("conversation")["short_forms"]
_MOST_CHOICE_WORDS = 8


def chosen(message: Message, memory: Memory) -> Message:
    """The message as the choice on screen whose words it says: the exact words of any, or what tells one from the
    others where the bot asked which one is meant."""
    if message.is_chip or not memory.chips:
        return message
    said = _folded(message.text)
    payload = next((payload for title, payload in memory.chips if _folded(title) == said), None)
    if payload is None and memory.asked == "which_one":
        payload = _told_apart(said, memory)
    return message if payload is None else as_chip(message, payload)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _told_apart(said: str, memory: Memory) -> str | None:
    """The payload of the one choice that has all the telling words of an answer: "the cs one", "data science"."""
    words = said.split()
    if not words or len(words) > _MOST_CHOICE_WORDS:
        return None
    telling = {each for word in words for each in _SHORT_FORMS.get(word, word).split()} - _CHOOSING
    titles = [(set(_folded(title).split()), payload) for title, payload in memory.chips]
    fitting = [(words_, payload) for words_, payload in titles if telling and telling <= words_]
    if len(fitting) > 1:  # "data science" also stands in "data science and analytics": the shorter title says it all
        fitting = sorted(fitting, key=lambda each: len(each[0]))
        if len(fitting[0][0]) == len(fitting[1][0]):
            return None
    return fitting[0][1] if fitting else None


def as_chip(message: Message, payload: str) -> Message:
    """The message as if the choice with this payload had been pressed; a payload in plain words changes nothing."""
    found = _PAYLOAD.match(payload)
    if found is None:
        return message
    values = json.loads(found.group(2) or "{}")
    entities = [
        entity(kind, value)
        for kind, given in values.items()
        for value in (given if isinstance(given, list) else [given])
    ]
    return replace(message, intent=found.group(1), entities=tuple(entities), text=payload)


def entity(kind: str, value: Any) -> Entity:
    """An entity as a payload gives it; its parts may be the value: {"op": "drop"}."""
    return {"entity": kind, "value": None, **value} if isinstance(value, dict) else {"entity": kind, "value": value}
