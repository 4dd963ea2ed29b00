"""One message, prepared once: flattened text, tokens, clauses, and what the gazetteer found in it.

Every offset in this package counts characters of the text as it was given, because flattening keeps
each character's place.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


def words(text: str) -> frozenset[str]:
    """The words of a table, written as text because that is easiest to read and to edit."""
    return frozenset(text.split())


PLACES = frozenset(("state", "city", "country", "region"))
LIMIT = 2000  # characters looked at; nobody states wishes in more
MOST = 80  # findings; a message with more of them is none, and would only cost time
_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "ß": "s",
    "ø": "o",
    "ł": "l",
    "đ": "d",
}
_TAG = re.compile(r"</?[a-z][^<>]{0,60}>")
# Numbers with their unit, abbreviations with dots, words, and every other sign for itself. No part can match in two
# ways, so the time grows with the length only, also for 10,000 signs without a space.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*[a-z]*"
    r"|[a-z]{1,2}(?:\.[a-z]{1,5})+(?![a-z])"
    r"|(?:st|mt|ft)\.(?=\s?[a-z])"
    r"|[^\W_]+?(?=n't(?![^\W_]))"
    r"|n't(?![^\W_])"
    r"|'(?:s|m|re|ve|d|ll)(?![^\W_])"
    r"|[^\W_]+(?:&[^\W_]+)*\+{0,2}"
    r"|--|\S"
)
_BREAKS = frozenset(".;!?\n|•") | {"but", "however", "though", "although", "because", "--"}


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """One character without accent, in lower case; always exactly one character."""
    character = _PLAIN.get(character, character)
    base = unicodedata.normalize("NFKD", character)[:1] or character
    lower = base.lower()
    lower = lower if len(lower) == 1 else character
    return " " if lower.isspace() and lower != "\n" else lower


def flatten(text: str) -> str:
    """The text in lower case, without accents, letters joined by hyphens parted; as long as it was."""
    plain = text.lower() if text.isascii() else "".join(map(_plain, text))
    if "<" in plain:
        plain = _TAG.sub(lambda tag: " " * len(tag.group()), plain)
    if "-" not in plain and "_" not in plain and "\t" not in plain and "\r" not in plain:
        return plain
    characters = list(plain)
    for i, character in enumerate(characters):
        if character in "\t\r" or (character in "-_" and plain[i - 1 : i].isalpha() and plain[i + 1 : i + 2].isalpha()):
            characters[i] = " "
    return "".join(characters)


def tokens(flat: str) -> list[tuple[str, int]]:
    """The tokens of a flat text, each with its offset."""
    return [(match.group(), match.start()) for match in _TOKEN.finditer(flat)]


@dataclass(slots=True)
class Entity:
    """Something found; see the package's docstring for the names and values."""

    kind: str
    value: Any
    start: int
    end: int
    op: str = "is"
    strength: str = "must"
    extras: dict[str, Any] = field(default_factory=dict)

    @property
    def slot(self) -> str:
        """What a newer value of it replaces: all kinds of places are one."""
        return "place" if self.kind in PLACES else self.kind

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with the span."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the gazetteer in the message; `senses` are all (kind, value) it can stand for."""

    start: int
    end: int
    first: int
    last: int
    senses: tuple[tuple[str, Any], ...]

    def sense(self, kind: str) -> Any:
        """The value it has as one kind, or None."""
        for name, value in self.senses:
            if name == kind:
                return value
        return None


