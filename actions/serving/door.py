"""The door of both servers: what is no sound HTTP request, or too large, is refused before anything reads it.

Sanic 21.12, which Rasa 3.6 needs, takes any number for the length of a body and any mixture of framings. Behind a proxy
that reads them otherwise, one request may hide another. Here a request has one plain framing, or none.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sanic import Request, Sanic, response
from sanic.exceptions import InvalidUsage, PayloadTooLarge, RequestTimeout
from sanic.http import HTTP_CONTINUE, Http
from sanic.response import HTTPResponse
from sanic.server.protocols import http_protocol

BAD_REQUEST = "This is not a valid HTTP request."
TOO_SLOW = "This request did not arrive within {seconds:.0f} seconds."
REQUEST_SECONDS = 10.0  # that all of a request may take to arrive; Sanic waits a minute from the last byte, and more
TOO_LARGE = "That is too large: at most {most:,} bytes are read."
SAFE_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
MOST_FRAMES = 8  # of an exception's way that a log tells
request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered, made here: by it an answer's header `X-Request-Id` and lines of logs belong
together."""
# What a request line may hold: visible ASCII. Sanic takes other bytes, and stumbles over them when it answers.
_REQUEST_LINE = re.compile(rb"[!-~]+ [!-~]+ HTTP/1\.[01]")
_HEADER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*")
_LENGTH = re.compile(rb"[0-9]{1,9}")
# What stands before a chunk: the end of the line above it, its size, and what else is said of it, which nobody reads.
_CHUNK = re.compile(rb"\r\n(?P<size>[0-9A-Fa-f]{1,8})(;[^\x00-\x08\x0a-\x1f\x7f]*)?")
_LONGEST_CHUNK_HEAD = 64  # bytes
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
        if isinstance(problem, RequestTimeout):
            return refusal(408, TOO_SLOW.format(seconds=REQUEST_SECONDS))
        return refusal(getattr(problem, "status_code", 400), BAD_REQUEST)

    async def name_request(_request: Request) -> None:
        request_id.set(secrets.token_hex(4))

    async def make_safe(_request: Request, answer: HTTPResponse) -> None:
        if request_id.get():
            answer.headers["x-request-id"] = request_id.get()
        for name, value in SAFE_HEADERS.items():
            answer.headers.setdefault(name, value)

    app.exception(InvalidUsage, PayloadTooLarge, RequestTimeout)(refuse)
    app.register_middleware(name_request, "request")
    app.register_middleware(make_safe, "response")  # error pages and streams too
    escape_log()


OWN_SLOTS = ("_late_at",)  # when all of a request has to be there, by the loop's clock


class PlainHttp(Http):
    """Sanic's reading of requests, but for what it reads too leniently or waits for too long, and what it stumbles
    over."""

    __slots__ = OWN_SLOTS
    expecting_continue: bool
    url: str | None

    async def http1_request_header(self) -> None:
        """Reads a request's head, from whose first byte on its time counts."""
        self._late_at = self.protocol.loop.time() + REQUEST_SECONDS
        with self._in_time():
            await super().http1_request_header()

    async def read(self) -> bytes | None:
        """The next bytes of a body. Raises InvalidUsage where a chunk does not say its size in plain hex digits."""
        if self.protocol.loop.time() >= self._late_at:  # it was answered; what is left of it is nobody's
            self.keep_alive, self.request_body = False, None
            return None
        with self._in_time():
            if self.request_body == "chunked" and not self.request_bytes_left:
                await self._check_chunk()
            found: bytes | None = await super().read()
        return found

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Ends the request where what is waited for does not come in time; Sanic answers it by the exception."""
        timer = self.protocol.loop.call_at(self._late_at, self._give_up)
        try:
            yield
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self.exception = RequestTimeout(TOO_SLOW)
        self.protocol._task.cancel()

    async def _check_chunk(self) -> None:
        """Sanic takes `0x1f`, `+1f`, `1_f`, and anything where a chunk or the body ought to end."""
        if self.expecting_continue:
            self.expecting_continue = False
            await self._send(HTTP_CONTINUE)
        buffer = self.recv_buffer
        while (end := buffer.find(b"\r\n", 2)) < 0 and len(buffer) <= _LONGEST_CHUNK_HEAD:
            await self._receive_more()
        found = _CHUNK.fullmatch(bytes(buffer[:end])) if end >= 0 else None
        if found and not found["size"].strip(b"0"):  # the last one; nothing may follow it
            while len(buffer) < end + 4:
                await self._receive_more()
            found = found if buffer[end : end + 4] == b"\r\n\r\n" else None
        if not found:
            self.keep_alive, self.request_body = False, None
            raise InvalidUsage(BAD_REQUEST)

    def create_empty_request(self) -> None:
        """Makes what Sanic answers an unreadable head by, also of a request line that is no text."""
        self.url = (self.url or "").encode("ascii", "replace").decode("ascii") or None
        super().create_empty_request()


http_protocol.Http = PlainHttp  # Sanic has no setting for it


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
        found[name] = value.strip(b" \t") if name != b"transfer-encoding" else value.lstrip(b" \t")  # as Sanic does
    length, encoding = found.get(b"content-length"), found.get(b"transfer-encoding")
    if b"host" not in found or (length is not None and encoding is not None):
        return False
    return (length is None or bool(_LENGTH.fullmatch(length))) and encoding in (None, b"chunked")


class EscapedRecord(logging.LogRecord):
    """A log record that is one line without control characters, whatever somebody sent, with its request's id.

    Of an exception it says what kind it is and where it came from; its words may hold what somebody sent.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        problem = self.exc_info[1] if isinstance(self.exc_info, tuple) else None
        self._trail = f" {_trail(problem)}" if problem else ""
        if problem:
            self.exc_info = None

    def getMessage(self) -> str:
        """The message, escaped."""
        request = f" request={request_id.get()}" if request_id.get() else ""
        return f"{super().getMessage()}{self._trail}{request}".translate(_CONTROLS)


def _trail(problem: BaseException) -> str:
    frames = traceback.extract_tb(problem.__traceback__)[-MOST_FRAMES:]
    came_by = " < ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in reversed(frames))
    cause = problem.__cause__ or problem.__context__
    return f"[{type(problem).__name__} at {came_by}{' after ' + type(cause).__name__ if cause else ''}]"


def escape_log() -> None:
    """Makes all log records of this process escaped ones."""
    logging.setLogRecordFactory(EscapedRecord)
