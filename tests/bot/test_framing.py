"""Requests by hand: what is no plain HTTP is refused by both servers, and what is plain is read."""

from __future__ import annotations

import select
import socket
import time
from functools import partial

import pytest

from actions.serving.door import REQUEST_SECONDS
from bot.servers import Servers
from bot.settings import VAR
from tests.advisor import at_once, post, raw

BODY = b'{"sender": "raw", "message": "hi"}'
LENGTH = str(len(BODY))


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize("server", ["rasa", "actions"])
@pytest.mark.parametrize(
    "framing",
    [
        ["Content-Length: -1"],
        [f"Content-Length: +{LENGTH}"],
        ["Content-Length: 3_4"],
        ["Content-Length: 9999999999"],
        ["Content-Length: x"],
        ["Content-Length:"],
        [f"Content-Length: {LENGTH}", "Content-Length: 5"],
        [f"Content-Length: {LENGTH}", "Transfer-Encoding: chunked"],
        ["Transfer-Encoding: xchunked"],
        ["Transfer-Encoding: gzip, chunked"],
        ["Transfer-Encoding: chunked "],
        ["Transfer-Encoding: chunked\t"],
        [f"Content-Length : {LENGTH}"],
        [f"X: a\nContent-Length: {LENGTH}"],
        [f"Content-Length: {LENGTH}", "Host: b"],
    ],
    ids=str,
)
def test_a_badly_framed_request_is_refused(advisor: tuple[str, Servers], server: str, framing: list[str]) -> None:
    settings = advisor[1]._settings
    port, path = {"rasa": (settings.port, "/webhooks/rest/webhook"), "actions": (settings.actions_port, "/webhook")}[
        server
    ]
    kind = "Content-Type: application/json"
    assert raw(port, [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", kind, *framing], BODY) == 400
    health = {"rasa": "/webhooks/rest/", "actions": "/health"}[server]
    assert raw(port, [f"GET {health} HTTP/1.1", "Host: 127.0.0.1"]) == 200


SIZE = f"{len(BODY):x}"


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize("server", ["rasa", "actions"])
@pytest.mark.parametrize(
    "chunks",
    [
        *(f"{prefix}{SIZE}\r\n%s\r\n0\r\n\r\n" for prefix in ("0x", "0X", "+", "-", " ", "\t")),
        f"{SIZE[0]}_{SIZE[1:]}\r\n%s\r\n0\r\n\r\n",
        f"{SIZE} \r\n%s\r\n0\r\n\r\n",
        f"{SIZE};a\nb\r\n%s\r\n0\r\n\r\n",
        f"\r\n{SIZE}\r\n%s\r\n0\r\n\r\n",
        f"{'0' * 70}{SIZE}\r\n%s\r\n0\r\n\r\n",
        f"{SIZE}\r\n%sxx0\r\n\r\n",
        f"{SIZE}\r\n%s\r\n0x0\r\n\r\n",
        f"{SIZE}\r\n%s\r\n0\r\nX: y\r\n\r\n",
        f"{SIZE}\r\n%s\r\n\r\n\r\n",
    ],
    ids=repr,
)
def test_a_chunk_that_does_not_say_its_size_plainly_is_refused(
    advisor: tuple[str, Servers], server: str, chunks: str
) -> None:
    assert raw(*chunked(advisor[1], server, chunks)) == 400


@pytest.mark.parametrize("server", ["rasa", "actions"])
@pytest.mark.parametrize(
    "chunks",
    [
        f"{SIZE}\r\n%s\r\n0\r\n\r\n",
        f"{SIZE.upper()};name=value\r\n%s\r\n000\r\n\r\n",
        f"1\r\n{{\r\n{len(BODY) - 1:04x}\r\n{BODY[1:].decode()}\r\n0\r\n\r\n",
    ],
    ids=repr,
)
def test_a_body_in_plain_chunks_is_read(advisor: tuple[str, Servers], server: str, chunks: str) -> None:
    assert raw(*chunked(advisor[1], server, chunks)) == 200


def chunked(servers: Servers, server: str, chunks: str) -> tuple[int, list[str], bytes]:
    """A chunked request to a server, as `raw` takes it; `%s` in the chunks is the body."""
    settings = servers._settings
    port, path = {
        "rasa": (settings.port, "/webhooks/rest/webhook"),
        "actions": (settings.actions_port, f"/webhook?token={servers._token}"),
    }[server]
    head = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", "Transfer-Encoding: chunked"]
    return port, head, chunks.replace("%s", BODY.decode()).encode()


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize("server", ["rasa", "actions"])
@pytest.mark.parametrize(
    "head",
    [
        ["GET /\xff\xfe HTTP/1.1", "Host: 127.0.0.1"],
        ["\xff\xfe / HTTP/1.1", "Host: 127.0.0.1"],
        ["GET /caf\xc3\xa9 HTTP/1.1", "Host: 127.0.0.1"],
        ["GET / HTTP/3", "Host: 127.0.0.1"],
        ["POST /webhooks/rest/webhook HTTP/1.1", "Content-Type: application/json", "Content-Length: 2"],
        ["GET /health HTTP/1.1"],
    ],
    ids=["bytes in the path", "bytes in the method", "no ASCII", "no such protocol", "no host", "no host, no body"],
)
def test_no_sound_request_line_or_host_gets_400_and_no_traceback(
    advisor: tuple[str, Servers], server: str, head: list[str]
) -> None:
    settings = advisor[1]._settings
    log = VAR / "log" / f"{server}.log"
    before = log.stat().st_size
    assert raw(settings.port if server == "rasa" else settings.actions_port, head, b"{}") == 400
    assert b"Traceback" not in log.read_bytes()[before:]


def test_a_plainly_framed_request_is_answered(advisor: tuple[str, Servers]) -> None:
    port, head = advisor[1]._settings.port, ["POST /webhooks/rest/webhook HTTP/1.1", "Host: 127.0.0.1"]
    head += ["Content-Type: application/json"]
    assert raw(port, [*head, f"Content-Length: {LENGTH}"], BODY) == 200
    chunk = f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n0\r\n\r\n"
    assert raw(port, [*head, "Transfer-Encoding: chunked"], chunk) == 200


HEAD = ["POST", "Host: 127.0.0.1", "Content-Type: application/json"]
# What is sent at once, what is sent byte by byte after it, and never ends.
UNFINISHED = {
    "no body": ([*HEAD, f"Content-Length: {LENGTH}"], b"", b""),
    "half a body": ([*HEAD, f"Content-Length: {LENGTH}"], BODY[:9], b""),
    "a body in drops": ([*HEAD, "Content-Length: 60000"], b"{", b" " * 1000),
    "chunks without an end": ([*HEAD, "Transfer-Encoding: chunked"], f"{SIZE}\r\n".encode() + BODY + b"\r\n", b""),
    "half a head": (HEAD[:2], None, b""),
    "a head in drops": (HEAD[:2], None, b"X-A: b\r\n" * 200),
}


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize("server", ["rasa", "actions"])
def test_what_does_not_arrive_in_time_gets_408_soon_and_holds_nobody_up(
    advisor: tuple[str, Servers], server: str
) -> None:
    """All at once, for each takes its ten seconds."""
    port, (line, *_), _ = chunked(advisor[1], server, "")
    found: dict[str, tuple[int, float]] = {}

    def send(name: str) -> None:
        head, body, drops = UNFINISHED[name]
        started = time.monotonic()
        lines = "\r\n".join([line, *head[1:]]) + ("\r\n" if body is None else "\r\n\r\n")
        found[name] = slowly(port, lines.encode() + (body or b""), drops), time.monotonic() - started

    at_once(*(partial(send, each) for each in UNFINISHED))
    assert {name: status for name, (status, _) in found.items()} == dict.fromkeys(UNFINISHED, 408)
    assert all(REQUEST_SECONDS - 1 < seconds < REQUEST_SECONDS + 8 for _, seconds in found.values()), found
    if server == "rasa":
        assert post(advisor[0], BODY).status == 200


def slowly(port: int, begin: bytes, drops: bytes) -> int:
    """The status of a request that begins at once and goes on in drops, five bytes a second, until it is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=REQUEST_SECONDS * 3) as connection:
        connection.sendall(begin)
        for each in drops:
            if select.select([connection], [], [], 0.2)[0]:
                break
            connection.sendall(bytes([each]))
        answer = connection.recv(4096)
    return int(answer.split()[1]) if answer else 0
