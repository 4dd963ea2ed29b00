"""Whether reading a text takes time that grows faster than the text, on a machine of any speed.

Figures in milliseconds are measured by `make bench` and `make torture`; a test on a busy machine can only compare.
"""

from __future__ import annotations

import time
from collections.abc import Callable

QUICK = 0.02  # seconds of the processor that are too few to compare
PART = 4  # the whole text is so many times as long as what it is compared with
EVEN = 8  # times as long as that part at most: 4 when time grows evenly, 16 when it grows with the square
TRIES = 4


def runs_away(read: Callable[[str], object], text: str) -> bool:
    """Whether each of several tries took far longer for `text` than its length explains."""
    return all(_is_uneven(read, text) for _ in range(TRIES))


def _is_uneven(read: Callable[[str], object], text: str) -> bool:
    whole = seconds(read, text)
    return whole > QUICK and whole > EVEN * seconds(read, text[: len(text) // PART])


def seconds(read: Callable[[str], object], text: str) -> float:
    """What one reading takes of the processor."""
    begun = time.thread_time()
    read(text)
    return time.thread_time() - begun
