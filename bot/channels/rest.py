"""Rasa's REST channel with its door watched: bad input gets a 4xx and a sentence, silence becomes a sentence.

Same route as Rasa's own: POST /webhooks/rest/webhook with {"sender": "…", "message": "…"}.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Request, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from bot.parse import understanding

logger = logging.getLogger(__name__)

LONGEST = 10_000  # characters a message may have
LONGEST_SENDER = 200
EMPTY = "That message was empty. What would you like to know about a master's in machine learning?"
TOO_LONG = f"That is longer than {LONGEST:,} characters. Please say it shorter: one or two questions at a time."
FAILED = "Sorry, something went wrong on my side with that message. Please try it in other words."


class BadRequest(ValueError):
    """The request cannot be understood; the message says what is expected."""


class WatchedRestInput(RestInput):
    """See the module's docstring."""

    @classmethod
    def name(cls) -> str:
        """Part of the route, and what trackers record as the input channel."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes `/` (health), `/webhook` and `/understand`."""
        routes = Blueprint("rest_webhook", __name__)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, text, metadata = read(request)
            except BadRequest as problem:
                return response.json({"error": str(problem)}, status=400)
            return response.json(await answers(on_new_message, sender, text, metadata))

        @routes.route("/understand", methods=["POST"])
        async def understand(request: Request) -> HTTPResponse:
            """How a message is understood; for this machine only, because it shows how the advisor works inside."""
            if request.ip not in ("127.0.0.1", "::1"):
                return response.json({"error": "Only from the machine that the advisor runs on."}, status=403)
            try:
                _, text, _ = read(request)
            except BadRequest as problem:
                return response.json({"error": str(problem)}, status=400)
            parsed = await request.app.ctx.agent.parse_message(text)
            return response.json(understanding(text, parsed), dumps=json.dumps)

        return routes


def read(request: Request) -> tuple[str, str, dict[str, Any] | None]:
    """Sender, text and metadata of a request.

    Raises:
        BadRequest: no JSON object, or fields of the wrong type.
    """
    try:
        body = request.json
    except SanicException as problem:
        raise BadRequest("The body is not valid JSON.") from problem
    if not isinstance(body, dict):
        raise BadRequest('Send a JSON object such as {"sender": "me", "message": "is the gre needed"}.')
    sender, text, metadata = body.get("sender", "default"), body.get("message"), body.get("metadata")
    if not isinstance(text, str):
        raise BadRequest('"message" has to be a text.')
    if not isinstance(sender, str) or not 0 < len(sender) <= LONGEST_SENDER:
        raise BadRequest(f'"sender" has to be a text of 1 to {LONGEST_SENDER} characters.')
    if metadata is not None and not isinstance(metadata, dict):
        raise BadRequest('"metadata" has to be an object.')
    return sender, text, metadata


async def answers(
    on_new_message: Callable[[UserMessage], Awaitable[Any]], sender: str, text: str, metadata: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """What the advisor says to a message: at least one entry, whatever happens."""
    if not text.strip():
        return [{"recipient_id": sender, "text": EMPTY}]
    if len(text) > LONGEST:
        return [{"recipient_id": sender, "text": TOO_LONG}]
    collector = CollectingOutputChannel()
    try:
        await on_new_message(
            UserMessage(text.replace("\x00", " "), collector, sender, input_channel="rest", metadata=metadata)
        )
    except Exception:  # a person is waiting: whatever broke, they get a sentence and the log gets the rest
        logger.exception("a message could not be answered")
    return collector.messages or [{"recipient_id": sender, "text": FAILED}]
