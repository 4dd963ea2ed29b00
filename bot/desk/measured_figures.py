"""The figures that were measured, one JSON object a line: `make eval` writes var/figures.jsonl, pages read it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from bot.desk.pending import write_whole
from bot.settings import ROOT, VAR

FILE = VAR / "figures.jsonl"
TIME = "milliseconds a message"
MOST = 100  # measurements that are kept


@dataclass(frozen=True)
class Measurement:
    """One run of the evaluation.

    Attributes:
        at: when, ISO 8601 in UTC.
        model: the model's fingerprint.
        counts: what was measured on: "test questions", "blind questions" … -> how many.
        figures: name -> value, shares from 0 to 1.
        bounds: name of a figure -> its threshold in words.
        beyond: names of the figures beyond their threshold.
        topics: (full intent name, share right first, questions), the worst first.
    """

    at: str
    model: str
    counts: Mapping[str, int]
    figures: Mapping[str, float]
    bounds: Mapping[str, str]
    beyond: Sequence[str]
    topics: Sequence[tuple[str, float, int]]

    @property
    def against(self) -> tuple[str, ...]:
        """The figures beyond their threshold that speak against the model: not its time, which beside everything else
        and at low priority tells of the machine."""
        return tuple(each for each in self.beyond if each != TIME)


def file_in(root: Path) -> Path:
    """The file of the figures in a project's folder, such as a copy of ours."""
    return root / FILE.relative_to(ROOT)


def now() -> str:
    """The time as a measurement has it."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def add(measured: Measurement, path: Path = FILE) -> None:
    """Adds a measurement; the oldest of more than MOST go."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    kept = [*lines[-MOST + 1 :], json.dumps(asdict(measured), ensure_ascii=False)]
    write_whole(path, "\n".join(kept) + "\n")


def measurements(path: Path = FILE) -> list[Measurement]:
    """All that are kept, the oldest first; lines that cannot be read are left out."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            found.append(_read(line))
        except (ValueError, TypeError, AttributeError):
            continue
    return found


def _read(line: str) -> Measurement:
    """A line's measurement. Raises ValueError, TypeError or AttributeError where a part is something else."""
    found = Measurement(**json.loads(line))
    topics = [(str(intent), float(share), int(count)) for intent, share, count in found.topics]
    counts = {str(name): int(count) for name, count in found.counts.items()}
    figures = {str(name): float(value) for name, value in found.figures.items()}
    bounds = {str(name): str(words) for name, words in found.bounds.items()}
    return replace(found, at=str(found.at), topics=topics, counts=counts, figures=figures, bounds=bounds)


def latest(model: str, path: Path = FILE) -> Measurement | None:
    """The latest measurement of a model."""
    return next((each for each in reversed(measurements(path)) if each.model == model), None)
