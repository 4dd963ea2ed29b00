"""Whether a part of a message asks, and with which word."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, cue_pattern

_OPENING = cue_pattern("question_words", "opening")
_START = cue("question_words", "start", OPENING=_OPENING)
INVERTED = re.compile(rf"^(?:{_OPENING} )*(?:is|are|does|do|can|could|will|would|has|have|did)\b")


def begin_of(flat: str, offset: int, marks: str) -> int:
    """Where the part of a flat text that holds the offset begins, behind the last of these marks."""
    return max((flat.rfind(mark, 0, offset) for mark in marks), default=-1) + 1


def end_of(flat: str, offset: int, marks: str) -> int:
    """Where it ends, at the next of these marks."""
    return min((at for mark in marks if (at := flat.find(mark, offset)) >= 0), default=len(flat))


def clause(message: Message, offset: int) -> tuple[str, int]:
    """The flat text of the part of a sentence around the offset, and where it starts."""
    flat = message.flat
    start = begin_of(flat, offset, ".;!?\n,")
    for joint in (" and ", " but ", " so "):
        at = flat.rfind(joint, start, offset)
        if at >= 0 and _START.match(flat[at + len(joint) : offset].lstrip() + " "):
            start = at + len(joint)
    return flat[start : end_of(flat, offset, ".;!?\n")].strip(), start


def question_word(message: Message, offset: int) -> str:
    """The word that makes a question of the part around the offset, or ""."""
    text, _ = clause(message, offset)
    match = _START.match(text)
    return match["word"] if match is not None else ""


def is_question(message: Message, offset: int) -> bool:
    """Whether the part around the offset asks, by its first word or a question mark."""
    flat = message.flat
    end = end_of(flat, offset, ".;!\n")
    return 0 <= flat.find("?", offset) <= end or bool(question_word(message, offset))
