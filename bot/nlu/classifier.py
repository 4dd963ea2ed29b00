"""The flat classifier over every intent, FAQ topics included: multinomial logistic regression on sentence vectors.

No Rasa here, so that evaluation and benchmarks use exactly what the bot uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

REGULARISATION = 12.0  # scikit-learn's C; chosen by cross-validation, see docs/understanding.md


@dataclass(frozen=True)
class LinearClassifier:
    """Weights of a trained classifier.

    Attributes:
        labels: n full intent names, sorted.
        weights: float32, n × dimensions.
        biases: float32, n.
    """

    labels: tuple[str, ...]
    weights: np.ndarray
    biases: np.ndarray

    @classmethod
    def train(cls, vectors: np.ndarray, labels: list[str], c: float = REGULARISATION) -> LinearClassifier:
        """Fits the classifier; every label weighs the same however many phrases it has.

        Args:
            vectors: float32, one unit row a phrase.
            labels: the phrases' full intent names, at least two different ones.
            c: inverse strength of the regularisation.
        """
        from sklearn.linear_model import LogisticRegression  # only training needs it: it costs a second

        model = LogisticRegression(C=c, max_iter=500, class_weight="balanced", tol=1e-3)
        model.fit(vectors, labels)
        return cls(tuple(model.classes_), model.coef_.astype(np.float32), model.intercept_.astype(np.float32))

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """Probabilities, rows × labels, for vectors of shape rows × dimensions."""
        scores = vectors @ self.weights.T + self.biases
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def save(self, path: Path) -> None:
        """Writes the weights to an .npz file."""
        np.savez(path, labels=np.array(self.labels), weights=self.weights, biases=self.biases)

    @classmethod
    def load(cls, path: Path) -> LinearClassifier:
        """Reads weights that `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(tuple(str(x) for x in stored["labels"]), stored["weights"], stored["biases"])
