"""Which of many things a text shares its telling words with: the cosine of words weighed by how few things have them.

Meaning alone (bot/nlu/encoder.py) blurs what a rare word says at once: "IELTS", "Chapter 33", "second marriage". No
Rasa here, and scikit-learn only where it is learned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z0-9&']+")


def _words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@dataclass(frozen=True)
class SharedWords:
    """The words of all things, by word.

    Attributes:
        words: all there are.
        rarity: float32, the inverse document frequency of each word.
        starts: where the entries of each word begin in `things` and `weights`, and at the end where the last ends.
        things: int32, the place of a thing that has the word.
        weights: float32, what the word weighs there; those of one thing together have length 1.
        count: of the things.
    """

    words: tuple[str, ...]
    rarity: NDArray[Any]
    starts: NDArray[Any]
    things: NDArray[Any]
    weights: NDArray[Any]
    count: int

    @classmethod
    def learned(cls, texts: Sequence[str]) -> SharedWords:
        """Counts and weighs. Args: all that is said of each thing, in one text."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # only training needs it

        vectorizer = TfidfVectorizer(analyzer=_words_of, sublinear_tf=True)
        by_word = vectorizer.fit_transform(texts).tocsc()
        by_word.sort_indices()
        words = tuple(str(word) for word in vectorizer.get_feature_names_out())
        rarity, weights = (each.astype(np.float32) for each in (vectorizer.idf_, by_word.data))
        return cls(words, rarity, by_word.indptr, by_word.indices.astype(np.int32), weights, len(texts))

    def likeness(self, text: str) -> NDArray[Any]:
        """The cosine of a text with each thing, 0 to 1: float32."""
        counts = Counter(word for word in _words_of(text) if word in self._places)
        places = np.array([self._places[word] for word in counts], dtype=int)
        weights = (1 + np.log(np.array([*counts.values()], dtype=np.float32))) * self.rarity[places]
        found = np.zeros(self.count, dtype=np.float32)
        for place, weight in zip(places, weights / (np.linalg.norm(weights) or 1.0), strict=True):
            entries = slice(self.starts[place], self.starts[place + 1])
            found[self.things[entries]] += weight * self.weights[entries]
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All as arrays, by name."""
        return {name: np.array(getattr(self, name)) for name in self.__dataclass_fields__}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> SharedWords:
        """Of what `arrays` gave."""
        words, count = tuple(str(word) for word in arrays["words"]), int(arrays["count"])
        return cls(words, arrays["rarity"], arrays["starts"], arrays["things"], arrays["weights"], count)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words)}
