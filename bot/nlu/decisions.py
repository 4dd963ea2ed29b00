"""Decisions that people put: which offer, job or degree, bootcamp or not, is the list good, the right road at all.

data/decisions.yml names them, with what puts each and what is said to it. A finding is an entity `decision`; its
stretch is the sentence that puts it, or the words it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.lookup import table
from bot.nlu.parts import is_question, parts, sentences

MOST = 2  # of one message
LONG = 15  # words; a shorter message says itself which decision it puts
SHORT = 14  # words; so short a message asks, whatever its form
LONGEST, READ = 600, 3_000  # characters that are looked at: of a sentence, and of a message
_WONDERS = re.compile(
    r"\b(?:wonder(?:ing|ed)?|curious|trying to (?:figure|decide|understand)|not sure|unsure|no idea|confused|torn"
    r"|hesitat\w*|don[’']?t know|kindly|please|brutal|evaluat\w+|my question|the question (?:is|was)|want to know"
    r"|like to know"
    r"|ask(?:ing)? myself|can[’']?t (?:decide|tell)|debating|(?:no|without a) clue|whether (?:to|i|we)|help me"
    r"|convince me|tell me|advise|thinking (?:of|about))\b"
)


@dataclass(frozen=True)
class _Kind:
    """One entry of data/decisions.yml, as far as it says how it is put."""

    name: str
    alone: bool
    covers: tuple[str, ...]
    said: re.Pattern[str]
    about: re.Pattern[str]
    tells: tuple[tuple[re.Pattern[str], ...], ...]


def find(text: str) -> list[dict[str, Any]]:
    """The decisions of a message, at most MOST: what is asked before what is `told` of, each in the file's order."""
    lower = text[:READ].lower()
    short = len(lower.split()) <= SHORT
    asking = [lower] if short else [part for each in sentences(text[:READ]) for part in _asked_in(each)]
    long = len(lower.split()) >= LONG
    asked = {each.name: found for each in _read() if (found := _first(each.said, asking) or _told(each, lower))}
    told = {}
    if long and (asked or wants_verdict(lower)):
        told = {each.name: found for each in _read() if (found := each.about.search(lower)) is not None}
    heard = {**asked, **{name: match for name, match in told.items() if name not in asked}}
    lone = {each.name for each in _read() if each.alone}
    covered = {each for kind in _read() if kind.name in heard for each in kind.covers}
    others = [name for name in heard if name not in (*lone, *covered)]
    named = (others or list(heard)[:1])[:MOST]
    return [_entity(name, heard[name].group(), text, name not in asked) for name in named]


def _verdicts(text: str) -> list[list[int]]:
    """Where the sentences of a text stand that ask what to do: [start, end]."""
    spans = ((each.start(), each.end()) for each in re.finditer(r"[^.!?…\n]+[.!?…]*", text[:READ]))
    return [[start, end] for start, end in spans if wants_verdict(text[start:end].lower().strip())]


def _first(way: re.Pattern[str], texts: Sequence[str]) -> re.Match[str] | None:
    return next((match for each in texts if (match := way.search(each)) is not None), None)


def _told(kind: _Kind, text: str) -> re.Match[str] | None:
    """What puts a decision though nobody asks: the first of several expressions that all stand in the message."""
    for ways in kind.tells:
        matches = [way.search(text) for way in ways]
        if all(matches):
            return matches[0]
    return None


def _entity(name: str, words: str, text: str, told: bool) -> dict[str, Any]:
    start = max(text.lower().find(words), 0)
    end = start + len(words)
    found = {"entity": "decision", "value": name, "start": start, "end": end, "text": text[start:end], "op": "is"}
    return {**found, "told": True, "verdicts": _verdicts(text)} if told else found


def _asked_in(sentence: str) -> list[str]:
    """The parts of a sentence that ask, or say what somebody wonders about, in lower case."""
    lower = sentence[:LONGEST].lower()
    if _WONDERS.search(lower) is not None or _verdict().search(lower) is not None:
        return [lower]
    return [part[:LONGEST].lower() for part in parts(sentence) if is_question(part)]


def wants_verdict(text: str) -> bool:
    """Whether a text in lower case asks what to do, without saying on what."""
    return any(_verdict().search(each[:LONGEST]) is not None for each in re.split(r"(?<=[.!?…])\s+|\n+", text))


@cache
def _read() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            each["name"],
            bool(each.get("alone")),
            tuple(each.get("covers", ())),
            _joined(each.get("said", ())),
            _joined(each.get("about", ())),
            tuple(tuple(map(re.compile, ways)) for ways in each.get("tells", ())),
        )
        for each in load("decisions.yml")
    )


@cache
def _verdict() -> re.Pattern[str]:
    return _joined(table("verdicts")["asks"])


def _joined(ways: Sequence[str]) -> re.Pattern[str]:
    """Any of these expressions; of none one that is found nowhere."""
    return re.compile("|".join(f"(?:{each})" for each in ways) or "(?!)")
