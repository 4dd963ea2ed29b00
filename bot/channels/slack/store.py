"""What Slack needs remembered, in SQL, so that several workers agree: events seen, threads joined, installations."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Column, Float, MetaData, String, Table, create_engine, delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from bot.settings import VAR

KEPT = 24 * 3600.0  # seconds that an event is remembered; Slack sends it again for an hour at most
PATIENCE = 30  # seconds that SQLite waits for another writer
STATE_SECONDS = 600  # that somebody may take to agree to an installation
_METADATA = MetaData()
_SEEN = Table(
    "slack_seen", _METADATA, Column("key", String(200), primary_key=True), Column("at", Float, nullable=False)
)
_THREADS = Table("slack_threads", _METADATA, Column("key", String(200), primary_key=True))
T = TypeVar("T")


def engine(url: str | None = None) -> Engine:
    """The database: ADVISOR_DATABASE_URL, else a SQLite file in var/."""
    chosen = url or os.environ.get("ADVISOR_DATABASE_URL")
    if not chosen:
        VAR.mkdir(parents=True, exist_ok=True)
        chosen = f"sqlite:///{VAR / 'slack.sqlite'}"
    # messages that come at once wait for one another: one that gave up would be lost, Slack had its "ok" already
    arguments = {"timeout": PATIENCE} if chosen.startswith("sqlite") else {}
    return create_engine(chosen, future=True, poolclass=NullPool, hide_parameters=True, connect_args=arguments)


class Seen:
    """Events and threads."""

    def __init__(self, database: Engine) -> None:
        self._engine = database
        _METADATA.create_all(database)

    async def first(self, key: str) -> bool:
        """Whether this event is new; only the first of all workers is told so."""
        return await _in_thread(lambda: self._first(key))

    async def join(self, thread: str) -> None:
        """Remembers a thread in which the advisor takes part."""
        await _in_thread(lambda: self._insert(_THREADS, {"key": thread}))

    async def joined(self, thread: str) -> bool:
        """Whether the advisor takes part in a thread."""
        return await _in_thread(lambda: self._joined(thread))

    def _first(self, key: str) -> bool:
        now = time.time()
        with self._engine.begin() as connection:
            connection.execute(delete(_SEEN).where(_SEEN.c.at < now - KEPT))
        return self._insert(_SEEN, {"key": key, "at": now})

    def _insert(self, table: Table, row: dict[str, Any]) -> bool:
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(table), row)
        except IntegrityError:
            return False
        return True

    def _joined(self, thread: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(select(_THREADS).where(_THREADS.c.key == thread)).first() is not None


class Installations(AsyncInstallationStore):
    """slack_sdk's SQL store of installations, off the event loop."""

    def __init__(self, database: Engine, client_id: str) -> None:
        self._store = SQLAlchemyInstallationStore(client_id=client_id, engine=database)
        self._store.create_tables()

    @property
    def logger(self) -> logging.Logger:
        """Where slack_sdk logs."""
        return self._store.logger

    async def async_save(self, installation: Installation) -> None:
        """Keeps an installation."""
        await _in_thread(lambda: self._store.save(installation))

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        return await _in_thread(
            lambda: self._store.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
            )
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a workspace."""
        return await _in_thread(
            lambda: self._store.find_installation(
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                is_enterprise_install=is_enterprise_install,
            )
        )


class States(AsyncOAuthStateStore):
    """slack_sdk's SQL store of OAuth states, off the event loop."""

    def __init__(self, database: Engine) -> None:
        self._store = SQLAlchemyOAuthStateStore(expiration_seconds=STATE_SECONDS, engine=database)
        self._store.metadata.create_all(database)

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state."""
        return await _in_thread(lambda: self._store.issue(*args, **kwargs))

    async def async_consume(self, state: str) -> bool:
        """Whether the state was issued here and is not too old."""
        return await _in_thread(lambda: self._store.consume(state))


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(None, work)
