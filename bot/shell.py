"""`python -m bot shell`: a chat in the terminal; attaches to a running server or starts one.

Piped input is answered in plain text, one line a message, and the shell ends with the input.
"""

from __future__ import annotations

import contextlib
import json
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

from bot.run import prepare
from bot.servers import ServerError, Servers, port_is_busy
from bot.settings import Settings

TIMEOUT = 60  # seconds an answer may take
COMMANDS = "/help what you can ask · /reset start over · /quit leave; a number picks a choice"


def shell() -> int:
    """Chats until the input ends or the person leaves."""
    settings = Settings.from_environment()
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    with _server(settings, interactive):
        if interactive:
            print(f"Ask me about a master's in machine learning. {COMMANDS}")
        Chat(settings, interactive).run()
    return 0


@contextlib.contextmanager
def _server(settings: Settings, interactive: bool) -> Iterator[None]:
    if port_is_busy(settings.host, settings.port):  # the advisor runs already: attach to it
        yield
        return
    with contextlib.redirect_stdout(sys.stdout if interactive else sys.stderr):
        model = prepare()
        print("Starting …", flush=True)
    with Servers(settings, model):
        yield


class Chat:
    """One conversation over the REST channel."""

    def __init__(self, settings: Settings, interactive: bool) -> None:
        self._url = f"{settings.address}/webhooks/rest/webhook"
        self._sender = f"shell-{uuid.uuid4()}"
        self._interactive = interactive
        self._chips: list[dict[str, str]] = []

    def run(self) -> None:
        """Reads, sends and prints until the end of the input."""
        while True:
            try:
                line = input("\n> " if self._interactive else "").strip()
            except EOFError:
                return
            if line in ("/quit", "/exit"):
                return
            if line:
                self._say(self._payload(line))

    def _payload(self, line: str) -> str:
        if line.isdecimal() and 1 <= int(line) <= len(self._chips):
            return self._chips[int(line) - 1]["payload"]
        return {"/reset": "/start_over"}.get(line, line)

    def _say(self, text: str) -> None:
        self._chips = []
        for message in self._send(text):
            if message.get("text"):
                print(("\n" if self._interactive else "") + message["text"])
            self._chips += message.get("buttons") or []
        for number, chip in enumerate(self._chips, 1):
            print(f"  [{number}] {chip['title']}")
        sys.stdout.flush()

    def _send(self, text: str) -> list[dict[str, Any]]:
        body = json.dumps({"sender": self._sender, "message": text}).encode()
        request = urllib.request.Request(self._url, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return list(json.load(answer))
        except (urllib.error.URLError, OSError, ValueError) as problem:
            raise ServerError(
                f"The advisor at {self._url} does not answer ({problem}). Is another program on that port?"
            ) from problem
