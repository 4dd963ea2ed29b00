"""Rasa's lock store: one message of a conversation at a time, in the order in which they came.

With SQLite, one server's memory is enough. With PostgreSQL, which several servers may share, whose turn it is stands in
the database (bot/together/tickets.py): Rasa's own stores either know one process only or, with Redis, read and then
write, so that two messages may have one turn. Rasa waits a second between two looks, here it is a few milliseconds.

While the database does not answer, people are answered, one message at a time in each server, and nothing is written
(bot/conversations.py).
"""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from rasa.core.lock_store import LockStore
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from actions.keeping.shared_settings import shared_address
from bot.together.database import engine_of
from bot.together.presence import presence_at
from bot.together.tickets import Ticket, Tickets, is_held

logger = logging.getLogger(__name__)

LOOK = 0.01  # seconds between two looks, for each ticket before one's own
LONGEST_LOOK = 0.5
SETTLING = 0.2  # seconds that a message waits for an earlier one that is delivered late
arrived: ContextVar[float] = ContextVar("arrived", default=0.0)
"""When the request that is being answered came to this machine (bot/channels/visitor.py): of those that wait for one
turn the earliest is next, however busy the server was that it came to. 0 where that is not known."""
T = TypeVar("T")


class TurnOver(SQLAlchemyError):
    """Another server may have answered in the same conversation meanwhile: what is written now would be wrong."""


@dataclass
class Turn:
    """A turn that was taken.

    Attributes:
        shared: whether other servers have to respect it.
        ticket: by which they do; None where the database did not give one.
        over: whether it has ended.
    """

    shared: bool = False
    ticket: int | None = None
    over: bool = False

    def check(self, connection: Connection) -> None:
        """Makes sure that nobody else has the turn before the connection's transaction has ended.

        Raises:
            TurnOver: somebody may have had it already.
        """
        if self.shared and (self.ticket is None or not is_held(connection, self.ticket)):
            raise TurnOver("the turn has passed on")


_HELD: ContextVar[dict[str, Turn] | None] = ContextVar("held", default=None)


class Queue:
    """Who waits, in this process and, where there are tickets, in all.

    Args:
        tickets: of the shared database, or None.
    """

    def __init__(self, tickets: Tickets | None) -> None:
        self.tickets = tickets
        self.under_way = 0
        """Turns that are taken or waited for."""
        self._here, self._arriving = _Locks(), _Locks()
        self._stamps: dict[str, list[float]] = {}
        self._threads = ThreadPoolExecutor(4, "turns")

    @asynccontextmanager
    async def turn(self, key: str, stamp: float | None = None) -> AsyncIterator[Turn]:
        """Waits for the turn; with a stamp, until none with an earlier one waits."""
        turn = Turn(shared=self.tickets is not None)
        self.under_way += 1
        try:
            if self.tickets is not None:
                await self._wait(self.tickets, turn, key, stamp)
            async with self._settled(key, None if turn.ticket else stamp), self._here.of(key):
                yield turn
        finally:
            self.under_way -= 1
            turn.over = True
            if turn.ticket is not None and self.tickets is not None:
                await asyncio.shield(self._given_back(self.tickets, turn.ticket))

    async def _wait(self, tickets: Tickets, turn: Turn, key: str, stamp: float | None) -> None:
        """Fills in the ticket, once it is its turn; none, where the database fails."""
        place = (arrived.get() or time.time()) if stamp is None else stamp
        try:
            found = await self._taken(tickets, turn, key, place, stamp is None)
            if stamp is not None:
                await asyncio.sleep(SETTLING)
            while found.before:
                await asyncio.sleep(min(LOOK * abs(found.before), LONGEST_LOOK))
                asked = await self._off_loop(tickets.ask, found.number, key)
                found = asked or await self._taken(tickets, turn, key, place, True)
        except SQLAlchemyError as problem:
            logger.error("turns: the database does not answer (%s)", type(problem).__name__)
            turn.ticket = None

    async def _taken(self, tickets: Tickets, turn: Turn, key: str, place: float, at_once: bool) -> Ticket:
        async with self._arriving.of(key):  # whoever arrived first here has the lower ticket
            found = await self._off_loop(tickets.take, key, place, at_once)
        turn.ticket = found.number
        return found

    async def _given_back(self, tickets: Tickets, number: int) -> None:
        try:
            await self._off_loop(tickets.give_back, number)
        except SQLAlchemyError as problem:  # it is void by itself, later
            logger.error("turns: the database does not answer (%s)", type(problem).__name__)

    @asynccontextmanager
    async def _settled(self, key: str, stamp: float | None) -> AsyncIterator[None]:
        """Lets those with stamps pass in their order, whatever the order in which they came, within this process."""
        if stamp is None:
            yield
            return
        waiting = self._stamps.setdefault(key, [])
        waiting.append(stamp)
        try:
            await asyncio.sleep(SETTLING)
            while min(waiting) < stamp:
                await asyncio.sleep(SETTLING / 10)
            yield
        finally:
            waiting.remove(stamp)
            if not waiting:
                self._stamps.pop(key, None)

    async def _off_loop(self, work: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)


class Turns(LockStore):
    """See the module's docstring. Named in endpoints.yml, so plain `rasa run` uses it too.

    Args:
        endpoint_config: Rasa's; nothing of it is read.
        queue: by default this process's.
    """

    def __init__(self, endpoint_config: Any = None, queue: Queue | None = None) -> None:
        self._queue = queue or queue_of(shared_address())

    @asynccontextmanager
    async def lock(  # type: ignore[override]
        self, conversation_id: str, *_: Any, stamp: float | None = None, **__: Any
    ) -> AsyncIterator[Turn]:
        """The turn of a conversation; who has it already, has it.

        Args:
            conversation_id: a conversation, or anything else that there are turns of.
            stamp: when it was written, where messages may be delivered in any order: earlier ones come first.
        """
        mine = held(conversation_id)
        if mine is not None:
            yield mine
            return
        async with self._queue.turn(conversation_id, stamp) as turn:
            token = _HELD.set({**(_HELD.get() or {}), conversation_id: turn})
            try:
                yield turn
            finally:
                _HELD.reset(token)

    def is_busy(self) -> bool:
        """Whether somebody has a turn in this process, or waits for one."""
        return self._queue.under_way > 0


def held(conversation: str) -> Turn | None:
    """The turn of a conversation that the running task has."""
    turn = (_HELD.get() or {}).get(conversation)
    return turn if turn is not None and not turn.over else None


@lru_cache(maxsize=8)
def queue_of(address: str) -> Queue:
    """This process's queue at a shared database, or, without an address, its own."""
    return Queue(Tickets(engine_of(address), presence_at(address)) if address else None)


class _Locks:
    """A lock for each key, as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    def of(self, key: str) -> asyncio.Lock:
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock
