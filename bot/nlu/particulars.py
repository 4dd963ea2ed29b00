"""Particular points that people raise, such as a work permit for spouses or a mark on another scale.

data/particulars.yml names them, with the expressions that raise each and the sentence that answers it. A finding is an
entity `particular` that spans the words; `asked` says whether their sentence asks, or is about all the message says.
"""

from __future__ import annotations

import re
import sre_parse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from bot.nlu.parts import is_question, sentences

SHORT = 14  # words; so short a message asks about what it names
LONGEST = 600  # characters of a sentence that are looked at


@dataclass(frozen=True)
class Point:
    """A point: its name, whether it is only raised where somebody asks, and what raises it."""

    name: str
    only_asked: bool
    said: tuple[tuple[frozenset[str], re.Pattern[str]], ...]  # pieces of which one has to be there, and the expression

    def said_with(self, there: frozenset[str]) -> list[re.Pattern[str]]:
        """The expressions that a text may hold of whose `pieces` these are there."""
        return [pattern for pieces, pattern in self.said if not (pieces and pieces.isdisjoint(there))]


def find(text: str) -> list[dict[str, Any]]:
    """The points of a message, each once, in the order of the text; in a story, those it only names too."""
    found: dict[str, dict[str, Any]] = {}
    start = 0
    short = len(text.split()) <= SHORT
    lower = text.lower()
    there = frozenset([piece for piece in pieces() if piece in lower])
    may_be = [(point, said) for point in points() if (said := point.said_with(there))]
    if not may_be:
        return []
    told = sentences(text)
    for sentence, following in zip(told, [*told[1:], ""], strict=True):
        start = max(text.find(sentence, start), 0)
        asks = short or is_question(sentence) or is_question(following)  # "They offer a 4+1. Should I take it?"
        lowered = sentence[:LONGEST].lower()
        for point, said in may_be:
            if point.only_asked and not asks:
                continue
            match = next((m for each in said if (m := each.search(lowered))), None)
            if match is None:
                continue
            begin, end = start + match.start(), start + match.end()
            if point.name not in found or (asks and not found[point.name]["asked"]):
                found[point.name] = {
                    "entity": "particular", "value": point.name, "start": begin, "end": end, "text": text[begin:end],
                    "op": "is", "asked": asks,
                }  # fmt: skip
    return sorted(found.values(), key=lambda each: each["start"])


def by_likeness(
    text: str, raised: Iterable[tuple[str, str]], heard: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The points that parts of a message raise by their meaning, as entities.

    Args:
        raised: (name of a point, the part of the message), from bot/nlu/likeness.py.
        heard: the message's entities; a part in which an expression heard a point raises no other.
    """
    by_words = [each for each in heard if each["entity"] == "particular" and each["asked"]]
    found = []
    for name, part in raised:
        begin = text.find(part)
        start, end = (begin, begin + len(part)) if begin >= 0 else (0, len(text))
        if not any(each["value"] == name or start <= each["start"] < end for each in by_words):
            found.append(
                {
                    "entity": "particular", "value": name, "start": start, "end": end, "text": text[start:end],
                    "op": "is", "asked": True,
                }
            )  # fmt: skip
    return found


def questions() -> list[tuple[str, str]]:
    """(name of a point, a question that it answers), those of one point together."""
    return [(name, each) for name, asked in load("point_questions.yml").items() for each in asked]


@cache
def points() -> tuple[Point, ...]:
    """All points, read and compiled with the first call: half a second that no message should wait for."""
    return tuple(
        Point(each["name"], bool(each.get("asked")), tuple((needed(e), re.compile(e)) for e in each["said"]))
        for each in load("particulars.yml")
    )


@cache
def pieces() -> tuple[str, ...]:
    """All pieces that some expression needs, each once."""
    return tuple(sorted({piece for point in points() for of_one, _ in point.said for piece in of_one}))


def needed(expression: str) -> frozenset[str]:
    """Pieces of text of which one stands in whatever the expression matches; none where it needs none.

    Hundreds of expressions are looked for in every message: one whose words are missing need not be tried.
    """
    return _needed(sre_parse.parse(expression)) or frozenset()


def _needed(parsed: Any) -> frozenset[str] | None:
    """Of the pieces that follow one another, those that are longest."""
    pieces: list[frozenset[str]] = []
    run = ""
    for kind, value in parsed:
        if kind is sre_parse.LITERAL:
            run += chr(value)
            continue
        pieces += [frozenset({run})] if run else []
        run = ""
        inner: frozenset[str] | None = None
        if kind is sre_parse.SUBPATTERN:
            inner = _needed(value[-1])
        elif kind is sre_parse.BRANCH:
            branches = [_needed(each) for each in value[1]]
            inner = None if None in branches else frozenset(piece for each in branches if each for piece in each)
        elif kind is sre_parse.MAX_REPEAT and value[0]:
            inner = _needed(value[2])
        pieces += [inner] if inner else []
    pieces += [frozenset({run})] if run else []
    return max(pieces, key=lambda each: min(map(len, each)), default=None)
