"""A running advisor for tests: both real servers on free ports, and a client that talks to them over REST."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rasa.shared.core.events import Event, SlotSet
from sqlalchemy import insert, literal, select

from actions.keeping import records
from bot.servers import Servers, free_ports, port_is_busy
from bot.settings import Settings
from bot.training import ensure_model
from knowledge.store import Store

T = TypeVar("T")


@dataclass
class Answer:
    """What came back for one message."""

    status: int
    messages: list[dict[str, Any]]
    sender: str = ""  # by which the conversation goes on

    @property
    def text(self) -> str:
        """All a person reads."""
        return "\n\n".join(message["text"] for message in self.messages if message.get("text"))

    @property
    def chips(self) -> dict[str, str]:
        """Title -> payload of all quick replies."""
        return {chip["title"]: chip["payload"] for message in self.messages for chip in message.get("buttons") or ()}

    @property
    def custom(self) -> list[dict[str, Any]]:
        """The structured replies."""
        return [message["custom"] for message in self.messages if message.get("custom")]


@dataclass
class Conversation:
    """One person's conversation with the running advisor."""

    address: str
    sender: str = field(default_factory=lambda: f"test-{uuid.uuid4()}")
    chips: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What the conversation is known by inside."""
        return f"rest-{self.sender}"

    def say(self, text: str) -> Answer:
        """Sends a message."""
        answer = post(self.address, json.dumps({"sender": self.sender, "message": text}).encode())
        self.chips = answer.chips
        return answer

    def slots(self) -> dict[str, Any]:
        """What the running advisor has noted, by slot, as it is written down."""
        return {each.key: each.value for each in stored(self.id, "slot") if isinstance(each, SlotSet)}

    def copied(self) -> Conversation:
        """Another conversation in which the same was said, without saying it again."""
        copy, events = Conversation(self.address), records.events
        written = [each for each in events.c if each.name not in ("id", "sender_id")]
        rows = select(literal(copy.id), *written).where(events.c.sender_id == self.id).order_by(events.c.id)
        with records.database(records.CONVERSATIONS).begin() as connection:
            connection.execute(insert(events).from_select(["sender_id", *(each.name for each in written)], rows))
        return copy

    def choose(self, title: str) -> Answer:
        """Chooses a quick reply of the last answer."""
        return self.say(self.chips[title])


def stored(conversation: str, *kinds: str) -> list[Event]:
    """The events that the running advisor has written down of a conversation, in order; all, or of some kinds."""
    events = records.events
    with records.database(records.CONVERSATIONS).connect() as connection:
        rows = select(events.c.data).where(events.c.sender_id == conversation).order_by(events.c.id)
        rows = rows.where(events.c.type_name.in_(kinds)) if kinds else rows
        return [Event.from_parameters(json.loads(each)) for each in connection.execute(rows).scalars()]


def post(address: str, body: bytes, route: str = "webhook", **headers: str) -> Answer:
    """Posts a raw body to the REST channel."""
    sent = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    request = urllib.request.Request(f"{address}/webhooks/rest/{route}", body, sent, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            found = json.load(answer)
            return Answer(
                answer.status, found if isinstance(found, list) else [found], answer.headers["X-Conversation"]
            )
    except urllib.error.HTTPError as error:
        return Answer(error.code, [json.loads(error.read() or b"{}")])


def raw(port: int, head: list[str], body: bytes = b"") -> int:
    """The status that a raw request gets; 0 if the connection closes without any."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode("latin-1") + body)
        answer = connection.recv(4096)
    return int(answer.split()[1]) if answer else 0


@contextmanager
def running_advisor(
    environment: dict[str, str] | None = None, host: str = Settings.host, workers: int = 1
) -> Iterator[tuple[str, Servers]]:
    """All servers, started and ended; yields the address on this machine and the servers."""
    Store().ensure()
    port, actions_port = free_ports(2)
    settings = Settings(host, port, actions_port, workers, free_row(2 * workers))
    with Servers(settings, ensure_model(), {"ADVISOR_HOST": host, **(environment or {})}) as servers:
        yield f"http://127.0.0.1:{port}", servers


def free_row(count: int) -> int:
    """The first of so many ports in a row that are free right now."""
    while True:
        (first,) = free_ports(1)
        if first + count < 65536 and not any(port_is_busy("127.0.0.1", first + n) for n in range(count)):
            return first


def eventually(found: Callable[[], T], seconds: float = 30.0) -> T:
    """What is found, as soon as there is something. Raises AssertionError where nothing is within these seconds."""
    deadline = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.1)
    return it


def at_once(*work: Callable[[], object], apart: float = 0.0) -> None:
    """Does everything at the same time, or each so many seconds after the one before."""
    threads = [threading.Thread(target=each) for each in work]
    for each in threads:
        each.start()
        time.sleep(apart)
    for each in threads:
        each.join()
