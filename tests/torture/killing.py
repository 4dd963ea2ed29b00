"""Kill -9 under load: how long until answers are back, what is lost, and what people read meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from bot.channels.channel_base import NOT_KEPT
from bot.rasa_corrections import SORRY
from bot.servers import answers
from tests.advisor import Conversation, at_once, stored
from tests.torture.ground import Ground, insist

PEOPLE = 6
QUESTION, SEARCH = "is the gre needed", "online ms under 15k no gre"
BEFORE, MOST = 2.0, 240.0  # seconds; a busy machine takes long to start a Rasa server


@dataclass
class Person:
    """Somebody who goes on asking.

    Attributes:
        known: ids of messages that were answered and said to be kept, in order.
        sorry: how many answers said that something does not work.
        wrong: how many answers were none to the question.
        at: when each answer came.
    """

    conversation: Conversation
    known: list[str] = field(default_factory=list)
    sorry: int = 0
    wrong: int = 0
    at: list[float] = field(default_factory=list)

    def ask(self, words: str, right: str) -> None:
        """One question, until it is answered."""
        known, answer, _ = insist(self.conversation, words)
        self.at.append(time.monotonic())
        if NOT_KEPT in answer.text or SORRY in answer.text or "does not answer" in answer.text:
            self.sorry += 1
        elif right not in answer.text or answer.status != 200:
            self.wrong += 1
        if NOT_KEPT not in answer.text:
            self.known.append(known)

    def lost(self) -> int:
        """How many messages that were answered are not stored once, in order."""
        found = [each.metadata.get("message_id") for each in stored(self.conversation.id, "user")]
        return sum(each not in found for each in self.known) + len(found) - len(set(found))


def kill_each(ground: Ground) -> None:
    """Kills each server, and the database, one after the other, while people ask."""
    for name in ground.servers.names:
        _while_asked(ground, name, lambda name=name: _kill(ground, name))  # type: ignore[misc]
    _while_asked(ground, "database", ground.kill_database)


def _kill(ground: Ground, name: str) -> None:
    ground.servers.processes[name].kill()


def _while_asked(ground: Ground, name: str, kill: Callable[[], None]) -> None:
    over, people = threading.Event(), [Person(Conversation(ground.address)) for _ in range(PEOPLE)]
    before = dict(ground.servers.processes)

    def go_on(n: int) -> None:
        while not over.is_set():
            people[n].ask(*((QUESTION, "GRE") if n % 2 else (SEARCH, "meet your wishes (online")))

    def end() -> None:
        try:
            time.sleep(BEFORE)
            kill()
            begun = time.monotonic()
            while time.monotonic() - begun < MOST and not _is_back(ground, name, before):
                time.sleep(0.2)
            time.sleep(BEFORE)
        finally:
            over.set()

    at_once(end, *(lambda n=n: go_on(n) for n in range(PEOPLE)))  # type: ignore[misc]
    gaps = sorted(later - sooner for each in people for sooner, later in pairwise(each.at))
    times = sorted(at for each in people for at in each.at)
    silent = max(later - sooner for sooner, later in pairwise(times))
    lost, wrong, sorry = sum(p.lost() for p in people), sum(p.wrong for p in people), sum(p.sorry for p in people)
    ground.say(
        f"kill -9 {name}",
        f"{len(times)} messages, {lost} lost or stored twice, {wrong} answered wrongly, {sorry} got a sentence that "
        f"says what does not work; longest wait of one person {gaps[-1]:.1f} s (median {gaps[len(gaps) // 2]:.2f}), "
        f"longest time without any answer {silent:.1f} s",
        missed=bool(lost or wrong),
    )


def _is_back(ground: Ground, name: str, before: dict[str, object]) -> bool:
    if name not in before:
        return True
    return ground.servers.processes[name] is not before[name] and answers(ground.servers.health[name], 5)
