"""Slack where people talk to each other, and one person over all places: signed requests against the running server."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.slack.conftest import BOT, TEAM, FakeSlack, Workspace, new_channel, new_user, said
from tests.slack.test_slack import action


def mention(text: str, channel: str, **more: Any) -> dict[str, Any]:
    return {**said(f"<@{BOT}> {text}", channel, "channel", **more), "type": "app_mention"}


def posted(slack: FakeSlack, channel: str) -> list[dict[str, Any]]:
    return slack.of("chat.postMessage", channel=channel)


def test_among_several_people_only_what_is_for_the_advisor_is_answered(workspace: Workspace, slack: FakeSlack) -> None:
    channel, one, other = new_channel(), new_user(), new_user()
    begun = mention("online ms under 15k no gre", channel, user=one)
    workspace.event(begun)
    slack.wait_for("chat.postMessage", channel=channel)
    thread = {"thread_ts": begun["ts"]}
    for user, words in (
        (other, "nice, I had no idea"),
        (other, f"<@{one}> how much is the gre?"),
        (one, "are you free for lunch tomorrow?"),
        (other, "sure, when is the meeting again?"),
        (one, "did you get into cmu?"),
        (other, "yes"),
        (one, "more"),
        (one, ":tada:"),
        (other, "who is bringing the cake?"),
    ):
        workspace.event(said(words, channel, "channel", user=user, **thread))
    workspace.event(said("how much does omscs cost?", channel, "channel", user=other, **thread))
    slack.wait_for("chat.postMessage", 2, channel=channel)
    (answer,) = posted(slack, channel)[1:]  # a thread is answered in order: nothing before it was
    assert "$7,000" in answer["text"]
    workspace.event(said(f"<@{BOT}> more", channel, "channel", user=one, **thread))
    assert "Programs 4 to" in slack.wait_for("chat.postMessage", 3, channel=channel)[-1]["text"]


def test_an_answer_to_its_own_question_needs_no_mention(workspace: Workspace, slack: FakeSlack) -> None:
    channel, one, other = new_channel(), new_user(), new_user()
    begun = mention("online ms under 15k no gre", channel, user=one)
    workspace.event(begun)
    first = slack.wait_for("chat.postMessage", channel=channel)[0]
    assert "Should it be in the United States?" in first["text"]
    workspace.event(said("yes please", channel, "channel", user=other, thread_ts=begun["ts"]))
    assert "United States" in slack.wait_for("chat.postMessage", 2, channel=channel)[-1]["text"]


def test_a_thread_that_was_there_before_has_the_people_who_wrote_in_it(workspace: Workspace, slack: FakeSlack) -> None:
    channel, one, other = new_channel(), new_user(), new_user()
    written = [{"user": one, "text": "hm", "ts": "9.1"}, {"user": other, "text": "what do you think", "ts": "9.2"}]
    slack.answers["conversations.replies"] = [lambda: web.json_response({"ok": True, "messages": written})]
    workspace.event(mention("is the gre needed", channel, user=one, thread_ts="9.1", parent_user_id=one))
    slack.wait_for("chat.postMessage", channel=channel)
    workspace.event(said("thanks, let us talk later", channel, "channel", user=one, thread_ts="9.1"))
    workspace.event(mention("when is the deadline of omscs", channel, user=one, thread_ts="9.1"))
    _, after = slack.wait_for("chat.postMessage", 2, channel=channel)
    assert "March 1" in after["text"]


def command(workspace: Workspace, text: str, user: str, channel: str) -> str:
    made, url = workspace.response_url()
    fields = {"command": "/masters", "text": text, "team_id": TEAM, "channel_id": channel, "user_id": user}
    workspace.form(**fields, response_url=url, trigger_id=made)
    return "\n".join(each["text"] for each in workspace.slack.wait_for("response", id=made))


def test_a_person_has_one_shortlist_everywhere_and_what_they_told_in_private_is_not_told_in_a_channel(
    workspace: Workspace, slack: FakeSlack
) -> None:
    user, direct, channel = new_user(), new_channel(), new_channel()
    workspace.event(said("keep omscs", direct, user=user))
    slack.wait_for("chat.postMessage", channel=direct)
    workspace.event(said("my gpa is 2.9 and i make 62k in ohio", direct, user=user))
    slack.wait_for("chat.postMessage", 2, channel=direct)
    assert "1. OMSCS, Georgia Tech\n" in command(workspace, "/show_shortlist", user, channel)
    assert "2.9" in command(workspace, "/ask_my_data", user, channel)
    begun = mention("keep penn mcit online", channel, user=user)
    workspace.event(begun)
    slack.wait_for("chat.postMessage", channel=channel)
    workspace.event(said("/ask_my_data", channel, "channel", user=user, thread_ts=begun["ts"]))
    shown = slack.wait_for("chat.postMessage", 2, channel=channel)[-1]["text"]
    assert "2.9" not in shown and "62" not in shown
    workspace.event({"type": "app_home_opened", "user": user, "channel": direct, "tab": "home", "event_ts": "2.0"})
    view = json.dumps(slack.wait_for("views.publish", user_id=user)[-1]["view"])
    assert "Online Master of Science in Computer Science" in view
    assert "Master of Computer and Information Technology Online" in view
    assert "$7,000" in view and "March 1" in view
    other = new_user()
    assert "empty" in command(workspace, "/show_shortlist", other, channel)


def test_who_is_forgotten_is_forgotten_everywhere(workspace: Workspace, slack: FakeSlack) -> None:
    user, direct, channel = new_user(), new_channel(), new_channel()
    workspace.event(said("keep omscs", direct, user=user))
    slack.wait_for("chat.postMessage", channel=direct)
    command(workspace, "my gpa is 2.9", user, channel)
    for number, words in enumerate(("forget me", "yes"), 2):
        workspace.event(said(words, direct, user=user))
        slack.wait_for("chat.postMessage", number, channel=direct)
    assert "2.9" not in command(workspace, "/ask_my_data", user, channel)
    assert "empty" in command(workspace, "/show_shortlist", user, channel)
    workspace.event({"type": "app_home_opened", "user": user, "channel": direct, "tab": "home", "event_ts": "2.0"})
    assert "Your shortlist" not in json.dumps(slack.wait_for("views.publish", user_id=user)[-1]["view"])


def test_a_second_line_is_a_second_question(workspace: Workspace, slack: FakeSlack) -> None:
    channel = new_channel()
    workspace.event(said("is the gre needed\nhow long does it take", channel, user=new_user()))
    texts = [each["text"] for each in slack.wait_for("chat.postMessage", 2, channel=channel)]
    assert "GRE" in texts[0] and "30 credits" in texts[1]


def test_a_file_alone_an_emoji_a_link_and_me_are_understood_or_declined(workspace: Workspace, slack: FakeSlack) -> None:
    user, channel = new_user(), new_channel()
    sent: tuple[tuple[dict[str, Any], str], ...] = (
        ({"text": "", "subtype": "file_share", "files": [{"id": "F1", "name": "cv.pdf"}]}, "I can't read files"),
        ({"text": ":wave:"}, "Hello"),
        ({"text": ":bento:"}, "That is kind"),
        ({"text": "<https://omscs.gatech.edu/>"}, "Online Master of Science in Computer Science"),
        ({"text": "how much is <https://pe.gatech.edu/degrees/analytics>"}, "$9,900"),
        ({"text": "<https://example.org/news>"}, "I can't open links"),
        ({"text": "wonders if the gre is needed", "subtype": "me_message"}, "GRE"),
    )
    for number, (event, words) in enumerate(sent, 1):
        workspace.event({**said("", channel, user=user), **event})
        answer = slack.wait_for("chat.postMessage", number, channel=channel)[-1]
        assert words in answer["text"], answer["text"]


def test_a_choice_that_two_presses_choose_is_answered_once(workspace: Workspace, slack: FakeSlack) -> None:
    channel, (_, url) = new_channel(), workspace.response_url()
    for _ in range(2):  # each press has a trigger of its own
        chosen = action(channel, [], "chip_0", '/faq{"topic": "cost"}', url)
        chosen["container"]["message_ts"] = "77.1"
        workspace.form(payload=json.dumps(chosen))
    slack.wait_for("chat.postMessage", channel=channel)
    assert len(slack.next_of(channel, workspace)) == 2


def test_a_code_is_given_and_taken_in_private_only_and_nobody_is_offered_to_share_it(
    workspace: Workspace, slack: FakeSlack
) -> None:
    user, direct, channel = new_user(), new_channel(), new_channel()
    workspace.event(said("keep omscs", direct, user=user))
    slack.wait_for("chat.postMessage", channel=direct)
    begun = mention("continue on my phone", channel, user=user)
    workspace.event(begun)
    (refused,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "Write me a direct message" in refused["text"] and "Your code" not in refused["text"]
    workspace.event(said("continue on my phone", direct, user=user))
    given = slack.wait_for("chat.postMessage", 2, channel=direct)[-1]
    code = given["text"].split("Your code is ")[1][:9]
    pressed = [
        each["action_id"] for row in given["blocks"] for each in row.get("elements") or () if "action_id" in each
    ]
    assert pressed and not [each for each in pressed if each.startswith(("share", "thumb"))]
    workspace.event(said(f"<@{BOT}> continue {code}", channel, "channel", user=user, thread_ts=begun["ts"]))
    assert "Write me a direct message" in slack.wait_for("chat.postMessage", 2, channel=channel)[-1]["text"]
    other = new_user()
    assert "OMSCS at Georgia Tech" in command(workspace, f"continue {code}", other, channel)
    assert "OMSCS, Georgia Tech" in command(workspace, "/show_shortlist", other, channel)
