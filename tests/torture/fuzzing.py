"""Messages, payloads and bodies that nobody means well: no 5xx, no trace in a log, and the next message is right."""

from __future__ import annotations

import json
import random
import string
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

from tests.advisor import Conversation, at_once
from tests.slack.conftest import envelope, new_channel, said
from tests.torture.ground import Ground
from tests.website.test_routes import begin

WORDS = (
    "gre",
    "under 15k",
    "online",
    "ms",
    "gpa 2.9",
    "texas",
    "omscs",
    "forget me",
    "undo",
    "/restart",
    "$",
    "¥",
    "→",
)
PAYLOADS = (
    "/affirm",
    "/restart",
    '/inform{"budget": ',
    '/x{"a":1}',
    "/nlu_fallback",
    '/inform{"delivery":"online"}',
    "/",
)
ODD = (
    "\x00",
    "\u202e",
    "\ud83d",
    "𝔐",
    "\n",
    "'; DROP TABLE events; --",
    "<script>",
    "{{",
    "%s%n",
    "\x1b[31m",
    "،",
    "a" * 300,
)
AT_ONCE = 4


def fuzz(ground: Ground, count: int, seconds: float) -> None:
    """So many requests over REST, website and Slack, or as many as there is time for.

    Args:
        count: requests.
        seconds: after which no more are sent.
    """
    before, until = ground.traces(), time.monotonic() + seconds
    statuses: dict[int, int] = {}
    wrong: list[str] = []

    def some(seed: int) -> None:
        chance = random.Random(seed)
        conversation, token = Conversation(ground.address), begin(ground.address)
        ways: tuple[Callable[[], int], ...] = (
            lambda: _rest(ground, conversation, chance),
            lambda: _website(ground, token, chance),
            lambda: _slack(ground, chance),
        )
        for n in range(count // AT_ONCE):
            if time.monotonic() > until:
                return
            status = chance.choice(ways)()
            statuses[status] = statuses.get(status, 0) + 1
            if n % 100 == 99 and "GRE" not in Conversation(ground.address).say("is the gre needed").text:
                wrong.append(f"{seed}/{n}")

    at_once(*(lambda seed=seed: some(seed) for seed in range(AT_ONCE)))  # type: ignore[misc]
    failed = sum(n for status, n in statuses.items() if status >= 500 or status == 0)
    traces = ground.traces() - before
    ground.say(
        "fuzzed requests",
        f"{sum(statuses.values())} (seeds 0 to {AT_ONCE - 1}): {failed} answered 5xx or not at all, {traces} traces in "
        f"logs, {len(wrong)} wrong answers to the next message; by status {dict(sorted(statuses.items()))}",
        missed=bool(failed or traces or wrong),
    )


def text(chance: random.Random) -> str:
    """Words of ours, payloads, and what no keyboard has, in any mixture."""
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(PAYLOADS) + "".join(chance.choices(string.printable, k=chance.randrange(20)))
    if kind < 0.3:
        return "".join(chr(chance.randrange(1, 0x10FFFF)) for _ in range(chance.randrange(200)))
    return " ".join(chance.choice(chance.choice((WORDS, ODD))) for _ in range(chance.randrange(1, 25)))


def value(chance: random.Random, depth: int = 3) -> Any:
    """Any JSON value."""
    kinds: list[Callable[[], Any]] = [
        lambda: text(chance), lambda: chance.randrange(-(10**18), 10**18), lambda: None, lambda: chance.random() < 0.5,
        lambda: [value(chance, depth - 1) for _ in range(chance.randrange(4))] if depth else [],
        lambda: {text(chance)[:20]: value(chance, depth - 1) for _ in range(chance.randrange(4))} if depth else {},
    ]  # fmt: skip
    return chance.choice(kinds)()


def _damaged(sent: bytes, chance: random.Random) -> bytes:
    """The same bytes, one time in five cut off or with some changed."""
    if chance.random() < 0.8:
        return sent
    if chance.random() < 0.5:
        return sent[: chance.randrange(len(sent) + 1)]
    changed = bytearray(sent)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _rest(ground: Ground, conversation: Conversation, chance: random.Random) -> int:
    body: dict[str, Any] = {"sender": conversation.sender, "message": text(chance)}
    if chance.random() < 0.3:
        body[chance.choice(("sender", "message", "id", "metadata", "input_channel"))] = value(chance)
    return _sent(f"{ground.address}/webhooks/rest/webhook", _damaged(_json(body), chance))


def _website(ground: Ground, token: str, chance: random.Random) -> int:
    path = chance.choice(("message", "message", "message", "feedback", "conversation"))
    body: dict[str, Any] = {"id": uuid.UUID(int=chance.getrandbits(128)).hex, "text": text(chance)}
    if chance.random() < 0.3:
        body[chance.choice(("id", "text", "title", "quiet", "thumb", "word", "answer"))] = value(chance)
    key = token if chance.random() < 0.9 else _damaged(token.encode(), chance).decode("latin-1")
    visible = "".join(each for each in key if "!" <= each <= "~")
    return _sent(f"{ground.address}/chat/{path}", _damaged(_json(body), chance), {"Authorization": f"Bearer {visible}"})


def _slack(ground: Ground, chance: random.Random) -> int:
    event: dict[str, Any] = said(text(chance), new_channel())
    if chance.random() < 0.4:
        event[chance.choice((*event, "thread_ts", "files", "subtype"))] = value(chance)
    return ground.workspace.send_bytes(_damaged(_json(envelope(event)), chance))[0]


def _json(body: Any) -> bytes:
    return json.dumps(body).encode("utf-8", "replace")


def _sent(address: str, body: bytes, headers: dict[str, str] | None = None) -> int:
    asked = urllib.request.Request(address, body, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.read()
        return refused.code
    except OSError:
        return 0
