"""Rate limits in memory: at most so many messages a minute, by conversation and by address."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE = 60.0
MOST_KEYS = 10_000  # the keys that were quiet longest are forgotten


class RateLimit:
    """A token bucket a key: `per_minute` at once, refilled evenly.

    Args:
        per_minute: messages a minute.
        clock: seconds, never going back.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # key -> (tokens, when)

    def wait(self, key: str) -> int:
        """Takes one token; 0 if there was one, else the seconds until there is."""
        now = self._clock()
        tokens, before = self._buckets.pop(key, (float(self._per_minute), now))
        tokens = min(self._per_minute, tokens + (now - before) * self._per_minute / MINUTE)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        return 0 if allowed else int((1 - tokens) * MINUTE / self._per_minute) + 1
