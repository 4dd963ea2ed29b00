"""Particular points that people raise, such as a work permit for spouses or a mark on another scale.

data/particulars.yml names them, with the expressions that raise each and the sentence that answers it. A finding is an
entity `particular` that spans the words; `asked` says whether their sentence asks, or is about all the message says.
"""

from __future__ import annotations

import re
import sre_parse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from bot.nlu.decisions import wants_verdict
from bot.nlu.likeness import LEAST, SURE, Raised
from bot.nlu.parts import is_question, sentences

SHORT = 14  # words; so short a message asks about what it names
START = 3  # characters of a piece by which it is found
LONGEST = 600  # characters of a sentence that are looked at
_REFERS = re.compile(r"\b(?:it|that|this|these|those|they|them|one|either|which|so)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Expression:
    """One way in which a point is raised: whose, at which place among all, and whether only where somebody asks."""

    place: int
    point: str
    only_asked: bool
    pattern: str

    def search(self, text: str) -> re.Match[str] | None:
        """Where it stands in a text in lower case."""
        return _compiled(self.pattern).search(text)


_compiled = cache(re.compile)  # most of them are tried in few messages


def find(text: str) -> list[dict[str, Any]]:
    """The points of a message, each once, in the order of the text; in a story, those it only names too."""
    found: dict[str, dict[str, Any]] = {}
    start = 0
    short = len(text.split()) <= SHORT
    lower = text.lower()
    may_be = _may_stand_in(lower)
    if not may_be:
        return []
    said = sentences(text)
    for sentence, following in zip(said, [*said[1:], ""], strict=True):
        start = max(text.find(sentence, start), 0)
        asks = short or is_question(sentence) or _asks_of_it(following)  # "They offer a 4+1. Should I take it?"
        lowered = sentence[:LONGEST].lower()
        for each in may_be:
            told = found.get(each.point)
            if (each.only_asked and not asks) or (told is not None and (told["asked"] or not asks)):
                continue
            if (match := each.search(lowered)) is not None:
                found[each.point] = _entity(each.point, text, start + match.start(), start + match.end(), asks)
    return sorted(found.values(), key=lambda each: each["start"])


def _asks_of_it(following: str) -> bool:
    """Whether a sentence asks about what the one before it says."""
    return is_question(following) and _REFERS.search(following) is not None


def by_likeness(
    text: str, raised: Iterable[tuple[Sequence[Raised], str]], heard: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The points that parts of a message raise by their meaning, as entities: each with its score and with `others`
    that may be meant instead, "particular_near" where the likeliest is so only if the conversation speaks for it.

    Args:
        raised: (the points, the likeliest first; the part of the message), from bot/nlu/likeness.py.
        heard: the message's entities; a part in which an expression heard a point raises no other unless surely, nor
            does, where one puts a decision, the whole of it or a part that asks what to do.
    """
    decided = any(each["entity"] == "decision" for each in heard)
    by_words = [each for each in heard if each["entity"] == "particular" and each["asked"]]
    found = []
    for points, part in raised:
        name, sure, near = points[0].name, points[0].score >= SURE, points[0].score < LEAST
        begin = text.find(part)
        start, end = (begin, begin + len(part)) if begin >= 0 else (0, len(text))
        put = decided and (end - start == len(text) or wants_verdict(part.lower()))
        beside = any(each["value"] == name or (start <= each["start"] < end and not sure) for each in by_words)
        if put or beside or (near and by_words):
            continue
        others = [[each.name, round(each.score, 2)] for each in points[1:]]
        likely = {"sure": sure, "score": round(points[0].score, 2), "others": others}
        kind = {"entity": "particular_near"} if near else {}
        found.append({**_entity(name, text, start, end, asked=True), **likely, **kind})
    return found


def texts() -> list[tuple[str, str]]:
    """(name of a point, a text that means it), those of one point together: its questions, its answer without and with
    what to do next."""
    asked = load("point_questions.yml")
    return [
        (point["name"], text)
        for point in load("particulars.yml")
        for text in (*asked[point["name"]], point["says"], f"{point['says']} {point.get('then', '')}".strip())
    ]


def _entity(name: str, text: str, start: int, end: int, asked: bool) -> dict[str, Any]:
    words = text[start:end]
    return {
        "entity": "particular", "value": name, "start": start, "end": end, "text": words, "op": "is", "asked": asked,
    }  # fmt: skip


def _may_stand_in(text: str) -> list[Expression]:
    """The expressions that a text in lower case may hold, in the order of the file."""
    by_start, without = expressions()
    starts = {text[at : at + length] for length in range(1, START + 1) for at in range(len(text))}
    pieces = (each for start in starts & by_start.keys() for each in by_start[start])
    there = {each.place: each for piece, of_it in pieces if piece in text for each in of_it}
    return sorted([*there.values(), *without], key=lambda each: each.place)


@cache
def expressions() -> tuple[dict[str, list[tuple[str, list[Expression]]]], list[Expression]]:
    """All expressions with the pieces of which one has to be there, by how the pieces start, and those that need none.

    Most starts are in few texts, so of some 1,600 pieces a hundred are looked for. Read with the first call: a second
    that no message should wait for.
    """
    by_piece: dict[str, list[Expression]] = defaultdict(list)
    without: list[Expression] = []
    said = ((each, pattern) for each in load("particulars.yml") for pattern in each.get("said", ()))
    for place, (point, pattern) in enumerate(said):
        expression = Expression(place, point["name"], bool(point.get("asked")), pattern)
        pieces = needed(pattern)
        for piece in pieces:
            by_piece[piece].append(expression)
        without += [] if pieces else [expression]
    by_start: dict[str, list[tuple[str, list[Expression]]]] = defaultdict(list)
    for piece, of_it in by_piece.items():
        by_start[piece[:START]].append((piece, of_it))
    return dict(by_start), without


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
