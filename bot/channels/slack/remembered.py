"""What Slack needs remembered, in SQL, so that several workers agree: threads and who began them, installations."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import product
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Column, MetaData, String, Table, delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from actions.keeping import records
from actions.keeping.schema import bring_up_to_date
from bot.channels.incoming import conversation_id
from bot.channels.rate import DAY
from bot.channels.seen import in_thread

logger = logging.getLogger(__name__)

STATE_SECONDS = 600  # that somebody may take to agree to an installation
FILE = "slack"  # in var/, without a database of one's own
_METADATA = MetaData()
_THREADS = Table(
    "slack_talks", _METADATA, Column("key", String(200), primary_key=True), Column("by", String(64), nullable=False)
)
_SPEAKERS = Table(
    "slack_speakers",
    _METADATA,
    Column("key", String(200), primary_key=True),
    Column("user", String(64), primary_key=True),
)
# Threads in which people have talked to each other since the advisor's latest answer.
_OVERHEARD = Table("slack_overheard", _METADATA, Column("key", String(200), primary_key=True))
_PLACES = Table(
    "slack_places",
    _METADATA,
    Column("conversation", String(200), primary_key=True),
    Column("person", String(130), nullable=False, index=True),
)


class Threads:
    """Threads in which the advisor takes part, who speaks in them, and whose a conversation is."""

    def __init__(self, database: Engine) -> None:
        self._engine = database
        bring_up_to_date(database, "slack")

    async def join(self, thread: str, user: str) -> None:
        """Remembers a thread and who began the conversation in it; of one that is known nothing changes."""
        await in_thread(lambda: self._join(thread, user))

    async def begun_by(self, thread: str) -> str | None:
        """Who began the conversation in a thread; None where the advisor takes no part."""
        return await in_thread(lambda: self._begun_by(thread))

    async def spoke(self, thread: str, users: Iterable[str]) -> int:
        """Remembers who wrote in a thread; how many have."""
        return await in_thread(lambda: self._spoke(thread, set(users)))

    async def note(self, person: str, conversation: str) -> None:
        """Remembers whose a conversation is, so that "forget me" finds it."""
        # asked each time: another server may have forgotten it meanwhile
        await in_thread(lambda: self._insert(_PLACES, conversation=conversation, person=person))

    async def forgotten(self, person: str) -> list[str]:
        """The conversations of a person, which are remembered no longer."""
        return await in_thread(lambda: self._forgotten(person))

    def _spoke(self, thread: str, users: set[str]) -> int:
        here = _SPEAKERS.c.key == thread
        with self._engine.connect() as connection:
            known = set(connection.execute(select(_SPEAKERS.c.user).where(here)).scalars())
        for user in users - known:
            self._insert(_SPEAKERS, key=thread, user=user)
        return len(known | users)

    async def overhear(self, thread: str) -> None:
        """Remembers that people talk to each other in a thread."""
        await in_thread(lambda: self._insert(_OVERHEARD, key=thread))

    async def is_overheard(self, thread: str) -> bool:
        """Whether people have talked to each other since the latest answer in a thread."""
        return await in_thread(lambda: self._has(_OVERHEARD, thread))

    async def join_in(self, thread: str) -> None:
        """Answers in a thread: what people said to each other before is over."""
        if thread and await self.is_overheard(thread):
            await in_thread(lambda: self._delete(_OVERHEARD, thread))

    def _has(self, table: Table, key: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(select(table.c.key).where(table.c.key == key)).first() is not None

    def _delete(self, table: Table, key: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.key == key))

    def _insert(self, table: Table, **row: str) -> None:
        """Inserts a row; one that is there already stays."""
        key = table.primary_key.columns.keys()
        there = select(table).where(*(table.c[each] == row[each] for each in key))
        with contextlib.suppress(IntegrityError), self._engine.begin() as connection:
            if connection.execute(there).first() is None:
                connection.execute(insert(table), row)

    def _forgotten(self, person: str) -> list[str]:
        mine = _PLACES.c.person == person
        with self._engine.begin() as connection:
            found = list(connection.execute(select(_PLACES.c.conversation).where(mine)).scalars())
            connection.execute(delete(_PLACES).where(mine))
        return found

    def leave_gone(self) -> int:
        """Forgets the threads of whose conversation nothing is kept; how many."""
        kept = records.database(records.CONVERSATIONS)
        with self._engine.connect() as connection:
            keys = connection.execute(select(_THREADS.c.key)).scalars().all()
        with kept.connect() as connection:
            there = set(connection.execute(select(records.events.c.sender_id).distinct()).scalars())
        gone = [key for key in keys if conversation_id("slack", *key.split(":")) not in there]
        with self._engine.begin() as connection:
            for key, table in product(gone, (_THREADS, _SPEAKERS, _OVERHEARD)):
                connection.execute(delete(table).where(table.c.key == key))
            places = set(connection.execute(select(_PLACES.c.conversation)).scalars())
            for place in places - there:
                connection.execute(delete(_PLACES).where(_PLACES.c.conversation == place))
        return len(gone)

    async def leave_gone_daily(self) -> None:
        """Does so now and each day, until it is cancelled."""
        while True:
            try:
                await in_thread(self.leave_gone)
            except SQLAlchemyError as problem:
                logger.error("Slack's threads: nothing deleted (%s)", type(problem).__name__)
            await asyncio.sleep(DAY)

    def _join(self, thread: str, user: str) -> None:
        self._insert(_THREADS, key=thread, by=user)

    def _begun_by(self, thread: str) -> str | None:
        with self._engine.connect() as connection:
            found = connection.execute(select(_THREADS.c.by).where(_THREADS.c.key == thread)).scalar()
        return None if found is None else str(found)


class Installations(AsyncInstallationStore):
    """slack_sdk's SQL store of installations, off the event loop."""

    def __init__(self, database: Engine, client_id: str) -> None:
        self._store = SQLAlchemyInstallationStore(client_id=client_id, engine=database)
        bring_up_to_date(database, "slack")

    @property
    def logger(self) -> logging.Logger:
        """Where slack_sdk logs."""
        return self._store.logger

    async def async_save(self, installation: Installation) -> None:
        """Keeps an installation."""
        await in_thread(lambda: self._store.save(installation))

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        return await in_thread(
            lambda: self._store.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
            )
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """The workspace took the app off."""
        await in_thread(lambda: self._store.delete_bot(enterprise_id=enterprise_id, team_id=team_id))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """A person of the workspace, or the workspace, took the app off."""
        await in_thread(
            lambda: self._store.delete_installation(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)
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
        return await in_thread(
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
        self._engine = database
        bring_up_to_date(database, "slack")

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state; those that nobody may use any longer go."""
        return await in_thread(self._issue)

    def _issue(self) -> str:
        states = self._store.oauth_states
        with self._engine.begin() as connection:
            connection.execute(delete(states).where(states.c.expire_at < datetime.utcnow()))
        return self._store.issue()

    async def async_consume(self, state: str) -> bool:
        """Whether the state was issued here and is not too old."""
        return await in_thread(lambda: self._store.consume(state))
