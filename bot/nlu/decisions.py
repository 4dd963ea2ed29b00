"""Decisions that people put: which offer, job or degree, bootcamp or not, is the list good, the right road at all.

data/decisions.yml names them, with what puts each and what is said to it. A finding is an entity `decision`; its
stretch is the sentence that puts it, or the words it is about.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from actions.dialogue.intents import load
from bot.nlu.criteria.word_tables import FOLDER
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
        match = next((m for sentence in asking if (m := _search(said, sentence)) is not None), None)
        words = match.group() if match is not None else _stretch(about, lower if wanted or (long and found) else None)
        if words:
            start = max(lower.find(words), 0)
            found.append({
                "entity": "decision", "value": name, "start": start, "end": start + len(words),
                "text": text[start : start + len(words)], "op": "is",
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


def _stretch(pattern: re.Pattern[str] | None, text: str | None) -> str | None:
    match = None if pattern is None or text is None else pattern.search(text)
    return None if match is None else match.group()


def _search(pattern: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    return None if pattern is None else pattern.search(text)


@cache
def _read() -> tuple[tuple[str, bool, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (each["name"], bool(each.get("alone")), *(_joined(each.get(key, ())) for key in ("said", "about")))
        for each in load("decisions.yml")
    )


def _joined(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{each})" for each in patterns)) if patterns else None


@cache
def _verdict() -> re.Pattern[str]:
    written = yaml.load((FOLDER / "verdicts.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return re.compile("|".join(f"(?:{each})" for each in written))
