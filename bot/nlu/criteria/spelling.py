"""Misspelt words: a word that is neither English nor in the gazetteer is read as the gazetteer's word next to it.

`ordinary.txt` holds English words of five letters and more (from the vocabulary of the BERT tokenizer,
Apache 2.0), so that no ordinary word is ever read as a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.criteria.word_tables import word_set

_LEAST = 5  # shorter words are too near to each other


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """English words of at least five letters."""
    text = Path(__file__).with_name("ordinary.txt").read_text("ascii")
    return frozenset(text.split()) | word_set("spelling", "right")


def is_ordinary(word: str) -> bool:
    """Whether it is an English word or an inflection of one."""
    return word in ordinary_words() or any(stem in ordinary_words() for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    """What a word may be an inflection of."""
    for ending in ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "able"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            yield from (stem, stem + "e", stem[:-1])
    if word.endswith("ies"):
        yield word[:-3] + "y"


class Speller:
    """Reads unknown words as known ones."""

    def __init__(self, known: Iterable[str], proper: Iterable[str]) -> None:
        """Args: known: every word of the gazetteer's phrases. proper: those of names and places among them."""
        self._known = frozenset(known)
        self._proper = frozenset(proper)
        blocks: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _LEAST and word.isalpha():
                blocks.setdefault(word[0], []).append(word)
        self._blocks = blocks

    def _is_word(self, word: str) -> bool:
        return word in self._known or word in ordinary_words()

    def correct(self, word: str) -> str | None:
        """The known word that an unknown one is a misspelling of, or None."""
        if len(word) < _LEAST or not word.isalpha() or not word.isascii():
            return None
        if word in self._known or word in ordinary_words():
            return None
        if any(self._is_word(stem) for stem in _stems(word)):
            return None
        most = 1 if len(word) < 9 or word.endswith(("ing", "list", "able", "tion")) else 2
        found = process.extractOne(word, self._blocks.get(word[0], ()), scorer=OSA.distance, score_cutoff=most)
        if found is None:
            return None
        nearest = str(found[0])
        if (found[1] > 1 and nearest not in self._proper) or word.startswith(nearest):
            return None
        return (
            nearest if len(nearest) >= 6 or len(word) == len(nearest) + 1 or sorted(word) == sorted(nearest) else None
        )
