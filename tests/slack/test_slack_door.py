"""Who may speak to the advisor through Slack, how much, and what of it is kept or logged."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest

from bot.channels.slack.blocks import form_bytes, messages
from bot.settings import VAR
from tests.slack.conftest import BOT, TEAM, USER, FakeSlack, Workspace, new_channel, said
from tests.slack.test_slack import action


def test_what_slack_did_not_sign_leaves_nothing_in_the_log(workspace: Workspace) -> None:
    secret = uuid.uuid4().hex
    forged = f"{secret}\nERROR forged \x1b[31m"
    assert workspace.send(forged, secret="wrong")[0] == 401
    assert workspace.send(forged, secret="wrong", kind="application/x-www-form-urlencoded")[0] == 401
    assert workspace.send(forged, age=600)[0] == 401
    for wrong in ({"X_Slack_Request_Timestamp": "abc"}, {"X_Slack_Signature": "v0=\u00e9"}):
        assert workspace.send(forged, **wrong)[0] == 401
    assert secret not in (VAR / "log" / "rasa.log").read_text(encoding="utf-8", errors="replace")


def test_bytes_that_are_no_text_are_refused(workspace: Workspace) -> None:
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=0"}
    request = urllib.request.Request(f"{workspace.address}/slack/events", b"\xff\xfe", headers)
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(request, timeout=10)


def test_in_a_thread_only_who_began_the_conversation_can_have_it_forgotten(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel = new_channel()
    mention = {**said(f"<@{BOT}> online ms under 15k no gre", channel, "channel"), "type": "app_mention"}
    workspace.event(mention)
    slack.wait_for("chat.postMessage", channel=channel)
    other = {"thread_ts": mention["ts"], "user": "U-other"}
    for number, words in enumerate((f"<@{BOT}> forget me", f"<@{BOT}> /forget_me"), 2):
        workspace.event(said(words, channel, "channel", **other))
        posted = slack.wait_for("chat.postMessage", number, channel=channel)
        assert posted[-1]["text"].startswith("Only the person who began this conversation")
    workspace.event(said(f"<@{BOT}> /show_wishes", channel, "channel", **other))
    assert "$15,000" in slack.wait_for("chat.postMessage", 4, channel=channel)[-1]["text"]
    workspace.event(said(f"<@{BOT}> forget me", channel, "channel", thread_ts=mention["ts"]))
    assert "Delete all of it?" in slack.wait_for("chat.postMessage", 5, channel=channel)[-1]["text"]
    workspace.event(said(f"<@{BOT}> yes", channel, "channel", **other))
    assert slack.wait_for("chat.postMessage", 6, channel=channel)[-1]["text"].startswith("Only the person who began")
    workspace.event(said(f"<@{BOT}> yes", channel, "channel", thread_ts=mention["ts"]))
    assert "you are forgotten here" in slack.wait_for("chat.postMessage", 7, channel=channel)[-1]["text"]


def test_a_button_under_as_long_an_answer_as_we_send_works_and_more_is_refused(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel, (_, url) = new_channel(), workspace.response_url()
    long = "\U0001f393 " * 9_000
    sent = messages(long, {"lead": long, "chips": [{"title": "Cost", "payload": '/faq{"topic": "cost"}'}]})
    largest = max(sent, key=lambda each: form_bytes(each.blocks))
    chosen = action(channel, largest.blocks, "chip_0", '/faq{"topic": "cost"}', url)
    chosen["message"]["text"] = sent[0].text
    body = urllib.parse.urlencode({"payload": json.dumps(chosen)})
    assert 30_000 < len(body) < 55_000
    assert workspace.form(payload=json.dumps(chosen))[0] == 200
    assert "$7,000" in slack.wait_for("chat.postMessage", channel=channel)[0]["text"]
    assert workspace.form(payload="x" * 70_000)[0] == 413


def test_a_command_that_is_sent_again_is_answered_once(workspace: Workspace, slack: FakeSlack) -> None:
    made, url = workspace.response_url()
    command = {"command": "/masters", "text": "is the gre needed", "team_id": TEAM, "channel_id": new_channel()}
    command |= {"user_id": USER, "response_url": url, "trigger_id": uuid.uuid4().hex}
    for _ in range(3):
        assert workspace.form(**command)[0] == 200
    slack.wait_for("response", id=made)
    after, url = workspace.response_url()
    workspace.form(**{**command, "text": "how long does it take", "response_url": url, "trigger_id": after})
    assert slack.wait_for("response", id=after)  # one's commands are answered in order
    assert len(slack.of("response", id=made)) == 1


def test_an_answer_is_shared_once_however_often_it_is_delivered(workspace: Workspace, slack: FakeSlack) -> None:
    channel, (_, url) = new_channel(), workspace.response_url()
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "shared"}}]
    pressed = action(channel, blocks, "share", "", url, ephemeral=True)
    for _ in range(3):
        assert workspace.form(payload=json.dumps(pressed))[0] == 200
    slack.wait_for("chat.postMessage", channel=channel)
    assert len(slack.next_of(channel, workspace)) == 2


HARMED = {"type": "event_callback", "team_id": "T1"}
BAD_BODIES = [
    "", "{", "[]", "null", "5", '"text"', "[" * 4000 + "]" * 4000, '{"a":' * 3000 + "1" + "}" * 3000,
    json.dumps({**HARMED, "event": 5}),
    json.dumps({**HARMED, "event": {}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": 5, "user": [1], "ts": "abc", "text": 7}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": "C1", "user": "U1", "ts": "abc", "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": "C1", "user": "U1", "ts": "1e9", "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": "\ud800", "user": "U1", "ts": "1.5", "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "app_mention", "user": "U1", "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": "C1", "user": "U1", "ts": None, "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": None, "user": "U1", "ts": "1.5", "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "message", "channel": "C1", "user": {"a": 1}, "ts": "1.5", "text": "hi"}}),
    json.dumps({**HARMED, "event": {"type": "app_mention", "channel": {}, "user": "U1", "ts": "1.5", "text": "hi"}}),
]  # fmt: skip


def test_bad_bodies_do_no_harm(workspace: Workspace) -> None:
    for body in BAD_BODIES:
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            text = body if "json" in kind else f"payload={body}"
            status, said_back = workspace.send(text, kind)
            assert (status, "not a valid HTTP request" in said_back) == (400, True), body[:80]
    for body in (b"\xff\xfe", b'{"type": "\xff"}'):
        assert workspace.send_bytes(body)[0] in (400, 401)
    assert workspace.event(said("hello", new_channel()))[0] == 200
