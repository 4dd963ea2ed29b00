"""Another person's conversation: every route tried with guessed, stolen-looking and other channels' ids."""

from __future__ import annotations

import itertools
import json
import urllib.error
import urllib.request
from collections.abc import Iterator

from itsdangerous import URLSafeTimedSerializer

from tests.advisor import stored
from tests.slack.conftest import TEAM, said
from tests.torture.ground import Ground
from tests.website.test_routes import begin, call, message

TOLD = "my gpa is 2.87 and i have 41234 dollars"  # by which it would be known
MARKS = ("2.87", "41,234", "41234")
ORDERS = ("/show_wishes", "what do you know about me", "forget me", "yes", "show my shortlist", "undo")


def intrude(ground: Ground) -> None:
    """Nothing of a conversation is read, changed or deleted by somebody who has no key of it."""
    token = begin(ground.address)
    for words in (TOLD, "keep omscs"):
        call(ground.address, "/chat/message", message(text=words), token)
    inside = str(URLSafeTimedSerializer("-", salt="conversation").loads_unsafe(token)[1])
    mine = stored_as(inside)
    before = [each.as_dict() for each in stored(mine)]
    tries = leaks = 0
    for answer in itertools.chain(_over_rest(ground, mine, inside), _over_website(ground, token, inside)):
        tries += 1
        leaks += any(mark in answer for mark in MARKS)
    for words in ORDERS:  # in Slack a conversation's name is made of what Slack signs: names that look like ours
        for channel in (mine, inside, f"../{mine}"):
            ground.workspace.event(said(words, channel, user=mine, team=TEAM))
            tries += 1
    posted = " ".join(str(body) for method, body in ground.workspace.slack.calls if method == "chat.postMessage")
    leaks += any(mark in posted for mark in MARKS)
    changed = [each.as_dict() for each in stored(mine)] != before or not before
    ground.say(
        "another person's conversation",
        f"{tries} tries over REST, website and Slack: {leaks} read it, it is {'changed' if changed else 'the same'}",
        missed=bool(leaks or changed),
    )


def _over_rest(ground: Ground, mine: str, inside: str) -> Iterator[str]:
    for sender, words in itertools.product((mine, inside, f"rest-{mine}", f"web:{inside}", f"-{inside}"), ORDERS):
        yield _read(f"{ground.address}/webhooks/rest/webhook", {"sender": sender, "message": words})
    for path in ("tracker", "tracker/events", "story", "messages", "execute", "predict"):  # Rasa's own API is off
        yield _read(f"{ground.address}/conversations/{mine}/{path}")


def _over_website(ground: Ground, token: str, inside: str) -> Iterator[str]:
    forged = URLSafeTimedSerializer("not the secret", salt="conversation").dumps(inside)
    other_salt = URLSafeTimedSerializer("not the secret", salt="web").dumps(inside)
    damaged = [token[:n] + ("A" if token[n] != "A" else "B") + token[n + 1 :] for n in range(0, len(token) - 1, 7)]
    for key in ("", inside, stored_as(inside), forged, other_salt, token[:-1], token.rsplit(".", 1)[0], *damaged):
        headers = {"Authorization": f"Bearer {key}"}
        yield _read(f"{ground.address}/chat/history", None, headers)
        yield _read(f"{ground.address}/chat/message", message(text="what do you know about me"), headers)
        yield _read(f"{ground.address}/chat/message", message(text="forget me"), headers)


def stored_as(inside: str) -> str:
    """The id by which a website's conversation is stored."""
    return f"web-{inside}"


def _read(address: str, body: object = None, headers: dict[str, str] | None = None) -> str:
    sent = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(address, sent, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as refused:
        return refused.read().decode()
