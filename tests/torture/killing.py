"""Kill -9 under load: how long until answers are back, what is lost, and what people read meanwhile."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from bot.channels.channel_base import NOT_KEPT
from bot.rasa_corrections import SORRY
from bot.servers import answers
from tests.advisor import Conversation, at_once, stored
from tests.torture.front import NGINX, Front, Visitor
from tests.torture.ground import Ground, insist

PEOPLE = 6
QUESTION, SEARCH = "is the gre needed", "online ms under 15k no gre"
BEFORE, MOST = 2.0, 240.0  # seconds; a busy machine takes long to start a Rasa server


class Asking(Protocol):
    """A conversation in which a message is sent again, under the same id, until it is answered."""

    @property
    def id(self) -> str:
        """What the conversation is known by inside."""

    def insist(self, words: str) -> tuple[str, str]:
        """The message's id, and all that is read as the answer; raises RuntimeError where none comes."""


@dataclass
class OverRest:
    """A conversation over REST."""

    conversation: Conversation

    @property
    def id(self) -> str:
        """What it is known by inside."""
        return self.conversation.id

    def insist(self, words: str) -> tuple[str, str]:
        """The message's id, and the answer, with its status where it is none."""
        known, answer, _ = insist(self.conversation, words)
        return known, answer.text if answer.status == 200 else f"{answer.status} {answer.text}"


@dataclass
class Person:
    """Somebody who goes on asking.

    Attributes:
        conversation: where.
        known: ids of messages that were answered and said to be kept, in order.
        sorry: how many answers said that something does not work.
        wrong: how many answers were none to the question.
        at: when each answer came.
    """

    conversation: Asking
    known: list[str] = field(default_factory=list)
    sorry: int = 0
    wrong: int = 0
    at: list[float] = field(default_factory=list)

    def ask(self, words: str, right: str) -> None:
        """One question, until it is answered."""
        known, answer = self.conversation.insist(words)
        self.at.append(time.monotonic())
        if NOT_KEPT in answer or SORRY in answer or "does not answer" in answer:
            self.sorry += 1
        elif right not in answer:
            self.wrong += 1
        if NOT_KEPT not in answer:
            self.known.append(known)

    def lost(self) -> int:
        """How many messages that were answered are not stored once, in order."""
        found = [each.metadata.get("message_id") for each in stored(self.conversation.id, "user")]
        return sum(each not in found for each in self.known) + len(found) - len(set(found))


def kill_each(ground: Ground) -> None:
    """Kills each server, the database and nginx, one after the other, while people ask."""
    for name in ground.servers.names:
        ground.wait_until_all_are_well()
        _while_asked(ground, name, lambda name=name: _kill(ground, name))  # type: ignore[misc]
    ground.wait_until_all_are_well()
    _while_asked(ground, "one process of PostgreSQL", ground.kill_database)
    _while_asked(ground, "all of PostgreSQL", ground.kill_whole_database)
    if NGINX is None:
        ground.say("kill -9 nginx", "not tried: there is none (Debian: nginx-light)")
        return
    with tempfile.TemporaryDirectory() as folder, Front(Path(folder), ground.address) as front:
        visitors = [Person(Visitor(front.address)) for _ in range(PEOPLE)]
        _while_asked(ground, "nginx", front.kill, visitors)


def _kill(ground: Ground, name: str) -> None:
    ground.servers.processes[name].kill()


def _while_asked(ground: Ground, name: str, kill: Callable[[], None], people: list[Person] | None = None) -> None:
    over = threading.Event()
    people = people or [Person(OverRest(Conversation(ground.address))) for _ in range(PEOPLE)]
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
        return ground.database_answers()
    return ground.servers.processes[name] is not before[name] and answers(ground.servers.health[name], 5)
