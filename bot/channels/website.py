"""The website channel: demo page, widget and conversations on the same server and port as everything else.

A conversation's id is issued here and signed; who has no token can neither read nor write it. Messages are streamed
as they are ready, one JSON object a line. docs/website.md describes routes and settings.
"""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeSerializer
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, Event, UserUttered
from sanic import Blueprint, Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot.channels.rate import RateLimit
from bot.channels.rest import EMPTY, FAILED, LONGEST, TOO_LONG
from bot.channels.shortlist import shortlist_of
from bot.conversations import said
from bot.feedback import LONGEST_WORD, Feedback
from bot.settings import WebsiteSettings
from bot.website.pages import Page, pages

logger = logging.getLogger(__name__)

NAME = "website"
LONGEST_BODY = 64_000  # bytes
RESENT_WITHIN = 40  # messages and answers; what is sent again was sent a moment ago
TOO_MANY = "That was a lot at once. Please wait {seconds} seconds and send it again; nothing is lost."
NO_CONVERSATION = "This conversation is not known here, or its key is damaged. Please start a new one."
OTHER_ORIGIN = "This address may only be used by the advisor's own window."


@dataclass
class Refusal(Exception):
    """A request that is not served: status and a sentence that says why."""

    status: int
    says: str
    headers: dict[str, str] = field(default_factory=dict)


class StreamedOutput(OutputChannel):
    """Hands on each reply as soon as the dialogue has it; `sent` keeps them all."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self._waiting: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    @classmethod
    def name(cls) -> str:
        """What trackers record as the channel."""
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Overrides Rasa's splitting: text and structure of a reply belong together."""
        self.deliver(shown(message.get("text"), message.get("custom"), message.get("buttons")))

    def deliver(self, reply: dict[str, Any]) -> None:
        """Adds a reply."""
        self.sent.append(reply)
        self._waiting.put_nowait(reply)

    def end(self) -> None:
        """Says that there will be no more."""
        self._waiting.put_nowait(None)

    async def replies(self) -> AsyncIterator[dict[str, Any]]:
        """Each reply as soon as it is there, until the end."""
        while (reply := await self._waiting.get()) is not None:
            yield reply


def shown(text: str | None, custom: dict[str, Any] | None, buttons: list[dict[str, Any]] | None) -> dict[str, Any]:
    """A reply as the widget gets it: `text` complete by itself, and the structure of docs/replies.md."""
    reply = dict(custom or {})
    if buttons and "chips" not in reply:
        reply["chips"] = [{"title": each["title"], "payload": each["payload"]} for each in buttons]
    return {"from": "bot", "text": text or "", "reply": reply}


