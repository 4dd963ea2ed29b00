"""From probabilities to a decision: which intent, sure or not, one question or two.

Pure apart from the encoder: text in, `Understanding` out. The thresholds were chosen on the development
set (tests/nlu/dev), never on the test set; see docs/understanding.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.classifier import JoinedClassifier
from bot.nlu.encoder import SentenceEncoder

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
FAQ = "faq"
# Below this probability the likeliest intent is only offered, not answered.
SURE = 0.22
# From this probability on a message is taken for out of scope even where another intent is likelier: the training
# phrases cover a small part of all that people may ask, so a hint of "something else" weighs more than it seems.
SUSPICIOUS = 0.15
RANKED = 10  # how many intents a ranking lists
LONGEST = 2000  # characters that are looked at

_MEANINGFUL = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Understanding:
    """What a message was understood as.

    Attributes:
        intent: full intent name (`faq/cost`), or `nlu_fallback`.
        confidence: its probability; for `nlu_fallback` that of the likeliest intent.
        ranking: (full intent name, probability) of the likeliest intents, best first.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The FAQ topics to be answered, full names."""
        return (self.intent,) if base_intent(self.intent) == FAQ else ()


def base_intent(intent: str) -> str:
    """The intent that Rasa's rules see: `faq` for `faq/cost`."""
    return intent.split("/", 1)[0]


def clean(text: str) -> str:
    """The part of a message that is read: white space folded, at most LONGEST characters."""
    readable = text[: 2 * LONGEST].encode("utf-8", "replace").decode()  # half a surrogate pair breaks tokenizers
    return " ".join(readable.split())[:LONGEST]


class Understander:
    """Encodes a message once and decides on its intent."""

    def __init__(self, encoder: SentenceEncoder, classifier: JoinedClassifier) -> None:
        self._encoder = encoder
        self._classifier = classifier

    def understand(self, text: str) -> Understanding:
        """Decides on one message of any length or script."""
        cleaned = clean(text)
        if not _MEANINGFUL.search(cleaned):  # "", "??", "🙂": nothing to classify
            return Understanding(FALLBACK, 0.0, ())
        return decide(self._classifier.labels, self.probabilities(cleaned))

    def probabilities(self, text: str) -> NDArray[Any]:
        """Probability of each of the classifier's labels: float32."""
        return self._classifier.probabilities([text], self._encoder.encode(text)[None])[0]


def decide(labels: tuple[str, ...], probabilities: NDArray[Any]) -> Understanding:
    """The decision on one row of probabilities; equal probabilities fall in the labels' order."""
    order = np.argsort(-probabilities, kind="stable")[:RANKED]
    ranking = tuple((labels[i], round(float(probabilities[i]), 4)) for i in order)
    intent, confidence = ranking[0]
    if dict(ranking).get(OUT_OF_SCOPE, 0.0) >= SUSPICIOUS:
        return Understanding(OUT_OF_SCOPE, dict(ranking)[OUT_OF_SCOPE], ranking)
    return Understanding(intent if confidence >= SURE else FALLBACK, confidence, ranking)
