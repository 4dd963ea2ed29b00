"""The door of both servers: what is no sound HTTP request, or too large, is refused before anything reads it.

Sanic 21.12, which Rasa 3.6 needs, takes any number for the length of a body and any mixture of framings. Behind a proxy
that reads them otherwise, one request may hide another. Here a request has one plain framing, or none.
"""

from __future__ import annotations

import logging
import re

from sanic import Request, Sanic, response
from sanic.exceptions import InvalidUsage, PayloadTooLarge
from sanic.http import Http
from sanic.response import HTTPResponse

BAD_REQUEST = "This is not a valid HTTP request."
TOO_LARGE = "That is too large: at most {most:,} bytes are read."
SAFE_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
# What a request line may hold: visible ASCII. Sanic takes other bytes, and stumbles over them when it answers.
_REQUEST_LINE = re.compile(rb"[!-~]+ [!-~]+ HTTP/1\.[01]")
_HEADER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*")
_LENGTH = re.compile(rb"[0-9]{1,9}")
_ONCE = (b"content-length", b"transfer-encoding", b"host")
# Line feeds would forge lines of a log, escape sequences would act on the terminal that shows it.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) != "\t"}
_CONTROLS |= {0x2028: "\\u2028", 0x2029: "\\u2029"}


def guard(app: Sanic, most_bytes: int) -> None:
    """Watches an app's door; a second call can only let larger bodies in. To be called before the app starts.

    Args:
        app: of the Rasa server or the action server.
        most_bytes: of a request's body.
    """
    app.ctx.most_bytes = max(most_bytes, getattr(app.ctx, "most_bytes", 0))
    app.config.REQUEST_MAX_SIZE = app.ctx.most_bytes
    if getattr(app.ctx, "guarded", False):
        return
    app.ctx.guarded = True
    app.add_signal(_check_head, "http.lifecycle.read_head")

    async def refuse(request: Request, problem: Exception) -> HTTPResponse:
        if isinstance(problem, PayloadTooLarge):
            return refusal(413, TOO_LARGE.format(most=app.ctx.most_bytes))
        return refusal(getattr(problem, "status_code", 400), BAD_REQUEST)

    async def make_safe(_request: Request, answer: HTTPResponse) -> None:
        for name, value in SAFE_HEADERS.items():
            answer.headers.setdefault(name, value)

    app.exception(InvalidUsage, PayloadTooLarge)(refuse)
    app.register_middleware(make_safe, "response")  # error pages and streams too
    escape_log()


def _make_answerable(http: type[Http]) -> None:
    """Has Sanic answer a request whose line is no text: it makes a request of the line to answer it by."""
    make = http.create_empty_request

    def create_empty_request(self: Http) -> None:
        self.url = (self.url or "").encode("ascii", "replace").decode("ascii") or None
        make(self)

    http.create_empty_request = create_empty_request


_make_answerable(Http)


def refusal(status: int, says: str) -> HTTPResponse:
    """An error as JSON: `{"error": a sentence}`."""
    return response.json({"error": says}, status=status, headers=SAFE_HEADERS)


async def _check_head(head: bytes) -> None:
    """A signal's handler; Sanic answers 400 to whatever it raises, and closes the connection."""
    if not is_sound(head):
        raise InvalidUsage(BAD_REQUEST)


def is_sound(head: bytes) -> bool:
    """Whether a request's head says once and plainly what it wants, of whom, and how long its body is."""
    found: dict[bytes, bytes] = {}
    first, *lines = head.split(b"\r\n")
    if not _REQUEST_LINE.fullmatch(first):
        return False
    for line in lines:
        if not _HEADER.fullmatch(line):
            return False
        name, value = line.split(b":", 1)
        name = name.lower()
        if name in _ONCE and name in found:
            return False
        found[name] = value.strip(b" \t")
    length, encoding = found.get(b"content-length"), found.get(b"transfer-encoding")
    if b"host" not in found or (length is not None and encoding is not None):
        return False
    return (length is None or bool(_LENGTH.fullmatch(length))) and encoding in (None, b"chunked")


class EscapedRecord(logging.LogRecord):
    """A log record whose message is one line without control characters, whatever somebody sent."""

    def getMessage(self) -> str:
        """The message, escaped."""
        return super().getMessage().translate(_CONTROLS)


def escape_log() -> None:
    """Makes all log records of this process escaped ones."""
    logging.setLogRecordFactory(EscapedRecord)
