"""Hours of use in some minutes: people come and go without a pause, and no process grows."""

from __future__ import annotations

import threading
import time

import psutil

from tests.advisor import Conversation, at_once
from tests.torture.crowd import SCRIPTS
from tests.torture.ground import Ground, insist

AT_ONCE = 4
WARM_UP = 0.4  # of the time: caches fill, and the allocator finds its size
MOST_GROWTH = 1.05


def soak(ground: Ground, seconds: float, messages: int) -> None:
    """Messages for so long, or so many if that comes later, each script by somebody new; memory at both ends.

    Args:
        ground: what is soaked.
        seconds: for which messages are sent at least.
        messages: how many are sent at least.
    """
    over, counts = threading.Event(), [0] * AT_ONCE
    begun, memory = time.monotonic(), []

    def go_on(n: int) -> None:
        while not over.is_set():
            for script in SCRIPTS:
                conversation = Conversation(ground.address)
                for words in script:
                    insist(conversation, words)
                    counts[n] += 1
                    if over.is_set():
                        return

    def watch() -> None:
        try:
            for share in (WARM_UP, 1.0):
                while time.monotonic() - begun < share * seconds or sum(counts) < share * messages:
                    time.sleep(1)
                memory.append((sum(counts), _megabytes(ground)))
        finally:
            over.set()

    at_once(watch, *(lambda n=n: go_on(n) for n in range(AT_ONCE)))  # type: ignore[misc]
    (warm, before), (sent, after) = memory
    grown = [name for name in before if after[name] > MOST_GROWTH * before[name]]
    ground.say(
        f"{sent} messages in {time.monotonic() - begun:.0f} s",
        f"memory after the first {warm} and at the end: "
        + "; ".join(f"{name} {before[name]:.0f}, {after[name]:.0f} MB" for name in before),
        missed=bool(grown),
    )


def _megabytes(ground: Ground) -> dict[str, float]:
    """The resident set of each server."""
    processes = ground.servers.processes
    return {name: psutil.Process(processes[name].pid).memory_info().rss / 1e6 for name in ground.servers.names}
