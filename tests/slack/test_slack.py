"""Slack as people use it: real signed requests against the running server, answers at a recording Web API."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from aiohttp import web

from bot.servers import free_ports
from bot.settings import SLACK_OFF, SettingError, SlackSettings
from tests.advisor import Conversation, running_advisor
from tests.slack.conftest import BOT, TEAM, USER, FakeSlack, Workspace, envelope, new_channel, said


def test_a_direct_message_is_answered_once_and_acknowledged_at_once(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    started = time.monotonic()
    assert workspace.event(said("is the gre needed", channel))[0] == 200
    assert time.monotonic() - started < 3  # after which Slack sends it again
    (posted,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "GRE" in posted["text"] and "Sources:" in posted["text"]  # the text alone is complete
    assert posted["blocks"][0]["type"] == "section"
    assert any(block["type"] == "actions" for block in posted["blocks"])
    assert posted["blocks"][-1]["elements"][0]["type"] == "feedback_buttons"


def test_two_questions_get_two_answers_in_order(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    workspace.event(said("is the gre needed and how long does it take", channel))
    first, second = slack.wait_for("chat.postMessage", 2, channel=channel)
    assert "GRE" in first["text"] and "30 credits" in second["text"]


def test_messages_sent_quickly_are_answered_in_the_order_they_were_written(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel = new_channel()
    written = [said(text, channel) for text in ("is the gre needed", "how long does it take", "how much does it cost")]
    for event in (written[1], written[0], written[2]):  # delivered in another order
        workspace.event(event)
    texts = [each["text"] for each in slack.wait_for("chat.postMessage", 3, channel=channel)]
    assert ["GRE" in texts[0], "30 credits" in texts[1], "$7,000" in texts[2]] == [True, True, True]


def test_a_retry_and_the_message_beside_a_mention_are_not_answered_again(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel = new_channel()
    message = said(f"<@{BOT}> is the gre needed", channel, "channel")
    mention = {**message, "type": "app_mention"}
    for event, headers in ((mention, {}), (message, {}), (mention, {"X_Slack_Retry_Num": "1"})):
        assert workspace.event(event, **headers)[0] == 200
    slack.wait_for("chat.postMessage", channel=channel)
    posted, _ = slack.next_of(channel, workspace, kind="channel", thread_ts=message["ts"])
    assert posted["thread_ts"] == message["ts"]  # in a channel the answer goes into a thread


def test_it_goes_on_in_its_thread_without_being_mentioned_again(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    mention = {**said(f"<@{BOT}> online ms under 15k no gre", channel, "channel"), "type": "app_mention"}
    workspace.event(mention)
    slack.wait_for("chat.postMessage", channel=channel)
    workspace.event(said("more", channel, "channel", thread_ts=mention["ts"]))
    posted = slack.wait_for("chat.postMessage", 2, channel=channel)
    assert "Programs 4 to" in posted[1]["text"]
    workspace.event(said("is the gre needed", channel, "channel"))  # beside the thread: not for us
    workspace.event(said("is the gre needed", channel, "channel", thread_ts="1.1"))  # somebody else's thread
    assert len(slack.next_of(channel, workspace, kind="channel", thread_ts=mention["ts"])) == 3


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "channel_join"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"bot_id": "B9", "subtype": "bot_message"},
        {"bot_id": "B9"},
        {"user": BOT},
    ],
    ids=str,
)
def test_what_no_person_said_is_ignored(workspace: Workspace, slack: FakeSlack, more: dict[str, str]) -> None:
    channel = new_channel()
    assert workspace.event(said("is the gre needed", channel, **more))[0] == 200
    assert len(slack.next_of(channel, workspace)) == 1


def test_bad_and_stale_signatures_are_refused(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    assert workspace.event(said("hi", channel), secret="wrong")[0] == 401
    assert workspace.event(said("hi", channel), age=600)[0] == 401
    assert len(slack.next_of(channel, workspace)) == 1


def test_the_address_is_verified_and_charset_is_no_problem(workspace: Workspace, slack: FakeSlack) -> None:
    status, text = workspace.send(json.dumps({"type": "url_verification", "challenge": "abc"}))
    assert status == 200 and "abc" in text
    channel = new_channel()
    workspace.event(said("is the gre needed", channel), kind="application/json; charset=utf-8")
    assert slack.wait_for("chat.postMessage", channel=channel)


def test_the_slash_command_answers_only_the_asker_and_can_be_shared(workspace: Workspace, slack: FakeSlack) -> None:
    made, url = workspace.response_url()
    channel = new_channel()
    command = {
        "command": "/masters",
        "text": "online ms under 15k no gre",
        "team_id": TEAM,
        "channel_id": channel,
        "user_id": USER,
        "response_url": url,
        "trigger_id": f"{time.time()}",
    }
    assert workspace.form(**command)[0] == 200
    (answered,) = slack.wait_for("response", id=made)
    assert answered["response_type"] == "ephemeral" and "✓ online" in answered["text"]
    assert slack.of("chat.postMessage", channel=channel) == []
    share = action(channel, answered["blocks"], "share", "1", url, ephemeral=True)
    share["message"]["text"] = answered["text"]
    workspace.form(payload=json.dumps(share))
    (shared,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "✓ online" in shared["text"]
    assert not [block for block in shared["blocks"] if block["type"] == "actions"]


def action(channel: str, blocks: list, action_id: str, value: str, url: str, ephemeral: bool = False) -> dict:  # type: ignore[type-arg]
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": USER, "team_id": TEAM},
        "channel": {"id": channel},
        "container": {"type": "message", "channel_id": channel, "message_ts": "5.5", "is_ephemeral": ephemeral},
        "message": {"ts": "5.5", "text": "before", "blocks": blocks},
        "response_url": url,
        "trigger_id": f"{time.time()}",
        "actions": [
            {
                "type": "button",
                "action_id": action_id,
                "block_id": "x",
                "text": {"type": "plain_text", "text": "Chosen words"},
                "value": value,
                "action_ts": f"{time.time():.6f}",
            }
        ],
    }


def test_a_chip_answers_and_disappears(workspace: Workspace, slack: FakeSlack) -> None:
    channel, (_, url) = new_channel(), workspace.response_url()
    workspace.event(said("is the gre needed", channel))
    (posted,) = slack.wait_for("chat.postMessage", channel=channel)
    chosen = action(channel, posted["blocks"], "chip_0", '/faq{"topic": "cost"}', url)
    for _ in range(2):  # pressed twice, answered once
        assert workspace.form(payload=json.dumps(chosen))[0] == 200
    (_, answer) = slack.wait_for("chat.postMessage", 2, channel=channel)
    assert "$7,000" in answer["text"]
    (updated,) = slack.wait_for("chat.update", channel=channel)
    assert not [block for block in updated["blocks"] if block["type"] == "actions"]
    assert "Chosen words" in json.dumps(updated["blocks"])
    assert len(slack.next_of(channel, workspace)) == 3


def test_thumbs_are_kept(workspace: Workspace) -> None:
    from bot.feedback import Feedback

    channel, (_, url) = new_channel(), workspace.response_url()
    pressed = action(channel, [], "thumb", "down", url)
    pressed["message"]["text"] = f"an answer in {channel}"
    pressed["actions"][0]["type"] = "feedback_buttons"
    assert workspace.form(payload=json.dumps(pressed))[0] == 200
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        kept = [each for each in Feedback().all() if each["answer"] == f"an answer in {channel}"]
        if kept:
            break
        time.sleep(0.1)
    assert [each["thumb"] for each in kept] == ["down"]
    assert kept[0]["conversation"] == f"slack-T123-{channel}-U456"  # as its messages are kept: "forget me" finds it


def test_app_home_and_the_assistant_panel_offer_first_questions(workspace: Workspace, slack: FakeSlack) -> None:
    workspace.event({"type": "app_home_opened", "user": "U-home", "channel": "D1", "tab": "home", "event_ts": "1.0"})
    (home,) = slack.wait_for("views.publish", user_id="U-home")
    assert "Find programs for me" in json.dumps(home["view"])
    thread = {"user_id": USER, "channel_id": "D-assistant", "thread_ts": "7.7", "context": {}}
    workspace.event({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": "7.8"})
    (prompts,) = slack.wait_for("assistant.threads.setSuggestedPrompts", channel_id="D-assistant")
    assert len(prompts["prompts"]) == 4
    workspace.event(said("is the gre needed", "D-assistant", thread_ts="7.7"))
    assert slack.wait_for("assistant.threads.setStatus", channel_id="D-assistant")
    (answer,) = slack.wait_for("chat.postMessage", channel="D-assistant")
    assert answer["thread_ts"] == "7.7"


@pytest.mark.parametrize(
    "failure",
    [
        lambda: web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}),
        lambda: web.Response(status=500, text="oops"),
        lambda: web.Response(status=503),
    ],
    ids=["429", "500", "503"],
)
def test_nothing_is_lost_or_doubled_when_slack_stumbles(workspace: Workspace, slack: FakeSlack, failure) -> None:  # type: ignore[no-untyped-def]
    channel = new_channel()
    slack.answers["chat.postMessage"] = [failure, failure]
    workspace.event(said("is the gre needed", channel))
    (posted,) = slack.wait_for("chat.postMessage", channel=channel, seconds=30)
    assert "GRE" in posted["text"]
    assert slack.answers["chat.postMessage"] == []


def test_blocks_that_slack_refuses_become_words(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    slack.answers["chat.postMessage"] = [lambda: web.json_response({"ok": False, "error": "invalid_blocks"})]
    workspace.event(said("is the gre needed", channel))
    (posted,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "GRE" in posted["text"] and not posted.get("blocks")


def test_words_of_a_person_call_nobody(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    workspace.event(
        said("tell me about the ai msc at &lt;!channel&gt; <https://evil.example|hogwarts> university", channel)
    )
    (posted,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "<!channel>" not in json.dumps(posted) and "<https://evil" not in json.dumps(posted)


def test_the_same_person_has_one_conversation_a_channel(workspace: Workspace, slack: FakeSlack) -> None:
    one, other = new_channel(), new_channel()
    workspace.event(said("online ms under 15k no gre", one))
    slack.wait_for("chat.postMessage", channel=one)
    workspace.event(said("what are my wishes", other))
    (answer,) = slack.wait_for("chat.postMessage", channel=other)
    assert "15,000" not in answer["text"]


def keep_and_export(workspace: Workspace, channel: str) -> None:
    for words in ('/shortlist_note{"program": "gatech-omscs", "note": "ask <!channel>"}', "/export_shortlist"):
        workspace.event(said(words.replace("<", "&lt;").replace(">", "&gt;"), channel))


def test_files_are_uploaded(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    keep_and_export(workspace, channel)
    (done,) = slack.wait_for("files.completeUploadExternal", channel_id=channel)
    contents = {each["id"]: each["content"] for each in slack.of("upload")}
    titles = [each["title"] for each in done["files"]]
    assert titles == ["shortlist.md", "shortlist.csv", "shortlist.ics"]
    assert contents[done["files"][2]["id"]].startswith("BEGIN:VCALENDAR")
    assert "<!channel>" not in json.dumps(slack.of("chat.postMessage", channel=channel))


def test_files_that_slack_refuses_become_words(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    slack.answers["files.getUploadURLExternal"] = [
        lambda: web.json_response({"ok": False, "error": "missing_scope", "needed": "files:write"})
    ]
    keep_and_export(workspace, channel)
    posted = slack.wait_for("chat.postMessage", 3, channel=channel)
    assert "# My shortlist" in posted[-1]["text"] and "<!channel>" not in json.dumps(posted)


def test_home_shows_the_shortlist_of_the_direct_messages(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    workspace.event(said('/shortlist_note{"program": "gatech-omscs", "note": "ask Maria"}', channel))
    slack.wait_for("chat.postMessage", channel=channel)
    workspace.event({"type": "app_home_opened", "user": USER, "channel": channel, "tab": "home", "event_ts": "2.0"})
    (home,) = slack.wait_for("views.publish", user_id=USER)
    words = json.dumps(home["view"])
    assert "Online Master of Science in Computer Science" in words and "ask Maria" in words
    ids = [block["block_id"] for block in home["view"]["blocks"] if block.get("block_id")]
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def socket() -> Iterator[tuple[FakeSlack, str]]:
    """An advisor in Socket Mode."""
    fake = FakeSlack(free_ports(1)[0])
    fake.start()
    environment = {"SLACK_BOT_TOKEN": "xoxb-tests", "SLACK_APP_TOKEN": "xapp-tests", "SLACK_API": fake.api}
    with running_advisor(environment) as (address, _):
        deadline = time.monotonic() + 20
        while fake.socket is None and time.monotonic() < deadline:
            time.sleep(0.1)
        yield fake, address


def test_socket_mode_needs_no_public_address(socket: tuple[FakeSlack, str]) -> None:
    fake, address = socket
    channel = new_channel()
    sent = fake.push("events_api", envelope(said("is the gre needed", channel)))
    (posted,) = fake.wait_for("chat.postMessage", channel=channel)
    assert "GRE" in posted["text"]
    assert [each["envelope_id"] for each in fake.acknowledged] == [sent]
    assert Workspace(address, fake).event(said("hi", channel))[0] == 404  # and nobody can send requests instead


def test_without_a_token_everything_else_works() -> None:
    with running_advisor({"SLACK_BOT_TOKEN": ""}) as (address, _):
        assert "GRE" in Conversation(address).say("is the gre needed").text


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"SLACK_BOT_TOKEN": "xoxp-1", "SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "nonsense"}, "SLACK_APP_TOKEN"),
        ({"SLACK_CLIENT_ID": "1"}, "SLACK_CLIENT_SECRET"),
        ({"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
    ],
    ids=str,
)
def test_wrong_settings_are_named(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], named: str) -> None:
    for name in ("BOT_TOKEN", "SIGNING_SECRET", "APP_TOKEN", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.delenv(f"SLACK_{name}", raising=False)
    assert SlackSettings.from_environment().words == SLACK_OFF
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=named):
        SlackSettings.from_environment()


def test_no_token_is_ever_shown() -> None:
    settings = SlackSettings("xoxb-secret", "secret", "xapp-secret", "1", "secret")
    assert "secret" not in repr(settings) and "secret" not in settings.words
