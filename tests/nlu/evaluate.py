"""`make eval`: how well unseen questions are understood; writes a report and fails beyond thresholds.yml.

Uses the trained model's own weights and the knowledge base, through the code that the bot runs.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.desk.measured_figures import TIME, Measurement, add, now
from bot.nlu.classifier import JoinedClassifier
from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.hearing import Hearing
from bot.nlu.intent_classifier import understood_in
from bot.nlu.likeness import Likeness
from bot.nlu.particulars import by_likeness
from bot.nlu.roles.role_classifier import RoleClassifier
from bot.nlu.understanding import FALLBACK, OUT_OF_SCOPE, Understander, Understanding, base_intent
from bot.phrases import BLIND_FILE, TEST_FILE, Phrase, measured_phrases
from bot.training import ensure_model, fingerprint
from knowledge.store import Store
from tests.nlu import role_scoring
from tests.nlu.role_scoring import Labelled
from tests.nlu.scoring import Score, load, score

HERE = Path(__file__).parent
THRESHOLDS = yaml.safe_load((HERE / "thresholds.yml").read_text("utf-8"))
BUCKETS = 10
POINTS_FILE, NO_POINT = HERE / "points_blind.tsv", "none"


@dataclass(frozen=True)
class Reader:
    """What hears, encoder and classifier together, as the pipeline in config.yml runs them."""

    hearing: Hearing
    extractor: CriteriaExtractor
    understander: Understander
    roles: RoleClassifier

    def understand(self, text: str) -> Understanding:
        """The understanding of one message."""
        return understood_in(text, self.hearing.hear(text), self.understander)


@dataclass(frozen=True)
class Measured:
    """One phrase and how it was understood."""

    phrase: Phrase
    understood: Understanding

    @property
    def taken_for(self) -> str:
        """The likeliest intent, sure or not."""
        return self.understood.ranking[0][0] if self.understood.ranking else FALLBACK

    @property
    def first(self) -> bool:
        """Whether the likeliest intent is the right one."""
        return self.taken_for == self.phrase.intent

    @property
    def answered_right(self) -> bool:
        """Whether the bot would answer a right intent."""
        return self.understood.intent in (self.phrase.intent, self.phrase.also)

    @property
    def among_three(self) -> bool:
        """Whether a right intent is among the three likeliest that could be answered."""
        answerable = [intent for intent, _ in self.understood.ranking if intent != OUT_OF_SCOPE]
        return not {self.phrase.intent, self.phrase.also}.isdisjoint(answerable[:3])

    @property
    def refused(self) -> bool:
        """Whether the bot would answer with its fallback."""
        return self.understood.intent in (FALLBACK, OUT_OF_SCOPE)


@dataclass(frozen=True)
class Evaluation:
    """All that was measured."""

    measured: list[Measured]
    criteria: Score
    labelled: list[Labelled]
    figures: dict[str, float]

    @property
    def recall(self) -> list[tuple[str, float, int]]:
        """(intent, share understood, how many), the worst first."""
        hits: dict[str, list[bool]] = defaultdict(list)
        for each in self.measured:
            hits[each.phrase.intent].append(each.first)
        return sorted(
            ((intent, share(each), len(each)) for intent, each in hits.items()), key=lambda row: (row[1], row[0])
        )

    @property
    def confusions(self) -> list[tuple[str, str, int]]:
        """(right intent, taken for, how often), the most frequent first."""
        pairs = Counter((each.phrase.intent, each.taken_for) for each in self.measured if not each.first)
        return [(right, taken, count) for (right, taken), count in pairs.most_common()]

    @property
    def calibration(self) -> list[tuple[float, float, int]]:
        """(mean confidence, share that was right, how many) by bucket of confidence."""
        buckets: dict[int, list[Measured]] = defaultdict(list)
        for each in self.measured:
            buckets[min(int(_confidence(each) * BUCKETS), BUCKETS - 1)].append(each)
        return [
            (sum(map(_confidence, bucket)) / len(bucket), share(each.first for each in bucket), len(bucket))
            for _, bucket in sorted(buckets.items())
        ]


def _confidence(measured: Measured) -> float:
    return measured.understood.ranking[0][1] if measured.understood.ranking else 0.0


def share(values: Iterable[bool]) -> float:
    """The share of what is true."""
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0


def trained_reader() -> Reader:
    """The pipeline with the weights of the current model and the knowledge base as it is."""
    store = Store()
    store.ensure()
    hearing, extractor = Hearing(store.knowledge()), CriteriaExtractor(store.knowledge())
    with tempfile.TemporaryDirectory() as folder, tarfile.open(ensure_model()) as archive:
        archive.extractall(folder, [each for each in archive.getmembers() if each.name.endswith(".npz")])
        classifier = JoinedClassifier.load(next(Path(folder).rglob("intents.npz")))
        alike = Likeness.load(next(Path(folder).rglob("likeness.npz")))
        roles = RoleClassifier.load(next(Path(folder).rglob("roles.npz")))
    return Reader(hearing, extractor, Understander(SentenceEncoder.shared(), classifier, alike), roles)


def evaluate(reader: Reader, path: Path = TEST_FILE) -> Evaluation:
    """Measures phrases, whole messages and criteria."""
    started = time.perf_counter()
    measured = [Measured(phrase, reader.understand(phrase.text)) for phrase in measured_phrases(path)]
    spent = time.perf_counter() - started
    faq = [each for each in measured if base_intent(each.phrase.intent) == "faq"]
    out = [each for each in measured if each.phrase.intent == OUT_OF_SCOPE]
    other = [each for each in measured if each not in faq and each not in out]
    criteria = score([case for part in load(HERE / "criteria.yml").values() for case in part], reader.extractor)
    figures = {
        "right FAQ topic first": share(each.first for each in faq),
        "right FAQ topic among the first three": share(
            each.phrase.intent in dict(each.understood.ranking[:3]) for each in faq
        ),
        "out-of-scope messages refused": share(each.refused for each in out),
        "questions in scope refused": share(each.refused for each in faq),
        "other intents right": share(each.first for each in other),
        "whole messages with all their topics": share(not wrong for _, _, wrong in whole_messages(reader, "test")),
        "criteria precision": criteria.overall.precision,
        "criteria recall": criteria.overall.recall,
        TIME: spent / len(measured) * 1000,
    }
    labelled = role_scoring.labelled(role_scoring.annotated(reader.hearing), reader.roles, SentenceEncoder.shared())
    figures |= blind_figures(reader) | point_figures(reader) | role_scoring.figures(labelled)
    evaluation = Evaluation(measured, criteria, labelled, figures)
    gaps = (abs(confidence - right) * count for confidence, right, count in evaluation.calibration)
    figures["expected calibration error"] = sum(gaps) / len(measured)
    return evaluation


def blind_figures(reader: Reader) -> dict[str, float]:
    """Shares on the blind questions, all intents together; only totals, so that nobody mends single sentences."""
    measured = [Measured(phrase, reader.understand(phrase.text)) for phrase in measured_phrases(BLIND_FILE)]
    asked = [each for each in measured if each.phrase.intent != OUT_OF_SCOPE]
    strange = [each for each in measured if each.phrase.intent == OUT_OF_SCOPE]
    return {
        "blind: answered right": share(each.answered_right for each in asked),
        "blind: right among the first three": share(each.among_three for each in asked),
        "blind: out-of-scope messages refused": share(each.refused for each in strange),
        "blind: questions in scope refused": share(each.refused for each in asked),
    }


def point_figures(reader: Reader) -> dict[str, float]:
    """Shares on messages for each particular point by somebody who knew only its answer, and on some that ask none."""
    asked: list[tuple[str, list[str]]] = []
    for line in POINTS_FILE.read_text("utf-8").splitlines():
        name, text = line.split("\t")
        heard = reader.hearing.hear(text)
        alike = by_likeness(text, understood_in(text, heard, reader.understander).points, heard)
        raised = [e["value"] for e in (*heard, *alike) if e["entity"] == "particular" and e["asked"]]
        asked.append((name, raised))
    of_points = [(name, raised) for name, raised in asked if name != NO_POINT]
    return {
        "points: the right one raised": share(name in raised for name, raised in of_points),
        "points: only another one raised": share(bool(raised) and name not in raised for name, raised in of_points),
        "points: raised where none is asked": share(bool(raised) for name, raised in asked if name == NO_POINT),
    }


def whole_messages(reader: Reader, part: str) -> list[tuple[str, list[str], bool]]:
    """(message, topics understood, whether they are wrong) of a part of messages.yml."""
    found = []
    for case in yaml.safe_load((HERE / "messages.yml").read_text("utf-8"))[part]:
        topics = [topic.removeprefix("faq/") for topic in reader.understand(case["text"]).topics]
        found.append((case["text"], topics, topics != case["topics"]))
    return found


def missed(figures: dict[str, float]) -> list[str]:
    """The figures that are beyond their threshold."""
    low = [name for name, least in THRESHOLDS["at_least"].items() if figures[name] < least]
    return low + [name for name, most in THRESHOLDS["at_most"].items() if figures[name] > most]


def lines(evaluation: Evaluation) -> list[str]:
    """The evaluation as text."""
    bounds: dict[str, Any] = {name: f"at least {b}" for name, b in THRESHOLDS["at_least"].items()}
    bounds |= {name: f"at most {b}" for name, b in THRESHOLDS["at_most"].items()}
    found = [
        f"{len(evaluation.measured)} questions, {evaluation.criteria.sentences} sentences with criteria, "
        f"{len(evaluation.labelled)} spans with roles"
    ]
    found += [
        f"  {name:40} {value:8.3f}   ({bounds.get(name, 'no threshold')})" for name, value in evaluation.figures.items()
    ]
    worst = [f"{intent} {recall:.0%} of {count}" for intent, recall, count in evaluation.recall[:8]]
    pairs = [f"{right} as {taken} ({count})" for right, taken, count in evaluation.confusions[:8]]
    roles = [
        f"{right} as {taken} ({kind}, {n})" for kind, right, taken, n in role_scoring.confusions(evaluation.labelled)
    ]
    found += ["  lowest recall: " + ", ".join(worst), "  most confused: " + ", ".join(pairs)]
    return [*found, "  roles most confused: " + ", ".join(roles[:8])]


def measurement(evaluation: Evaluation) -> Measurement:
    """The evaluation as it is kept, for the pages that show how well it does."""
    bounds = {name: f"at least {b}" for name, b in THRESHOLDS["at_least"].items()}
    bounds |= {name: f"at most {b}" for name, b in THRESHOLDS["at_most"].items()}
    counts = {
        "test questions": len(evaluation.measured),
        "blind questions": sum(1 for _ in measured_phrases(BLIND_FILE)),
        "sentences with criteria": evaluation.criteria.sentences,
        "spans with roles": len(evaluation.labelled),
    }
    figures, beyond = evaluation.figures, missed(evaluation.figures)
    return Measurement(now(), fingerprint(), counts, figures, bounds, beyond, evaluation.recall)


def main() -> int:
    """Prints the figures, writes the report and keeps the figures; 1 if one is beyond its threshold."""
    from tests.nlu.report import write_report  # matplotlib takes a second

    evaluation = evaluate(trained_reader())
    print("\n".join(lines(evaluation)))
    print(evaluation.criteria.table())
    print(f"Report: {write_report(evaluation)}")
    add(measurement(evaluation))
    beyond = missed(evaluation.figures)
    if beyond:
        print(f"Beyond its threshold: {', '.join(beyond)}.")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
