"""The training and test phrases, read with their line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

NLU_FILE = ROOT / "data" / "nlu.yml"
TEST_FILE = ROOT / "tests" / "nlu" / "test.tsv"
DEV_FILE = ROOT / "tests" / "nlu" / "dev.tsv"
BLIND_FILE = ROOT / "tests" / "nlu" / "blind.tsv"


@dataclass(frozen=True)
class Phrase:
    """One phrase: its full intent name, its text, where it stands, and a second intent that is right too (or "")."""

    intent: str
    text: str
    path: Path
    line: int
    also: str = ""

    @property
    def place(self) -> str:
        """`path:line`, relative to the project."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


def training_phrases(path: Path = NLU_FILE) -> Iterator[Phrase]:
    """All phrases of nlu.yml, in their order. Reads lines, not YAML, because only lines know where they stand."""
    intent = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if heading := re.match(r"\s*- intent: (\S+)", line):
            intent = heading.group(1)
        elif phrase := re.match(r"    - (.+)", line):
            yield Phrase(intent, phrase.group(1).strip(), path, number)


def measured_phrases(path: Path) -> Iterator[Phrase]:
    """The phrases of a test file: full intent name, tab, text; then, where two are right, tab, the other intent."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            intent, text, also = (*line.split("\t"), "")[:3]
            yield Phrase(intent, text.strip(), path, number, also.strip())


def same(text: str) -> str:
    """What is left of a phrase when case, punctuation and spacing are taken away."""
    return " ".join(re.findall(r"\w+", text.casefold()))
