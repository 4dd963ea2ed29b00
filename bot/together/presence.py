"""That this server is there, as the others see it: a connection with a lock of its own that ends when the server does.

PostgreSQL lets go of an advisory lock when its connection ends, however that comes about: so the turns of a server that
was killed are free at once (bot/together/tickets.py), and what only one server does is taken over by another.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from functools import lru_cache

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.together.database import make_tables, own_connection

logger = logging.getLogger(__name__)

OWNERS, LEADERS = 0x6D6C01, 0x6D6C02  # any fixed numbers: kinds of advisory locks
PATIENCE = 5.0  # seconds
BEAT = 1.0  # seconds between two looks at the connection
TIDIED = 60.0  # seconds between two deletions of what holds nobody back
_LOCK = "SELECT pg_try_advisory_lock(%(kind)s, %(number)s)"
_LEAD = "SELECT pg_try_advisory_lock(%(kind)s, hashtext(%(name)s))"
# Tickets of servers that ended stay until somebody wants the same turn, or until this.
_TIDY = """DELETE FROM limits WHERE full_at < extract(epoch FROM clock_timestamp());
DELETE FROM turns WHERE until < extract(epoch FROM clock_timestamp())"""


class Presence:
    """A server's presence, kept up by a thread for as long as the process lives.

    Args:
        address: of the shared database.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._wanted: set[str] = set()
        self._led: frozenset[str] = frozenset()
        self._refused: frozenset[str] = frozenset()
        self._up, self._tried, self._over = threading.Event(), threading.Event(), threading.Event()
        self.owner = secrets.randbelow(2**31)
        """The number by which the others know this server; another one after each time that the database was away."""
        self._thread = threading.Thread(target=self._stay, name="presence", daemon=True)
        self._thread.start()

    def is_up(self) -> bool:
        """Whether the others see this server; right after its start it waits until that is known."""
        self._tried.wait(PATIENCE)
        return self._up.is_set()

    @property
    def is_there(self) -> bool:
        """Whether the others see this server, as far as that is known now."""
        return self._up.is_set()

    def leads(self, name: str) -> bool:
        """Whether this server, and no other, is to do what has this name; from the first call on it tries to be."""
        self._wanted.add(name)
        return name in self._led

    def another_leads(self, name: str) -> bool:
        """Whether this server tried to do what has this name, and learned that another does it."""
        return name in self._refused

    def leave(self) -> None:
        """Ends the connection; the others see it at once."""
        self._over.set()
        self._thread.join()

    def _stay(self) -> None:
        engine, said = own_connection(self._address), ""
        while not self._over.is_set():
            try:
                make_tables(self._address)
                with engine.connect() as connection:
                    self._enter(connection)
                    said = ""
                    self._up.set()
                    self._tried.set()
                    self._beat(connection)
            except SQLAlchemyError as problem:
                if said != type(problem).__name__:
                    said = type(problem).__name__
                    logger.error("what servers agree on: the database does not answer (%s)", said)
            finally:
                self._led = self._refused = frozenset()
                self._up.clear()
                # What it could not give back is nobody's: under its old number the others would wait for it.
                self.owner = secrets.randbelow(2**31)
                self._tried.set()
            self._over.wait(BEAT)

    def _enter(self, connection: Connection) -> None:
        """Takes this server's lock; under a new number if a connection that broke still holds the old one."""
        while not connection.exec_driver_sql(_LOCK, {"kind": OWNERS, "number": self.owner}).scalar():
            self.owner = secrets.randbelow(2**31)

    def _beat(self, connection: Connection) -> None:
        tidied = 0.0
        while not self._over.is_set():
            wanted = frozenset(self._wanted)
            self._led = frozenset(name for name in wanted if name in self._led or self._may_lead(connection, name))
            self._refused = wanted - self._led
            if time.monotonic() - tidied > TIDIED:
                connection.exec_driver_sql(_TIDY)
                tidied = time.monotonic()
            connection.exec_driver_sql("SELECT 1")
            self._over.wait(BEAT)

    def _may_lead(self, connection: Connection, name: str) -> bool:
        return bool(connection.exec_driver_sql(_LEAD, {"kind": LEADERS, "name": name}).scalar())


@lru_cache(maxsize=8)
def presence_at(address: str) -> Presence:
    """This process's presence in a shared database; it begins with the first call."""
    return Presence(address)
