"""One running advisor with all channels, and a conversation over each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.servers import free_ports
from tests.advisor import running_advisor
from tests.conversations.drivers import CHANNELS, Driver, environment
from tests.conversations.player import Played, play, posts
from tests.slack.conftest import FakeSlack, Workspace


@pytest.fixture(scope="package")
def everywhere() -> Iterator[Workspace]:
    """An advisor that listens on every channel."""
    slack = FakeSlack(free_ports(1)[0])
    slack.start()
    with running_advisor(environment(slack)) as (address, _):
        yield Workspace(address, slack)


@pytest.fixture(scope="package")
def played(everywhere: Workspace) -> list[Played]:
    """Every turn of the whole posts, answered over REST."""
    return list(play(everywhere.address, posts()))


@pytest.fixture(params=sorted(CHANNELS))
def driver(request: pytest.FixtureRequest, everywhere: Workspace) -> Iterator[Driver]:
    """A new conversation over one channel."""
    with CHANNELS[request.param](everywhere) as driver:
        yield driver
