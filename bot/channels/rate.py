"""Rate limits in memory: at most so many messages a minute, or a day, by conversation and by address."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE = 60.0
DAY = 24 * 3600.0
MOST_KEYS = 10_000  # the keys that were quiet longest are forgotten


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
