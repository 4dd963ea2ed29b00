"""Conversations in SQL: kept over restarts, shared by workers, deleted when old, gone when forgotten."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore, check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import create_engine, text

from actions.keeping import records
from bot.conversations import WINDOW, ConversationStore
from bot.feedback import Feedback
from bot.histories import said
from bot.settings import ROOT

DOMAIN = Domain.load(str(ROOT / "domain.yml"))
_names = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    else:
        server, name = request.getfixturevalue("postgres"), f"kept{next(_names)}"
        with create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        address = server.format(database=name)
    monkeypatch.setenv("ADVISOR_DATABASE_URL", address)
    yield address
    records._database.cache_clear()


def store() -> ConversationStore:
    """A worker's store."""
    return ConversationStore(DOMAIN)


def turn(words: str, intent: str = "faq", **slots: Any) -> list[Event]:
    return [
        ActionExecuted("action_listen"),
        UserUttered(words, {"name": intent, "confidence": 1.0}, parse_data={"intent": {"name": intent}, "text": words}),
        ActionExecuted("utter_faq"),
        *(SlotSet(name, value) for name, value in slots.items()),
        BotUttered(f"on {words}"),
    ]


async def talk(worker: TrackerStore, sender: str, *turns: list[Event]) -> DialogueStateTracker:
    """Each turn as Rasa does it: fetch, change, save."""
    for events in turns:
        tracker = await worker.get_or_create_tracker(sender, append_action_listen=False)
        for event in events:
            tracker.update(event, DOMAIN)
        await worker.save(tracker)
    return tracker


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(work())  # type: ignore[arg-type]


def words_of(tracker: DialogueStateTracker | None) -> list[str]:
    return [each.text for each in tracker.events if isinstance(each, UserUttered)] if tracker else []


def test_rasa_makes_it_from_endpoints_yml(url: str) -> None:
    config = EndpointConfig.from_dict({"type": "bot.conversations.ConversationStore"})
    made = TrackerStore.create(config, DOMAIN)
    assert isinstance(made, ConversationStore) and check_if_tracker_store_async(made)
    assert "type: bot.conversations.ConversationStore" in (ROOT / "endpoints.yml").read_text(encoding="utf-8")


def test_a_conversation_survives_a_restart(url: str) -> None:
    async def work() -> None:
        before = await talk(store(), "me", turn("one", wishes=[1]), turn("two", shortlist=["x"]))
        after = await store().retrieve("me")
        assert after is not None and list(after.events) == list(before.events)
        assert after.get_slot("wishes") == [1] and after.get_slot("shortlist") == ["x"]
        assert await store().retrieve("somebody else") is None
        assert list(await store().keys()) == ["me"]

    run(work)


def test_two_workers_see_what_the_other_wrote(url: str) -> None:
    async def work() -> None:
        first, second = store(), store()
        for number in range(6):
            await talk((first, second)[number % 2], "me", turn(str(number), wishes=[number]))
        for each in (first, second):
            tracker = await each.retrieve("me")
            assert words_of(tracker) == list("012345") and tracker is not None
            assert tracker.get_slot("wishes") == [5]

    run(work)


def test_a_message_that_failed_half_way_leaves_no_trace(url: str) -> None:
    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("one", wishes=[1]))
        tracker = await worker.retrieve("me")
        assert tracker is not None
        tracker.update(SlotSet("wishes", [99]), DOMAIN)  # and then something breaks: it is never saved
        again = await worker.retrieve("me")
        assert again is not None and again.get_slot("wishes") == [1]

    run(work)


