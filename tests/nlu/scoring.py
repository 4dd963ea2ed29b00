"""Precision and recall of an extractor over sentences with expected criteria.

A case is `{"text": …, "expect": [{<entity>: <value>, "op": …, <extra>: …}, …]}`: the first key of an
expectation names the entity. `op` is "is" unless it is given; "at_most" for amounts and lengths. Extras and
`strength` count only where they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

_AT_MOST = frozenset(("budget", "duration"))


class Extractor(Protocol):
    """What is scored."""

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The entities of one message."""
        ...


@dataclass(slots=True)
class Tally:
    """Counts for one entity."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that was expected; 1 where nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found; 1 where nothing was expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def expected(self) -> int:
        """How many were expected."""
        return self.right + self.missed


@dataclass(slots=True)
class Failure:
    """A sentence read wrongly: what was expected and not found, and what was found and not expected."""

    text: str
    missed: list[dict[str, Any]] = field(default_factory=list)
    extra: list[dict[str, Any]] = field(default_factory=list)

    def __str__(self) -> str:
        missed = ", ".join(map(_words, self.missed))
        extra = ", ".join(map(_words, self.extra))
        return f"{self.text!r}: missed [{missed}], not expected [{extra}]"


@dataclass(slots=True)
class Score:
    """The outcome: counts over all, counts by entity, and the sentences read wrongly."""

    overall: Tally = field(default_factory=Tally)
    entities: dict[str, Tally] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    sentences: int = 0

    def table(self) -> str:
        """The scores as lines of text, the rarest entities last."""
        rows = sorted(self.entities.items(), key=lambda item: (-item[1].expected, item[0]))
        lines = [f"{'entity':18}{'expected':>9}{'precision':>11}{'recall':>8}"]
        for name, tally in [("all", self.overall), *rows]:
            lines.append(f"{name:18}{tally.expected:9}{tally.precision:11.3f}{tally.recall:8.3f}")
        whole = self.sentences - len(self.failures)
        return "\n".join([*lines, f"sentences read without any mistake: {whole} of {self.sentences}"])


def load(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The cases of a file, by part ("dev", "test")."""
    parts: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    return parts


def score(cases: Iterable[Mapping[str, Any]], extractor: Extractor) -> Score:
    """Runs the extractor over the cases and counts."""
    result = Score()
    for case in cases:
        result.sentences += 1
        expected = [_expectation(each) for each in case["expect"]]
        missed, extra = compare(expected, extractor.extract(case["text"]), result)
        if missed or extra:
            result.failures.append(Failure(case["text"], missed, extra))
    return result


def _expectation(given: Mapping[str, Any]) -> dict[str, Any]:
    entity, value = next(iter(given.items()))
    rest = {key: each for key, each in given.items() if key != entity}
    default = "at_most" if entity in _AT_MOST and value is not None else "is"
    return {"entity": entity, "value": value, "op": default, **rest}


def compare(
    expected: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], result: Score
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Counts one sentence into the result; what was missed and what was not expected."""
    left = list(found)
    missed = []
    for wish in expected:
        tally = result.entities.setdefault(wish["entity"], Tally())
        match = next((each for each in left if _fits(wish, each)), None)
        if match is None:
            missed.append(wish)
            tally.missed += 1
            result.overall.missed += 1
        else:
            left.remove(match)
            tally.right += 1
            result.overall.right += 1
    for each in left:
        result.entities.setdefault(each["entity"], Tally()).extra += 1
        result.overall.extra += 1
    return missed, left


def _fits(wish: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return all(_same(value, found.get(key)) for key, value in wish.items())


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(got, bool):
        return wanted is got
    if isinstance(wanted, (int, float)) and isinstance(got, (int, float)):
        return abs(wanted - got) < 0.011
    if isinstance(wanted, str) and isinstance(got, str):
        return wanted.casefold() == got.casefold()
    return bool(wanted == got)


def _words(entity: Mapping[str, Any]) -> str:
    op = "" if entity.get("op") == "is" else f" {entity.get('op')}"
    return f"{entity['entity']}{op} {entity['value']}"
