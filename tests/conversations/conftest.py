"""One running advisor with all channels, and a conversation over each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.servers import free_ports
from tests.advisor import running_advisor
from tests.conversations.drivers import Driver, Rest, Shell, Slack, Website
from tests.slack.conftest import SECRET, FakeSlack, Workspace


@pytest.fixture(scope="session")
def everywhere() -> Iterator[Workspace]:
    """An advisor that listens on every channel."""
    slack = FakeSlack(free_ports(1)[0])
    slack.start()
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-tests",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API": slack.api,
        "ADVISOR_RATE_ADDRESS": "5000",
    }
    with running_advisor(environment) as (address, _):
        yield Workspace(address, slack)


@pytest.fixture(params=["rest", "website", "slack", "shell"])
def driver(request: pytest.FixtureRequest, everywhere: Workspace) -> Iterator[Driver]:
    """A new conversation over one channel."""
    if request.param == "shell":
        port = everywhere.address.rsplit(":", 1)[1]
        shell = Shell({**os.environ, "ADVISOR_PORT": port, "ADVISOR_ACTIONS_PORT": "1"})
        yield shell
        shell.close()
    else:
        made = {"rest": Rest, "website": Website}.get(request.param)
        yield made(everywhere.address) if made else Slack(everywhere)