def test_a_long_conversation_is_read_in_part_and_loses_nothing_that_is_noted(url: str) -> None:
    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("first", wishes=[1], shortlist=["kept"]))
        await talk(worker, "me", *(turn(str(number), shown=[number]) for number in range(60)))
        for each in (worker, store()):
            tracker = await each.retrieve("me")
            assert tracker is not None and len(tracker.events) <= 2 * WINDOW
            assert tracker.get_slot("wishes") == [1] and tracker.get_slot("shortlist") == ["kept"]
            assert tracker.get_slot("shown") == [59] and words_of(tracker)[-2:] == ["58", "59"]
            assert len(await each.messages("me")) == 2 * 61
            assert [event.text for event in await each.messages("me", 2)] == ["59", "on 59"]
        await talk(store(), "me", turn("last"))  # nothing is written twice, nothing is lost
        assert [e.text for e in await store().messages("me") if isinstance(e, UserUttered)] == [
            "first", *map(str, range(60)), "last",
        ]  # fmt: skip

    run(work)


def test_slots_from_before_a_new_session_do_not_come_back(url: str) -> None:
    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("old", wishes=[1], shown=[1]))
        await talk(worker, "me", [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("wishes", [1])])
        await talk(worker, "me", *(turn(str(number)) for number in range(20)))
        tracker = await store().retrieve("me")
        assert tracker is not None
        assert tracker.get_slot("wishes") == [1] and tracker.get_slot("shown") is None

    run(work)


FORGETTING = [ActionExecuted("action_forget_me"), BotUttered("Done"), AllSlotsReset()]


def test_who_is_forgotten_begins_anew(url: str) -> None:
    async def work() -> None:
        worker, other = store(), store()
        await talk(worker, "me", turn("secret one", wishes=[1]))
        await talk(other, "me", turn("secret two"))
        await talk(worker, "somebody else", turn("theirs"))
        await talk(worker, "me", [*turn("forget me")[:2], *FORGETTING])
        for each in (worker, other, store()):
            assert await each.retrieve("me") is None and await each.messages("me") == []
        assert words_of(await talk(worker, "me", turn("new"))) == ["new"]
        assert words_of(await worker.retrieve("somebody else")) == ["theirs"]

    run(work)


def test_a_failed_deletion_forgets_nothing(url: str) -> None:
    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("one"), [ActionExecuted("action_forget_me")])  # no reset: it could not delete
        assert words_of(await store().retrieve("me")) == ["one"]
        assert [each.text for each in await store().messages("me")] == ["one", "on one"]

    run(work)


def test_the_receipt_counts_what_was_there(url: str) -> None:
    async def work() -> None:
        await talk(store(), "me", turn("one"), turn("two"))

    run(work)
    Feedback().add("me", "q", "a", "up", "word")
    assert records.forget("me") == records.Gone(messages=2, answers=2, judgements=1)
    assert records.forget("me") == records.Gone(0, 0, 0)


def test_nothing_that_was_written_stays_in_the_sqlite_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")

    def holding(words: str) -> list[str]:
        return [path.name for path in tmp_path.iterdir() if words.encode() in path.read_bytes()]

    async def work() -> None:
        worker = store()
        await talk(worker, "me", *(turn(f"my salary is geheim{number}") for number in range(40)))
        await talk(worker, "somebody else", turn("ours stays"))
        assert holding("geheim")
        records.forget("me")
        assert holding("geheim") == [] and holding("ours stays")
        await talk(worker, "me", [*turn("forget geheim")[:2], *FORGETTING])
        assert holding("geheim") == []

    run(work)


def test_what_is_too_old_is_deleted_and_nothing_else(url: str) -> None:
    async def work() -> None:
        worker = store()
        await talk(worker, "old", turn("old one"))
        await talk(worker, "going on", turn("old, but"))
        with records.database(records.CONVERSATIONS).begin() as connection:
            connection.execute(records.events.update().values(timestamp=time.time() - 200 * 86400))
        await talk(worker, "going on", turn("continued"))
        await talk(worker, "new", turn("new one"))
        Feedback().add("new", "q", "a", "up", "")
        records.expire(datetime.now(timezone.utc) - timedelta(days=180))
        assert await store().retrieve("old") is None
        assert words_of(await store().retrieve("going on")) == ["old, but", "continued"]
        assert words_of(await worker.retrieve("new")) == ["new one"]
        assert len(list(Feedback().all())) == 1
        records.expire(datetime.now(timezone.utc) + timedelta(days=1))
        assert list(await worker.keys()) == [] and list(Feedback().all()) == []

    run(work)


