"""How something was worked out, in a window of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import MarkdownTextObject, PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.channels.outgoing import pieces
from bot.channels.slack.blocks import SECTION, escape

GONE = "I no longer have how that was worked out. Ask again, and I work it out anew."
MOST_SECTIONS = 100


def steps_view(lines: Sequence[str]) -> dict[str, Any]:
    """The window with the steps of a calculation."""
    sections = [
        SectionBlock(text=MarkdownTextObject(text=piece, verbatim=True))
        for piece in pieces(steps_words(lines), SECTION)
    ]
    return View(
        type="modal",
        title=PlainTextObject(text="How I worked it out"),
        close=PlainTextObject(text="Close"),
        blocks=sections[:MOST_SECTIONS],
    ).to_dict()


def steps_words(lines: Sequence[str]) -> str:
    """The steps in words, escaped."""
    return escape("\n".join(f"• {line}" for line in lines) or GONE)
