"""Which line of a general answer a short question is about, by its words: "do they waive it". Pure."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from actions.dialogue.intents import load
from actions.dialogue.lookup import word_set

LEAST = 4  # letters of a word that counts
BEGINNING = 5  # letters in which two forms of a word agree: "waive", "waivers"
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\{[^}]*\}")


def asked_line(response: str, question: str) -> int | None:
    """The one line of an answer that has most words of the question which stand in no other line; None without any."""
    asked = _beginnings(question)
    found = [len(asked & own) for own in _own_words(response)]
    most = max(found, default=0)
    return found.index(most) if most and found.count(most) == 1 else None


@cache
def _own_words(response: str) -> tuple[frozenset[str], ...]:
    """For each line of an answer the words that stand in no other of its lines."""
    written = load("faq.yml")["responses"].get(response, ({},))[0].get("text", "")
    lines = [_beginnings(_FIGURES.sub("", line)) for line in written.split("\n")]
    times = Counter(word for line in lines for word in line)
    return tuple(frozenset(word for word in line if times[word] == 1) for line in lines)


def _beginnings(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:BEGINNING] for word in words if len(word) >= LEAST and word not in _ordinary())


@cache
def _ordinary() -> frozenset[str]:
    """Words that stand in every question and tell of no subject."""
    return frozenset(word_set("conversation", "of_every_question"))
