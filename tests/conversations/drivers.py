"""One conversation over each channel: say something, choose a quick reply, and get what a user reads and may choose."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Protocol

from rasa.shared.core.events import Event

from bot.channels.incoming import conversation_id
from bot.channels.outgoing import uttered
from bot.channels.slack.blocks import messages
from bot.settings import ROOT
from tests.advisor import Conversation, post, stored
from tests.slack.conftest import SECRET, TEAM, FakeSlack, Workspace, new_channel, new_user, said
from tests.website.test_routes import begin, call


@dataclass(frozen=True)
class Seen:
    """What a user sees of an answer."""

    text: str
    chips: dict[str, str]  # title -> what choosing it sends


class Driver(Protocol):
    """A channel, as a user has it."""

    def say(self, text: str) -> Seen:
        """Sends words."""
        ...

    def choose(self, title: str) -> Seen:
        """Chooses a quick reply of the last answer."""
        ...

    def say_twice(self, text: str) -> Seen:
        """Sends words that arrive twice, as a bad connection has it; what comes back the first time."""
        ...


@dataclass
class Rest:
    """Plain REST clients read `text`."""

    address: str
    conversation: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.conversation = Conversation(self.address)

    def say(self, text: str) -> Seen:
        """Posts a message."""
        answer = self.conversation.say(text)
        refused = answer.status != 200
        return Seen(answer.messages[0]["error"] if refused else answer.text, answer.chips)

    def choose(self, title: str) -> Seen:
        """Posts the payload."""
        return self.say(self.conversation.chips[title])

    def say_twice(self, text: str) -> Seen:
        """Posts a message with an id, twice."""
        body = {"sender": self.conversation.sender, "message": text, "id": uuid.uuid4().hex}
        first, again = (post(self.address, json.dumps(body).encode()) for _ in range(2))
        assert first.messages == again.messages
        return Seen(first.text, first.chips)


@dataclass
class Website:
    """The chat window's own routes."""

    address: str
    chips: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def say(self, text: str, title: str = "") -> Seen:
        """Sends a message as the window does."""
        self.token = self.token or begin(self.address)
        return self._send({"id": uuid.uuid4().hex, "text": text, "title": title})

    def say_twice(self, text: str) -> Seen:
        """Sends a message that the window sends again."""
        self.token = self.token or begin(self.address)
        body = {"id": uuid.uuid4().hex, "text": text}
        first, again = self._send(body), self._send(body)
        assert first == again
        return first

    def _send(self, body: dict[str, str]) -> Seen:
        status, replies, _ = call(self.address, "/chat/message", body, self.token)
        if status != 200:
            return Seen(replies["error"], {})
        self.chips = {chip["title"]: chip["payload"] for each in replies for chip in each["reply"].get("chips") or ()}
        return Seen("\n\n".join(each["text"] for each in replies), self.chips)

    def choose(self, title: str) -> Seen:
        """Presses a chip."""
        return self.say(self.chips[title], title)


@dataclass
class Slack:
    """A direct message; quick replies are buttons."""

    workspace: Workspace
    channel: str = field(default_factory=new_channel)
    user: str = field(default_factory=new_user)
    buttons: dict[str, dict[str, Any]] = field(default_factory=dict)
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str) -> Seen:
        """Writes a direct message."""
        before = self._so_far()
        self.workspace.event(said(text, self.channel, user=self.user))
        return self._answer(*before)

    def say_twice(self, text: str) -> Seen:
        """Writes a direct message that Slack delivers again."""
        before, event = self._so_far(), said(text, self.channel, user=self.user)
        self.workspace.event(event)
        self.workspace.event(event, X_Slack_Retry_Num="1")
        return self._answer(*before)

    def choose(self, title: str) -> Seen:
        """Presses a button."""
        before = self._so_far()
        pressed = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": self.user},
            "container": {"type": "message", "channel_id": self.channel, "message_ts": f"{time.time():.6f}"},
            "message": {"ts": "1.0", "text": "before", "blocks": self.blocks},
            "response_url": self.workspace.response_url()[1],
            "trigger_id": uuid.uuid4().hex,
            "actions": [{**self.buttons[title], "block_id": "x", "action_ts": "1.0"}],
        }
        self.workspace.form(payload=json.dumps(pressed))
        return self._answer(*before)

    def _posted(self) -> list[dict[str, Any]]:
        return self.workspace.slack.of("chat.postMessage", channel=self.channel)

    def _answers(self) -> list[Event]:
        """All answers in this conversation that the advisor has written down."""
        return stored(conversation_id("slack", TEAM, self.channel, self.user), "bot")

    def _so_far(self) -> tuple[int, int]:
        """How many messages were posted, and how many answers written down."""
        return len(self._posted()), len(self._answers())

    def _answer(self, before: int, written: int) -> Seen:
        self.workspace.slack.wait_for("chat.postMessage", before + 1, channel=self.channel)
        # what is posted was written down first; a refusal is not, and is one message
        new = [messages(*uttered(each), thumbs=True) for each in self._answers()[written:]]
        count = before + max(1, sum(map(len, new)))
        posted = self.workspace.slack.wait_for("chat.postMessage", count, channel=self.channel)[before:]
        self.blocks = posted[-1]["blocks"]
        rows = [block for each in posted for block in each["blocks"] if block["type"] == "actions"]
        self.buttons = {button["text"]["text"]: button for row in rows for button in row["elements"]}
        text = "\n\n".join(each["text"] for each in posted)
        for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            text = text.replace(entity, character)
        return Seen(text, {title: button["value"] for title, button in self.buttons.items()})


class Shell:
    """The shell in a pipe, answering in JSON."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "bot", "shell", "--json"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def say(self, text: str) -> Seen:
        """Writes a line."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()
        replies = json.loads(self._process.stdout.readline())
        chips = {chip["title"]: chip["payload"] for each in replies for chip in each.get("chips") or ()}
        return Seen("\n\n".join(each["text"] for each in replies), chips)

    def choose(self, title: str) -> Seen:
        """Types the title of a quick reply."""
        return self.say(title)

    def say_twice(self, text: str) -> Seen:
        """Standard input delivers nothing twice."""
        return self.say(text)

    def close(self) -> None:
        """Ends the input."""
        self._process.communicate(timeout=20)


@contextmanager
def _shell(everywhere: Workspace) -> Iterator[Driver]:
    port = everywhere.address.rsplit(":", 1)[1]
    shell = Shell({**os.environ, "ADVISOR_PORT": port, "ADVISOR_ACTIONS_PORT": "1"})
    try:
        yield shell
    finally:
        shell.close()


# How a conversation begins over each channel. A new channel needs a line here, and what switches it on below.
CHANNELS: dict[str, Callable[[Workspace], AbstractContextManager[Driver]]] = {
    "rest": lambda everywhere: nullcontext(Rest(everywhere.address)),
    "website": lambda everywhere: nullcontext(Website(everywhere.address)),
    "slack": lambda everywhere: nullcontext(Slack(everywhere)),
    "shell": _shell,
}


def environment(slack: FakeSlack) -> dict[str, str]:
    """What switches every channel on."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-tests",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API": slack.api,
        "ADVISOR_RATE_ADDRESS": "5000",
        "ADVISOR_RATE_REST": "100000",
    }
