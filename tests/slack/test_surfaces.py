"""Cards, windows, thumbs, App Home, the agent's chat: as people see them."""

from __future__ import annotations

import json
import re
import time
import uuid
from typing import Any

import pytest
import yaml

from actions.shortlist.entries import MOST_KEPT
from bot.channels.slack.blocks import CHARACTERS, MOST_BLOCKS
from bot.feedback import Feedback
from bot.settings import ROOT
from knowledge.base import Knowledge
from tests.slack.conftest import BOT, TEAM, FakeSlack, Workspace, new_channel, new_user, said
from tests.slack.test_blocks import all_texts
from tests.slack.test_slack import action


def pressed(channel: str, button: dict[str, Any], user: str, message: dict[str, Any] | None = None) -> dict[str, Any]:
    sent = action(channel, [], button["action_id"], button.get("value") or "", "http://127.0.0.1:9/none")
    sent["user"]["id"] = user
    sent["message"] = {"ts": "5.5", "text": "before", "blocks": [], **(message or {})}
    sent["container"]["message_ts"] = f"{time.time():.6f}"
    return sent


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    return {button["text"]["text"]: button for row in rows[::-1] for button in row["elements"]}


def test_a_card_is_kept_and_compared_by_its_buttons(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("online ms under 15k no gre", channel, user=user))
    (found,) = slack.wait_for("chat.postMessage", channel=channel)
    shown = buttons(found)
    assert {"Keep", "Compare", "Page"} <= set(shown) and shown["Page"]["url"].startswith("https://")
    keep = pressed(channel, shown["Keep"], user)
    for trigger in ("1", "2"):  # pressed twice, kept once
        workspace.form(payload=json.dumps({**keep, "trigger_id": f"{channel}{trigger}"}))
    kept = slack.wait_for("chat.postMessage", 2, channel=channel)[-1]
    assert "is on your shortlist now" in kept["text"]
    workspace.form(payload=json.dumps(pressed(channel, shown["Compare"], user)))
    compared = slack.wait_for("chat.postMessage", 3, channel=channel)[-1]
    (table,) = [block for block in compared["blocks"] if block["type"] == "table"]
    compared_words = json.dumps(compared["blocks"])
    assert table["column_settings"][0]["is_wrapped"]
    price = next(row for row in table["rows"] if row[0]["text"] == "Price")
    number = re.fullmatch(r"★ about \$7,000 in all (\[\d+\])", price[1]["text"])
    assert number and re.search(
        rf"{re.escape(number[1])} <https://gradpilot[^>]*>, 2026-06, second-hand", compared_words
    )
    assert slack.of("chat.update", channel=channel) == []  # the list's choices stay


def tables(slack: FakeSlack, channel: str) -> int:
    posted = slack.of("chat.postMessage", channel=channel)
    return sum(block["type"] == "table" for each in posted for block in each["blocks"])


