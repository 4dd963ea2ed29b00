"""Rasa's tracker store in SQL: conversations survive a restart, are deleted when old, and are forgotten on request.

`var/conversations.sqlite`, or the database of ADVISOR_DATABASE_URL, which several workers share. Rasa's own
SQLTrackerStore reads and rebuilds a whole conversation for each message; three things keep ours cheap:

* A conversation that goes on stays in memory. One look at the id of its last event tells whether another server has
  written since; bot/together/turns.py lets only one message of a conversation be worked on at a time.
* What is written is the new events, in one transaction.
* What is read is the latest WINDOW events and the last value of each slot, so a long conversation costs no more.

`action_forget_me` deletes a conversation while its message is being answered (actions/keeping/records.py).
`save` sees that it ran, and keeps nothing of the message that asked for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import AllSlotsReset, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from actions.keeping import records
from actions.keeping.records import BEGINNING, OF_SENDER, SLOT_IDS, SLOTS, events, unanswered
from actions.keeping.shared_settings import SettingError, retention_days
from bot import watching
from bot.shown_once import hide_codes
from bot.together.turns import Turn, held

logger = logging.getLogger(__name__)

WINDOW = 30  # events, about five messages
LIVE = 100  # conversations in memory
MOST_EVENTS = 5_000  # of one conversation, some 400 messages; what is older goes
LET_GO = 10.0  # seconds between two looks for conversations that another server has deleted
TRIMMED_EVERY = 50  # events of all conversations
DAY = 24 * 3600.0
LONGEST_QUESTION = 500  # characters
FALLBACK = "nlu_fallback"
_MARK = "_stored"  # attribute of a tracker: (how many of its events are stored, id of the last one)

_LAST_ID = select(func.max(events.c.id)).where(OF_SENDER)
_THERE = select(events.c.sender_id).where(events.c.sender_id.in_(bindparam("senders", expanding=True))).distinct()
_LAST_TIME = select(func.max(events.c.timestamp)).where(OF_SENDER)
_LATEST = (
    select(events.c.id, events.c.type_name, events.c.data)
    .where(OF_SENDER, events.c.id >= bindparam("beginning"))
    .order_by(events.c.id.desc())
    .limit(WINDOW + 1)
)
_SAID = select(events.c.data).where(OF_SENDER, events.c.type_name.in_(("user", "bot"))).order_by(events.c.id.desc())
_EARLIER = _SAID.where(events.c.timestamp < bindparam("before"))
# In JSON a quote inside a text has a backslash before it, so this is the name of a field.
_LISTED = _SAID.where(events.c.data.like('%"shortlist": %')).limit(1)
_ONE_TOO_MANY = select(events.c.id).where(OF_SENDER).order_by(events.c.id.desc()).offset(bindparam("most")).limit(1)
T = TypeVar("T")


class ConversationStore(SQLTrackerStore):
    """See the module's docstring. Named in endpoints.yml, so plain `rasa run` and `rasa shell` use it too."""

    def __init__(
        self, domain: Domain | None = None, event_broker: EventBroker | None = None, host: str | None = None
    ) -> None:
        """Opens the database and begins to delete what is too old.

        Args:
            domain, event_broker: Rasa's.
            host: `url` in endpoints.yml; it has to be empty.

        Raises:
            SettingError: there is a `url`, or ADVISOR_RETENTION_DAYS is no number of days.
        """
        if host:  # the action server deletes from the same database, and does not read endpoints.yml
            raise SettingError("endpoints.yml has a url under tracker_store; set ADVISOR_DATABASE_URL instead.")
        TrackerStore.__init__(self, domain, event_broker)
        days = retention_days()
        self.engine = records.database(records.CONVERSATIONS)
        self.sessionmaker = sessionmaker(bind=self.engine, future=True)
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._lost: set[str] = set()
        # SQLite lets one write at a time; elsewhere a slow write should not hold up others
        threads = 1 if self.engine.dialect.name == "sqlite" else 4
        self._threads = ThreadPoolExecutor(threads, "conversations")
        self._readers = ThreadPoolExecutor(2, "histories")  # a long history holds up no message
        threading.Thread(target=_expire_daily, args=(days,), name="retention", daemon=True).start()
        if self.engine.dialect.name != "sqlite":
            threading.Thread(target=self._let_go_of_forgotten, name="forgotten", daemon=True).start()

    @TrackerStore.domain.setter  # type: ignore[attr-defined, misc, untyped-decorator]
    def domain(self, domain: Domain | None) -> None:
        """Another model has other slots: conversations are read anew."""
        self._domain = domain or Domain.empty()
        self._live.clear()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as the dialogue needs it, or None.

        It leaves the memory with this: should the message fail half-way, the next one reads what is stored.
        """
        with watching.step("read"):
            return await self._off_loop(self._retrieve_now, sender_id, self._live.pop(sender_id, None))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the events that are new; or deletes the conversation, if that is what they say.

        What cannot be written is lost, and the person is told so (`loses`): Rasa would keep a copy in memory, which
        nobody reads and "forget me" does not reach.
        """
        try:
            with watching.step("write"):
                await self._save(tracker)
        except SQLAlchemyError as problem:
            watching.count("advisor_errors_total", part="database")
            logger.error("a conversation cannot be written (%s)", type(problem).__name__)
            self._lost.add(tracker.sender_id)
        else:
            self._lost.discard(tracker.sender_id)

    def loses(self, sender_id: str) -> bool:
        """Whether the latest message of a conversation could not be kept; said once."""
        lost = sender_id in self._lost
        self._lost.discard(sender_id)
        return lost

    async def _save(self, tracker: DialogueStateTracker) -> None:
        if hasattr(tracker, _MARK):
            count, _ = getattr(tracker, _MARK)
            new = list(islice(tracker.events, count, None))
        else:  # made elsewhere: by Rasa's HTTP API, or by Rasa itself after a conversation could not be read
            new = await self._off_loop(self._not_stored, tracker)
        hide_codes(new)
        turn = held(tracker.sender_id)
        if is_forgotten(new):
            await self._off_loop(self._delete, tracker.sender_id, turn)
            return
        if new:
            last = await self._off_loop(self._write, tracker.sender_id, new, turn)
            setattr(tracker, _MARK, (len(tracker.events), last))
            if self.event_broker is not None:
                await self._publish(self.event_broker, new, tracker.sender_id)
        if new and len(tracker.events) <= 2 * WINDOW:
            self._live[tracker.sender_id] = tracker
            if len(self._live) > LIVE:
                self._live.popitem(last=False)

    async def _publish(self, broker: EventBroker, new: Sequence[Event], sender_id: str) -> None:
        """Gives new events to the broker of endpoints.yml; that it cannot take them is no loss to people."""
        try:
            await self._stream_new_events(broker, new, sender_id)
        except Exception as problem:
            watching.count("advisor_errors_total", part="broker")
            logger.error("the event broker does not take events (%s)", type(problem).__name__)

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """An empty tracker, nothing of which is stored."""
        tracker = super().init_tracker(sender_id)
        setattr(tracker, _MARK, (0, None))
        return tracker

    @contextlib.contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session for what Rasa's own store reads. Rasa's version ends the process at any ValueError."""
        with self.sessionmaker() as session:
            yield session

    async def messages(self, sender_id: str, latest: int | None = None, before: float | None = None) -> list[Event]:
        """What was said in a conversation, in order: all of it, or the latest messages and answers.

        Args:
            latest: how many at most.
            before: a time in seconds; what was said then or later is left out.
        """
        asked = _SAID if before is None else _EARLIER
        return await self._reading(asked.limit(latest), {"sender": sender_id, "before": before})

    async def with_shortlist(self, sender_id: str) -> list[Event]:
        """The latest answer that carries the shortlist, or nothing."""
        return await self._reading(_LISTED, {"sender": sender_id})

    async def exists(self, sender_id: str) -> bool:
        """Whether anything is kept of a conversation."""
        return await self._off_loop(self._exists, sender_id)

    def _exists(self, sender_id: str) -> bool:
        with self.engine.connect() as connection:
            return connection.execute(_LAST_ID, {"sender": sender_id}).scalar() is not None

    async def _reading(self, asked: Any, parameters: dict[str, Any]) -> list[Event]:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, asked, parameters)

    async def _off_loop(self, work: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _retrieve_now(self, sender_id: str, live: DialogueStateTracker | None) -> DialogueStateTracker | None:
        with self.engine.connect() as connection:
            last = connection.execute(_LAST_ID, {"sender": sender_id}).scalar()
            if last is None:
                return None
            if live is not None and getattr(live, _MARK)[1] == last:
                return live
            found = _window(connection, sender_id)
        tracker = DialogueStateTracker.from_dict(sender_id, found, self.domain.slots)
        setattr(tracker, _MARK, (len(tracker.events), last))
        return tracker

    def _not_stored(self, tracker: DialogueStateTracker) -> list[Event]:
        """The events of a tracker that are younger than what is stored of its conversation."""
        with self.engine.connect() as connection:
            last = connection.execute(_LAST_TIME, {"sender": tracker.sender_id}).scalar()
        return [each for each in tracker.events if last is None or each.timestamp > last]

    def _write(self, sender_id: str, new: Sequence[Event], turn: Turn | None) -> int:
        rows = [_row(sender_id, each) for each in new]
        with self.engine.begin() as connection:
            if turn is not None:
                turn.check(connection)
            connection.execute(insert(events), rows)
            for question in _not_understood(new):
                _note(connection, question)
            last = int(connection.execute(_LAST_ID, {"sender": sender_id}).scalar_one())
            if last // TRIMMED_EVERY != (last - len(rows)) // TRIMMED_EVERY:
                _trim(connection, sender_id)
            return last

    def _delete(self, sender_id: str, turn: Turn | None) -> None:
        with self.engine.begin() as connection:
            if turn is not None:
                turn.check(connection)
            connection.execute(delete(events).where(OF_SENDER), {"sender": sender_id})
        records.wipe(self.engine)

    def _let_go_of_forgotten(self) -> None:
        """Has no conversation stay in memory that another server has deleted: too old, or forgotten."""
        while True:
            time.sleep(LET_GO)
            with contextlib.suppress(SQLAlchemyError):
                self.let_go_of_forgotten()

    def let_go_of_forgotten(self) -> None:
        """Takes out of memory what is kept no longer."""
        if senders := list(self._live):
            with self.engine.connect() as connection:
                there = set(connection.execute(_THERE, {"senders": senders}).scalars())
            for gone in set(senders) - there:
                self._live.pop(gone, None)

    def _read(self, asked: Any, parameters: dict[str, Any]) -> list[Event]:
        with self.engine.connect() as connection:
            rows = connection.execute(asked, parameters).scalars().all()
        return [Event.from_parameters(json.loads(each)) for each in reversed(rows)]


def is_forgotten(new: Sequence[Event]) -> bool:
    """Whether the conversation was deleted while its message was answered: only then are all slots reset."""
    return any(isinstance(each, AllSlotsReset) for each in new)


def _window(connection: Connection, sender_id: str) -> list[dict[str, Any]]:
    """The latest events since the dialogue's beginning, the last values of earlier slots in front of them."""
    beginning = connection.execute(BEGINNING, {"sender": sender_id}).scalar() or 0
    latest = connection.execute(_LATEST, {"sender": sender_id, "beginning": beginning}).all()[::-1]
    found = [json.loads(each.data) for each in latest]
    if len(latest) <= WINDOW:
        return found
    # the window begins where the advisor listens, which is where the dialogue policies expect a turn to begin
    start = next((i for i, each in enumerate(found) if each.get("name") == "action_listen"), 0)
    parameters = {"sender": sender_id, "beginning": beginning, "window": latest[start].id}
    slots = connection.execute(SLOTS, parameters).scalars().all()
    return [*(json.loads(each) for each in slots), *found[start:]]


