"""A running advisor and a Slack of the tests' own: recording Web API, signed requests, Socket Mode server."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from bot.servers import free_ports
from tests.advisor import running_advisor

SECRET = "tests-signing-secret"
TEAM, BOT, USER = "T123", "UBOT", "U456"


@dataclass
class FakeSlack:
    """Slack's side: records what is called; `answers` makes calls fail, first in first out."""

    port: int
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: dict[str, list[Callable[[], web.StreamResponse]]] = field(default_factory=dict)
    socket: Any = None
    acknowledged: list[dict[str, Any]] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    @property
    def api(self) -> str:
        """Base address of the Web API."""
        return f"http://127.0.0.1:{self.port}/api/"

    def of(self, method: str, **match: Any) -> list[dict[str, Any]]:
        """Calls of a method whose arguments are these."""
        return [body for name, body in self.calls if name == method and all(body.get(k) == v for k, v in match.items())]

    def wait_for(self, method: str, count: int = 1, seconds: float = 15, **match: Any) -> list[dict[str, Any]]:
        """Waits until so many calls came."""
        deadline = time.monotonic() + seconds
        while len(self.of(method, **match)) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.of(method, **match)

    def next_of(self, channel: str, workspace: Workspace, **more: Any) -> list[dict[str, Any]]:
        """All that was posted in a channel once one more message of it is answered: by then what else came before it
        is answered, or never will be. The last of them is the answer to that message."""
        workspace.event(said("when is the deadline of omscs", channel, **more))
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            posted = self.of("chat.postMessage", channel=channel)
            if posted and "March 1" in posted[-1]["text"]:
                return posted
            time.sleep(0.02)
        raise AssertionError("the message after it was not answered")

    def start(self) -> None:
        """Serves from a thread of its own."""
        ready = threading.Event()
        threading.Thread(target=self._serve, args=(ready,), daemon=True).start()
        ready.wait(10)

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._called)
        app.router.add_route("*", "/response/{id}", self._responded)
        app.router.add_post("/upload/{id}", self._uploaded)
        app.router.add_get("/socket", self._connected)
        runner = web.AppRunner(app)
        self.loop.run_until_complete(runner.setup())
        self.loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self.port).start())
        ready.set()
        self.loop.run_forever()

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            body = await request.json()
        else:
            fields = {**request.query, **(await request.post())}  # some methods send them in the address
            body = {key: _parsed(value) for key, value in fields.items()}
        planned = self.answers.get(method)
        if planned:
            return planned.pop(0)()
        self.calls.append((method, body))
        extra: dict[str, Any] = {}
        if method == "auth.test":
            extra = {"team_id": TEAM, "user_id": BOT, "bot_id": "B1", "url": "https://t.example/", "user": "bot"}
        if method == "apps.connections.open":
            extra = {"url": f"ws://127.0.0.1:{self.port}/socket"}
        if method == "files.getUploadURLExternal":
            made = f"F{uuid.uuid4().hex[:8].upper()}"
            extra = {"upload_url": f"http://127.0.0.1:{self.port}/upload/{made}", "file_id": made}
        if method == "files.completeUploadExternal":
            extra = {"files": body["files"]}
        if method == "conversations.open":
            extra = {"channel": {"id": "D-home"}}
        return web.json_response({"ok": True, "ts": f"{time.time():.6f}", "channel": body.get("channel"), **extra})

    async def _uploaded(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(("upload", {"id": request.match_info["id"], "content": (await request.read()).decode()}))
        return web.Response(text="OK")

    async def _responded(self, request: web.Request) -> web.StreamResponse:
        if planned := self.answers.get("response"):
            return planned.pop(0)()
        self.calls.append(("response", {**(await request.json()), "id": request.match_info["id"]}))
        return web.Response(text="ok")

    async def _connected(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.socket = socket
        await socket.send_json({"type": "hello", "num_connections": 1})
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.acknowledged.append(json.loads(message.data))
        return socket

    def push(self, kind: str, payload: dict[str, Any]) -> str:
        """Sends an envelope over Socket Mode; returns its id."""
        envelope = {
            "envelope_id": uuid.uuid4().hex,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": False,
        }
        asyncio.run_coroutine_threadsafe(self.socket.send_json(envelope), self.loop).result(10)
        return str(envelope["envelope_id"])


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        return json.loads(value)
    return value


@dataclass
class Workspace:
    """What Slack sends for the people of a workspace."""

    address: str
    slack: FakeSlack

    def send(self, body: str, *options: Any, **more: Any) -> tuple[int, str]:
        """A signed request with a text."""
        return self.send_bytes(body.encode(), *options, **more)

    def send_bytes(
        self, body: bytes, kind: str = "application/json", secret: str = SECRET, age: int = 0, **headers: str
    ) -> tuple[int, str]:
        """A signed request."""
        stamp = str(int(time.time()) - age)
        signed = f"v0:{stamp}:".encode() + body
        signature = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        found = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        found |= {key.replace("_", "-"): value for key, value in headers.items()}
        request = urllib.request.Request(f"{self.address}/slack/events", body, found)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def event(self, event: dict[str, Any], **options: Any) -> tuple[int, str]:
        """An event of the Events API."""
        return self.send(json.dumps(envelope(event)), **options)

    def form(self, **fields: str) -> tuple[int, str]:
        """A slash command or an interaction."""
        return self.send(urllib.parse.urlencode(fields), "application/x-www-form-urlencoded")

    def response_url(self) -> tuple[str, str]:
        """Id and address for answers to a command."""
        made = uuid.uuid4().hex
        return made, f"http://127.0.0.1:{self.slack.port}/response/{made}"


def envelope(event: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": f"Ev{uuid.uuid4().hex}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
        "event": event,
    }


def said(text: str, channel: str, kind: str = "im", **more: Any) -> dict[str, Any]:
    """A message event."""
    stamp = f"{time.time():.6f}"
    return {
        "type": "message",
        "channel_type": kind,
        "channel": channel,
        "user": USER,
        "text": text,
        "ts": stamp,
        **more,
    }


def new_channel() -> str:
    return "C" + uuid.uuid4().hex[:10].upper()


def new_user() -> str:
    return "U" + uuid.uuid4().hex[:10].upper()


@pytest.fixture(scope="package")
def slack() -> FakeSlack:
    fake = FakeSlack(free_ports(1)[0])
    fake.start()
    return fake


@pytest.fixture(scope="package")
def workspace(slack: FakeSlack) -> Iterator[Workspace]:
    """A running advisor in a workspace, by requests."""
    environment = {"SLACK_BOT_TOKEN": "xoxb-tests", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API": slack.api}
    with running_advisor(environment) as (address, _):
        yield Workspace(address, slack)
