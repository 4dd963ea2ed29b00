"""A span as the role classifier sees it: the words around it, and what else stands in its sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n+")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*|[$€£₹%?!,;:()/-]")
_DIGIT = re.compile(r"\d")
NEAR, FAR = 4, 8  # words on each side whose place counts, and that count at all
LONG = 20  # words; the length of a message in steps of these
BEFORE = 60  # characters of the sentence before


@dataclass(frozen=True)
class Span:
    """Where a span stands, and of which kind it is (see kinds.py); `rule` is what the rules took it for."""

    start: int
    end: int
    kind: str
    rule: str = ""


def sentence_of(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence that holds a span begins and ends."""
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        if end.end() <= span.start:
            begin = end.end()
        elif end.start() >= span.end:
            return begin, end.start()
    return begin, len(text)


def words(text: str) -> list[str]:
    """Lower-case words, numbers and telling signs."""
    return _WORD.findall(text.lower())


def features(text: str, spans: Sequence[Span], index: int) -> dict[str, float]:
    """Weighted features of one span; other spans are seen by their kinds only."""
    span = spans[index]
    begin, end = sentence_of(text, span)
    left = words(_by_kind(text, spans, index, begin, span.start))[-FAR:]
    right = words(_by_kind(text, spans, index, span.end, end))[:FAR]
    found: dict[str, float] = {"bias": 1.0, f"rule={span.rule}": 1.0}
    for place, word in enumerate(reversed(left)):
        found[f"left{min(place, NEAR - 1)}={word}"] = 1.0 if place < NEAR else 0.5
        found[f"left={word}"] = 0.5
    for place, word in enumerate(right):
        found[f"right{min(place, NEAR - 1)}={word}"] = 1.0 if place < NEAR else 0.5
        found[f"right={word}"] = 0.5
    found |= _joined(left, right)
    inner = _DIGIT.sub("9", " ".join(words(text[span.start : span.end])))
    found |= {f"in={word}": 1.0 for word in inner.split()} | {f"whole={inner}": 0.7}
    found |= {f"begins={word}": 0.7 for word in words(text[begin:end])[:2]}
    found |= {f"before={word}": 0.3 for word in words(text[max(0, begin - BEFORE) : begin])[-NEAR:]}
    found |= _company(spans, index, begin, end)
    if "?" in text[begin:end]:
        found["asks"] = 1.0
    found[f"length={min(len(text.split()) // LONG, NEAR)}"] = 1.0
    return found


def _joined(left: Sequence[str], right: Sequence[str]) -> dict[str, float]:
    """Neighbouring words together, on each side and across the span."""
    found = {f"pair={a}_{b}": 1.0 for a, b in zip(left[-NEAR:], left[-NEAR + 1 :], strict=False)}
    found |= {f"left2={'_'.join(left[-2:])}": 1.0} if len(left) > 1 else {}
    found |= {f"left3={'_'.join(left[-3:])}": 1.0} if len(left) > 2 else {}
    found |= {f"right2={'_'.join(right[:2])}": 1.0} if len(right) > 1 else {}
    found |= {f"across={(left or ['^'])[-1]}_{right[0]}": 1.0} if right else {"last": 1.0}
    return found if left else {**found, "first": 1.0}


def _company(spans: Sequence[Span], index: int, begin: int, end: int) -> dict[str, float]:
    """The kinds of the other spans of the sentence."""
    others = [each for i, each in enumerate(spans) if i != index and begin <= each.start and each.end <= end]
    same = sum(each.kind == spans[index].kind for each in others)
    return {f"beside={each.kind}": 0.5 for each in others} | {f"same={min(same, 3)}": 0.5}


def _by_kind(text: str, spans: Sequence[Span], index: int, begin: int, end: int) -> str:
    """A piece of the text in which the other spans are replaced by their kinds."""
    pieces, at = [], begin
    for i, each in enumerate(spans):
        if i != index and at <= each.start and each.end <= end:
            pieces += [text[at : each.start], f" z{each.kind}z "]
            at = each.end
    return "".join([*pieces, text[at:end]])