def test_a_starting_server_deletes_what_is_too_old(url: str) -> None:
    async def work() -> None:
        await talk(store(), "old", turn("old one"))

    run(work)
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(records.events.update().values(timestamp=time.time() - 200 * 86400))
    worker, deadline = store(), time.monotonic() + 10
    while asyncio.run(worker.keys()) and time.monotonic() < deadline:  # type: ignore[arg-type]
        time.sleep(0.05)
    assert list(asyncio.run(worker.keys())) == []  # type: ignore[arg-type]


def test_questions_that_were_not_understood_are_kept_for_the_editors(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> None:
        asked = ["Who  funds\nthis?", "who funds this?", "what about lodging", "/nonsense", "??", "who funds this?"]
        await talk(store(), "me", *(turn(each, "nlu_fallback") for each in asked), turn("is the gre needed"))

    run(work)
    found = list(records.questions())
    assert [(each["question"], each["times"]) for each in found] == [("Who funds this?", 3), ("what about lodging", 1)]
    records.forget("me")
    assert len(list(records.questions())) == 2  # they are tied to nobody
    from bot.__main__ import main

    assert main(["unanswered"]) == 0
    assert '"question": "Who funds this?", "times": 3' in capsys.readouterr().out
    records.expire(datetime.now(timezone.utc) + timedelta(days=1))
    assert list(records.questions()) == []


def test_when_the_database_is_gone_people_are_answered_and_the_log_has_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")

    async def work() -> None:
        worker = FailSafeTrackerStore(store())
        await talk(worker, "me", turn("one"))
        with records.database(records.CONVERSATIONS).begin() as connection:
            connection.execute(text("ALTER TABLE events RENAME TO lost"))
        assert words_of(await talk(worker, "me", turn("two"))) == ["two"]
        assert await said(worker, "me") == []

    run(work)
    assert "conversations cannot be read" in caplog.text


@pytest.mark.parametrize("sender", ["\ud800", "a\x00b", "'; DROP TABLE events; --", "x" * 300])
def test_no_name_of_a_conversation_ends_the_process(url: str, sender: str) -> None:
    async def work() -> None:
        worker = FailSafeTrackerStore(store())  # as Rasa wraps it: what fails is answered from memory
        await talk(worker, sender, turn("one"), turn("two"))
        assert words_of(await talk(worker, "somebody else", turn("theirs"))) == ["theirs"]
        assert words_of(await store().retrieve("somebody else")) == ["theirs"]

    run(work)


def test_what_a_session_of_rasas_own_store_cannot_read_is_an_error_and_no_end_of_the_process(url: str) -> None:
    async def work() -> None:
        worker = store()
        await talk(worker, "me", turn("one"))
        unreadable = {"sqlite": "\ud800", "postgresql": "a\x00b"}[worker.engine.dialect.name]
        with pytest.raises(ValueError):  # which Rasa takes it for a schema that is missing, and exits
            await worker.retrieve_full_tracker(unreadable)
        assert words_of(await worker.retrieve_full_tracker("me")) == ["one"]

    run(work)


def test_a_tracker_that_was_made_elsewhere_is_stored_once(url: str) -> None:
    async def work() -> None:
        await talk(store(), "me", turn("one"))
        made = DialogueStateTracker.from_dict("me", [], DOMAIN.slots)
        for event in turn("two"):
            made.update(event, DOMAIN)
        for _ in range(2):
            await store().save(made)
        assert words_of(await store().retrieve("me")) == ["one", "two"]

    run(work)


def test_whichever_tracker_store_is_named_its_messages_can_be_had() -> None:
    async def work() -> None:
        worker = FailSafeTrackerStore(TrackerStore.create(None, DOMAIN))
        await talk(worker, "me", turn("one"))
        assert [each.text for each in await said(worker, "me") if isinstance(each, UserUttered)] == ["one"]
        assert await said(worker, "nobody") == []

    run(work)
