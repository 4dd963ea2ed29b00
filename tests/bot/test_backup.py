"""A backup holds all that is kept, and brings it back into either kind of database."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from actions.keeping import records
from bot.__main__ import main
from bot.channels.seen import Seen, engine
from bot.channels.slack.remembered import Threads
from bot.feedback import Feedback
from bot.servers import free_ports
from tests.bot.test_conversation_store import store, talk, turn, words_of

_names = itertools.count()


@pytest.fixture
def places(tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    name = f"backup{next(_names)}"
    with create_engine(postgres.format(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    monkeypatch.setenv("ADVISOR_PORT", str(free_ports(1)[0]))
    return {"sqlite": f"sqlite:///{tmp_path / 'kept.sqlite'}", "postgresql": postgres.format(database=name)}


def fill() -> None:
    asyncio.run(talk(store(), "web-1", turn("one é 😀", page=["fitting", 9]), turn("two")))
    Feedback().add("web-1", "q", "a", "down", "a word")
    asyncio.run(Threads(engine("slack")).join("T1:C1:1.5", "U1"))
    asyncio.run(Seen("slack", engine()).first("delivery"))


def lines(path: Path) -> list[str]:
    """A backup's rows, without when it was made."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.replace("+00:00", "") for line in file][1:]


@pytest.mark.parametrize(("made_in", "restored_in"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_what_was_kept_in_one_kind_of_database_goes_on_in_the_other(
    places: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made_in: str,
    restored_in: str,
) -> None:
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    monkeypatch.setenv("ADVISOR_DATABASE_URL", places[made_in])
    fill()
    assert main(["backup", str(first)]) == 0 and first.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("ADVISOR_DATABASE_URL", places[restored_in])
    assert main(["restore", str(first)]) == 0, capsys.readouterr().err
    assert main(["backup", str(second)]) == 0
    assert lines(second) == lines(first) and len(lines(first)) == 12
    tracker = asyncio.run(store().retrieve("web-1"))
    assert words_of(tracker) == ["one é 😀", "two"] and tracker is not None
    assert tracker.get_slot("page") == ["fitting", 9]
    asyncio.run(talk(store(), "web-1", turn("three")))  # ids go on where they ended
    assert words_of(asyncio.run(store().retrieve("web-1")))[-1] == "three"
    assert records.forget("web-1") == records.Gone(3, 3, 1)


def test_nothing_is_overwritten_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_PORT", str(free_ports(1)[0]))
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")
    fill()
    path = tmp_path / "all.gz"
    assert main(["backup", str(path)]) == 0 and main(["backup", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    asyncio.run(talk(store(), "web-2", turn("later")))
    assert main(["restore", str(path)]) == 1
    assert "With --replace it is deleted first" in capsys.readouterr().err
    assert main(["restore", "--replace", str(path)]) == 0
    assert asyncio.run(store().retrieve("web-2")) is None
    assert words_of(asyncio.run(store().retrieve("web-1"))) == ["one é 😀", "two"]


@pytest.mark.parametrize("damage", ["cut", "text", "other table", "missing"])
def test_a_damaged_backup_deletes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    monkeypatch.setenv("ADVISOR_PORT", str(free_ports(1)[0]))
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")
    fill()
    path = tmp_path / "all.gz"
    assert main(["backup", str(path)]) == 0
    whole = path.read_bytes()
    if damage == "other table":
        rows = [json.dumps({"format": 1}), json.dumps({"table": "programs", "row": {"id": 1}})]
        path.write_bytes(gzip.compress("\n".join(rows).encode()))
    elif damage == "missing":
        path.unlink()
    else:
        path.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"no backup")
    assert main(["restore", "--replace", str(path)]) == 1
    assert "is no whole backup" in capsys.readouterr().err
    assert words_of(asyncio.run(store().retrieve("web-1"))) == ["one é 😀", "two"]
