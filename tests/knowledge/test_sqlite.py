"""A new file that several open at once: SQLite tells all but one that it is locked and lets nobody wait."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from knowledge.sqlite import let_readers_go_on


def test_who_finds_the_file_locked_tries_again(tmp_path: Path) -> None:
    first = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None, check_same_thread=False)
    second = sqlite3.connect(tmp_path / "new.sqlite", timeout=0)
    first.execute("BEGIN EXCLUSIVE")
    letting_go = threading.Timer(0.1, first.rollback)
    letting_go.start()
    let_readers_go_on(second, patience=30)
    assert second.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    letting_go.join()
    first.close()
    second.close()


def test_a_file_that_stays_locked_is_an_error(tmp_path: Path) -> None:
    first = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None)
    second = sqlite3.connect(tmp_path / "new.sqlite", timeout=0)
    first.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        let_readers_go_on(second, patience=0.05)
    first.close()
    second.close()
