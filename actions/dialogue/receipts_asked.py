"""What asks for all receipts of the last answer ("all sources", "where did you get that").

Whole messages only (data/lookup/receipts.yml), so that "how many references do they want" stays a question on letters.
bot/nlu/understanding.py asks here too, before it guesses. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.lookup import folded, table
from actions.dialogue.memory import Memory, Message
from actions.dialogue.way import Route

ACTION = "all_sources"  # file name of the action that answers
INTENT = "ask_why"  # what such a message is understood as: it asks what the last answer rests on
LONGEST = 90  # characters; a longer message says more than that
_WORDS = table("receipts")


def _pattern() -> re.Pattern[str]:
    joined = "|".join(f"(?:{each})" for each in _WORDS["asks"])
    for name in ("all", "receipts", "that"):
        joined = joined.replace(f"<{name.upper()}>", _WORDS[name])
    return re.compile(rf"{_WORDS['opening']}(?:{joined}){_WORDS['closing']}")


_ASKS = _pattern()


def asks_for_receipts(text: str) -> bool:
    """Whether a message asks for all receipts of the answer above it, and for nothing else."""
    if len(text) > LONGEST:
        return False
    return _ASKS.fullmatch(folded(text)) is not None


def as_asked_for_receipts(message: Message) -> Message:
    """The message without anything to be noted, where it asks for receipts: "where is that price from" is no place."""
    if message.is_chip or not asks_for_receipts(message.text):
        return message
    return replace(message, intent=INTENT, entities=())


def receipts_asked(message: Message, _memory: Memory) -> Route | None:
    """ "All sources", "where did you get that": whatever question is open."""
    return Route(ACTION, message) if asks_for_receipts(message.text) else None
