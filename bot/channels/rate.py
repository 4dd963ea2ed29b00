"""Rate limits: at most so many messages a minute, or a day, by conversation and by address.

In memory, or, where servers share a database, over all of them: there a limit is one number, the time at which nothing
counts any longer, under a keyed hash, so that no address is written down. Without an answer of the database each server
counts for itself.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from actions.keeping.shared_settings import shared_address
from bot.channels.seen import in_thread
from bot.settings import secret
from bot.together.database import engine_of
from bot.together.presence import presence_at

logger = logging.getLogger(__name__)

MINUTE = 60.0
DAY = 24 * 3600.0
T = TypeVar("T")
MOST_KEYS = 10_000  # the keys that were quiet longest are forgotten
_ROUNDING = 1e-6  # seconds
_NOW = "extract(epoch FROM now())"
_TAKE = f"""INSERT INTO limits AS mine (key, full_at) VALUES (%(key)s, {_NOW} + %(step)s)
ON CONFLICT (key) DO UPDATE SET full_at = greatest(mine.full_at, {_NOW}) + %(step)s
WHERE greatest(mine.full_at, {_NOW}) + %(step)s <= {_NOW} + %(period)s RETURNING full_at"""  # noqa: S608
_FREE_IN = f"SELECT full_at + %(step)s - %(period)s - {_NOW} FROM limits WHERE key = %(key)s"  # noqa: S608


class RateLimit:
    """A token bucket a key: `most` at once, refilled evenly.

    Args:
        most: messages a period.
        clock: seconds, never going back.
        period: seconds.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic, period: float = MINUTE) -> None:
        self._most = most
        self._period = period
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # key -> (tokens, when)

    def wait(self, key: str) -> int:
        """Takes one token; 0 if there was one, else the seconds until there is."""
        now = self._clock()
        tokens = self._left(key, now)
        allowed = tokens >= 1
        self._buckets.pop(key, None)
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        return 0 if allowed else int((1 - tokens) * self._period / self._most) + 1

    def is_spent(self, key: str) -> bool:
        """Whether there is no token left; none is taken."""
        return self._left(key, self._clock()) < 1

    def _left(self, key: str, now: float) -> float:
        tokens, before = self._buckets.get(key, (float(self._most), now))
        return min(self._most, tokens + (now - before) * self._most / self._period)


class Limit:
    """A limit over all servers that share a database; see `RateLimit`.

    Args:
        name: other limits count for themselves.
        most: messages a period.
        period: seconds.
    """

    def __init__(self, name: str, most: int, period: float = MINUTE) -> None:
        self._name, self._most, self._period = name, most, period
        self._here = RateLimit(most, period=period)
        self._address = shared_address()

    async def wait(self, key: str) -> int:
        """Takes one token; 0 if there was one, else the seconds until there is."""
        return await self._counted(self._taken, key, self._here.wait)

    async def is_spent(self, key: str) -> bool:
        """Whether there is no token left; none is taken."""
        return await self._counted(self._is_spent, key, self._here.is_spent)

    async def _counted(self, over_all: Callable[[str], T], key: str, here: Callable[[str], T]) -> T:
        if not self._address or not presence_at(self._address).is_there:
            return here(key)
        try:
            return await in_thread(lambda: over_all(self._hashed(key)))
        except SQLAlchemyError as problem:
            logger.error("limits: the database does not answer (%s)", type(problem).__name__)
            return here(key)

    def _taken(self, key: str) -> int:
        seconds = self._ask(_TAKE, key)
        return 0 if seconds is not None else max(1, int(self._ask(_FREE_IN, key) or 0) + 1)

    def _is_spent(self, key: str) -> bool:
        seconds = self._ask(_FREE_IN, key)
        return seconds is not None and seconds > 0

    def _ask(self, statement: str, key: str) -> float | None:
        given = {"key": key, "step": self._period / self._most, "period": self._period + _ROUNDING}
        with engine_of(self._address).connect() as connection:
            found = connection.exec_driver_sql(statement, given).scalar()
        return None if found is None else float(found)

    def _hashed(self, key: str) -> str:
        named = f"{self._name}\0{key}".encode(errors="replace")
        return hashlib.blake2b(named, key=secret().encode()[:64], digest_size=24).hexdigest()
