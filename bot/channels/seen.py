"""Once-only over workers and restarts: which deliveries of a message were seen, for channels that deliver again, and
which visits to the desk were ended."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Column, Float, MetaData, String, Table, create_engine, delete, event, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from actions.keeping.schema import bring_up_to_date
from bot.settings import VAR

KEPT = 24 * 3600.0  # seconds that a delivery is remembered; Slack, for one, delivers again for an hour at most
PATIENCE = 30  # seconds that SQLite waits for another writer
_METADATA = MetaData()
_SEEN = Table(
    "channel_seen", _METADATA, Column("key", String(200), primary_key=True), Column("at", Float, nullable=False)
)
T = TypeVar("T")


def engine(name: str = "channels", url: str | None = None) -> Engine:
    """The database: ADVISOR_DATABASE_URL, else a SQLite file of this name in var/."""
    chosen = url or os.environ.get("ADVISOR_DATABASE_URL")
    if not chosen:
        VAR.mkdir(parents=True, exist_ok=True)
        chosen = f"sqlite:///{VAR / name}.sqlite"
    # messages that come at once wait for one another: one that gave up would be lost, its sender had an "ok" already
    arguments = {"timeout": PATIENCE} if chosen.startswith("sqlite") else {}
    made = create_engine(chosen, future=True, poolclass=NullPool, hide_parameters=True, connect_args=arguments)
    if chosen.startswith("sqlite"):
        event.listen(made, "connect", _overwrite)
    return made


def _overwrite(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA secure_delete=ON")  # tokens of a workspace that took the app off are not only unlinked


class Seen:
    """Deliveries that were seen.

    Args:
        channel: its name; another channel's keys are others.
        database: from `engine`.
    """

    def __init__(self, channel: str, database: Engine) -> None:
        self._channel = channel
        self._engine = database
        bring_up_to_date(database, "channels")

    async def first(self, key: str) -> bool:
        """Whether this delivery is the first of its message; only the first of all workers is told so."""
        return await in_thread(lambda: self._first(f"{self._channel}:{key}"[:200]))

    async def known(self, key: str) -> bool:
        """Whether `first` was asked of this key in the last KEPT seconds; nothing is written."""
        return await in_thread(lambda: self._known(f"{self._channel}:{key}"[:200]))

    def _known(self, key: str) -> bool:
        wanted = select(_SEEN.c.at).where(_SEEN.c.key == key, _SEEN.c.at >= time.time() - KEPT)
        with self._engine.connect() as connection:
            return connection.execute(wanted).first() is not None

    def _first(self, key: str) -> bool:
        now = time.time()
        with self._engine.begin() as connection:
            connection.execute(delete(_SEEN).where(_SEEN.c.at < now - KEPT))
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_SEEN), {"key": key, "at": now})
        except IntegrityError:
            return False
        return True


async def in_thread(work: Callable[[], T]) -> T:
    """Work for a database, off the event loop."""
    return await asyncio.get_running_loop().run_in_executor(None, work)
