"""Tickets: whose turn it is, over all servers, in one table of the shared PostgreSQL database.

Who arrives takes a ticket; the lowest one has the turn until it is given back. Tickets of one key are taken and looked
at one after the other (an advisory lock for the length of a statement), so none is overtaken by one that was written
earlier and seen later. A ticket is void when its server's connection has ended, at once; when a turn was held for
HELD_SECONDS; or when whoever waits has not asked for WAITING_SECONDS. `is_held` is the fence: what is written in the
same transaction can only be written while the turn lasts.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.together.presence import OWNERS, Presence

HELD_SECONDS = 60.0  # longer than any message takes; as in Rasa
WAITING_SECONDS = 10.0
_KIND = 0x6D6C03  # any fixed number: the kind of advisory lock under which tickets of a key are looked at

# Several statements in one message to the database are one transaction, and each sees what was committed before it.
_ALONE = "SELECT pg_advisory_xact_lock(%(kind)s, hashtext(%(key)s));"
_NOW = "extract(epoch FROM clock_timestamp())"
_TAKE = f"""{_ALONE}
INSERT INTO turns (key, place, owner, held, until)
SELECT %(key)s, %(place)s, %(owner)s, held, {_NOW} + CASE WHEN held THEN %(hold)s ELSE %(wait)s END
FROM (SELECT %(at_once)s AND NOT EXISTS (SELECT FROM turns WHERE key = %(key)s) AS held) AS free
RETURNING ticket, held"""  # noqa: S608 (nothing of it comes from outside)
_VOID = f"""DELETE FROM turns WHERE ticket IN (
    SELECT ticket FROM turns AS each WHERE key = %(key)s AND ticket <> %(ticket)s AND (until < {_NOW} OR NOT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::bigint = %(owners)s AND objid::bigint = each.owner))
    FOR UPDATE SKIP LOCKED);"""  # noqa: S608
_ASK = f"""{_ALONE}
{_VOID}
UPDATE turns AS mine SET held = ahead.n = 0,
    until = {_NOW} + CASE WHEN ahead.n = 0 THEN %(hold)s ELSE %(wait)s END
FROM (SELECT count(*) AS n FROM turns AS each, turns AS me WHERE me.ticket = %(ticket)s AND each.key = %(key)s
    AND each.ticket <> me.ticket AND (each.held OR (each.place, each.ticket) < (me.place, me.ticket))) AS ahead
WHERE mine.ticket = %(ticket)s RETURNING ahead.n AS before"""  # noqa: S608
_GIVE_BACK = "DELETE FROM turns WHERE ticket = %(ticket)s"
_FENCE = "SELECT 1 FROM turns WHERE ticket = %(ticket)s AND held FOR KEY SHARE"


class Away(SQLAlchemyError):
    """The shared database did not answer lately."""


class Ticket(NamedTuple):
    """A ticket's number, and how many are before it: 0 for whose turn it is, 1 or more, or -1 where it is not known."""

    number: int
    before: int


class Tickets:
    """The tickets of one shared database. Everything here waits for the database, so it runs off the event loop.

    Args:
        engine: from `engine_of`.
        presence: of this server.

    Raises, everywhere:
        sqlalchemy.exc.SQLAlchemyError: the database does not answer.
    """

    def __init__(self, engine: Engine, presence: Presence) -> None:
        self._engine, self._presence = engine, presence

    def take(self, key: str, place: float, at_once: bool) -> Ticket:
        """A new ticket.

        Args:
            key: what there are turns of.
            place: lower ones come first, whenever they arrive; of equal ones the first that arrives.
            at_once: whether it may be its turn without being asked for again.
        """
        if not self._presence.is_up():  # others would take it for void
            raise Away("this server is not seen by the others")
        found = self._run(_TAKE, key=key, place=place, owner=self._presence.owner, at_once=at_once)
        return Ticket(int(found.ticket), 0 if found.held else -1)

    def ask(self, number: int, key: str) -> Ticket | None:
        """How many tickets are before one; None where it is void. With none before, the turn has begun."""
        found = self._run(_ASK, key=key, ticket=number)
        return None if found is None else Ticket(number, int(found.before))

    def give_back(self, number: int) -> None:
        """Ends a turn, or no longer waits for it."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql(_GIVE_BACK, {"ticket": number})

    def _run(self, statements: str, **parameters: Any) -> Any:
        given = {"kind": _KIND, "owners": OWNERS, "hold": HELD_SECONDS, "wait": WAITING_SECONDS, **parameters}
        with self._engine.connect() as connection:
            return connection.exec_driver_sql(statements, given).first()


def is_held(connection: Connection, number: int) -> bool:
    """Whether a ticket's turn still lasts; then nobody else's begins before the connection's transaction has ended.

    Args:
        connection: to the same database, in a transaction.
    """
    return connection.exec_driver_sql(_FENCE, {"ticket": number}).first() is not None
