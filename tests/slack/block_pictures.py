"""`python -m tests.slack.block_pictures [earlier.json]` takes the pictures of docs/slack-pictures.md.

A running advisor is asked by signed requests, and what it sends to Slack is drawn (tests/slack/drawn.py). The file, if
given, has blocks as an earlier version sent them, to stand at the left: {"search": [[block, …], …], …}.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bot.servers import free_ports
from bot.settings import ROOT
from tests.advisor import running_advisor
from tests.slack.conftest import SECRET, FakeSlack, Workspace, new_channel, new_user, said
from tests.slack.drawn import figure, page_of, view
from tests.slack.test_surfaces import buttons, pressed
from tests.website.conftest import _launch

MESSAGES = {
    "search": "online ms under 15k no gre",
    "compare": "compare omscs and penn mcit online",
    "payoff": "i make 62k in ohio, is it worth it for omscs",
}
KEPT = ("keep omscs", "keep penn mcit online", "note on omscs: ask Maria")
HEIGHT = 2_400  # pixels of a picture at most


def main(earlier: Mapping[str, Any]) -> None:
    """Writes docs/slack-….png."""
    slack = FakeSlack(free_ports(1)[0])
    slack.start()
    environment = {"SLACK_BOT_TOKEN": "xoxb-pictures", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API": slack.api}
    with running_advisor(environment) as (address, _), sync_playwright() as playwright:
        browser = _launch(playwright)
        page = browser.new_page(viewport={"width": 1300, "height": HEIGHT})
        workspace = Workspace(address, slack)
        for name, words in MESSAGES.items():
            user = new_user()
            posted = answers(workspace, words, user)
            figures = [figure("now", (each["blocks"] for each in posted))]
            if name == "payoff":
                figures.append(
                    figure("pressed: How I worked it out", [view(steps(workspace, posted[-1], user))], "modal")
                )
            elif name == "search":
                figures.append(figure("pressed: Bad answer", [thanks(workspace, posted[-1], user)["blocks"]]))
            taken(page, name, earlier.get(name), figures)
        taken(page, "home", earlier.get("home"), [figure("now", [view(home(workspace))], "home")])
        browser.close()


def answers(workspace: Workspace, words: str, user: str) -> list[dict[str, Any]]:
    """What is posted for a direct message."""
    channel = new_channel()
    workspace.event(said(words, channel, user=user))
    workspace.slack.wait_for("chat.postMessage", channel=channel)
    time.sleep(1)  # a second message, if there is one
    return workspace.slack.of("chat.postMessage", channel=channel)


def steps(workspace: Workspace, answer: dict[str, Any], user: str) -> dict[str, Any]:
    """The window that the steps of a calculation open in."""
    sent = pressed(answer["channel"], buttons(answer)["How I worked it out"], user, {"text": answer["text"]})
    workspace.form(payload=json.dumps(sent))
    found: dict[str, Any] = workspace.slack.wait_for("views.open", trigger_id=sent["trigger_id"])[0]["view"]
    return found


def thanks(workspace: Workspace, answer: dict[str, Any], user: str) -> dict[str, Any]:
    """What the person reads who pressed a thumb."""
    sent = pressed(answer["channel"], {"action_id": "thumb", "value": "down"}, user, {"text": answer["text"]})
    workspace.form(payload=json.dumps(sent))
    return workspace.slack.wait_for("chat.postEphemeral", channel=answer["channel"])[0]


def home(workspace: Workspace) -> dict[str, Any]:
    """App Home of somebody with a shortlist."""
    channel, user = new_channel(), new_user()
    for number, words in enumerate(KEPT, 1):
        workspace.event(said(words, channel, user=user))
        workspace.slack.wait_for("chat.postMessage", number, channel=channel)
    workspace.event({"type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": "2.0"})
    found: dict[str, Any] = workspace.slack.wait_for("views.publish", user_id=user)[0]["view"]
    return found


def taken(page: Page, name: str, before: list[list[dict[str, Any]]] | None, figures: list[str]) -> None:
    """Takes one picture: what was sent before, where that is known, and what is sent now."""
    frame = "home" if name == "home" else ""
    page.set_content(page_of(*([figure("before", before, frame)] if before else []), *figures))
    page.locator("body").evaluate("each => { each.style.width = 'max-content' }")
    page.locator("body").screenshot(path=ROOT / "docs" / f"slack-{name}.png")


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")) if len(sys.argv) > 1 else {})
