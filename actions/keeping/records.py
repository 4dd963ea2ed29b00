"""What is kept of people, in SQL: the events of conversations, judgements on answers, questions nobody could answer.

In the database of ADVISOR_DATABASE_URL, else in SQLite files in var/. docs/privacy.md says what, why and how long.
The Rasa server writes (bot/conversations.py, bot/feedback.py); "forget me" deletes from here, so that its receipt
says what really happened.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from actions.keeping.schema import bring_up_to_date, made
from knowledge.sqlite import let_readers_go_on

VAR = Path(__file__).resolve().parents[2] / "var"
CONVERSATIONS, FEEDBACK = "conversations", "feedback"  # the files in var/
LONGEST_ID = 64  # characters of a conversation's id that feedback keeps
WAIT_SECONDS = 5.0
WIPE_AGAIN = 1.0  # seconds
CODE_DAY = 24 * 3600.0  # seconds after which nothing is left of a code; until then it is told why it works no longer
HANDOVER_SECONDS = 3600.0  # after which a conversation's summary may be sent again

_METADATA = MetaData()  # changed only together with migrations/
# The table of Rasa's SQLTrackerStore; the index on both columns finds a conversation's end without reading it.
events = Table(
    "events",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
    Index("events_in_order", "sender_id", "id"),
)
unanswered = Table(
    "unanswered",
    _METADATA,
    Column("question", String(500), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Float, nullable=False),
)
handovers = Table(
    "handovers",
    _METADATA,
    Column("conversation", String(255), primary_key=True),
    Column("at", Float, nullable=False),
)
# Codes that bring what is noted in a conversation to another one (resume_codes.py).
resume_codes = Table(
    "resume_codes",
    _METADATA,
    Column("digest", String(64), primary_key=True),
    Column("conversation", String(255), nullable=False, index=True),
    Column("given_at", Float, nullable=False),
    Column("used_at", Float),
)
judgements = Table(
    "feedback",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("said_at", DateTime(timezone=True), nullable=False),
    Column("conversation", String(LONGEST_ID), nullable=False, index=True),
    Column("question", String(2000), nullable=False),
    Column("answer", String(4000), nullable=False),
    Column("thumb", String(4), nullable=False),
    Column("word", String(1000), nullable=False),
)
# Everything before one of these is over for the dialogue.
_BEGINNINGS = ("session_started", "restart", "reset_slots")
OF_SENDER = events.c.sender_id == bindparam("sender")
BEGINNING = select(func.max(events.c.id)).where(OF_SENDER, events.c.type_name.in_(_BEGINNINGS))
# The last value of each slot since the dialogue's beginning, as it was in front of the event `window`.
SLOT_IDS = (
    select(func.max(events.c.id))
    .where(OF_SENDER, events.c.type_name == "slot", events.c.id >= bindparam("beginning"))
    .where(events.c.id < bindparam("window"))
    .group_by(events.c.action_name)
)
SLOTS = select(events.c.data).where(events.c.id.in_(SLOT_IDS)).order_by(events.c.id)
_NO_WINDOW = 2**31 - 1  # the greatest number of an event
_OPENING = threading.Lock()


@dataclass(frozen=True)
class Gone:
    """What "forget me" deleted: messages that the person wrote, answers they got, judgements they gave."""

    messages: int
    answers: int
    judgements: int


def database(name: str, url: str | None = None) -> Engine:
    """The database with the tables of CONVERSATIONS or FEEDBACK, brought up to date.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
    """
    with _OPENING:
        return _database(name, url or os.environ.get("ADVISOR_DATABASE_URL") or f"sqlite:///{VAR / name}.sqlite")


@lru_cache(maxsize=8)
def _database(name: str, url: str) -> Engine:
    if not url.startswith("sqlite"):
        arguments: dict[str, Any] = {"connect_timeout": 5}
        # an error's words go to the log, where no message of anybody belongs
        engine = create_engine(url, future=True, pool_pre_ping=True, hide_parameters=True, connect_args=arguments)
    else:
        VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_from_others(make_url(url).database)
        arguments = {"timeout": WAIT_SECONDS, "check_same_thread": False}
        engine = create_engine(url, future=True, poolclass=QueuePool, hide_parameters=True, connect_args=arguments)
        event.listen(engine, "connect", _prepare)
    bring_up_to_date(engine, name)
    return engine


def _keep_from_others(file: str | None) -> None:
    """Makes a file of SQLite its owner's only, also for plain `rasa run`; what SQLite puts beside it is like it.

    One that is there is never opened for it: to close a file ends all locks on it that this process holds, SQLite's
    own too, and what was written would be lost. What can't be made or changed SQLite refuses in its own words.
    """
    if file and file != ":memory:":
        with contextlib.suppress(OSError):
            Path(file).touch(mode=0o600, exist_ok=False)
        with contextlib.suppress(OSError):
            if Path(file).is_file():
                Path(file).chmod(0o600)


def refuse_newer() -> None:
    """Looks at all that is kept before servers start, which could not write what a newer advisor has changed.

    Raises:
        NewerSchema: with what to do.
    """
    shared = os.environ.get("ADVISOR_DATABASE_URL")
    for url in [shared] if shared else [f"sqlite:///{path}" for path in sorted(VAR.glob("*.sqlite"))]:
        made(create_engine(url, future=True, hide_parameters=True, poolclass=NullPool))


def _prepare(connection: Any, _record: Any) -> None:
    let_readers_go_on(connection, WAIT_SECONDS)
    connection.execute("PRAGMA synchronous=NORMAL")  # a power cut may lose the last seconds, never the file
    connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten


def forget(conversation: str) -> Gone:
    """Deletes all that is kept of a conversation.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached; then nothing, or only judgements, are deleted.
    """
    judged = _deleted(FEEDBACK, judgements, judgements.c.conversation == conversation[:LONGEST_ID])
    wipe(database(FEEDBACK))
    engine = database(CONVERSATIONS)
    mine = events.c.sender_id == conversation
    with engine.begin() as connection:
        by_kind = select(events.c.type_name, func.count()).where(mine).group_by(events.c.type_name)
        counts = {kind: int(count) for kind, count in connection.execute(by_kind)}
        connection.execute(delete(events).where(mine))
        connection.execute(delete(handovers).where(handovers.c.conversation == conversation))
        connection.execute(delete(resume_codes).where(resume_codes.c.conversation == conversation))
    wipe(engine)
    return Gone(counts.get("user", 0), counts.get("bot", 0), judged)


def expire(before: datetime) -> int:
    """Deletes conversations whose last message is older than this, and judgements and questions as old.

    Returns:
        The number of events deleted.
    """
    stamp = before.timestamp()
    old = select(events.c.sender_id).group_by(events.c.sender_id).having(func.max(events.c.timestamp) < stamp)
    gone = _deleted(CONVERSATIONS, events, events.c.sender_id.in_(old))
    _deleted(CONVERSATIONS, handovers, handovers.c.at < stamp)
    _deleted(CONVERSATIONS, resume_codes, resume_codes.c.given_at < time.time() - CODE_DAY)
    gone_questions = _deleted(CONVERSATIONS, unanswered, unanswered.c.last_at < stamp)
    gone_judgements = _deleted(FEEDBACK, judgements, judgements.c.said_at < before)
    if gone or gone_questions:
        wipe(database(CONVERSATIONS))
    if gone_judgements:
        wipe(database(FEEDBACK))
    return gone


def last_slots(conversation: str) -> dict[str, Any]:
    """The values of a conversation's slots by name; a slot that was never set is not there.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    with database(CONVERSATIONS).connect() as connection:
        beginning = connection.execute(BEGINNING, {"sender": conversation}).scalar() or 0
        asked = {"sender": conversation, "beginning": beginning, "window": _NO_WINDOW}
        found = [json.loads(each) for each in connection.execute(SLOTS, asked).scalars()]
    return {each["name"]: each.get("value") for each in found}


