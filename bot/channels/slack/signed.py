"""Between the server and slack-bolt: what Slack did not sign or cannot have sent is refused before bolt reads it.

Bolt writes bodies that are not Slack's into the log, stumbles over bodies of another shape than Slack's, and answers
with the cookies of a younger Sanic than Rasa's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from sanic import Blueprint, Request
from sanic.response import HTTPResponse
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.signature import SignatureVerifier

from actions.serving.door import BAD_REQUEST, SAFE_HEADERS, refusal

NOT_SLACK = "This is not signed by Slack, or not lately."
_FORM = "application/x-www-form-urlencoded"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_STAMP = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
# What is read of an event, a command, a pressed button; where it stands there, it has to be of this form.
_FORMS: dict[str, re.Pattern[str] | type] = {
    "type": str, "subtype": str, "text": str, "user": _ID, "ts": _STAMP, "thread_ts": _STAMP, "event_ts": _STAMP,
    "channel": _ID, "channel_id": _ID, "channel_type": str, "team": _ID, "team_id": _ID, "user_id": _ID, "bot_id": str,
    "tab": str, "trigger_id": str, "response_url": str, "value": str, "action_id": str, "event": dict,
    "container": dict, "message": dict, "assistant_thread": dict, "actions": list, "authorizations": list,
}  # fmt: skip
_OBJECTS = ("user", "team", "channel")  # in a pressed button these are objects with an id, in what is said never
_DEEPEST = 4  # objects within objects that are looked at; Slack's blocks, which nobody reads, may be deeper
_NEEDED = {"message": ("channel", "ts"), "app_mention": ("channel", "ts", "user"), "app_home_opened": ("user",)}


def add_routes(routes: Blueprint, app: AsyncApp, signing_secret: str, installs: bool) -> None:
    """`/slack/events` for all that Slack sends (where it can sign), `/slack/install` and `/slack/oauth_redirect`."""
    if signing_secret:  # in Socket Mode nothing comes this way
        verifier = SignatureVerifier(signing_secret)

        @routes.post("/events")
        async def events(request: Request) -> HTTPResponse:
            if not is_slacks(request, verifier):
                return refusal(401, NOT_SLACK)
            asked = _read(request)
            return refusal(400, BAD_REQUEST) if asked is None else sanic_response(await app.async_dispatch(asked))

    if installs and app.oauth_flow is not None:
        flow: AsyncOAuthFlow = app.oauth_flow

        @routes.get("/install")
        async def install(request: Request) -> HTTPResponse:
            return sanic_response(await flow.handle_installation(_visit(request)))

        @routes.get("/oauth_redirect")
        async def oauth_redirect(request: Request) -> HTTPResponse:
            return sanic_response(await flow.handle_callback(_visit(request)))


def _visit(request: Request) -> AsyncBoltRequest:
    return AsyncBoltRequest(body="", query=request.query_string, headers=_headers(request))


def is_slacks(request: Request, verifier: SignatureVerifier) -> bool:
    """Whether Slack signed a request, in the last five minutes."""
    try:
        return bool(verifier.is_valid_request(request.body, _headers(request)))
    except (ValueError, TypeError):  # no number for a time, no UTF-8, no ASCII
        return False


def _headers(request: Request) -> dict[str, Any]:
    return dict(request.headers)


def _read(request: Request) -> AsyncBoltRequest | None:
    """The request as bolt has it; None where Slack cannot have meant it."""
    try:
        body = request.body.decode()
        return AsyncBoltRequest(body=body, headers=_headers(request)) if is_sound(_sent(body, request)) else None
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def _sent(body: str, request: Request) -> Any:
    kind = (request.headers.get("content-type") or "").split(";")[0].strip().lower()
    if kind != _FORM:
        return json.loads(body)
    fields = {name: values[0] for name, values in parse_qs(body).items()}
    return json.loads(fields["payload"]) if "payload" in fields else fields


def is_sound(sent: Any, depth: int = _DEEPEST) -> bool:
    """Whether what Slack sent has the shape that bolt and we read."""
    if not isinstance(sent, dict):
        return False
    event = sent.get("event")
    if isinstance(event, dict):
        needed = _NEEDED.get(str(event.get("type")), ("type",))
        if any(event.get(name) is None for name in needed):
            return False
        if event.get("type") in _NEEDED and any(isinstance(event.get(name), dict) for name in _OBJECTS):
            return False
    return all(_is_of_form(name, value, depth) for name, value in sent.items())


def _is_of_form(name: str, value: Any, depth: int) -> bool:
    form = _FORMS.get(name)
    if form is None or value is None:
        return True
    if name in _OBJECTS and isinstance(value, dict):
        return _is_of_form("channel_id", value.get("id"), depth)
    if isinstance(form, re.Pattern):
        return isinstance(value, str) and form.fullmatch(value) is not None
    if not isinstance(value, form):
        return False
    return not isinstance(value, dict) or depth == 0 or is_sound(value, depth - 1)


def sanic_response(answer: BoltResponse) -> HTTPResponse:
    """Bolt's answer in Sanic's terms; its cookies are for this site and its redirects only, and not for scripts."""
    headers: Mapping[str, str] = {**answer.first_headers_without_set_cookie(), **SAFE_HEADERS}
    made = HTTPResponse(answer.body, answer.status, headers)
    for cookies in answer.cookies():
        for name, cookie in cookies.items():
            made.cookies[name] = cookie.value
            kept = made.cookies[name]
            kept["httponly"] = kept["secure"] = True
            kept["samesite"] = "Lax"
            if cookie["max-age"]:
                kept["max-age"] = int(cookie["max-age"])
    return made
