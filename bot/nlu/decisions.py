"""Decisions that people put: which offer, job or degree, bootcamp or not, is the list good, the right road at all.

data/decisions.yml names them, with what puts each and what is said to it. A finding is an entity `decision`; its
stretch is the sentence that puts it, or the words it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.lookup import table
from bot.nlu.parts import is_question, parts, sentences

MOST = 2  # of one message
LONG = 25  # words; a shorter message says itself which decision it puts
SHORT = 14  # words; so short a message asks, whatever its form
LONGEST = 600  # characters of a sentence that are looked at
_WONDERS = re.compile(
    r"\b(?:wonder(?:ing|ed)?|curious|trying to (?:figure|decide|understand)|not sure|unsure|no idea|confused|torn"
    r"|hesitat\w*|don[’']?t know|kindly|please|brutal|evaluat\w+|my question|the question (?:is|was)|want to know"
    r"|like to know|ask myself|can[’']?t decide|debating)\b"
)


def find(text: str) -> list[dict[str, Any]]:
    """The decisions of a message, those that data/decisions.yml has first in front; at most MOST."""
    lower = text.lower()
    short = len(lower.split()) <= SHORT
    asking = [lower] if short else [part for each in sentences(text) for part in _asked_in(each)]
    long = len(lower.split()) >= LONG
    wanted = long and wants_verdict(lower)
    found: list[dict[str, Any]] = []
    for name, alone, said, about in _read():
        if alone and found:
            continue
        told = [(about, lower)] if wanted or (long and found) else []
        match = next((m for way, each in [*((said, each) for each in asking), *told] if (m := way.search(each))), None)
        if match is not None:
            start = max(lower.find(match.group()), 0)
            end = start + len(match.group())
            found.append({
                "entity": "decision", "value": name, "start": start, "end": end, "text": text[start:end], "op": "is",
            })  # fmt: skip
    return found[:MOST]


def _asked_in(sentence: str) -> list[str]:
    """The parts of a sentence that ask, or say what somebody wonders about, in lower case."""
    if _WONDERS.search(sentence.lower()) is not None:
        return [sentence[:LONGEST].lower()]
    return [part[:LONGEST].lower() for part in parts(sentence) if is_question(part)]


def wants_verdict(text: str) -> bool:
    """Whether a text in lower case asks what to do, without saying on what."""
    return any(_verdict().search(each[:LONGEST]) is not None for each in re.split(r"(?<=[.!?…])\s+|\n+", text))


@cache
def _read() -> tuple[tuple[str, bool, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (each["name"], bool(each.get("alone")), _joined(each.get("said", ())), _joined(each.get("about", ())))
        for each in load("decisions.yml")
    )


@cache
def _verdict() -> re.Pattern[str]:
    return _joined(table("verdicts")["asks"])


def _joined(ways: Sequence[str]) -> re.Pattern[str]:
    """Any of these expressions; of none one that is found nowhere."""
    return re.compile("|".join(f"(?:{each})" for each in ways) or "(?!)")
