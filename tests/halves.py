"""`python -m tests.halves`: every test, in two halves at the same time; this is `make test`.

A test waits for most of its time, for a server that starts or for an answer: two halves keep two processors busy. The
second one runs in a copy of the project, so that it has databases, logs and a last conversation of its own; ports are
whatever is free. The first half is seen as it goes, what the second one said stands behind it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.desk.taking_in import NOT_COPIED
from bot.settings import ROOT, VAR
from bot.training import ensure_model
from knowledge.store import Store

# Folders of the first half, which take about as long as all others.
FIRST = ("bot", "conversations", "desk", "nlu", "shell")
COMPILED = "__pycache__"  # is copied: it is as good there, and saves compiling


def main() -> int:
    """Runs both halves; returns 0 if no test of either failed."""
    ensure_model()  # once for both
    Store().ensure()
    chosen = [f"tests/{each}" for each in FIRST]
    with tempfile.TemporaryDirectory(prefix="half") as folder:
        copy, said = copied(Path(folder)), Path(folder) / "second.txt"
        with said.open("wb") as file:
            second = tested(copy, *(f"--ignore={each}" for each in chosen), stdout=file, stderr=subprocess.STDOUT)
            first = tested(ROOT, *chosen)
            failed = [name for name, half in (("first", first), ("second", second)) if half.wait()]
        print(f"\nThe second half, of {copy}:\n", flush=True)
        sys.stdout.write(said.read_text(encoding="utf-8", errors="replace"))
    print(f"\nFailed: the {' and the '.join(failed)} half." if failed else "\nBoth halves passed.")
    return 1 if failed else 0


def copied(folder: Path) -> Path:
    """A copy of the project in a folder, with the model and the knowledge base that are made already."""
    root = folder / "project"
    left_out = shutil.ignore_patterns(*(each for each in NOT_COPIED if each != COMPILED))
    shutil.copytree(ROOT, root, ignore=left_out, symlinks=True)
    for made in (ensure_model(), *VAR.glob("knowledge.sqlite")):
        there = root / made.relative_to(ROOT)
        there.parent.mkdir()
        shutil.copy2(made, there)
    return root


def tested(root: Path, *options: str, **more: object) -> subprocess.Popen[bytes]:
    """pytest in a copy; it ends with us."""
    command = [sys.executable, "-m", "bot.ends_with_us", str(os.getpid()), "pytest", *options]
    return subprocess.Popen(command, cwd=root, **more)  # type: ignore[call-overload,no-any-return]


if __name__ == "__main__":
    sys.exit(main())