class WebsiteInput(InputChannel):
    """See the module's docstring. Listed in credentials.yml; settings come from the environment."""

    def __init__(self, settings: WebsiteSettings | None = None) -> None:
        self.settings = settings or WebsiteSettings.from_environment()
        self._signer = URLSafeSerializer(self.settings.secret, salt="conversation")
        self._by_conversation = RateLimit(self.settings.per_conversation)
        self._by_address = RateLimit(self.settings.per_address)
        self._running: dict[tuple[str, str], asyncio.Task[list[dict[str, Any]]]] = {}
        self._feedback: Feedback | None = None

    @classmethod
    def name(cls) -> str:
        """What trackers record as the channel."""
        return NAME

    def url_prefix(self) -> str:
        """The routes stand at the root of the server."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Pages at `/`, `/chat`, `/widget.js`; conversations under `/chat/`."""
        routes = Blueprint("website", __name__)
        served = pages(self.settings.frame_ancestors)

        @routes.listener("before_server_start")
        async def serve_front_page(app: Sanic, _loop: Any) -> None:
            # Rasa has a greeting of its own at "/"; a request middleware comes before it.
            app.register_middleware(lambda request: _front_page(request, served["/"]), "request")

        for path, page in served.items():
            if path != "/":
                routes.add_route(_page_handler(page), path, methods=["GET", "HEAD"], name=path.strip("/"))

        @routes.post("/chat/conversation")
        async def begin(request: Request) -> HTTPResponse:
            return await _answered(self._begin, request)

        @routes.get("/chat/history")
        async def history(request: Request) -> HTTPResponse:
            return await _answered(self._history, request)

        @routes.post("/chat/feedback")
        async def feedback(request: Request) -> HTTPResponse:
            return await _answered(self._judge, request)

        @routes.post("/chat/message")
        async def message(request: Request) -> BaseHTTPResponse | None:
            try:
                conversation, body = self._conversation(request), _body(request)
                text, message_id = self._message(body, conversation, request)
            except Refusal as refusal:
                return _refused(refusal)
            metadata: dict[str, Any] = {"message_id": message_id, "title": _short(body.get("title"))}
            if body.get("quiet") is True:
                metadata["quiet"] = True  # a button of the shortlist: nothing of it is shown, now or later
            stream = await request.respond(content_type="application/x-ndjson", headers=HEADERS)
            async for reply in self._replies(on_new_message, request.app, conversation, text, metadata):
                await stream.send(json.dumps(reply, ensure_ascii=False) + "\n")
            await stream.eof()
            return None

        return routes

    async def _begin(self, request: Request) -> dict[str, Any]:
        self._check_origin(request)
        self._check_rate(self._by_address, request.ip)
        return {"token": self._signer.dumps(uuid.uuid4().hex)}

    async def _history(self, request: Request) -> dict[str, Any]:
        conversation = self._conversation(request)
        events = await said(request.app.ctx.agent.tracker_store, conversation)
        return {"messages": messages_of(events), "shortlist": shortlist_of(events)}

    async def _judge(self, request: Request) -> dict[str, Any]:
        conversation, body = self._conversation(request), _body(request)
        self._check_rate(self._by_conversation, conversation)
        thumb, word = body.get("thumb"), body.get("word") or ""
        question, answer = body.get("question") or "", body.get("answer") or ""
        if thumb not in ("up", "down") or not all(isinstance(each, str) for each in (word, question, answer)):
            raise Refusal(400, '"thumb" has to be "up" or "down"; "word", "question" and "answer" are texts.')
        self._feedback = self._feedback or Feedback()
        arguments = (conversation, question, answer, thumb, word[:LONGEST_WORD])
        await asyncio.get_running_loop().run_in_executor(None, self._feedback.add, *arguments)
        return {"kept": True}

    def _message(self, body: dict[str, Any], conversation: str, request: Request) -> tuple[str, str]:
        """Text and id of a message that may be sent now."""
        text, message_id = body.get("text"), body.get("id")
        if not isinstance(text, str) or not isinstance(message_id, str) or not 8 <= len(message_id) <= 64:
            raise Refusal(400, '"text" has to be a text and "id" a text of 8 to 64 characters, new for each message.')
        if not text.strip():
            raise Refusal(400, EMPTY)
        if len(text) > LONGEST:
            raise Refusal(413, TOO_LONG)
        self._check_rate(self._by_conversation, conversation)
        self._check_rate(self._by_address, request.ip)
        return text.replace("\x00", " "), message_id

    async def _replies(
        self,
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
        app: Sanic,
        conversation: str,
        text: str,
        metadata: dict[str, Any],
    ) -> AsyncIterator[dict[str, Any]]:
        """The replies to a message, each as soon as it is ready; a message sent again gets the same replies."""
        key = (conversation, metadata["message_id"])
        if key in self._running:
            for reply in await asyncio.shield(self._running[key]):
                yield reply
            return
        latest = await said(app.ctx.agent.tracker_store, conversation, RESENT_WITHIN)
        earlier = replies_to(latest, metadata["message_id"])
        if earlier:
            for reply in earlier:
                yield reply
            return
        output = StreamedOutput()
        self._running[key] = asyncio.create_task(_handle(on_new_message, output, conversation, text, metadata))
        self._running[key].add_done_callback(lambda _task: self._running.pop(key, None))
        async for reply in output.replies():
            yield reply

    def _conversation(self, request: Request) -> str:
        """The conversation a request has the key of.

        Raises:
            Refusal: other origin, no key, or one that we did not sign.
        """
        self._check_origin(request)
        token = (request.headers.get("authorization") or "").removeprefix("Bearer ")
        try:
            return f"web-{self._signer.loads(token)}"
        except BadSignature:
            raise Refusal(401, NO_CONVERSATION) from None

    def _check_origin(self, request: Request) -> None:
        """The window runs on our own address; another site's script has no business here."""
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            raise Refusal(403, OTHER_ORIGIN)

    def _check_rate(self, limit: RateLimit, key: str) -> None:
        seconds = limit.wait(key)
        if seconds:
            raise Refusal(429, TOO_MANY.format(seconds=seconds), {"retry-after": str(seconds)})


HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


async def _handle(
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    output: StreamedOutput,
    conversation: str,
    text: str,
    metadata: dict[str, Any],
) -> list[dict[str, Any]]:
    """Lets the dialogue answer; at least one reply, whatever happens. Returns all of them."""
    try:
        await on_new_message(UserMessage(text, output, conversation, input_channel=NAME, metadata=metadata))
    except Exception:  # a person is waiting: whatever broke, they get a sentence and the log gets the rest
        logger.exception("a message could not be answered")
    if not output.sent:
        output.deliver(shown(FAILED, None, None))
    output.end()
    return output.sent


def messages_of(events: Any) -> list[dict[str, Any]]:
    """A conversation's messages, as the widget shows them again; quiet ones and their replies are left out."""
    found = []
    quiet = False
    for event in events:
        if isinstance(event, UserUttered):
            quiet = (event.metadata or {}).get("quiet") is True
        if quiet:
            continue
        if isinstance(event, UserUttered) and event.text:
            metadata = event.metadata or {}
            found.append(
                {"from": "user", "text": metadata.get("title") or event.text, "id": metadata.get("message_id")}
            )
        elif isinstance(event, BotUttered):
            found.append(_uttered(event))
    return found


def replies_to(events: Any, message_id: str) -> list[dict[str, Any]]:
    """The replies to the message of this id, if it was answered already."""
    found: list[dict[str, Any]] = []
    inside = False
    for event in events:
        if isinstance(event, UserUttered):
            inside = (event.metadata or {}).get("message_id") == message_id
        elif inside and isinstance(event, BotUttered):
            found.append(_uttered(event))
    return found


def _uttered(event: Event) -> dict[str, Any]:
    data = event.data or {}
    return shown(event.text, data.get("custom"), data.get("buttons"))


def _body(request: Request) -> dict[str, Any]:
    if len(request.body) > LONGEST_BODY:
        raise Refusal(413, TOO_LONG)
    try:
        body = request.json
    except SanicException:
        raise Refusal(400, "The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The body has to be a JSON object.")
    return body


def _short(title: Any) -> str:
    return title[:200] if isinstance(title, str) else ""


async def _answered(handler: Callable[[Request], Awaitable[dict[str, Any]]], request: Request) -> HTTPResponse:
    try:
        return response.json(await handler(request), headers=HEADERS)
    except Refusal as refusal:
        return _refused(refusal)


def _refused(refusal: Refusal) -> HTTPResponse:
    return response.json({"error": refusal.says}, status=refusal.status, headers={**HEADERS, **refusal.headers})


def _front_page(request: Request, page: Page) -> HTTPResponse | None:
    return page.answer(request) if request.path == "/" and request.method in ("GET", "HEAD") else None


def _page_handler(page: Page) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def handler(request: Request) -> HTTPResponse:
        return page.answer(request)

    return handler
