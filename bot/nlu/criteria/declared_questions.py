"""Whether a program's list names something: "does omscs require linear algebra", "is it taught in english at tübingen".

Such a question is an `asked_fact` with what is asked about in `term`; it tells nothing of the person who asks.
"""

from __future__ import annotations

import re

from bot.nlu.criteria.question_words import INVERTED, clause
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue_pattern
from knowledge.declared import Criterion

_KNOWLEDGE = cue_pattern("declared_wishes", "knowledge")
_ASKED_OF = ("program", "unknown_program", "pointer")
_REQUIRED = re.compile(
    r"\s*(?:a |an )?(?:required|needed|necessary|prerequisites?|prereqs?|mandatory|a must|expected|wanted)\b"
)


def find(message: Message, wish: Criterion, value: str, start: int, end: int) -> bool:
    """Adds the question on a listed value, where it is one of a program; whether it is."""
    text, begin = clause(message, start)
    if not any(message.of(*_ASKED_OF)) or not INVERTED.match(text):
        return False
    left = message.flat[begin:start]
    verbs = "|".join(sorted(wish.said["said_before"], key=len, reverse=True))
    if wish.vocabulary:
        asks = re.search(rf"\b(?:{verbs}){_KNOWLEDGE}", left) or _REQUIRED.match(message.flat, end)
    else:
        asks = re.search(rf"\b(?:{verbs}|in)\s+(?:(?:only|entirely|fully|completely)\s+)?$", left)
    if not asks or not message.free(start, end):
        return False
    message.add("asked_fact", wish.subject, start, end, term=value)
    return True
