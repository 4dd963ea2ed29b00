"""Answers, in a person's own words, to the questions of the check of doubts (actions/doubts.py). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.dialogue.guide import DoubtCheck
from actions.dialogue.lookup import table
from actions.dialogue.memory import Memory, Message
from actions.dialogue.person import MOST_HOURS
from knowledge.advice.doubts import AVOIDS, DOUBTS, FINE, LIKES, MAYBE, NO, YES

SKIPPED = "skip"
MOST_DEBT = 1_000_000
OPTIONS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "hours": (("5 hours", 5), ("10 hours", 10), ("15 hours", 15), ("20 hours", 20)),
    "move": (("Yes", YES), ("Maybe", MAYBE), ("No", NO)),
    "maths": (("I like it", LIKES), ("It’s fine", FINE), ("I’d rather avoid it", AVOIDS)),
    "debt": (("None", 0), ("$10,000", 10_000), ("$30,000", 30_000), ("$60,000", 60_000)),
}
# What a plain yes or no says; elsewhere it says nothing.
PLAIN = {
    ("move", "affirm"): YES,
    ("move", "deny"): NO,
    ("maths", "affirm"): FINE,
    ("maths", "deny"): AVOIDS,
    ("debt", "deny"): 0,
}
_ABOUT = r"(?:i (?:have|can do|could do|would take)|about|around|roughly|maybe|only|max(?:imum)?|up to|at most|~|\s)*"
_TYPED_NUMBERS = {
    "hours": re.compile(_ABOUT + r"(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?)?\s*(?:(?:a|per|/)\s*(?:week|wk))?[.!]*", re.I),
    "debt": re.compile(
        _ABOUT + r"\$?\s*(\d[\d,]*(?:\.\d+)?)\s*(k|thousand)?\s*(?:dollars|usd)?(?:\s*of debt)?[.!]*", re.I
    ),
}
LONGEST_ANSWER = 8  # words; a longer message is something else than an answer in passing


def open_doubt(memory: Memory) -> str | None:
    """The key of the open question of this check, or None."""
    key = (memory.asked or "").removeprefix("doubt_")
    under_way = isinstance(memory.guide, DoubtCheck)
    return key if under_way and memory.asked == f"doubt_{key}" and key in DOUBTS else None


def usable(key: str, value: Any) -> Any:
    """An answer that can be tested with, SKIPPED, or None."""
    if value == SKIPPED:
        return SKIPPED
    if key in ("move", "maths"):
        return value if value in [option for _, option in OPTIONS[key]] else None
    most = MOST_HOURS if key == "hours" else MOST_DEBT
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= most else None


def typed(key: str, message: Message) -> Any:
    """What a message says to the open question: a number, a word, a yes or no, or that it is skipped."""
    if message.intent == "skip":
        return SKIPPED
    words = message.text.split()
    found = _number_of(key, message)
    if found is None and len(words) <= LONGEST_ANSWER:
        found = _bare_number(key, " ".join(words))
        found = _word_of(key, " ".join(words)) if found is None else found
    if found is None and message.intent == "deny":
        return PLAIN.get((key, "deny"), SKIPPED)
    return PLAIN.get((key, message.intent)) if found is None else found


def _number_of(key: str, message: Message) -> float | None:
    """Hours or dollars, from the extractor's findings."""
    if key not in _TYPED_NUMBERS:
        return None
    names = ("hours",) if key == "hours" else ("borrow", "debt")
    for entity in message.entities:
        fits = entity["entity"] == "assumption" and entity.get("name") in names
        if (fits or (key == "debt" and entity["entity"] == "budget")) and usable(key, entity.get("value")) is not None:
            return float(entity["value"])
    return None


def _bare_number(key: str, text: str) -> float | None:
    """Hours or dollars typed as a number with hardly a word beside it: "10", "about 20k"."""
    typed = _TYPED_NUMBERS[key].fullmatch(text) if key in _TYPED_NUMBERS else None
    if typed is None:
        return None
    thousand = 1000 if key == "debt" and typed.group(2) else 1
    number = usable(key, float(typed.group(1).replace(",", "")) * thousand)
    return None if number is None else float(number)


def _word_of(key: str, text: str) -> Any:
    for each in table("doubt_answers").get(key, ()):
        if re.search(rf"\b(?:{each['says']})\b", text, re.I):
            return each["means"]
    return None
