"""The website's door: by which name and from where it is asked, how long a key is good, how much is read at once."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from rasa.shared.core.events import BotUttered, Event, UserUttered
from sqlalchemy import create_engine, insert

from actions.keeping.records import events
from bot.channels import website
from bot.channels.website import FRESH, MOST_SHOWN
from bot.conversations import _row
from tests.advisor import running_advisor
from tests.website.test_routes import begin, call, message

SECRET = "a-secret-of-the-tests"
PUBLIC = "https://advisor.example.edu"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('door') / 'all.sqlite'}"


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    """A website by a name of its own, behind a proxy on this machine, with ten messages a minute."""
    environment = {"ADVISOR_SECRET": SECRET, "ADVISOR_DATABASE_URL": url, "ADVISOR_PUBLIC_URL": f"{PUBLIC}/"}
    environment |= {"ADVISOR_PROXIES": "127.0.0.1, 10.0.0.0/8", "ADVISOR_RATE_ADDRESS": "10"}
    with running_advisor(environment) as (address, _):
        yield address


def from_elsewhere() -> dict[str, str]:
    """A visitor of an address of their own, as the proxy says."""
    return {"X_Forwarded_For": f"{uuid.uuid4().int % 2**32 // 2**24 | 1}.{uuid.uuid4().int % 256}.7.9"}


def key(inside: str, age: int = 0) -> str:
    """A key that the server made so many seconds ago."""
    signer = URLSafeTimedSerializer(SECRET, salt="conversation")
    made = int(time.time()) - age

    class Earlier(signer.default_signer):  # type: ignore[name-defined, misc]
        def get_timestamp(self) -> int:
            return made

    signer.signer = Earlier
    found = signer.dumps(inside)
    return found.decode() if isinstance(found, bytes) else found


def keep(url: str, inside: str, new: list[Event]) -> None:
    """Stores events as if they had happened one second after another, the last one now."""
    engine = create_engine(url, future=True)
    for seconds, each in enumerate(reversed(new)):
        each.timestamp = time.time() - seconds
    with engine.begin() as connection:
        connection.execute(insert(events), [_row(f"web-{inside}", each) for each in new])


def turns(count: int) -> list[Event]:
    return [each for n in range(count) for each in (UserUttered(f"question {n}"), BotUttered(f"answer {n}"))]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:5005", "advisor.example.edu.evil.example", "[::1", ""])
def test_asked_by_a_name_that_is_not_its_own_the_website_refuses(site: str, host: str) -> None:
    status, answer, _ = call(site, "/chat/conversation", {}, Host=host, Origin=f"http://{host}")
    assert status in (400, 403) and (status == 400 or "ADVISOR_PUBLIC_URL" in answer["error"])


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("advisor.example.edu", PUBLIC, 200),
        ("advisor.example.edu", "http://advisor.example.edu", 403),
        ("advisor.example.edu", "https://advisor.example.edu:8443", 403),
        ("advisor.example.edu", "null", 403),
        ("localhost:5005", "http://localhost:5005", 200),
        ("192.0.2.7", "http://192.0.2.7", 200),
    ],
)
def test_only_its_own_pages_may_use_it(site: str, host: str, origin: str, status: int) -> None:
    assert call(site, "/chat/conversation", {}, Host=host, Origin=origin, **from_elsewhere())[0] == status


def test_behind_a_proxy_that_is_named_each_visitor_has_limits_of_their_own(site: str) -> None:
    flood = {"X_Forwarded_For": "203.0.113.5"}
    assert 429 in {call(site, "/chat/conversation", {}, **flood)[0] for _ in range(14)}
    assert call(site, "/chat/conversation", {}, X_Forwarded_For="203.0.113.6")[0] == 200
    # what a visitor claims before the proxy adds its word does not count
    assert call(site, "/chat/conversation", {}, X_Forwarded_For="198.51.100.1, 203.0.113.5, 10.1.2.3")[0] == 429
    households = [f"2001:db8:1:2::{n:x}" for n in range(14)]
    assert 429 in {call(site, "/chat/conversation", {}, X_Forwarded_For=each)[0] for each in households}


def test_where_others_reach_it_through_a_proxy_rest_is_closed_without_a_token(site: str) -> None:
    assert call(site, "/webhooks/rest/webhook", {"message": "hi"})[0] == 403


def test_a_key_opens_nothing_once_its_conversation_is_gone(site: str) -> None:
    inside, who = uuid.uuid4().hex, from_elsewhere()
    assert call(site, "/chat/history", token=key(inside), **who)[0] == 200  # new: the first message is yet to come
    old = key(inside, FRESH + 10)
    for path, body in (("/chat/history", None), ("/chat/message", message()), ("/chat/feedback", {"thumb": "up"})):
        assert call(site, path, body, old, **who)[0] == 401
    assert call(site, "/chat/message", message(), key(inside), **who)[0] == 200
    assert len(call(site, "/chat/history", token=old, **who)[1]["messages"]) == 2
    for words in ("forget me", "yes"):
        assert call(site, "/chat/message", message(text=words), old, **who)[0] == 200
    assert call(site, "/chat/history", token=old, **who)[0] == 401


def test_a_long_history_comes_in_pages_with_the_shortlist_of_long_ago(site: str, url: str) -> None:
    inside, who = uuid.uuid4().hex, from_elsewhere()
    kept = BotUttered("Kept.", {"custom": {"kind": "shortlist_change", "shortlist": [{"id": "gatech-omscs"}]}})
    keep(url, inside, [UserUttered("keep omscs"), kept, *turns(150)])
    token = key(inside)
    _, page, _ = call(site, "/chat/history", token=token, **who)
    texts = [each["text"] for each in page["messages"]]
    assert len(texts) == MOST_SHOWN and texts[0] == "question 50" and texts[-1] == "answer 149"
    assert page["earlier"] is True and [each["id"] for each in page["shortlist"]] == ["gatech-omscs"]
    _, first, _ = call(site, f"/chat/history?before={page['messages'][0]['at']}", token=token, **who)
    assert [each["text"] for each in first["messages"]][:3] == ["keep omscs", "Kept.", "question 0"]
    assert first["messages"][-1]["text"] == "answer 49" and first["earlier"] is False
    for wrong in ("x", "-1", "9" * 30):
        assert call(site, f"/chat/history?before={wrong}", token=token, **who)[0] == 400


def test_reading_a_history_is_limited_and_takes_nothing_from_writing(site: str) -> None:
    who = from_elsewhere()
    token = key(uuid.uuid4().hex)
    found = [call(site, "/chat/history", token=token, **who)[0] for _ in range(14)]
    assert found[:10] == [200] * 10 and 429 in found
    assert call(site, "/chat/message", message(), token, **who)[0] == 200


def test_only_an_answer_of_this_conversation_can_be_judged(site: str) -> None:
    who, token = from_elsewhere(), key(uuid.uuid4().hex)
    _, replies, _ = call(site, "/chat/message", message(), token, **who)
    judged: dict[str, Any] = {"thumb": "up", "answer": replies[0]["text"]}
    assert call(site, "/chat/feedback", judged, token, **who)[0] == 200
    for answer in ("Never said.", "", replies[0]["text"][:20]):
        status, said, _ = call(site, "/chat/feedback", {**judged, "answer": answer}, token, **who)
        assert status == 400 and said["error"] == website.NOT_HERE


def test_by_default_only_its_own_pages_may_show_the_window(site: str) -> None:
    policy = {name.lower(): value for name, value in call(site, "/chat")[2].items()}["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self'")


def test_every_answer_says_that_it_is_to_be_taken_for_nothing_else(site: str) -> None:
    token = begin(site)
    for path, body in (
        ("/", None), ("/chat", None), ("/widget.js", None), ("/nothing", None), ("/chat/conversation", None),
        ("/chat/history", None), ("/webhooks/rest/webhook", None), ("/webhooks/rest/", None),
        ("/chat/message", message()),
    ):  # fmt: skip
        _, _, found = call(site, path, body, token)
        headers = {name.lower(): value for name, value in found.items()}
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer" and "camera=()" in headers["permissions-policy"], path
        assert headers["cross-origin-opener-policy"] == "same-origin", path
