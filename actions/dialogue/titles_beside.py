"""Degrees that are named by letters beside a university and are on no record: "CMU MISM". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from actions.dialogue.memory import Message
from knowledge.facts import University

# "MISM", "MHCI", "MSIS"; what is known by its letters is an entity, and no more than a master's is said by two.
_LETTERS = re.compile(r"(?<![\w.-])M[A-Z]{2,5}(?![\w.-])")
_BEHIND = re.compile(r"(?:['’]s)?[ ,:(]{1,3}(?:the )?")  # between a university's name and them
_BEFORE = re.compile(r" (?:degree |program(?:me)? )?(?:at|@|from|in|of) (?:the )?")  # between them and its name
_NAMED = ("program", "unknown_program", "field", "focus", "degree", "background")  # known by them
_NO_DEGREES = ("MOOC", "MOOCS", "MLOPS", "MIT", "MSU", "MTU")


def titles_not_on_record(message: Message, universities: Iterable[University]) -> Iterator[str]:
    """The degrees, as typed, that are named beside one of these universities."""
    ids = {each.id for each in universities}
    named = [each for each in message.entities if each["entity"] == "program" and each["value"] in ids]
    for letters in _unknown(message):
        if any("start" in each and _is_beside(message.text, letters, each["start"], each["end"]) for each in named):
            yield letters.group()


def _unknown(message: Message) -> Iterator[re.Match[str]]:
    named = _spoken(message, _NAMED)
    for found in _LETTERS.finditer(message.text):
        heard = any(each["start"] < found.end() and found.start() < each["end"] for each in named)
        if not heard and found.group() not in _NO_DEGREES:
            yield found


def _spoken(message: Message, kinds: Collection[str]) -> list[Mapping[str, Any]]:
    """The entities of these kinds that stand in the message's text."""
    return [each for each in message.entities if each["entity"] in kinds and "start" in each]


def _is_beside(text: str, letters: re.Match[str], start: int, end: int) -> bool:
    """Whether letters stand right behind the name at these places, or before it: "MISM at CMU"."""
    behind = end <= letters.start() and _BEHIND.fullmatch(text[end : letters.start()]) is not None
    return behind or (letters.end() <= start and _BEFORE.fullmatch(text[letters.end() : start]) is not None)
