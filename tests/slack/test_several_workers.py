"""Slack with two workers that share a database: each message is answered once, in order, by one connection."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from bot.servers import LOGS, Servers, free_ports
from tests.advisor import eventually, running_advisor
from tests.slack.conftest import SECRET, FakeSlack, Workspace, envelope, new_channel, said

WORKSPACE = {"SLACK_BOT_TOKEN": "xoxb-tests", "SLACK_SIGNING_SECRET": SECRET, "SLACK_APP_TOKEN": "xapp-tests"}
QUESTIONS = ("is the gre needed", "how long does it take", "how much does it cost")


@pytest.fixture(scope="module")
def several(shared: str) -> Iterator[tuple[Workspace, FakeSlack, Servers]]:
    fake = FakeSlack(free_ports(1)[0])
    fake.start()
    with running_advisor({**WORKSPACE, "SLACK_API": fake.api}, workers=2) as (address, servers):
        yield Workspace(address, fake), fake, servers


def delivered(workspace: Workspace, *events: dict[str, object]) -> None:
    threads = [threading.Thread(target=workspace.event, args=(each,)) for each in events]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_what_is_delivered_at_once_in_any_order_to_any_worker_is_answered_once_as_it_was_written(
    several: tuple[Workspace, FakeSlack, Servers],
) -> None:
    workspace, slack, _ = several
    for _ in range(5):
        channel = new_channel()
        written = [said(text, channel) for text in QUESTIONS]
        delivered(workspace, *written[::-1], *written)
        slack.wait_for("chat.postMessage", 3, 60, channel=channel)
        workspace.event(said("when is the deadline of omscs", channel))
        texts = [each["text"] for each in slack.wait_for("chat.postMessage", 4, 60, channel=channel)]
        assert [word in text for word, text in zip(("GRE", "30 credits", "$7,000", "March 1"), texts, strict=True)] == [
            True
        ] * 4


def saying(servers: Servers, words: str) -> list[str]:
    """The Rasa servers that say this in their logs since they were started."""
    logs = {name: (LOGS / f"{name}.log").read_text() for name in servers.of("rasa")}
    return [name for name, log in logs.items() if words in log.rsplit("is started", 1)[-1]]


def test_one_worker_has_the_socket_and_the_other_takes_it_over(
    several: tuple[Workspace, FakeSlack, Servers],
) -> None:
    _, slack, servers = several
    (first,) = eventually(lambda: saying(servers, "Socket Mode is connected"))
    (second,) = eventually(lambda: saying(servers, "another server has Socket Mode"))
    assert first != second and len(slack.of("apps.connections.open")) == 1
    before = slack.socket
    assert before is not None
    os.kill(servers.processes[first].pid, signal.SIGKILL)
    assert len(slack.wait_for("apps.connections.open", 2, 30)) == 2
    eventually(lambda: slack.socket is not before)
    channel = new_channel()
    slack.push("events_api", envelope(said("is the gre needed", channel)))
    (posted,) = slack.wait_for("chat.postMessage", 1, 30, channel=channel)
    assert "GRE" in posted["text"]
