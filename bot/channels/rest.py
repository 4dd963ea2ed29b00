"""REST for programs, and for `make shell`: POST {"sender": "…", "message": "…"} to /webhooks/rest/webhook.

The same route as Rasa's own. What a client calls itself becomes the conversation `rest-…`, so nobody reaches another
channel's conversations. Without ADVISOR_REST_TOKEN it answers programs on this machine only.
"""

from __future__ import annotations

import hmac
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint, Request, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from actions.serving.door import SAFE_HEADERS
from bot.channels.channel_base import Channel, Message, Refusal
from bot.channels.incoming import SENDER
from bot.channels.outgoing import Answer
from bot.channels.visitor import is_local
from bot.parse import understanding
from bot.settings import RestSettings

CONVERSATION = "X-Conversation"  # the header that says which `sender` goes on with a conversation
ONLY_HERE = "REST is open to programs on this machine only; with ADVISOR_REST_TOKEN set, to all that send it."
WRONG_TOKEN = "Send the advisor's REST token: Authorization: Bearer …"  # noqa: S105 (a sentence)
NO_JSON = "Send JSON, with the header Content-Type: application/json."
EXAMPLE = 'Send a JSON object such as {"sender": "me", "message": "is the gre needed"}.'
WRONG_SENDER = '"sender" is 1 to 64 letters, digits or any of ". _ : -".'
WRONG_ID = '"id" is 8 to 64 letters, digits or any of ". _ : -", new for each message.'
NO_LIMIT = 1_000_000


class RestInput(Channel):
    """See the module's docstring."""

    NAME = "rest"

    def __init__(self, settings: RestSettings | None = None) -> None:
        self.settings = settings or RestSettings.from_environment()
        super().__init__(NO_LIMIT, self.settings.per_address)

    def url_prefix(self) -> str:
        """The routes stand where Rasa's own REST channel has them."""
        return "rest"

    def add_routes(self, routes: Blueprint) -> None:
        """The routes `/` (health), `/webhook` and `/understand`."""

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return await _answered(self._receive, request)

        @routes.post("/understand")
        async def understand(request: Request) -> HTTPResponse:
            """How a message is understood; for this machine only, because it shows how the advisor works inside."""
            return await _answered(self._understand, request)

    async def _receive(self, request: Request) -> HTTPResponse:
        await self._check(request)
        sender, message = self._message(_body(request), self.visitor(request))
        found = [_shown(sender, each) for each in await self.ask_for_all(message)]
        return response.json(found, dumps=json.dumps, headers={**SAFE_HEADERS, CONVERSATION: sender})

    async def _understand(self, request: Request) -> HTTPResponse:
        await self._check(request)
        if not is_local(request):
            raise Refusal(403, ONLY_HERE)
        text = self.read(_text(_body(request))).text
        parsed = await self.app.ctx.agent.parse_message(text)
        return response.json(understanding(text, parsed), dumps=json.dumps, headers=SAFE_HEADERS)

    async def _check(self, request: Request) -> None:
        """Raises Refusal for whom it is not open."""
        if self.settings.token:
            sent = (request.headers.get("authorization") or "").removeprefix("Bearer ").strip()
            if not hmac.compare_digest(sent.encode(errors="replace"), self.settings.token.encode()):
                raise Refusal(401, WRONG_TOKEN, {"www-authenticate": "Bearer"})
        elif self.settings.closed or not is_local(request):
            raise Refusal(403, ONLY_HERE)
        await self.admit("", self.visitor(request))

    def _message(self, body: dict[str, Any], address: str) -> tuple[str, Message]:
        """What the client calls itself, or is called from now on, and its message."""
        sender = body.get("sender", uuid.uuid4().hex)
        if not isinstance(sender, str) or not SENDER.fullmatch(sender):
            raise Refusal(400, WRONG_SENDER)
        known_by = body.get("id", "")
        if known_by != "" and not (isinstance(known_by, str) and SENDER.fullmatch(known_by) and len(known_by) >= 8):
            raise Refusal(400, WRONG_ID)
        return sender, Message(self.conversation(sender), _text(body), known_by, sender=address)


def _body(request: Request) -> dict[str, Any]:
    kind = (request.headers.get("content-type") or "").split(";")[0].strip().lower()
    if kind != "application/json":  # a browser asks before it sends this from another site, and gets no leave
        raise Refusal(415, NO_JSON)
    try:
        body = request.json
    except SanicException:
        raise Refusal(400, "The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise Refusal(400, EXAMPLE)
    return body


def _text(body: dict[str, Any]) -> str:
    text = body.get("message")
    if not isinstance(text, str):
        raise Refusal(400, '"message" has to be a text.')
    return text


def _shown(sender: str, answer: Answer) -> dict[str, Any]:
    """One answer as one object: text, buttons and structure together, under the names that Rasa's REST channel has."""
    shown: dict[str, Any] = {"recipient_id": sender, "text": answer.text}
    chips = answer.reply.get("chips")
    if chips:
        shown["buttons"] = [{"title": each["title"], "payload": each["payload"]} for each in chips]
    if answer.reply.keys() - {"chips"}:
        shown["custom"] = answer.reply
    return shown


async def _answered(handler: Callable[[Request], Awaitable[HTTPResponse]], request: Request) -> HTTPResponse:
    try:
        return await handler(request)
    except Refusal as refused:
        headers = {**SAFE_HEADERS, **refused.headers}
        return response.json({"error": refused.says}, status=refused.status, headers=headers)
