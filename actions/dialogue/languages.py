"""In which language other than English a message is written: words that English hardly has, or a script. Pure."""

from __future__ import annotations

import re
from functools import cache

from actions.dialogue.lookup import table

LEAST_WORDS, LEAST_SHARE = 2, 0.34  # of a message that are a language's own
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def other_language(text: str) -> str | None:
    """The name of the language, or None where it is English or cannot be told."""
    words = _WORD.findall(text.lower())
    if not words:
        return None
    letters = [each for each in text if each.isalpha()]
    for name, written in table("languages")["scripts"].items():
        if 2 * sum(written["from"] <= each <= written["to"] for each in letters) > len(letters):
            return str(name)
    own_words, distinct = _own_words(), {*words}
    counts = {name: len(own & distinct) for name, own in own_words.items()}
    name = max(counts, key=lambda each: counts[each])
    share = sum(word in own_words[name] for word in words) / len(words)
    return name if counts[name] >= LEAST_WORDS and share >= LEAST_SHARE else None


def in_its_words(language: str) -> str:
    """What is said to somebody who writes in this language."""
    known = {**table("languages")["words"], **table("languages")["scripts"]}
    return f"{known[language]['says']} (I read English only: please ask in English, in simple words.)"


@cache
def _own_words() -> dict[str, frozenset[str]]:
    return {str(name): frozenset(map(str, written["any"])) for name, written in table("languages")["words"].items()}
