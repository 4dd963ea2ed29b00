"""Particular points by likeness: which question of data/point_questions.yml a message means the same as.

Expressions (particulars.py) hear a point where its words stand. People describe what they have no word for ("the money
from the army"): there the nearest question by sentence vector counts, if it is near enough, and nearer than every
phrase of the intents, which are questions that no point answers. docs/understanding.md has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEAR = 0.5  # least likeness of a message to a point's questions
MOST_WORDS = 80  # of a message that is looked at as a whole; a longer one only question by question


@dataclass(frozen=True)
class Likeness:
    """The questions that points answer, and the phrases of intents, as sentence vectors.

    Attributes:
        names: one name of a point a question.
        questions: float16, one unit row a question; rows of one point stand together.
        others: float16, one unit row a phrase of an intent.
    """

    names: tuple[str, ...]
    questions: NDArray[Any]
    others: NDArray[Any]

    def __post_init__(self) -> None:
        starts = [i for i, name in enumerate(self.names) if i == 0 or self.names[i - 1] != name]
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_questions", np.ascontiguousarray(self.questions.T, dtype=np.float32))
        object.__setattr__(self, "_others", np.ascontiguousarray(self.others.T, dtype=np.float32))

    def nearest(self, vectors: NDArray[Any]) -> list[str | None]:
        """The point that each sentence raises, or None; vectors: float32, one unit row a sentence.

        A point is as near as the mean of its nearest question and of its two nearest ones.
        """
        starts: list[int] = vars(self)["_starts"]
        alike = vectors @ vars(self)["_questions"]
        other = (vectors @ vars(self)["_others"]).max(axis=1)
        found: list[str | None] = []
        for row, limit in zip(alike, other, strict=True):
            best = np.maximum.reduceat(row, starts)
            candidate = int(best.argmax())
            end = starts[candidate + 1] if candidate + 1 < len(starts) else len(row)
            near = np.sort(row[starts[candidate] : end])[-2:]
            score = (near.mean() + near[-1]) / 2
            found.append(self.names[starts[candidate]] if score >= max(NEAR, float(limit)) else None)
        return found

    def save(self, path: Path) -> None:
        """Writes the vectors to an .npz file."""
        np.savez(path, names=np.array(self.names), questions=self.questions, others=self.others)

    @classmethod
    def load(cls, path: Path) -> Likeness:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(tuple(str(name) for name in stored["names"]), stored["questions"], stored["others"])


def likeness(questions: Sequence[tuple[str, str]], vectors: NDArray[Any], others: NDArray[Any]) -> Likeness:
    """The likeness to these questions.

    Args:
        questions: (name of a point, question), those of one point together.
        vectors: one row a question.
        others: one row a phrase of an intent.
    """
    return Likeness(tuple(name for name, _ in questions), vectors.astype(np.float16), others.astype(np.float16))
