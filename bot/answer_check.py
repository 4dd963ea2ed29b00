"""The rules of the FAQ answers in data/faq.yml, for the data check: short, with live figures, receipts and chips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.grammar import faults
from knowledge.base import Knowledge
from knowledge.figures import UnknownFigure, fill

WORDS = (50, 90)
LINES = (3, 5)
LEAST_FIRST_LINE = 8  # words: told again, it stands alone
CHIPS = (2, 4)
LONGEST_TITLE = 30  # characters of a chip


def mistakes(responses: Mapping[str, Any], knowledge: Knowledge) -> Iterator[str]:
    """What is wrong with the answers, as `name: problem`.

    Args:
        responses: those of data/faq.yml, by name.
    """
    for name, variants in responses.items():
        if len(variants) != 1:
            yield f"{name} has {len(variants)} variants; one answer a topic"
        answer = variants[0]
        try:
            text, receipts = fill(answer["text"], knowledge)
        except UnknownFigure as unknown:
            yield f"{name}: {unknown}"
            continue
        found = (_words(text), _typed(answer), _receipts(answer, bool(receipts), knowledge), _chips(answer))
        yield from (f"{name}: {problem}" for each in found for problem in each)


def _words(text: str) -> Iterator[str]:
    words, lines = len(text.split()), text.split("\n")
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"{words} words; write {WORDS[0]} to {WORDS[1]}"
    if not LINES[0] <= len(lines) <= LINES[1]:
        yield f"{len(lines)} lines; write {LINES[0]} to {LINES[1]}"
    first = lines[0]
    if len(first.split()) < LEAST_FIRST_LINE or not first.endswith("."):
        yield f"the first line answers by itself: a sentence of {LEAST_FIRST_LINE} words or more"
    if first.startswith(("Yes", "No")):
        yield "the first line fits the question whatever it hoped for: begin with neither Yes nor No"
    if "{" in text or "*" in text:
        yield "no braces but a figure's, and no stars"
    yield from faults(text)


def _typed(answer: Mapping[str, Any]) -> Iterator[str]:
    """Figures come from the knowledge base; numbers that are none are named in `typed`."""
    text = re.sub(r"\{[^}]+\}", "", answer["text"])
    for name in answer["custom"].get("typed", ()):
        if name not in text:
            yield f"`typed` names {name!r}, which the text has not"
        text = text.replace(name, "")
    if typed := re.findall(r"\d(?:[\d,.]*\d)?", text):
        yield f"{', '.join(typed)} is typed: write a figure (knowledge/figures.py), or name it in `typed` if it is none"


def _receipts(answer: Mapping[str, Any], has_receipts: bool, knowledge: Knowledge) -> Iterator[str]:
    named = answer["custom"].get("sources")
    if not has_receipts and named is None:
        yield "no receipt: use a figure, name `sources`, or write `sources: []` where nothing needs one"
    yield from (
        f"source {each} is not in knowledge/catalog/sources.yml"
        for each in named or ()
        if each not in knowledge.sources
    )


def _chips(answer: Mapping[str, Any]) -> Iterator[str]:
    chips = answer.get("buttons", ())
    if not CHIPS[0] <= len(chips) <= CHIPS[1]:
        yield f"{len(chips)} chips; give {CHIPS[0]} to {CHIPS[1]}"
    long = [each["title"] for each in chips if len(each["title"]) > LONGEST_TITLE]
    yield from (f"chip “{title}” is longer than {LONGEST_TITLE} characters" for title in long)
