"""Keeps all servers running: what ended is started again, what hangs is ended first, and logs stay small.

Each server has a thread that looks after it, so a hanging one holds up nobody. General questions are answered while
the action server is away (bot/rasa_corrections.py).
"""

from __future__ import annotations

import shutil
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bot.servers import PATIENCE, ServerError, Servers, answers, kill, log_of

RENEWED = "is to be renewed"
SUPERVISOR = "ADVISOR_SUPERVISOR"  # in the servers' environment: the process that renews them at a SIGUSR1
LARGEST_LOG = 5 * 1024 * 1024  # bytes; then it becomes ….log.1, and the one before is gone


@dataclass(frozen=True)
class Pace:
    """Seconds and counts of supervision.

    Attributes:
        look: between two looks at whether a server still runs.
        ask: between two requests for its health; one that is starting is asked at each look.
        deadline: within which it has to answer; a cheap message may block it for some seconds.
        misses: unanswered requests in a row after which it counts as hanging.
        pause: before it is started again; doubled each time, up to `longest_pause`.
        most_ends, within: it is given up when it ended so often in so many seconds.
    """

    look: float = 0.5
    ask: float = 5.0
    deadline: float = 10.0
    misses: int = 2
    pause: float = 0.5
    longest_pause: float = 8.0
    most_ends: int = 5
    within: float = 60.0


class Supervisor:
    """Looks after running servers, as a context manager; to be left before the servers are.

    Args:
        servers: all, started.
        pace: how often it looks, and when it gives up.
    """

    def __init__(self, servers: Servers, pace: Pace | None = None) -> None:
        self._servers = servers
        self._pace = pace or Pace()
        self._over = threading.Event()
        self._starting = threading.Lock()  # nothing is started once we are over
        self._renewing: list[str] = []
        self.given_up: str | None = None
        """A sentence, once a server was given up."""
        self.seen_well: set[str] = set()
        """Servers that have answered since they were last started; only these can be said to hang."""

    def __enter__(self) -> Supervisor:
        for name in self._servers.health:
            threading.Thread(target=self._look_after, args=(name,), name=f"watch-{name}", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._starting:
            self._over.set()

    def renew(self) -> None:
        """Has all servers started anew, one after the other; each answers first what it has taken."""
        self._renewing = [*self._servers.names]

    def _look_after(self, name: str) -> None:
        ends: deque[float] = deque(maxlen=self._pace.most_ends)
        while not self._over.is_set():
            reason = self._until_it_fails(name)
            if reason is None:
                return
            self.seen_well.discard(name)
            if reason == RENEWED:
                self._renew(name)
                continue
            ends.append(time.monotonic())
            if len(ends) == self._pace.most_ends and ends[-1] - ends[0] <= self._pace.within:
                self.given_up = (
                    f"The {name} server {reason} {len(ends)} times within a minute; var/log/{name}.log says why."
                )
                return
            recent = sum(ends[-1] - each <= self._pace.within for each in ends)
            pause = min(self._pace.pause * 2 ** (recent - 1), self._pace.longest_pause)
            print(f"The {name} server {reason}. It is started again; var/log/{name}.log says why.", flush=True)
            self._over.wait(pause)
            with self._starting:
                if not self._over.is_set():
                    self._servers.start(name)

    def _renew(self, name: str) -> None:
        self._servers.end(name)
        with self._starting:
            if not self._over.is_set():
                self._servers.start(name)
        try:
            self._servers.wait_for(name)
            print(f"The {name} server is renewed.", flush=True)
        except ServerError as problem:
            print(problem, flush=True)
        self._renewing = self._renewing[1:]

    def _until_it_fails(self, name: str) -> str | None:
        """Waits until a server ends or hangs; what happened, in words, or None when we are over."""
        process = self._servers.processes[name]
        misses, began, asked = 0, time.monotonic(), 0.0
        while not self._over.wait(self._pace.look):
            if process.poll() is not None:
                return "ended by itself"
            if self._renewing[:1] == [name]:
                return RENEWED
            shorten(log_of(name))
            if name in self.seen_well and time.monotonic() - asked < self._pace.ask:
                continue
            healthy = answers(self._servers.health[name], self._pace.deadline)
            asked = time.monotonic()
            if healthy:
                self.seen_well.add(name)
            misses = 0 if healthy else misses + 1
            starting = name not in self.seen_well  # which takes its time
            late = asked - began > PATIENCE if starting else misses >= self._pace.misses
            if late and process.poll() is None and not self._over.is_set():
                kill(process)
                return "hung and was ended"
        return None


def shorten(log: Path, most: int = LARGEST_LOG) -> None:
    """Sets a log aside that has grown too large; the server goes on writing at the beginning of the same file."""
    if log.is_file() and log.stat().st_size > most:
        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
        with log.open("r+b") as file:
            file.truncate(0)
