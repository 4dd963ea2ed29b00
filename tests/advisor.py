"""A running advisor for tests: both real servers on free ports, and a client that talks to them over REST."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.servers import Servers, free_ports
from bot.settings import Settings
from bot.training import ensure_model
from knowledge.store import Store


@dataclass
class Answer:
    """What came back for one message."""

    status: int
    messages: list[dict[str, Any]]

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

    def say(self, text: str) -> Answer:
        """Sends a message."""
        answer = post(self.address, json.dumps({"sender": self.sender, "message": text}).encode())
        self.chips = answer.chips
        return answer

    def choose(self, title: str) -> Answer:
        """Chooses a quick reply of the last answer."""
        return self.say(self.chips[title])


def post(address: str, body: bytes) -> Answer:
    """Posts a raw body to the REST channel."""
    request = urllib.request.Request(
        f"{address}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Answer(answer.status, json.load(answer))
    except urllib.error.HTTPError as error:
        return Answer(error.code, [json.loads(error.read() or b"{}")])


@contextmanager
def running_advisor(environment: dict[str, str] | None = None) -> Iterator[tuple[str, Servers]]:
    """Both servers, started and ended; yields the address and the servers."""
    Store().ensure()
    port, actions_port = free_ports(2)
    settings = Settings(port=port, actions_port=actions_port)
    with Servers(settings, ensure_model(), environment) as servers:
        yield settings.address, servers
