"""What makes training quick changes nothing in what is learned."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from bot.nlu import regression

DIRECTIONS, CLASSES = 12, 5


@pytest.fixture(scope="module")
def examples() -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors around the mean of their class, in more rows than are looked at together."""
    drawn = np.random.default_rng(3)
    places = drawn.integers(CLASSES, size=2 * regression.ROWS + 5)
    vectors = drawn.normal(size=(CLASSES, DIRECTIONS))[places] + drawn.normal(size=(len(places), DIRECTIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), places


@pytest.mark.parametrize("weighted", [False, True])
def test_the_regression_is_that_of_scikit_learn(examples: tuple[np.ndarray, np.ndarray], weighted: bool) -> None:
    vectors, places = examples
    counts = np.where(places == 2, 2.5, 0.5) if weighted else None
    expected = LogisticRegression(C=10.0, max_iter=500, tol=1e-3).fit(vectors, places, counts).predict_proba(vectors)
    weights, shift = regression.fitted(vectors, places, 10.0, 500, counts)
    scores = np.exp(vectors @ weights.T + shift)
    assert np.abs(scores / scores.sum(axis=1, keepdims=True) - expected).max() < 2e-3
