"""`make eval`: how well the unseen questions of test.tsv are understood, with thresholds that fail the run.

Uses the trained model's own weights, through the code that the bot runs.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.classifier import JoinedClassifier
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.understanding import FALLBACK, OUT_OF_SCOPE, Understander, Understanding
from bot.phrases import TEST_FILE, Phrase, measured_phrases
from bot.training import ensure_model

# Figure -> least (or, for REFUSED_WRONGLY, most) that is accepted.
RIGHT_TOPIC, AMONG_THREE = "right FAQ topic first", "right FAQ topic among the first three"
REFUSED, REFUSED_WRONGLY = "out-of-scope messages refused", "questions in scope refused"
OTHER = "other intents right"
THRESHOLDS = {RIGHT_TOPIC: 0.87, AMONG_THREE: 0.95, REFUSED: 0.88, REFUSED_WRONGLY: 0.03, OTHER: 0.85}
BUCKETS = 10


@dataclass(frozen=True)
class Measured:
    """One phrase and how it was understood."""

    phrase: Phrase
    understood: Understanding

    @property
    def first(self) -> bool:
        """Whether the likeliest intent is the right one, sure or not."""
        return bool(self.understood.ranking) and self.understood.ranking[0][0] == self.phrase.intent

    @property
    def refused(self) -> bool:
        """Whether the bot would answer with its fallback."""
        return self.understood.intent in (FALLBACK, OUT_OF_SCOPE)


def trained_understander() -> Understander:
    """The encoder with the weights of the current model."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(ensure_model()) as archive:
        archive.extractall(folder, [each for each in archive.getmembers() if each.name.endswith("intents.npz")])
        return Understander(SentenceEncoder(), JoinedClassifier.load(next(Path(folder).rglob("intents.npz"))))


def measure(understander: Understander, path: Path = TEST_FILE) -> list[Measured]:
    """Understands every phrase of a test file."""
    return [Measured(phrase, understander.understand(phrase.text)) for phrase in measured_phrases(path)]


def figures(measured: list[Measured]) -> dict[str, float]:
    """The figures that THRESHOLDS bounds, as shares of 1."""
    faq = [each for each in measured if each.phrase.intent.startswith("faq/")]
    out = [each for each in measured if each.phrase.intent == OUT_OF_SCOPE]
    other = [each for each in measured if each not in faq and each not in out]
    three = [each.phrase.intent in [name for name, _ in each.understood.ranking[:3]] for each in faq]
    return {
        RIGHT_TOPIC: _share(each.first for each in faq),
        AMONG_THREE: _share(three),
        REFUSED: _share(each.refused for each in out),
        REFUSED_WRONGLY: _share(each.refused for each in faq),
        OTHER: _share(each.first for each in other),
    }


def calibration_error(measured: list[Measured]) -> float:
    """Expected calibration error: mean gap between confidence and accuracy over ten buckets of confidence."""
    buckets: dict[int, list[Measured]] = defaultdict(list)
    for each in measured:
        buckets[min(int(each.understood.confidence * BUCKETS), BUCKETS - 1)].append(each)
    gaps = (
        abs(sum(e.understood.confidence for e in bucket) - sum(e.first for e in bucket)) for bucket in buckets.values()
    )
    return sum(gaps) / len(measured)


def missed(found: dict[str, float]) -> list[str]:
    """The figures that are beyond their threshold."""
    return [
        name
        for name, threshold in THRESHOLDS.items()
        if (found[name] > threshold if name == REFUSED_WRONGLY else found[name] < threshold)
    ]


def _share(values: object) -> float:
    counted = [bool(each) for each in values]  # type: ignore[attr-defined]
    return sum(counted) / len(counted)


def main() -> int:
    """Prints the figures; 1 if one is beyond its threshold."""
    understander = trained_understander()
    started = time.perf_counter()
    measured = measure(understander)
    spent = time.perf_counter() - started
    found = figures(measured)
    for name, value in found.items():
        sign = "at most" if name == REFUSED_WRONGLY else "at least"
        print(f"{name:40} {value:7.1%}   ({sign} {THRESHOLDS[name]:.0%})")
    print(f"{'expected calibration error':40} {calibration_error(measured):7.3f}")
    print(f"{'speed':40} {spent / len(measured) * 1000:7.1f} ms a message, {len(measured)} messages")
    recall: dict[str, list[bool]] = defaultdict(list)
    for each in measured:
        recall[each.phrase.intent].append(each.first)
    worst = sorted(recall.items(), key=lambda item: (sum(item[1]) / len(item[1]), item[0]))[:8]
    print("lowest recall:", ", ".join(f"{intent} {sum(hits) / len(hits):.0%}" for intent, hits in worst))
    pairs = Counter(
        (e.phrase.intent, e.understood.ranking[0][0]) for e in measured if e.understood.ranking and not e.first
    )
    print("most confused:", ", ".join(f"{right} as {taken} ({n})" for (right, taken), n in pairs.most_common(8)))
    return 1 if missed(found) else 0


if __name__ == "__main__":
    sys.exit(main())