def claim_handover(conversation: str) -> bool:
    """Whether a conversation's summary may be sent now; then nobody else may for HANDOVER_SECONDS, in any process.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    now = time.time()
    _deleted(CONVERSATIONS, handovers, handovers.c.at < now - HANDOVER_SECONDS)
    try:
        with database(CONVERSATIONS).begin() as connection:
            connection.execute(insert(handovers), {"conversation": conversation, "at": now})
    except IntegrityError:
        return False
    return True


def release_handover(conversation: str) -> None:
    """Takes a claim back, for a summary that did not arrive."""
    _deleted(CONVERSATIONS, handovers, handovers.c.conversation == conversation)


def _deleted(name: str, table: Table, where: Any) -> int:
    engine = database(name)
    with engine.begin() as connection:
        count = int(connection.execute(delete(table).where(where)).rowcount)
    return count


def wipe(engine: Engine) -> None:
    """Empties SQLite's write-ahead log, which still holds what was deleted from the file itself.

    While somebody reads it cannot be emptied; then it is tried again, each WIPE_AGAIN seconds, until it is.
    """
    if engine.dialect.name == "sqlite" and not _is_wiped(engine):
        threading.Thread(target=_wipe_later, args=(engine,), name="wipe", daemon=True).start()


def _is_wiped(engine: Engine) -> bool:
    with engine.connect() as connection:
        busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy


def _wipe_later(engine: Engine) -> None:
    while True:
        time.sleep(WIPE_AGAIN)
        with contextlib.suppress(SQLAlchemyError):
            if _is_wiped(engine):
                return


def questions() -> Iterable[dict[str, Any]]:
    """Questions that were not understood, those asked most often first: `question`, `times`, `last_at` (epoch)."""
    order = (unanswered.c.times.desc(), unanswered.c.last_at.desc(), unanswered.c.question)
    with database(CONVERSATIONS).connect() as connection:
        return [dict(row._mapping) for row in connection.execute(select(unanswered).order_by(*order))]
