"""What Slack refuses becomes words for the person: blocks, windows, private answers, App Home."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp import web

from tests.slack.conftest import BOT, TEAM, FakeSlack, Workspace, new_channel, new_user, said
from tests.slack.test_surfaces import buttons, pressed


def refusal(error: str) -> Any:
    return lambda: web.json_response({"ok": False, "error": error})


@pytest.mark.parametrize("error", ["msg_blocks_too_long", "invalid_blocks_format", "no_text", "fatal_error"])
def test_whatever_blocks_slack_refuses_become_words(workspace: Workspace, slack: FakeSlack, error: str) -> None:
    channel = new_channel()
    slack.answers["chat.postMessage"] = [refusal(error)]
    workspace.event(said("is the gre needed", channel, user=new_user()))
    (posted,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "GRE" in posted["text"] and not posted.get("blocks")


def test_a_window_that_slack_does_not_open_becomes_words_for_the_one_who_pressed(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("i make 62k in ohio, is it worth it for omscs", channel, user=user))
    answer = slack.wait_for("chat.postMessage", channel=channel)[-1]
    slack.answers["views.open"] = [refusal("expired_trigger_id"), refusal("expired_trigger_id")]
    steps = pressed(channel, buttons(answer)["How I worked it out"], user, {"text": answer["text"]})
    workspace.form(payload=json.dumps(steps))
    (told,) = slack.wait_for("chat.postEphemeral", channel=channel)
    assert "Pay forgone" in told["text"] and told["user"] == user
    workspace.form(payload=json.dumps(pressed(channel, {"action_id": "word", "value": "{}"}, user)))
    told = slack.wait_for("chat.postEphemeral", 2, channel=channel)[-1]
    assert "once more" in told["text"]


def test_a_private_answer_that_slack_does_not_take_comes_as_a_direct_message(
    workspace: Workspace, slack: FakeSlack
) -> None:
    made, url = workspace.response_url()
    before = len(slack.of("chat.postMessage", channel="D-home"))
    slack.answers["response"] = [lambda: web.Response(status=404, text="used_url")]
    fields = {"command": "/masters", "text": "is the gre needed", "team_id": TEAM, "channel_id": new_channel()}
    workspace.form(**fields, user_id=new_user(), response_url=url, trigger_id=made)
    told = slack.wait_for("chat.postMessage", before + 1, channel="D-home")[-1]
    assert "GRE" in told["text"]


def test_app_home_that_slack_refuses_is_shown_in_words(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("keep omscs", channel, user=user))
    slack.wait_for("chat.postMessage", channel=channel)
    slack.answers["views.publish"] = [refusal("invalid_blocks")]
    workspace.event({"type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": "2.0"})
    (view,) = [each["view"] for each in slack.wait_for("views.publish", user_id=user)]
    (block,) = view["blocks"]
    assert "1. Online Master of Science in Computer Science" in block["text"]["text"]
    assert "$7,000" in block["text"]["text"] and "March 1" in block["text"]["text"]


def test_who_asks_where_it_may_not_post_is_told_in_private(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    before = len(slack.of("chat.postMessage", channel="D-home"))
    slack.answers["chat.postMessage"] = [refusal("not_in_channel")]
    workspace.event({**said(f"<@{BOT}> is the gre needed", channel, "channel", user=new_user()), "type": "app_mention"})
    told = slack.wait_for("chat.postMessage", before + 1, channel="D-home")[-1]
    assert "Invite me" in told["text"] and channel in told["text"]
