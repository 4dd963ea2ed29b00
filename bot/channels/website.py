"""The website channel: demo page, widget and conversations on the same server and port as everything else.

A conversation's id is issued here and signed; who has no token can neither read nor write it. Messages are streamed
as they are ready, one JSON object a line. docs/website.md describes routes and settings.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
import uuid
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeSerializer
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint, Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse, HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.channel_base import Channel, Message, Refusal
from bot.channels.outgoing import Answer, uttered
from bot.channels.shortlist import as_of_today, shortlist_of
from bot.conversations import said
from bot.feedback import LONGEST_ANSWER, LONGEST_WORD, Feedback
from bot.settings import WebsiteSettings
from bot.website.pages import Page, pages, takes_gzip
from knowledge.store import Store, StoreUnavailable

logger = logging.getLogger(__name__)
_ID = re.compile(r"[A-Za-z0-9._:-]{8,64}")  # of a message
NO_CONVERSATION = "This conversation is not known here, or its key is damaged. Please start a new one."
OTHER_ORIGIN = "This address may only be used by the advisor's own window."


class WebsiteInput(Channel):
    """See the module's docstring. Listed in credentials.yml; settings come from the environment."""

    NAME = "website"
    PREFIX = "web"

    def __init__(self, settings: WebsiteSettings | None = None) -> None:
        self.settings = settings or WebsiteSettings.from_environment()
        super().__init__(self.settings.per_conversation, self.settings.per_address)
        self._signer = URLSafeSerializer(self.settings.secret, salt="conversation")
        self._feedback: Feedback | None = None
        self._store = Store()

    def url_prefix(self) -> str:
        """The routes stand at the root of the server."""
        return "/"

    def add_routes(self, routes: Blueprint) -> None:
        """Pages at `/`, `/chat`, `/widget.js`; conversations under `/chat/`."""
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
            return _squeezed(request, await _answered(self._history, request))

        @routes.post("/chat/feedback")
        async def feedback(request: Request) -> HTTPResponse:
            return await _answered(self._judge, request)

        @routes.post("/chat/message")
        async def message(request: Request) -> BaseHTTPResponse | None:
            try:
                asked = self._message(request)
            except Refusal as refusal:
                return _refused(refusal)
            squeeze = zlib.compressobj(wbits=GZIP) if takes_gzip(request) else None
            headers = {**HEADERS, **ZIPPED} if squeeze else HEADERS
            stream = await request.respond(content_type="application/x-ndjson", headers=headers)
            async for answer in self.ask(asked):
                line = (json.dumps(shown(answer), ensure_ascii=False) + "\n").encode()
                # flushed, so that each answer can be read as soon as it is there
                await stream.send(squeeze.compress(line) + squeeze.flush(zlib.Z_SYNC_FLUSH) if squeeze else line)
            if squeeze:
                await stream.send(squeeze.flush())
            await stream.eof()
            return None

    async def _begin(self, request: Request) -> dict[str, Any]:
        self._check_origin(request)
        self.admit("", request.ip)
        return {"token": self._signer.dumps(uuid.uuid4().hex)}

    async def _history(self, request: Request) -> dict[str, Any]:
        conversation = self._conversation(request)
        events = await said(self.app.ctx.agent.tracker_store, conversation)
        in_thread = asyncio.get_running_loop().run_in_executor
        thumbs = await in_thread(None, self._thumbs, conversation)
        shortlist = await in_thread(None, self._today, shortlist_of(events))
        return {"messages": messages_of(events, thumbs), "shortlist": shortlist}

    def _thumbs(self, conversation: str) -> dict[str, str]:
        try:
            self._feedback = self._feedback or Feedback()
            return self._feedback.of(conversation)
        except SQLAlchemyError as problem:  # a conversation is worth more than its thumbs
            logger.error("feedback cannot be read (%s)", type(problem).__name__)
            return {}

    def _today(self, shortlist: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        if not shortlist:
            return shortlist
        try:
            return as_of_today(shortlist, self._store.knowledge())
        except StoreUnavailable as problem:
            logger.error("the shortlist is shown as it was: %s", problem)
            return shortlist

    async def _judge(self, request: Request) -> dict[str, Any]:
        conversation, body = self._conversation(request), _body(request)
        self.admit(conversation, request.ip)
        thumb, word = body.get("thumb"), body.get("word") or ""
        question, answer = body.get("question") or "", body.get("answer") or ""
        if thumb not in ("up", "down") or not all(isinstance(each, str) for each in (word, question, answer)):
            raise Refusal(400, '"thumb" has to be "up" or "down"; "word", "question" and "answer" are texts.')
        self._feedback = self._feedback or Feedback()
        arguments = (conversation, question, answer, thumb, word[:LONGEST_WORD])
        await asyncio.get_running_loop().run_in_executor(None, self._feedback.add, *arguments)
        return {"kept": True}

    def _message(self, request: Request) -> Message:
        """A message that may be sent now."""
        conversation, body = self._conversation(request), _body(request)
        text, message_id, title = body.get("text"), body.get("id"), body.get("title")
        if not isinstance(text, str) or not isinstance(message_id, str) or not _ID.fullmatch(message_id):
            raise Refusal(400, '"text" has to be a text and "id" a text of 8 to 64 characters, new for each message.')
        self.read(text)
        self.admit(conversation, request.ip)
        shown_as = title if isinstance(title, str) else ""
        return Message(conversation, text, message_id, shown_as, quiet=body.get("quiet") is True)

    def _conversation(self, request: Request) -> str:
        """The conversation a request has the key of.

        Raises:
            Refusal: other origin, no key, or one that we did not sign.
        """
        self._check_origin(request)
        token = (request.headers.get("authorization") or "").removeprefix("Bearer ")
        try:
            return self.conversation(self._signer.loads(token))
        except (BadSignature, TypeError):
            raise Refusal(401, NO_CONVERSATION) from None

    def _check_origin(self, request: Request) -> None:
        """The window runs on our own address; another site's script has no business here."""
        origin = request.headers.get("origin")
        try:
            ours = not origin or urlsplit(origin).netloc == request.headers.get("host")
        except ValueError:  # no address at all
            ours = False
        if not ours:
            raise Refusal(403, OTHER_ORIGIN)


HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}