def _trim(connection: Connection, sender_id: str) -> None:
    """Deletes what is older than the latest MOST_EVENTS, but the last value of each slot."""
    oldest = connection.execute(_ONE_TOO_MANY, {"sender": sender_id, "most": MOST_EVENTS}).scalar()
    if oldest is None:
        return
    beginning = connection.execute(BEGINNING, {"sender": sender_id}).scalar() or 0
    parameters = {"sender": sender_id, "beginning": beginning, "window": oldest + 1}
    kept = connection.execute(SLOT_IDS, parameters).scalars().all()
    old = delete(events).where(OF_SENDER, events.c.id <= oldest, events.c.id.not_in(kept))
    connection.execute(old, {"sender": sender_id})


def _row(sender_id: str, new: Event) -> dict[str, Any]:
    data = new.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": new.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _not_understood(new: Sequence[Event]) -> list[str]:
    """Questions for the editors, as the person wrote them."""
    said = [each for each in new if isinstance(each, UserUttered) and each.intent_name == FALLBACK]
    folded = [" ".join((each.text or "").split())[:LONGEST_QUESTION] for each in said]
    return [each for each in folded if any(c.isalpha() for c in each) and not each.startswith("/")]


def _note(connection: Connection, question: str) -> None:
    """Counts a question; what differs only in capitals is the same one."""
    now = time.time()
    same = func.lower(unanswered.c.question) == question.lower()
    again = update(unanswered).where(same).values(times=unanswered.c.times + 1, last_at=now)
    if not connection.execute(again).rowcount:
        with contextlib.suppress(IntegrityError), connection.begin_nested():  # another worker may be first
            connection.execute(insert(unanswered), {"question": question, "times": 1, "last_at": now})


def _expire_daily(days: int) -> None:
    while True:
        try:
            gone = records.expire(datetime.now(timezone.utc) - timedelta(days=days))
            if gone:
                logger.info("retention: %s events of conversations older than %s days deleted", gone, days)
        except SQLAlchemyError as problem:
            logger.error("retention: nothing deleted (%s)", type(problem).__name__)
        time.sleep(DAY)
