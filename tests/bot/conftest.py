"""One running advisor for the tests of its doors and of REST."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.servers import Servers
from tests.advisor import Conversation, running_advisor

SECRETS = {"ADVISOR_SECRET": "a-secret-of-the-tests", "SLACK_SIGNING_SECRET": "s", "SLACK_BOT_TOKEN": "xoxb-tests"}


@pytest.fixture(scope="package")
def advisor() -> Iterator[tuple[str, Servers]]:
    with running_advisor({**SECRETS, "SLACK_API": "http://127.0.0.1:9/"}) as running:
        yield running


@pytest.fixture
def alive(advisor: tuple[str, Servers]) -> Iterator[None]:
    """After the test both servers are the same processes as before, and answer."""
    servers = advisor[1]
    before = [each.pid for each in (servers.rasa, servers.actions) if each is not None]
    yield
    assert [each.pid for each in (servers.rasa, servers.actions) if each is not None and each.poll() is None] == before
    assert "meet your wishes (online" in Conversation(advisor[0]).say("online ms under 15k no gre").text