@pytest.mark.parametrize("apart", [0.02, 0.6])  # the second press may fall into another second, or span of seconds
def test_a_button_of_a_card_that_is_pressed_twice_is_answered_once(
    workspace: Workspace, slack: FakeSlack, apart: float
) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("online ms under 15k no gre", channel, user=user))
    (found,) = slack.wait_for("chat.postMessage", channel=channel)
    first = pressed(channel, buttons(found)["Compare"], user)
    edge = (int(time.time()) // 60 + 1) * 60.0  # a full minute: any span of seconds ends there
    for trigger, moment in enumerate((edge - apart / 2, edge + apart / 2, edge + 30)):
        first["actions"][0]["action_ts"] = f"{moment:.6f}"
        workspace.form(payload=json.dumps({**first, "trigger_id": f"{channel}{trigger}"}))
        if trigger == 1:  # both are answered by now, or will not be
            slack.next_of(channel, workspace, user=user)
            assert tables(slack, channel) == 1
    slack.wait_for("chat.postMessage", 4, channel=channel)
    assert tables(slack, channel) == 2  # half a minute later it is a press of its own


def test_all_sources_of_an_answer_are_listed_with_their_links(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("online ms under 15k no gre", channel, user=user))
    found = slack.wait_for("chat.postMessage", channel=channel)[0]
    assert "and 5 more (“all sources” shows them)" in found["text"]
    workspace.event(said("all sources", channel, user=user))
    listed = slack.wait_for("chat.postMessage", 2, channel=channel)[-1]
    shown = "\n".join(block["text"]["text"] for block in listed["blocks"] if block["type"] == "section")
    assert re.search(r"^\[8\] <https://www\.cs\.utexas\.edu/[^|>]*\|cs\.utexas\.edu>, 2021, old", shown, re.M)
    assert "OMSA, Georgia Tech: online, GRE optional" in shown and "[8] cs.utexas.edu, 2021" in listed["text"]


def test_the_steps_of_a_long_calculation_open_in_a_window(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("i make 62k in ohio, is it worth it for omscs", channel, user=user))
    answer = slack.wait_for("chat.postMessage", channel=channel)[-1]
    assert "Pay forgone" not in json.dumps(answer["blocks"])
    sent = pressed(channel, buttons(answer)["How I worked it out"], user, {"text": answer["text"]})
    workspace.form(payload=json.dumps(sent))
    (opened,) = slack.wait_for("views.open", trigger_id=sent["trigger_id"])
    assert "Pay forgone" in json.dumps(opened["view"]) and opened["view"]["type"] == "modal"


def test_a_thumb_is_thanked_for_and_a_word_can_be_added(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user, answer = new_channel(), new_user(), f"an answer, {uuid.uuid4().hex}"
    thumb = pressed(channel, {"action_id": "thumb", "value": "down"}, user, {"text": answer})
    workspace.form(payload=json.dumps(thumb))
    (thanks,) = slack.wait_for("chat.postEphemeral", channel=channel)
    assert thanks["user"] == user and thanks["text"].startswith("Thank you")
    more = pressed(channel, buttons(thanks)["Add a word"], user)
    workspace.form(payload=json.dumps(more))
    (opened,) = slack.wait_for("views.open", trigger_id=more["trigger_id"])
    view = {**opened["view"], "id": "V1", "state": {"values": {"word": {"word": {"value": "too long"}}}}}
    submission = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": user}, "view": view}
    status, said_ = workspace.form(payload=json.dumps(submission))
    assert status == 200 and "Thank you" in said_
    assert [(each["thumb"], each["word"]) for each in Feedback().all() if each["answer"] == answer] == [
        ("down", "too long")
    ]


def test_a_thumb_is_taken_back_by_the_button_beside_its_thanks(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user, answer = new_channel(), new_user(), f"an answer, {uuid.uuid4().hex}"
    workspace.form(payload=json.dumps(pressed(channel, {"action_id": "thumb", "value": "up"}, user, {"text": answer})))
    (thanks,) = slack.wait_for("chat.postEphemeral", channel=channel)
    assert [each["thumb"] for each in Feedback().all() if each["answer"] == answer] == ["up"]
    workspace.form(payload=json.dumps(pressed(channel, buttons(thanks)["Take it back"], user)))
    _, gone = slack.wait_for("chat.postEphemeral", 2, channel=channel)
    assert gone["user"] == user and gone["text"] == "Taken back: nothing of it is kept."
    assert [each for each in Feedback().all() if each["answer"] == answer] == []


def test_app_home_changes_the_shortlist_without_posting(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = new_channel(), new_user()
    for number, words in enumerate(("keep omscs", "keep penn mcit online"), 1):
        workspace.event(said(words, channel, user=user))
        slack.wait_for("chat.postMessage", number, channel=channel)
    workspace.event({"type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": "2.0"})
    view = slack.wait_for("views.publish", user_id=user)[-1]["view"]
    assert view["blocks"].index(next(b for b in view["blocks"] if "Your shortlist" in json.dumps(b))) > 0
    up = buttons(view)["Move up"]
    sent = pressed(channel, up, user)
    sent["container"] = {"type": "view", "view_id": "V1"}
    workspace.form(payload=json.dumps(sent))
    moved = json.dumps(slack.wait_for("views.publish", 2, user_id=user)[-1]["view"])
    assert moved.index("Master of Computer and Information") < moved.index("Online Master of Science in Computer")
    assert len(slack.of("chat.postMessage", channel=channel)) == 2


def opened_home(workspace: Workspace, user: str, count: int) -> dict[str, Any]:
    """App Home as somebody sees it who opens it for the so-manieth time, changes counted."""
    workspace.event({"type": "app_home_opened", "user": user, "channel": "D1", "tab": "home", "event_ts": "2.0"})
    found: dict[str, Any] = workspace.slack.wait_for("views.publish", count, user_id=user)[-1]["view"]
    return found


def row(view: dict[str, Any], place: int) -> dict[str, dict[str, Any]]:
    """The buttons of the program at that place of App Home."""
    (found,) = [block for block in view["blocks"] if block.get("block_id") == f"listed_{place}"]
    return {each["text"]["text"]: each for each in found["elements"]}


def test_more_in_app_home_is_answered_in_a_direct_message_and_remove_takes_that_program_off(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel, user = new_channel(), new_user()
    for number, words in enumerate(("keep omscs", "keep penn mcit online", "keep cmu msml"), 1):
        workspace.event(said(words, channel, user=user))
        slack.wait_for("chat.postMessage", number, channel=channel)
    view = opened_home(workspace, user, 1)
    assert [list(row(view, place)) for place in (1, 2)] == [["More", "Remove"], ["More", "Move up", "Remove"]]
    before = len(slack.of("chat.postMessage", channel="D-home"))
    more = pressed("D1", row(view, 2)["More"], user)
    more["container"] = {"type": "view", "view_id": "V1"}
    for _ in range(2):  # pressed twice, told once
        workspace.form(payload=json.dumps(more))
    told = slack.wait_for("chat.postMessage", before + 1, channel="D-home")[-1]
    assert "Master of Computer and Information Technology Online" in told["text"] and "$32,140" in told["text"]
    removed = pressed("D1", row(view, 2)["Remove"], user)
    removed["container"] = {"type": "view", "view_id": "V1"}
    workspace.form(payload=json.dumps(removed))
    left = slack.wait_for("views.publish", 2, user_id=user)[-1]["view"]
    sections = [block["text"]["text"] for block in left["blocks"] if block["type"] == "section"]
    titles = [each for each in sections if re.match(r"\d\. \*", each)]
    assert ["Computer Science" in titles[0], "Machine Learning" in titles[1], len(titles)] == [True, True, 2]
    assert len(slack.of("chat.postMessage", channel="D-home")) == before + 1
    workspace.event(said("show my shortlist", channel, user=user))  # and it is the same list everywhere
    assert "MCIT" not in slack.wait_for("chat.postMessage", 4, channel=channel)[-1]["text"]


def test_a_list_that_is_too_long_for_one_message_goes_on_in_others(
    workspace: Workspace, slack: FakeSlack, knowledge: Knowledge
) -> None:
    channel, user = new_channel(), new_user()
    ids = [each.id for each in knowledge.programs if each.kind == "program" and each.url][:MOST_KEPT]
    workspace.event(said(f"/shortlist_add{json.dumps({'program': ids})}", channel, user=user))
    slack.wait_for("chat.postMessage", channel=channel)
    workspace.event(said("show my shortlist", channel, user=user))
    slack.next_of(channel, workspace, user=user)  # by then all of the list was posted
    first, *others = slack.of("chat.postMessage", channel=channel)[1:-1]
    assert others and others[0]["text"] == f"(continued, 2 of {len(others) + 1})"
    blocks = [each["blocks"] for each in (first, *others)]
    assert all(len(each) <= MOST_BLOCKS and sum(map(len, all_texts(each))) <= CHARACTERS for each in blocks)
    shown = json.dumps(blocks)
    assert all(f'"value": "{each}"' in shown for each in ids)  # none is left out: each has its page to open


def test_a_page_of_results_is_turned_by_its_button(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = new_channel(), new_user()
    workspace.event(said("online ms under 15k no gre", channel, user=user))
    (found,) = slack.wait_for("chat.postMessage", channel=channel)
    workspace.form(payload=json.dumps(pressed(channel, buttons(found)["Show three more"], user, found)))
    page = slack.wait_for("chat.postMessage", 2, channel=channel)[-1]
    assert "Programs 4 to 5 of 5" in page["text"] and "4. *" in json.dumps(page["blocks"])
    assert slack.wait_for("chat.update", channel=channel)  # what was chosen stands there instead of the choices


def test_the_agents_chat_has_prompts_a_thread_a_title_and_a_memory(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = "D" + new_channel()[1:], new_user()
    opened = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "messages", "event_ts": "1.0"}
    workspace.event(opened)
    (prompts,) = slack.wait_for("assistant.threads.setSuggestedPrompts", channel_id=channel)
    assert len(prompts["prompts"]) == 4 and not prompts.get("thread_ts")
    # what the chat sends: a root message of the person's, which names no thread
    more: dict[str, Any] = {
        "user": user,
        "client_msg_id": str(uuid.uuid4()),
        "team": TEAM,
        "assistant_thread": {"action_token": "1.2"},
    }
    rich = {"type": "rich_text", "block_id": "b", "elements": []}
    root = said("online ms under 15k no gre", channel, **more, blocks=[rich])
    workspace.event(root)
    (answer,) = slack.wait_for("chat.postMessage", channel=channel)
    assert answer["thread_ts"] == root["ts"]
    assert slack.wait_for("assistant.threads.setStatus", channel_id=channel)
    (titled,) = slack.wait_for("assistant.threads.setTitle", channel_id=channel)
    assert titled["title"] == "online ms under 15k no gre"
    workspace.event(said("more", channel, user=user, thread_ts=root["ts"], parent_user_id=user))
    answers = slack.wait_for("chat.postMessage", 2, channel=channel)
    assert "Programs 4 to" in answers[-1]["text"] and answers[-1]["thread_ts"] == root["ts"]


def test_each_message_of_the_agents_view_that_names_no_thread_begins_one(
    workspace: Workspace, slack: FakeSlack
) -> None:
    channel, user = "D" + new_channel()[1:], new_user()
    looking_at = {"entities": [{"type": "slack#/types/channel_id", "value": "C0123456789", "team_id": TEAM}]}
    first = said("online ms under 15k no gre", channel, user=user, team=TEAM, app_context=looking_at)
    workspace.event(first)
    (answer,) = slack.wait_for("chat.postMessage", channel=channel)
    assert answer["thread_ts"] == first["ts"]
    second = said("is the gre needed", channel, user=user, team=TEAM)  # who looks at nothing has no context
    workspace.event(second)
    answers = slack.wait_for("chat.postMessage", 2, channel=channel)
    assert answers[-1]["thread_ts"] == second["ts"] and "GRE" in answers[-1]["text"]
    workspace.event(said("more", channel, user=user, team=TEAM, thread_ts=first["ts"], app_context=looking_at))
    answers = slack.wait_for("chat.postMessage", 3, channel=channel)
    assert answers[-1]["thread_ts"] == first["ts"] and "Programs 4 to" in answers[-1]["text"]
    titles = [each["title"] for each in slack.wait_for("assistant.threads.setTitle", 2, channel_id=channel)]
    assert titles == ["online ms under 15k no gre", "is the gre needed"]


def test_an_opened_agents_view_is_known_before_anything_is_said(workspace: Workspace, slack: FakeSlack) -> None:
    channel, user = "D" + new_channel()[1:], new_user()
    opened = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "messages", "event_ts": "1.0"}
    workspace.event({**opened, "context": {"entities": []}})
    assert slack.wait_for("assistant.threads.setSuggestedPrompts", channel_id=channel)
    root = said("is the gre needed", channel, user=user)
    workspace.event(root)
    (answer,) = slack.wait_for("chat.postMessage", channel=channel)
    assert answer["thread_ts"] == root["ts"]


def test_the_legacy_assistants_root_message_is_no_question(workspace: Workspace, slack: FakeSlack) -> None:
    channel = "D" + new_channel()[1:]
    message = {"text": "New chat", "subtype": "assistant_app_thread", "user": BOT, "thread_ts": "8.1", "ts": "8.1"}
    workspace.event(said("", channel, subtype="message_changed", hidden=True, message=message))
    workspace.event(said("is the gre needed", channel, user=new_user(), thread_ts="8.1", assistant_thread={}))
    (answer,) = slack.wait_for("chat.postMessage", channel=channel)
    assert answer["thread_ts"] == "8.1" and "GRE" in answer["text"]


def test_both_kinds_of_manifest_ask_for_what_is_used() -> None:
    for name in ("socket", "http", "socket-assistant", "http-assistant"):
        manifest = yaml.safe_load((ROOT / "docs" / f"slack-manifest-{name}.yml").read_text("utf-8"))
        view = "assistant_view" if name.endswith("assistant") else "agent_view"
        assert view in manifest["features"]
        assert 0 < len(manifest["features"][view]["suggested_prompts"]) <= 4
        events = set(manifest["settings"]["event_subscriptions"]["bot_events"])
        assert {"app_home_opened", "app_mention", "message.channels", "message.groups", "message.im"} <= events
        assert ("app_context_changed" in events) == (view == "agent_view")
        assert ("assistant_thread_started" in events) == (view == "assistant_view")
