"""An FAQ answer as the website, Slack and the shell will show it: by what the channels themselves make of it."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from actions.wording.replies import Reply
from bot.answers import reply_of
from bot.channels.slack.blocks import messages
from bot.shell.client import Answer
from bot.shell.render import rendered
from knowledge.base import Knowledge

COLUMNS = 80
_LINK = re.compile(r"<[^|>]+\|([^>]*)>")


@dataclass(frozen=True)
class Previews:
    """Attributes:
    paragraphs: of the website: ("p", text) or ("li", text).
    chips, sources: of the website.
    slack: its blocks: ("text", words), ("context", words) or ("buttons", titles).
    shell: lines of COLUMNS columns.
    """

    paragraphs: tuple[tuple[str, str], ...]
    chips: tuple[str, ...]
    sources: tuple[str, ...]
    slack: tuple[tuple[str, Any], ...]
    shell: str


def previews(answer: Mapping[str, Any], knowledge: Knowledge) -> Previews:
    """The three of them.

    Args:
        answer: `text`, `buttons`, `custom`, as in data/faq.yml.

    Raises:
        UnknownFigure: a figure leads to nothing.
    """
    reply = reply_of(dict(answer), knowledge)
    lines = [("li", line[2:]) if line.startswith("• ") else ("p", line) for line in reply.lead.split("\n") if line]
    return Previews(
        tuple(lines),
        tuple(each.title for each in reply.chips),
        tuple(", ".join(filter(None, (each.name, each.as_of or "year not stated"))) for each in reply.sources),
        tuple(_slack(reply)),
        _shell(reply),
    )


def _slack(reply: Reply) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for message in messages(reply.text, reply.custom(), thumbs=True):
        for block in message.blocks:
            if block["type"] == "section":
                found.append(("text", _words(block["text"]["text"])))
            elif block["type"] == "context":
                found.append(("context", " ".join(_words(each["text"]) for each in block["elements"])))
            elif block["type"] == "actions":
                found.append(("buttons", [each["text"]["text"] for each in block["elements"]]))
    return [*found, ("buttons", ["Good answer", "Bad answer"])]


def _words(text: str) -> str:
    return html.unescape(_LINK.sub(r"\1", text))


def _shell(reply: Reply) -> str:
    console = Console(file=io.StringIO(), width=COLUMNS, record=True, color_system=None)
    for each in rendered([Answer(reply.text, reply.custom())], COLUMNS, links=False):
        console.print(each)
    return console.export_text().rstrip()
