"""Particular points by meaning: which of the points of data/particulars.yml a message asks about.

Expressions (particulars.py) hear a point where its words stand. People describe what they have no word for ("the money
from the army"): there a linear model over sentence vectors says which point it is, learned from the questions of
data/point_questions.yml and from the answers, which lie near their questions; beside it count the telling words that a
message and a point share. Whether it is any is told by how sure that is, and by whether the message lies nearer to a
text of that point than to the phrases of intents, which no point answers. docs/understanding.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import regression
from bot.nlu.shared_words import SharedWords

STRENGTH, ROUNDS = 10.0, 12  # scikit-learn's C, and steps of the solver: more of them make no point surer
SHARE = 0.24  # of the linear discriminants beside the regression, which learns little of points with few questions
LEVELLED = 3.0  # what is added to the spread of all directions, in mean variances within the points
WORDED = 40.0  # what a cosine of 1 of the words counts beside them, in units of log probability
NEARER = 8.0  # what a likeness of 1 more to the point than to any phrase counts, in units of log probability
LEAST = -0.5  # of log probability and nearness together, from which on a point is raised
SURE = 0.0  # the same, from which on it is raised against the words of another point
# Likeness to a phrase from which on a message says the same: that topic answers, unless a point is surely meant.
PLAIN = 0.75
CLEAR = -0.05  # log probability from which on no phrase stands before the point, nearer or not
NEAR = 0.4  # least likeness to a question of the point: of what is far from all points one is still the likeliest
CANDIDATES = 8  # points that are looked at closely for each text
AROUND = 24  # points that a message may be about, kept for what is asked after it
WITHIN = 1.85  # below LEAST from which on a point may be meant where the conversation speaks for it
# Of the points of one country: log probability among them, and likeness, from which on one is meant where that country
# is spoken of; and of how many countries at most a point may tell to be one of theirs.
SURE_THERE, NEAR_THERE, MOST_COUNTRIES = -0.5, 0.43, 2
MOST_WORDS = 80  # of a message that is looked at as a whole; a longer one only question by question


@dataclass(frozen=True)
class Raised:
    """A point that a text may raise, and its score: from LEAST on it does, from SURE on surely."""

    name: str
    score: float


@dataclass(frozen=True)
class Read:
    """Texts as the points see them.

    Attributes:
        vectors: float32, one unit row a text.
        likely: log probability of each point by meaning and words, texts × points.
        limits: likeness of each text to the nearest phrase of an intent.
    """

    vectors: NDArray[Any]
    likely: NDArray[Any]
    limits: NDArray[Any]


class Likeness:
    """The points as a linear model, with the questions that they answer and the phrases of intents as vectors."""

    def __init__(
        self,
        names: Sequence[str],
        questions: NDArray[Any],
        others: NDArray[Any],
        weights: NDArray[Any],
        shift: NDArray[Any],
        words: SharedWords,
    ) -> None:
        """Keeps them.

        Args:
            names: the name of a point for each question; those of one point stand together.
            questions: one unit row a question, or an answer.
            others: one unit row a phrase of an intent.
            weights: points × dimensions, in the order of `names`.
            shift: one number a point.
            words: of the points.
        """
        self._names = tuple(names)
        self._starts = _starts(names)
        self._questions = questions.astype(np.float32)
        self._others = others.astype(np.float32)
        self._weights = weights.astype(np.float32)
        self._shift = shift.astype(np.float32)
        self._words = words
        self._own: dict[str, NDArray[Any]] | None = None  # the places of each country's points

    @classmethod
    def learned(
        cls, names: Sequence[str], questions: NDArray[Any], others: NDArray[Any], texts: Sequence[str]
    ) -> Likeness:
        """Fits the linear model. Args: as of the constructor; of at least three points, with the questions' texts."""
        starts = _starts(names)
        places = np.repeat(np.arange(len(starts)), np.diff([*starts, len(names)]))
        learned, bias = regression.fitted(questions, places, STRENGTH, ROUNDS)
        weights, shift = _discriminants(questions.astype(np.float64), places)
        words = SharedWords.learned([" ".join(texts[begin:end]) for begin, end in pairwise((*starts, len(texts)))])
        return cls(names, questions, others, learned + SHARE * weights, bias + SHARE * shift, words)

    def read(self, texts: Sequence[str], vectors: NDArray[Any]) -> Read:
        """Texts as the points see them, worked out once for all that is asked of them below.

        Args:
            texts: a message, then its parts if there are several.
            vectors: float32, one unit row a text.
        """
        words = np.stack([self._words.likeness(text) for text in texts])
        logits = vectors @ self._weights.T + self._shift + WORDED * words
        logits -= logits.max(axis=1, keepdims=True)
        likely = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return Read(vectors, likely, (vectors @ self._others.T).max(axis=1))

    def nearest(self, read: Read, rows: Sequence[int]) -> list[tuple[Raised, ...]]:
        """The points that each of some texts, by their rows, may raise, the likeliest first."""
        found = []
        for row in rows:
            best = read.likely[row].argsort()[::-1][:CANDIDATES]
            scored = (self._raised(int(place), read, row) for place in best)
            found.append(tuple(sorted(filter(None, scored), key=lambda each: -each.score)))
        return found

    def around(self, read: Read) -> tuple[Raised, ...]:
        """The points that a message may be about, the likeliest first, by its likeliest part and by the whole."""
        best = (read.likely.max(axis=0) + read.likely[0]).argsort()[::-1][:AROUND]
        near = np.array([(self._texts_of(int(place)) @ read.vectors.T).max(axis=0) for place in best])
        scores = read.likely[:, best].T + NEARER * (near - read.limits)  # points × texts
        both = (scores.max(axis=1) + scores[:, 0]) / 2
        names = (self._names[self._starts[place]] for place in best)
        return tuple(sorted(map(Raised, names, map(float, both)), key=lambda each: -each.score))

    def of_countries(self, read: Read, countries: Mapping[str, frozenset[str]]) -> dict[str, str]:
        """The point that a message means if it asks of a country: by ISO code, where one is clearly meant.

        Args:
            countries: those whose rules a point tells, by its name; always the same.
        """
        if self._own is None:  # read with the first message
            told = [countries.get(self._names[start], frozenset()) for start in self._starts]
            few = [each if len(each) <= MOST_COUNTRIES else frozenset() for each in told]
            codes = sorted(set().union(*few))
            self._own = {code: np.array([code in each for each in few]).nonzero()[0] for code in codes}
        row, likely = read.vectors[0], read.likely[0]
        found = ((code, self._of_one(row, likely[places], places)) for code, places in self._own.items())
        return {code: name for code, name in found if name is not None}

    def _of_one(self, row: NDArray[Any], scores: NDArray[Any], places: NDArray[Any]) -> str | None:
        """The point of one country that a sentence means rather than its other points, or None."""
        likely = scores - scores.max()
        best = int(likely.argmax())
        sure = -float(np.log(np.exp(likely).sum()))
        close = self._near(int(places[best]), row) >= NEAR_THERE
        return self._names[self._starts[places[best]]] if sure >= SURE_THERE and close else None

    def _near(self, place: int, row: NDArray[Any]) -> float:
        """The likeness of a sentence to the nearest text of a point."""
        return float((self._texts_of(place) @ row).max())

    def _texts_of(self, place: int) -> NDArray[Any]:
        """The vectors of a point's questions and answers."""
        end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._names)
        return self._questions[self._starts[place] : end]

    def _raised(self, place: int, read: Read, row: int) -> Raised | None:
        """A point with its score for a text, or None where it is too far from it."""
        log_probability, limit = float(read.likely[row, place]), float(read.limits[row])
        near = self._near(place, read.vectors[row])
        score = log_probability + NEARER * (near - limit)
        if limit >= PLAIN and near < limit and log_probability < CLEAR:
            score -= SURE - LEAST  # the phrase's topic answers, unless the point is surely meant
        return Raised(self._names[self._starts[place]], score) if near >= NEAR and score >= LEAST - WITHIN else None

    def save(self, path: Path) -> None:
        """Writes all to an .npz file, vectors rounded to float16."""
        rounded = {"questions": self._questions.astype(np.float16), "others": self._others.astype(np.float16)}
        model = {"weights": self._weights, "shift": self._shift}
        words = {f"words_{name}": each for name, each in self._words.arrays().items()}
        np.savez(path, names=np.array(self._names), **rounded, **model, **words)

    @classmethod
    def load(cls, path: Path) -> Likeness:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            names = [str(name) for name in stored["names"]]
            words = {each.removeprefix("words_"): stored[each] for each in stored.files if each.startswith("words_")}
            questions, others = stored["questions"], stored["others"]
            return cls(names, questions, others, stored["weights"], stored["shift"], SharedWords.of_arrays(words))


def _discriminants(questions: NDArray[Any], places: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Linear discriminants of the points: by how far from each point's mean, in the spread that all points share.

    Returns:
        Weights, points × dimensions, and one number a point.
    """
    sizes = np.bincount(places)
    means = np.zeros((len(sizes), questions.shape[1]))
    np.add.at(means, places, questions)
    means /= sizes[:, None]
    within = questions - means[places]
    spread = within.T @ within / len(questions)
    spread += LEVELLED * np.trace(spread) / len(spread) * np.eye(len(spread))
    weights = np.linalg.solve(spread, means.T).T
    return weights, -(weights * means).sum(axis=1) / 2


def _starts(names: Sequence[str]) -> list[int]:
    """Where the questions of each point begin."""
    return [i for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
