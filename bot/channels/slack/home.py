"""App Home and the assistant panel: what the advisor does, and first questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk.models.blocks import Block, HeaderBlock, MarkdownTextObject, PlainTextObject, SectionBlock

from bot.channels.outgoing import STARTERS
from bot.channels.slack.blocks import escape, messages

WORDS = (
    "Ask me anything about a master's in machine learning or its neighbours, in a direct message, by mentioning me in "
    "a channel, or with `/masters` for an answer that only you see. Every figure comes with its source and year."
)
_STARTERS = [{"title": each.title, "payload": each.payload} for each in STARTERS]
PROMPTS = [{"title": each.title, "message": each.words} for each in STARTERS]
_HEAD: tuple[Block, ...] = (
    HeaderBlock(text=PlainTextObject(text="A master's in machine learning?")),
    SectionBlock(text=MarkdownTextObject(text=WORDS)),
)
HOME = {
    "type": "home",
    "blocks": [each.to_dict() for each in _HEAD] + messages("", {"lead": "", "chips": _STARTERS})[0].blocks,
}
MOST_SHOWN = 20
SHORTLIST_CHIPS = (
    {"title": "Show my shortlist", "payload": "/show_shortlist"},
    {"title": "Export", "payload": "/export_shortlist"},
)


def home(shortlist: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The view of App Home, with the person's shortlist where there is one."""
    listed = list(shortlist)[:MOST_SHOWN]
    if not listed:
        return HOME
    lines = ["*Your shortlist*", *(f"{i}. {_line(each)}" for i, each in enumerate(listed, 1))]
    blocks = [SectionBlock(text=MarkdownTextObject(text=each, verbatim=True)).to_dict() for each in lines]
    chips = messages("", {"lead": "", "chips": SHORTLIST_CHIPS})[0].blocks
    for block in chips:  # ids of a view's blocks are unique
        block["block_id"] = f"{block['block_id']}_shortlist"
    return {"type": "home", "blocks": [*HOME["blocks"], *blocks, *chips]}


def _line(program: Mapping[str, Any]) -> str:
    note = f"\n{escape(program['note'])}" if program.get("note") else ""
    return f"*{escape(program['title'])}*, {escape(program['subtitle'])}{note}"
