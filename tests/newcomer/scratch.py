"""A scratch copy of the project, in which a newcomer changes something by the README alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot.nlu import known_vectors
from bot.settings import ROOT
from bot.training import ensure_model
from tests.desk.conftest import copied
from tests.test_house import changes

NOT_WRITTEN = ("var", "models", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache")


class Scratch:
    """The copy, and what was touched in it.

    Args:
        row: what the README's table "To change something" calls the change.
        folder: of the copy's own.
    """

    def __init__(self, row: str, folder: Path) -> None:
        self.root = copied(folder)
        self._named = changes()[row]
        (self.root / "models").mkdir()
        shutil.copy(ensure_model(), self.root / "models")
        known_vectors.hand_on(ROOT, self.root)

    def add(self, path: str, text: str) -> None:
        """Writes a new file."""
        assert not (self.root / path).exists(), path
        (self.root / path).write_text(text, encoding="utf-8")

    def put(self, path: str, text: str, before: str) -> None:
        """Puts text before the one line, or the end ("") of a file."""
        file = self.root / path
        old = file.read_text(encoding="utf-8")
        assert not before or old.count(before) == 1, f"{path} has {old.count(before)} times {before!r}"
        at = old.index(before) if before else len(old)
        file.write_text(old[:at] + text + old[at:], encoding="utf-8")

    def touched(self) -> list[str]:
        """The files that differ from the project's, or are new."""
        paths = [path for path in self.root.rglob("*") if path.is_file() and not _is_made(path.relative_to(self.root))]
        names = [path.relative_to(self.root).as_posix() for path in paths]
        return sorted(name for name in names if not _same(self.root / name, ROOT / name))

    def not_named(self) -> list[str]:
        """Of these what the README's row names neither itself, nor by its kind ("<id>.yml"), nor by its folder."""
        return [name for name in self.touched() if not any(_names(named, name) for named in self._named)]

    def run(self, *command: str, said: str = "", seconds: float = 280) -> str:
        """What a Python module prints in the copy. Raises AssertionError where it fails."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("ADVISOR_", "PYTEST_"))
        }
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", *command], cwd=self.root, env=environment, input=said,
            capture_output=True, text=True, timeout=seconds, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def check(self) -> None:
        """What `make check` looks at, but types: style, the catalog, the language data, the house."""
        if python := [each for each in self.touched() if each.endswith(".py")]:
            self.run("ruff", "check", "--quiet", *python)
            self.run("ruff", "format", "--check", "--quiet", *python)
        self.run("knowledge", "check")
        self.run("bot.data_check")
        self.run("pytest", "-q", "-m", "data", "-o", "addopts=", "-p", "no:cacheprovider", "tests/test_house.py")

    def ask(self, *said: str) -> list[str]:
        """What is read in answer to the messages of one conversation: words as the trained model hears them, payloads
        of chips as they are."""
        answers: list[str] = json.loads(self.run("tests.newcomer.asking", said=json.dumps(said)).splitlines()[-1])
        return answers


def _is_made(path: Path) -> bool:
    return any(part in NOT_WRITTEN for part in path.parts)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _names(named: str, path: str) -> bool:
    return (
        named == path
        or Path(path).match(named.replace("<id>", "*"))
        or (named.endswith("/") and path.startswith(named))
    )
