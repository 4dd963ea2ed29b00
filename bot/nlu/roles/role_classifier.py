"""The trained role classifier: one linear model a kind, over the words around a span and its token vectors."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.roles.features import Span, features, sentence_of

SEEN = 2  # a feature seen less often is left out
STRENGTH = 3.0  # inverse of the regularisation; figures in docs/understanding.md
VECTOR_WEIGHT = 3.0
AROUND = 3  # tokens on each side
TOGETHER = 32  # messages that are encoded together
_Seen = tuple[dict[str, float], NDArray[Any], str]  # of a span: its features, its vector, its role


@dataclass(frozen=True)
class Example:
    """An annotated message: its text, its spans, and the role of each."""

    text: str
    spans: tuple[Span, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class _KindModel:
    """Of one kind: its roles, the place of each feature, weights (features + vector + 1, roles)."""

    roles: tuple[str, ...]
    places: Mapping[str, int]
    weights: NDArray[Any]


class RoleClassifier:
    """Says for each span of a message how likely each role of its kind is."""

    def __init__(self, models: Mapping[str, _KindModel]) -> None:
        self._models = models

    @classmethod
    def train(cls, examples: Sequence[Example], encoder: SentenceEncoder) -> RoleClassifier:
        """Fits one logistic regression a kind, on all cores: neither the encoder nor the solver needs Python."""
        by_kind: dict[str, list[_Seen]] = {}
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            some = [examples[start : start + TOGETHER] for start in range(0, len(examples), TOGETHER)]
            encoded = pool.map(lambda each: span_vectors([(one.text, one.spans) for one in each], encoder), some)
            for example, vectors in zip(examples, chain.from_iterable(encoded), strict=True):
                for i, (span, role) in enumerate(zip(example.spans, example.roles, strict=True)):
                    seen = (features(example.text, example.spans, i), vectors[i], role)
                    by_kind.setdefault(span.kind, []).append(seen)
            kinds = sorted(by_kind)
            return cls(dict(zip(kinds, pool.map(lambda kind: _learned(by_kind[kind]), kinds), strict=True)))

    def probabilities(self, text: str, spans: Sequence[Span], encoder: SentenceEncoder) -> list[dict[str, float]]:
        """Of each span the probability of each role of its kind, likeliest first; empty for an unknown kind."""
        (vectors,) = span_vectors([(text, spans)], encoder)
        return [self._of(features(text, spans, i), vectors[i], span.kind) for i, span in enumerate(spans)]

    def _of(self, found: Mapping[str, float], vector: NDArray[Any], kind: str) -> dict[str, float]:
        model = self._models.get(kind)
        if model is None:
            return {}
        known = [(model.places[name], value) for name, value in found.items() if name in model.places]
        rows = np.array([place for place, _ in known], dtype=np.intp)
        values = np.array([value for _, value in known], dtype=np.float32)
        dense = model.weights[len(model.places) :]
        scores = values @ model.weights[rows] + (vector * VECTOR_WEIGHT) @ dense[:-1] + dense[-1]
        likely = 1 / (1 + np.exp(-scores))
        likely = likely / likely.sum()
        return {model.roles[i]: float(likely[i]) for i in np.argsort(-likely, kind="stable")}

    def save(self, path: Path) -> None:
        """Writes the models to one .npz file."""
        named = {f"{kind}.weights": model.weights.astype(np.float16) for kind, model in self._models.items()}
        words = {
            kind: [list(model.roles), sorted(model.places, key=model.places.__getitem__)]
            for kind, model in self._models.items()
        }
        np.savez_compressed(path, words=np.frombuffer(json.dumps(words).encode(), dtype=np.uint8), **named)

    @classmethod
    def load(cls, path: Path) -> RoleClassifier:
        """The classifier that `save` wrote."""
        with np.load(path) as stored:
            words = json.loads(stored["words"].tobytes())
            return cls(
                {
                    kind: _KindModel(
                        tuple(roles),
                        {name: place for place, name in enumerate(names)},
                        stored[f"{kind}.weights"].astype(np.float32),
                    )
                    for kind, (roles, names) in words.items()
                }
            )


def _learned(rows: Sequence[_Seen]) -> _KindModel:
    """The model of one kind."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for found, _, _ in rows for name in found)
    known = [{name: value for name, value in found.items() if counts[name] >= SEEN} for found, _, _ in rows]
    vectorizer = DictVectorizer(dtype=np.float32)
    sparse = vectorizer.fit_transform(known)
    dense = csr_matrix(np.stack([vector for _, vector, _ in rows]) * VECTOR_WEIGHT)
    fitted = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=0)
    fitted.fit(hstack([sparse, dense]).tocsr(), [role for _, _, role in rows])
    return _KindModel(tuple(fitted.classes_), vectorizer.vocabulary_, _weights(fitted.coef_, fitted.intercept_))


def _weights(coefficients: NDArray[Any], intercepts: NDArray[Any]) -> NDArray[Any]:
    """Weights (features + 1, roles); of two roles scikit-learn keeps one column only."""
    if len(intercepts) == 1:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.array([-intercepts[0], intercepts[0]])
    return np.vstack([coefficients.T, intercepts]).astype(np.float32)


def span_vectors(messages: Sequence[tuple[str, Sequence[Span]]], encoder: SentenceEncoder) -> list[list[NDArray[Any]]]:
    """Of each message its spans' vectors: four joined ones of length 1, of the span's tokens, three tokens before and
    behind it, its sentence."""
    bounds = [[sentence_of(text, span) for span in spans] for text, spans in messages]
    within = zip(messages, bounds, strict=True)
    sentences = list(dict.fromkeys(text[begin:end] for (text, _), each in within for begin, end in each))
    states = dict(zip(sentences, encoder.token_states(sentences), strict=True))
    return [
        [
            _span_vector(*states[text[begin:end]], span.start - begin, span.end - begin)
            for span, (begin, end) in zip(spans, each, strict=True)
        ]
        for (text, spans), each in zip(messages, bounds, strict=True)
    ]


def _span_vector(states: NDArray[Any], offsets: Sequence[tuple[int, int]], start: int, end: int) -> NDArray[Any]:
    inside = [i for i, (a, b) in enumerate(offsets) if b > start and a < end and b > a] or [0]
    before = list(range(max(0, inside[0] - AROUND), inside[0])) or [0]
    behind = list(range(inside[-1] + 1, min(len(offsets), inside[-1] + 1 + AROUND))) or [len(offsets) - 1]
    means = [states[inside].mean(0), states[before].mean(0), states[behind].mean(0), states.mean(0)]
    return np.concatenate([mean / max(float(np.linalg.norm(mean)), 1e-12) for mean in means])
