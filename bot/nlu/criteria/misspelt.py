"""Names of several words that are nearly right ("jon hopkins"), found from their rarest word."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.nlu.criteria.aliases import names_of
from bot.nlu.criteria.geography import state_names
from bot.nlu.criteria.text import Message, flatten
from bot.nlu.criteria.word_tables import word_set
from knowledge.base import Knowledge

_NEARLY = 89.0  # RapidFuzz ratio, 0 to 100, from which a name of several words is read as the one on record
_NEARLY_WORD = 74.0  # the same for each of its words
_MOST = 12  # names that share a word; with more of them it is not rare
_SMALL = word_set("names", "small_words")

Found = tuple[int, int, set[str]]  # first token, token behind, universities


class Misspelt:
    """The names of a knowledge base by their rare words."""

    def __init__(self, knowledge: Knowledge) -> None:
        common = word_set("names", "common_words") | state_names(knowledge)
        by_word: dict[str, dict[str, set[str]]] = {}
        for university in knowledge.universities:
            for name in {flatten(each).replace(",", "") for each in names_of(university)}:
                parts = name.split()
                for part in parts if 2 <= len(parts) <= 5 else ():
                    if len(part) >= 5 and part not in common:
                        by_word.setdefault(part, {}).setdefault(name, set()).add(university.id)
        self._by_word = {word: names for word, names in by_word.items() if len(names) <= _MOST}

    def find(self, message: Message, covered: list[tuple[int, int]]) -> list[Found]:
        """The nearly right names outside of the character spans that are covered."""
        found = []
        last = 0
        for index, word in enumerate(message.read_as):
            names = self._by_word.get(word)
            if names is None or index < last or any(a <= message.starts[index] < b for a, b in covered):
                continue
            if (nearest := _nearest(message, index, names)) is not None:
                found.append(nearest)
                last = nearest[1]
        return found


def _nearest(message: Message, index: int, names: dict[str, set[str]]) -> Found | None:
    """The name nearest to the words around a token."""
    best: tuple[float, int, int, set[str]] | None = None
    for name, ids in sorted(names.items()):
        size = name.count(" ") + 1
        for first in range(max(0, index - size + 1), min(index, len(message.words) - size) + 1):
            typed = " ".join(message.read_as[first : first + size])
            score = fuzz.ratio(typed, name, score_cutoff=_NEARLY)
            if score and (best is None or score > best[0]) and _word_by_word(typed, name):
                best = score, first, first + size, ids
    return None if best is None else best[1:]


def _word_by_word(typed: str, name: str) -> bool:
    """Whether each word is nearly the name's word in its place; an ordinary one must be the same."""
    pairs = zip(typed.split(), name.split(), strict=False)
    return all(a == b or (a not in _SMALL and fuzz.ratio(a, b) >= _NEARLY_WORD) for a, b in pairs)
