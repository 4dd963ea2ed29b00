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
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timezone
from itertools import dropwhile
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from rasa.shared.core.events import BotUttered, Event, UserUttered
from sanic import Blueprint, Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse, HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from actions.serving.door import SAFE_HEADERS
from bot.channels import health
from bot.channels.channel_base import Channel, Message, Refusal, admitted
from bot.channels.incoming import clean
from bot.channels.outgoing import Answer, uttered
from bot.channels.shortlist import as_of_today, shortlist_of
from bot.channels.visitor import is_asked_for, is_own_origin
from bot.feedback import LONGEST_ANSWER, LONGEST_WORD, NONE, Feedback
from bot.histories import exists, said, with_shortlist
from bot.settings import WebsiteSettings, networks
from bot.website.pages import Page, pages, takes_gzip
from knowledge.store import Store, StoreUnavailable

logger = logging.getLogger(__name__)
_ID = re.compile(r"[A-Za-z0-9._:-]{8,64}")  # of a message
_MILLISECONDS = re.compile(r"[0-9]{1,16}")
MOST_SHOWN = 200  # messages and answers of a history at once
FRESH = 3600  # seconds after which a key opens nothing but a conversation that is there
NO_CONVERSATION = "This conversation is not known here, or its key is damaged. Please start a new one."
OTHER_ORIGIN = "This address may only be used by the advisor's own window."
OTHER_HOST = "The advisor is not known by this name. Whoever runs it can name it in ADVISOR_PUBLIC_URL."
NOT_HERE = "That answer is not in this conversation."


class WebsiteInput(Channel):
    """See the module's docstring. Listed in credentials.yml; settings come from the environment."""

    NAME = "website"
    PREFIX = "web"

    def __init__(self, settings: WebsiteSettings | None = None) -> None:
        self.settings = settings or WebsiteSettings.from_environment()
        super().__init__(self.settings.per_conversation, self.settings.per_address)
        # reading costs more than writing, and happens by itself: limits of its own
        self._reading = self.limits("reading", self.settings.per_conversation, self.settings.per_address)
        self._signer = URLSafeTimedSerializer(self.settings.secret, salt="conversation")
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

        health.add_routes(routes, lambda: self.app.ctx.agent, self.visitor, networks("ADVISOR_WATCHERS"))
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
                asked = await self._message(request)
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
        self._check_site(request)
        await self.admit("", self.visitor(request))
        return {"token": self._signer.dumps(uuid.uuid4().hex)}

    async def _history(self, request: Request) -> dict[str, Any]:
        """The latest messages, or those before a time, and the shortlist."""
        conversation = await self._conversation(request)
        await admitted(self._reading, (conversation, self.visitor(request)))
        store, before = self.app.ctx.agent.tracker_store, request.args.get("before") or ""
        if before and not _MILLISECONDS.fullmatch(before):
            raise Refusal(400, '"before" is a time in milliseconds, such as "at" of a message.')
        page = await said(store, conversation, MOST_SHOWN + 1, int(before) / 1000 if before else None)
        earlier = len(page) > MOST_SHOWN
        shown_now = list(dropwhile(lambda each: not isinstance(each, UserUttered), page[1:])) if earlier else page
        in_thread = asyncio.get_running_loop().run_in_executor
        thumbs = await in_thread(None, self._thumbs, conversation)
        shortlist = await in_thread(None, self._today, shortlist_of(await with_shortlist(store, conversation)))
        return {"messages": messages_of(shown_now, thumbs), "shortlist": shortlist, "earlier": earlier}

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
        conversation, body = await self._conversation(request), _body(request)
        await self.admit(conversation, self.visitor(request))
        thumb, word = body.get("thumb"), body.get("word") or ""
        question, answer = body.get("question") or "", body.get("answer") or ""
        if thumb not in ("up", "down", NONE) or not all(isinstance(each, str) for each in (word, question, answer)):
            raise Refusal(400, '"thumb" has to be "up", "down" or "none"; "word", "question" and "answer" are texts.')
        latest = await said(self.app.ctx.agent.tracker_store, conversation, MOST_SHOWN)
        judged = next((each for each in _answers(latest) if answer and _begins_as(each, answer)), None)
        if judged is None:
            raise Refusal(400, NOT_HERE)
        self._feedback = self._feedback or Feedback()
        in_thread = asyncio.get_running_loop().run_in_executor
        if thumb == NONE:
            await in_thread(None, self._feedback.take_back, conversation, judged)
            return {"kept": False}
        arguments = (conversation, clean(question), judged, thumb, clean(word, LONGEST_WORD))
        await in_thread(None, self._feedback.add, *arguments)
        return {"kept": True}

    async def _message(self, request: Request) -> Message:
        """A message that may be sent now."""
        conversation, body = await self._conversation(request), _body(request)
        text, message_id, title = body.get("text"), body.get("id"), body.get("title")
        if not isinstance(text, str) or not isinstance(message_id, str) or not _ID.fullmatch(message_id):
            raise Refusal(400, '"text" has to be a text and "id" a text of 8 to 64 characters, new for each message.')
        self.read(text)
        await self.admit(conversation, self.visitor(request))
        shown_as = title if isinstance(title, str) else ""
        return Message(conversation, text, message_id, shown_as, body.get("quiet") is True, self.visitor(request))

    async def _conversation(self, request: Request) -> str:
        """The conversation a request has the key of.

        Raises:
            Refusal: another site, no key, one that we did not sign, or one whose conversation is gone: too old, or
                forgotten. A key that was just made opens a conversation that is yet to begin.
        """
        self._check_site(request)
        token = (request.headers.get("authorization") or "").removeprefix("Bearer ")
        try:
            inside, made = self._signer.loads(token, return_timestamp=True)
            conversation = self.conversation(inside)
        except (BadSignature, TypeError):
            raise Refusal(401, NO_CONVERSATION) from None
        old = (datetime.now(timezone.utc) - made).total_seconds() > FRESH
        if old and not await exists(self.app.ctx.agent.tracker_store, conversation):
            raise Refusal(401, NO_CONVERSATION)
        return conversation

    def _check_site(self, request: Request) -> None:
        """The window runs on our own address, by our own name; another site's script has no business here."""
        if not is_asked_for(request, self.settings.addresses):
            raise Refusal(403, OTHER_HOST)
        if not is_own_origin(request, self.settings.addresses):
            raise Refusal(403, OTHER_ORIGIN)


def _answers(events: Iterable[Event]) -> list[str]:
    return [uttered(each).text for each in events if isinstance(each, BotUttered)]


def _begins_as(answer: str, sent: str) -> bool:
    """Whether a visitor's copy is an answer's, as far as feedback keeps it."""
    return answer[:LONGEST_ANSWER] == sent[:LONGEST_ANSWER]


HEADERS = {
    **SAFE_HEADERS,
    "cache-control": "no-store",
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
        at = {"at": int(event.timestamp * 1000)}  # cut, so that nothing said then is before it
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