ZIPPED = {"content-encoding": "gzip"}
GZIP = 31  # zlib's number for the gzip format with its largest window
WORTH_IT = 1000  # bytes of an answer


def shown(answer: Answer) -> dict[str, Any]:
    """An answer as the widget gets it."""
    return {"from": "bot", "text": answer.text, "reply": answer.reply}


def messages_of(events: Any, thumbs: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """A conversation's messages, as the widget shows them again; quiet ones and their replies are left out.

    Args:
        thumbs: what the person thought of answers, by an answer's first LONGEST_ANSWER characters.

    Returns:
        Each with `at`, when it was said, in milliseconds.
    """
    found = []
    quiet = False
    for event in events:
        if isinstance(event, UserUttered):
            quiet = (event.metadata or {}).get("quiet") is True
        if quiet:
            continue
        at = {"at": round(event.timestamp * 1000)}
        if isinstance(event, UserUttered) and event.text:
            metadata = event.metadata or {}
            found.append(
                {"from": "user", "text": metadata.get("title") or event.text, "id": metadata.get("message_id"), **at}
            )
        elif isinstance(event, BotUttered):
            answer = uttered(event)
            thumb = (thumbs or {}).get(answer.text[:LONGEST_ANSWER])
            found.append({**shown(answer), **at, **({"thumb": thumb} if thumb else {})})
    return found


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except SanicException:
        raise Refusal(400, "The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The body has to be a JSON object.")
    return body


async def _answered(handler: Callable[[Request], Awaitable[dict[str, Any]]], request: Request) -> HTTPResponse:
    try:
        return response.json(await handler(request), headers=HEADERS)
    except Refusal as refusal:
        return _refused(refusal)


def _squeezed(request: Request, answer: HTTPResponse) -> HTTPResponse:
    """The answer as it goes over the wire: compressed, where that is worth it and understood."""
    if answer.body and len(answer.body) >= WORTH_IT and takes_gzip(request):
        answer.body = gzip.compress(answer.body, compresslevel=6)
        answer.headers.update(ZIPPED)
    return answer


def _refused(refusal: Refusal) -> HTTPResponse:
    return response.json({"error": refusal.says}, status=refusal.status, headers={**HEADERS, **refusal.headers})


def _front_page(request: Request, page: Page) -> HTTPResponse | None:
    return page.answer(request) if request.path == "/" and request.method in ("GET", "HEAD") else None


def _page_handler(page: Page) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def handler(request: Request) -> HTTPResponse:
        return page.answer(request)

    return handler
