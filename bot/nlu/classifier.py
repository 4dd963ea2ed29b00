"""The flat classifier over every intent, FAQ topics included: two linear models joined.

One reads the sentence vector (what is meant), one reads hashed words and letter sequences (how it is said: rare
terms, typos). Their log probabilities are averaged; each alone was worse, see docs/understanding.md. No Rasa
here, so that evaluation and benchmarks use exactly what the bot uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import regression

REGULARISATION = 12.0  # scikit-learn's C of the vector model
ROUNDS = 500  # of its solver at most; it takes some 100
NGRAM_PENALTY = 1e-5  # alpha of the n-gram model
NGRAM_SHARE = 0.5  # of the n-gram model in the mean of log probabilities, where there are phrases enough
ENOUGH = 130  # phrases a label; with fewer the n-grams have less to learn from, and count less
TEMPERATURE = 0.6  # least calibration error on the development set
KNOWN_NAMES = ("Georgia Tech", "UT Austin", "Purdue")
LETTER_BUCKETS = 2**14
WORD_BUCKETS = 2**13
_SEED = 7


@dataclass(frozen=True)
class JoinedClassifier:
    """Weights of a trained classifier.

    Attributes:
        labels: n full intent names, sorted.
        vector_weights, vector_biases: float32, n × dimensions and n; softmax over the scores.
        ngram_weights, ngram_biases: float32, buckets × n and n; a sigmoid a label, normalised.
        rarity: float32, one inverse document frequency a bucket.
        ngram_share: of the n-gram model in the mean of both.
        temperature: divides the joined log probabilities, so that 0.8 means right in 8 of 10 cases.
    """

    labels: tuple[str, ...]
    vector_weights: NDArray[Any]
    vector_biases: NDArray[Any]
    ngram_weights: NDArray[Any]
    ngram_biases: NDArray[Any]
    rarity: NDArray[Any]
    ngram_share: float = NGRAM_SHARE
    temperature: float = TEMPERATURE

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: NDArray[Any],
        labels: Sequence[str],
        heavier: Mapping[str, float] = MappingProxyType({}),
    ) -> JoinedClassifier:
        """Fits both models; every label weighs the same however many phrases it has, but for those in `heavier`.

        Args:
            texts: the phrases.
            vectors: float32, one unit row a phrase.
            labels: the phrases' full intent names, at least two different ones.
            heavier: by label, how many times as much it weighs.
        """
        from sklearn.linear_model import SGDClassifier  # only training needs it

        weights = _weights(labels, heavier)
        names, places = np.unique(np.array(labels), return_inverse=True)
        counts = ngram_counts(texts)
        rarity = _rarity(counts)
        counted = np.array([weights[label] for label in labels])
        meaning, biases = regression.fitted(vectors, places, REGULARISATION, ROUNDS, counted)
        wording = SGDClassifier(
            loss="log_loss",
            alpha=NGRAM_PENALTY,
            max_iter=20,
            tol=None,
            class_weight=weights,
            random_state=_SEED,
            n_jobs=-1,  # a label a core; the weights are the same
        )
        wording.fit(_weighted(counts, rarity), labels)
        return cls(
            tuple(str(name) for name in names),
            meaning.astype(np.float32),
            biases.astype(np.float32),
            np.ascontiguousarray(wording.coef_.T, dtype=np.float32),
            wording.intercept_.astype(np.float32),
            rarity,
            NGRAM_SHARE * min(1.0, (len(texts) / len(names) / ENOUGH) ** 0.5),
        )

    def probabilities(self, texts: Sequence[str], vectors: NDArray[Any]) -> NDArray[Any]:
        """Probabilities, rows × labels, of texts and their vectors (rows × dimensions)."""
        return _softmax(self.log_probabilities(texts, vectors) / self.temperature)

    def log_probabilities(self, texts: Sequence[str], vectors: NDArray[Any]) -> NDArray[Any]:
        """The joined log probabilities before the temperature, rows × labels."""
        meaning = np.log(_softmax(vectors @ self.vector_weights.T + self.vector_biases) + 1e-9)
        scores = np.stack([self._ngram_scores(text) for text in texts])
        sigmoid = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        wording = np.log(sigmoid / sigmoid.sum(axis=1, keepdims=True) + 1e-9)
        return (1 - self.ngram_share) * meaning + self.ngram_share * wording

    def _ngram_scores(self, text: str) -> NDArray[Any]:
        """What `_weighted` gives times the weights; for one text plain arrays take a fifth of the time."""
        letters, words = _vectorizers()
        scores = self.ngram_biases
        for vectorizer, offset in ((letters, 0), (words, LETTER_BUCKETS)):
            counts = vectorizer.transform([text])
            buckets = counts.indices + offset
            weights = ((1 + np.log(counts.data)) * self.rarity[buckets]).astype(np.float32)
            length = float(np.sqrt(weights @ weights)) or 1.0
            scores = scores + (weights / length) @ self.ngram_weights[buckets]
        return scores

    def save(self, path: Path) -> None:
        """Writes the weights to an .npz file."""
        np.savez(path, **{name: np.array(value) for name, value in vars(self).items()})

    @classmethod
    def load(cls, path: Path) -> JoinedClassifier:
        """Reads weights that `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            parts: dict[str, Any] = {name: stored[name] for name in stored.files}
        parts["labels"] = tuple(str(label) for label in parts["labels"])
        for name in ("ngram_share", "temperature"):
            parts[name] = float(parts[name])
        return cls(**parts)


def with_known_names(text: str, names: Sequence[tuple[int, int]]) -> str:
    """A message or phrase with the names in it replaced by the same few: what is asked of a school does not depend on
    which school it is, how rare or how misspelt its name."""
    for (start, end), known in reversed(list(zip(sorted(names), cycle(KNOWN_NAMES)))):
        text = text[:start] + known + text[end:]
    return text


def _weights(labels: Sequence[str], heavier: Mapping[str, float]) -> dict[str, float]:
    counts = Counter(labels)
    return {label: heavier.get(label, 1.0) * len(labels) / len(counts) / count for label, count in counts.items()}


def ngram_counts(texts: Sequence[str]) -> Any:
    """Counts of hashed letter sequences and words: sparse, rows × (LETTER_BUCKETS + WORD_BUCKETS)."""
    from scipy.sparse import hstack

    letters, words = _vectorizers()
    return hstack([letters.transform(texts), words.transform(texts)]).tocsr()


@lru_cache(maxsize=1)
def _vectorizers() -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer

    letters = HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), n_features=LETTER_BUCKETS, alternate_sign=False, norm=None
    )
    words = HashingVectorizer(
        ngram_range=(1, 2), n_features=WORD_BUCKETS, alternate_sign=False, norm=None, token_pattern=r"\b\w+\b"
    )
    return letters, words


def _rarity(counts: Any) -> NDArray[Any]:
    """Smoothed inverse document frequency of each bucket."""
    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    return (np.log((1 + counts.shape[0]) / (1 + documents)) + 1).astype(np.float32)


def _weighted(counts: Any, rarity: NDArray[Any]) -> Any:
    """Sublinear tf-idf, letters and words each of length 1."""
    from scipy.sparse import hstack
    from sklearn.preprocessing import normalize

    weighted = counts.copy()
    weighted.data = ((1 + np.log(weighted.data)) * rarity[weighted.indices]).astype(np.float32)
    return hstack([normalize(weighted[:, :LETTER_BUCKETS]), normalize(weighted[:, LETTER_BUCKETS:])]).tocsr()


def _softmax(scores: NDArray[Any]) -> NDArray[Any]:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
