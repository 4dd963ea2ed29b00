"""Our encoder and classifier on public intent benchmarks, next to published figures.

The sets are not part of the project. `ADVISOR_BENCHMARKS` names the folder that holds `BANKING77`, `CLINC150` and
`HWU64`, each with `train`, `train_10` (10 sentences an intent) and `test` of `seq.in` (a sentence a line) and `label`.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.classifier import JoinedClassifier
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.understanding import OUT_OF_SCOPE, SUSPICIOUS
from bot.settings import ROOT

SHOTS = {"10-shot": "train_10", "full": "train"}
# Accuracy in percent: RoBERTa or BERT fine-tuned; the best published (fine-tuned on a GPU); MiniLM with logistic
# regression on a CPU.
PUBLISHED = {
    ("BANKING77", "10-shot"): (84.27, 89.79, 85.81),
    ("CLINC150", "10-shot"): (91.55, 94.84, 89.98),
    ("HWU64", "10-shot"): (82.90, 87.41, 83.27),
    ("BANKING77", "full"): (93.66, None, 92.69),
    ("CLINC150", "full"): (96.2, 96.9, 95.53),
    ("HWU64", "full"): (None, None, None),
}


@dataclass(frozen=True)
class Labelled:
    """Sentences and their intents, line by line."""

    texts: list[str]
    labels: list[str]

    @classmethod
    def read(cls, folder: Path) -> Labelled:
        """Reads `seq.in` and `label`."""
        return cls(*((folder / name).read_text("utf-8").splitlines() for name in ("seq.in", "label")))


def folder() -> Path | None:
    """Where the sets are: ADVISOR_BENCHMARKS, or a folder data/benchmarks in a neighbour of the project."""
    named = os.environ.get("ADVISOR_BENCHMARKS")
    places = [Path(named)] if named else sorted(ROOT.parent.glob("*/data/benchmarks"))
    return next((place for place in places if (place / "CLINC150").is_dir()), None)


def main() -> None:
    """Prints one line a set, or a word on why there is none."""
    sets = folder()
    if sets is None:
        print("The public intent benchmarks are not here (ADVISOR_BENCHMARKS names their folder): skipped.")
        return
    encoder = SentenceEncoder()
    print(f"\n{'accuracy, %':22}{'ours':>8}{'BERT':>8}{'best':>8}{'MiniLM+LR':>11}{'train, s':>10}")
    for (name, shots), published in PUBLISHED.items():
        accuracy, seconds = _accuracy(encoder, Labelled.read(sets / name / SHOTS[shots]), sets / name / "test")
        known = "".join(
            f"{each:{width}.2f}" if each else " " * (width - 1) + "-"
            for each, width in zip(published, (8, 8, 11), strict=True)
        )
        print(f"{name + ' ' + shots:22}{accuracy * 100:8.2f}{known}{seconds:10.1f}", flush=True)
    inside, refused = _out_of_scope(encoder, sets / "CLINC150")
    print(f"CLINC150 with out-of-scope: {inside:.1%} right in scope, {refused:.1%} of the others refused")


def _accuracy(encoder: SentenceEncoder, train: Labelled, test_folder: Path) -> tuple[float, float]:
    test = Labelled.read(test_folder)
    started = time.perf_counter()
    classifier = JoinedClassifier.train(train.texts, encoder.encode_all(train.texts), train.labels)
    seconds = time.perf_counter() - started
    best = classifier.probabilities(test.texts, encoder.encode_all(test.texts)).argmax(axis=1)
    return float(np.mean([classifier.labels[i] == label for i, label in zip(best, test.labels, strict=True)])), seconds


def _out_of_scope(encoder: SentenceEncoder, clinc: Path) -> tuple[float, float]:
    """Share right in scope and share of out-of-scope sentences refused, decided as the bot decides."""
    train, test = Labelled.read(clinc / "train"), Labelled.read(clinc / "test")
    outside = (clinc / "oos" / "train" / "seq.in").read_text("utf-8").splitlines()
    texts, labels = train.texts + outside, train.labels + [OUT_OF_SCOPE] * len(outside)
    classifier = JoinedClassifier.train(texts, encoder.encode_all(texts), labels)
    strangers = (clinc / "oos" / "test" / "seq.in").read_text("utf-8").splitlines()
    guessed = _decisions(classifier, encoder, test.texts)
    refused = _decisions(classifier, encoder, strangers)
    inside = np.mean([guess == label for guess, label in zip(guessed, test.labels, strict=True)])
    return float(inside), float(np.mean([guess == OUT_OF_SCOPE for guess in refused]))


def _decisions(classifier: JoinedClassifier, encoder: SentenceEncoder, texts: list[str]) -> list[str]:
    probabilities: Any = classifier.probabilities(texts, encoder.encode_all(texts))
    suspicious = probabilities[:, classifier.labels.index(OUT_OF_SCOPE)] >= SUSPICIOUS
    best = probabilities.argmax(axis=1)
    return [OUT_OF_SCOPE if out else classifier.labels[i] for out, i in zip(suspicious, best, strict=True)]


if __name__ == "__main__":
    main()
