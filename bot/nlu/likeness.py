"""Particular points by likeness: which question of data/point_questions.yml a message means the same as.

Expressions (particulars.py) hear a point where its words stand. People describe what they have no word for ("the money
from the army"): there the nearest question by sentence vector counts, if it is near enough, and hardly less near than
the nearest phrase of an intent: those are questions that no point answers. docs/understanding.md has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEAR = 0.5  # least likeness of a message to a point's questions
# By so much a phrase of an intent may be nearer, since a particular answer says more than a general one; not a phrase
# that says nearly the same as the message.
HARDLY, PLAIN = 0.06, 0.7
MOST_WORDS = 80  # of a message that is looked at as a whole; a longer one only question by question


class Likeness:
    """The questions that points answer, and the phrases of intents, as sentence vectors."""

    def __init__(self, names: Sequence[str], questions: NDArray[Any], others: NDArray[Any]) -> None:
        """Keeps the vectors.

        Args:
            names: the name of a point for each question; those of one point stand together.
            questions: one unit row a question.
            others: one unit row a phrase of an intent.
        """
        self._names = tuple(names)
        self._starts = [i for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
        self._questions = questions.astype(np.float32)
        self._others = others.astype(np.float32)

    def nearest(self, vectors: NDArray[Any]) -> list[str | None]:
        """The point that each sentence raises, or None; vectors: float32, one unit row a sentence.

        A point is as near as the mean of its nearest question and of its two nearest ones.
        """
        starts = self._starts
        alike = vectors @ self._questions.T
        other = (vectors @ self._others.T).max(axis=1)
        found: list[str | None] = []
        for row, limit in zip(alike, other, strict=True):
            best = np.maximum.reduceat(row, starts)
            candidate = int(best.argmax())
            end = starts[candidate + 1] if candidate + 1 < len(starts) else len(row)
            near = np.sort(row[starts[candidate] : end])[-2:]
            score = (near.mean() + near[-1]) / 2
            least = max(NEAR, float(limit) - (HARDLY if limit < PLAIN else 0.0))
            found.append(self._names[starts[candidate]] if score >= least else None)
        return found

    def save(self, path: Path) -> None:
        """Writes the vectors to an .npz file, rounded to float16."""
        vectors = {"questions": self._questions.astype(np.float16), "others": self._others.astype(np.float16)}
        np.savez(path, names=np.array(self._names), **vectors)

    @classmethod
    def load(cls, path: Path) -> Likeness:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls([str(name) for name in stored["names"]], stored["questions"], stored["others"])
