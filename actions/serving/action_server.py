"""The action server's own door: this machine only, a token where `make run` gave one, JSON only, no echo of errors.

The action server imports every module of `actions`, and so this one; rasa_sdk then calls the hook below. Plain
`rasa run actions` gets all of it, too, except the token: it asks for one only if ADVISOR_ACTION_TOKEN is set.
"""

from __future__ import annotations

import hmac
import logging
import os
import sys

import pluggy
from rasa_sdk.plugin import plugin_manager
from sanic import Request, Sanic
from sanic.response import HTTPResponse

from actions.serving.door import guard, refusal

logger = logging.getLogger(__name__)

TOKEN = "ADVISOR_ACTION_TOKEN"  # noqa: S105 (the name of a setting)
HOST = "127.0.0.1"
# What Rasa sends of a conversation (bot/rasa_corrections.py): some 3 to 20 KB as a rule. At most 1.1 MB, where people
# write nothing but emoji, which take twelve bytes each: 20 notes and 60 answers of offices of 500 characters, the same
# once more as the one change that "undo" brings back, and a message of 2,000 characters that are amounts alone.
MOST_BYTES = 1280 * 1024


@pluggy.HookimplMarker("rasa_sdk")
def attach_sanic_app_extensions(app: Sanic) -> None:
    """rasa_sdk's hook, called before the server listens."""
    os.environ.setdefault("SANIC_HOST", HOST)  # rasa_sdk listens everywhere otherwise
    guard(app, MOST_BYTES)
    token = os.environ.get(TOKEN, "")

    async def check(request: Request) -> HTTPResponse | None:
        if request.path == "/health" or request.method == "NONE":  # Sanic's name for a head that it could not read
            return None
        if token and not hmac.compare_digest((request.args.get("token") or "").encode(), token.encode()):
            return refusal(401, "The action server answers the advisor's own Rasa server only.")
        plain = (request.headers.get("content-type") or "").split(";")[0].strip().lower() == "application/json"
        if request.method == "POST" and (not plain or request.headers.get("content-encoding")):
            return refusal(415, "Send uncompressed JSON, with Content-Type: application/json.")
        return None

    async def failed(request: Request, problem: Exception) -> HTTPResponse:
        status = getattr(problem, "status_code", 500)
        if status >= 500:
            logger.error("%s could not be answered", request.path, exc_info=problem)
        return refusal(status, "The action failed." if status >= 500 else "There is nothing here.")

    app.register_middleware(check, "request")
    app.exception(Exception)(failed)  # rasa_sdk's own repeats the error and the request


if not plugin_manager().is_registered(sys.modules[__name__]):
    plugin_manager().register(sys.modules[__name__])