class Message:
    """The prepared message.

    Attributes:
        text: what is looked at, as it was typed (at most LIMIT characters).
        flat: the same in lower case, without accents (see `flatten`); offsets are the same.
        words: tokens of `flat`, without white space.
        starts, ends: their offsets.
        clause: for each token the number of its clause.
        hits: what the gazetteer found, by kind, in order, not overlapping within a kind.
        found: the entities so far; `asides` are spans that were understood and are no criteria.
        read_as: `words` with misspelt ones corrected; `corrected` holds the indices of those.
        known: every word of the gazetteer.
        shouting: whether letter case tells nothing.
    """

    def __init__(self, text: str, flat: str, words: Sequence[str], starts: Sequence[int]) -> None:
        self.text = text
        self.flat = flat
        self.words = words
        self.starts = starts
        self.ends = [start + len(word) for start, word in zip(starts, words, strict=False)]
        self.hits: dict[str, list[Hit]] = {}
        self.found: list[Entity] = []
        self.claimed: list[tuple[int, int]] = []
        self.asides: list[Entity] = []
        self.read_as: list[str] = list(words)
        self.corrected: set[int] = set()
        self.known: frozenset[str] = frozenset()
        self.shouting = text.isupper() and sum(map(str.isalpha, text)) > 4
        self.clause = self._clauses()

    def _clauses(self) -> list[int]:
        numbers, number = [], 0
        previous = ""
        for word in self.words:
            if word in _BREAKS and not (word == "but" and previous in ("anything", "anywhere", "everything", "all")):
                number += 1
            numbers.append(number)
            previous = word
        return numbers

    def word(self, index: int) -> str:
        """The token of that index, "" outside of the message."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def token_at(self, offset: int) -> int:
        """The token that covers or follows the offset; `len(words)` behind the last."""
        index = bisect_left(self.starts, offset)
        if index and self.ends[index - 1] > offset:
            return index - 1
        return index

    def before(self, offset: int, words: int = 4, same_clause: bool = True) -> list[str]:
        """Up to so many words before the offset, in order."""
        index = bisect_left(self.starts, offset)
        low = max(0, index - words)
        if same_clause and index < len(self.words):
            while low < index and self.clause[low] != self.clause[index]:
                low += 1
        elif same_clause and index:
            while low < index and self.clause[low] != self.clause[index - 1]:
                low += 1
        return list(self.words[low:index])

    def after(self, offset: int, words: int = 4) -> list[str]:
        """Up to so many words from the offset on, in the clause of the word before."""
        index = self.token_at(offset)
        high = min(len(self.words), index + words)
        out = []
        for i in range(index, high):
            if index and self.clause[i] != self.clause[index - 1]:
                break
            out.append(self.words[i])
        return out

    def left(self, offset: int, characters: int = 40) -> str:
        """The flat text before the offset, for patterns that end there."""
        return self.flat[max(0, offset - characters) : offset]

    def right(self, offset: int, characters: int = 40) -> str:
        """The flat text from the offset on."""
        return self.flat[offset : offset + characters]

    def typed(self, start: int, end: int) -> str:
        """What the person typed there."""
        return self.text[start:end]

    def free(self, start: int, end: int) -> bool:
        """Whether nothing found so far covers any of it, and there is not far more than anybody says already."""
        if len(self.found) + len(self.claimed) >= MOST:
            return False
        return self.unclaimed(start, end) and not any(each.start < end and start < each.end for each in self.found)

    def unclaimed(self, start: int, end: int) -> bool:
        """Whether none of it was understood without becoming a finding."""
        return not any(first < end and start < last for first, last in self.claimed)

    def claim(self, start: int, end: int) -> None:
        """Keeps others from reading a span that was understood without becoming a finding of its own."""
        self.claimed.append((start, end))

    def add(self, kind: str, value: Any, start: int, end: int, op: str = "is", /, **extras: Any) -> Entity:
        """Notes a finding."""
        entity = Entity(kind, value, start, end, op, extras=extras)
        self.found.append(entity)
        return entity

    def aside(self, kind: str, value: Any, start: int, end: int, /, **extras: Any) -> None:
        """Notes a span that was understood and is no criterion, and keeps others from reading it; see `spans`."""
        self.asides.append(Entity(kind, value, start, end, extras=extras))
        self.claim(start, end)

    def around(self, index: int) -> Iterator[Hit]:
        """The gazetteer's phrases that cover a token."""
        for hits in self.hits.values():
            for hit in hits[max(0, bisect_left(hits, index, key=lambda each: each.first) - 1) :]:
                if hit.first > index:
                    break
                if hit.last > index:
                    yield hit

    def of(self, *kinds: str) -> Iterator[Entity]:
        """The findings of these kinds, in the order of their finding."""
        return (each for each in self.found if each.kind in kinds)
