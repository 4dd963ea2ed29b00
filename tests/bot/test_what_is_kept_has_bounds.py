"""What is kept of a conversation: bounded, in one place, overwritten, and shown to nobody by an error."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import SessionStarted, UserUttered
from sqlalchemy import text

from actions.keeping import records
from bot import conversations
from bot.feedback import Feedback
from bot.histories import loses
from tests.bot.test_conversation_store import DOMAIN, run, store, talk, turn, url, words_of

__all__ = ["url"]


def test_what_a_reader_still_holds_is_overwritten_as_soon_as_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")
    monkeypatch.setattr(records, "WIPE_AGAIN", 0.05)

    def holding() -> bool:
        return any(b"geheim" in path.read_bytes() for path in tmp_path.iterdir())

    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("my salary is geheim"))
        with sqlite3.connect(tmp_path / "kept.sqlite", isolation_level=None) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM events").fetchone() != (0,)
            records.forget("me")
            assert holding()
            reader.execute("COMMIT")
        deadline = time.monotonic() + 10
        while holding() and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        assert not holding()

    run(work)


def test_what_people_wrote_steers_no_editors_terminal(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.__main__ import main

    Feedback().add("web-1", "q", "a", "down", "\x9b31m\u202egood")
    assert main(["feedback"]) == 0
    said = capsys.readouterr().out
    assert "good" in said and said.replace("\n", "").isprintable() and said.isascii()


def test_an_error_of_the_database_shows_nothing_of_a_message_and_leaves_no_copy(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        inner = store()
        worker = FailSafeTrackerStore(inner)
        with records.database(records.CONVERSATIONS).begin() as connection:
            connection.execute(text("ALTER TABLE events RENAME TO lost"))
        tracker = inner.init_tracker("slack-T1-C1-U1")
        tracker.update(UserUttered("my salary is geheim"), DOMAIN)
        await worker.save(tracker)
        assert worker._fallback_tracker_store is None  # Rasa's copy in memory, which "forget me" would not reach
        assert loses(worker, "slack-T1-C1-U1") and not loses(worker, "slack-T1-C1-U1")
        with records.database(records.CONVERSATIONS).begin() as connection:
            connection.execute(text("ALTER TABLE lost RENAME TO events"))
        await talk(worker, "me", turn("one"))
        assert not loses(worker, "me")

    run(work)
    assert "cannot be written" in caplog.text
    assert "geheim" not in caplog.text and "slack-T1" not in caplog.text


def test_a_conversation_without_end_loses_its_oldest_messages_and_nothing_that_was_noted(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MOST_EVENTS", 60)
    monkeypatch.setattr(conversations, "TRIMMED_EVERY", 5)

    async def work() -> None:
        worker = store()
        await talk(worker, "other", turn("theirs"))
        await talk(worker, "me", turn("first", page=["fitting", 9], asked="old"), turn("second", asked="place"))
        await talk(worker, "me", *(turn(f"question {n}") for n in range(60)))
        assert words_of(await store().retrieve("other")) == ["theirs"]
        kept = [each.text for each in await worker.messages("me") if isinstance(each, UserUttered)]
        assert kept[-1] == "question 59" and 10 <= len(kept) <= 20
        tracker = await store().retrieve("me")
        assert tracker is not None
        assert (tracker.get_slot("page"), tracker.get_slot("asked")) == (["fitting", 9], "place")

    run(work)


def test_what_was_reset_does_not_come_back_when_older_events_go(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "MOST_EVENTS", 60)
    monkeypatch.setattr(conversations, "TRIMMED_EVERY", 5)

    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("first", page=["fitting", 9]), [SessionStarted()])
        await talk(worker, "me", *(turn(f"question {n}") for n in range(60)))
        tracker = await store().retrieve("me")
        assert tracker is not None and tracker.get_slot("page") is None

    run(work)
