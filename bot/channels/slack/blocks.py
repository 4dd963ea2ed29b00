"""Neutral replies (docs/replies.md) as Slack messages. Pure: a reply in, blocks and a complete text out.

Everything is escaped, and nothing in it is parsed for links or mentions: words that somebody typed cannot call a
channel. Lengths stay within Slack's limits; what does not fit goes on in a second message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    MarkdownTextObject,
    PlainTextObject,
    RawTextObject,
    SectionBlock,
    TableBlock,
)

from actions.wording.plain import calculation_lines
from actions.wording.replies import Chart
from bot.channels.outgoing import MARKS, pieces

MOST_BLOCKS = 50
SECTION = 3000  # characters of a section's text
CONTEXT = 2000  # characters of a receipt line that we allow
BUTTON = 75
VALUE = 2000
TEXT = 39_000  # characters of a message's text
ROW = 5  # buttons in a row
TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 100, 20, 10_000
CHIP, THUMB, SHARE = "chip", "thumb", "share"


@dataclass(frozen=True)
class SlackMessage:
    """One message: its blocks as JSON, and the same in words for notifications and screen readers."""

    text: str
    blocks: list[dict[str, Any]]


def escape(text: str) -> str:
    """Text in which nothing is a mention, a link or a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def messages(
    text: str, reply: Mapping[str, Any], chips: bool = True, thumbs: bool = False, share: bool = False
) -> list[SlackMessage]:
    """A reply as one Slack message, or as many as its length needs.

    Args:
        text: the reply in words.
        reply: its structure; may be empty.
        chips: whether quick replies are offered.
        thumbs: whether people are asked what they think of it.
        share: whether a button offers to show it to the channel.
    """
    blocks = list(_blocks(text, reply))
    blocks += list(_chips(reply.get("chips") or ())) if chips else []
    blocks += [_share()] if share else []
    blocks += [_thumbs()] if thumbs else []
    pages = [blocks[i : i + MOST_BLOCKS] for i in range(0, len(blocks), MOST_BLOCKS)] or [[]]
    words = escape(text)[:TEXT] or "…"
    return [SlackMessage(words, [block.to_dict() for block in page]) for page in pages]


def _blocks(text: str, reply: Mapping[str, Any]) -> Iterator[Block]:
    if "lead" not in reply:
        yield from _prose(text)
        return
    yield from _prose(reply["lead"])
    for number, card in enumerate(reply.get("cards") or (), 1):
        yield from _card(number, card)
    if reply.get("table"):
        yield from _table(reply["table"])
    if reply.get("chart"):
        yield SectionBlock(text=MarkdownTextObject(text=_drawn(reply["chart"]), verbatim=True))
    yield from _prose(reply.get("closing") or "")
    for piece in pieces(escape(calculation_lines(reply.get("calculations") or ())), CONTEXT):
        yield ContextBlock(elements=[MarkdownTextObject(text=piece, verbatim=True)])
    yield from _sources(reply.get("sources") or ())


def _prose(text: str) -> Iterator[Block]:
    for piece in pieces(escape(text), SECTION):
        yield SectionBlock(text=MarkdownTextObject(text=piece, verbatim=True))


def _card(number: int, card: Mapping[str, Any]) -> Iterator[Block]:
    title = f"{number}. *{_named(card.get('url'), card.get('title') or '')}*"
    lines = [
        f"{MARKS.get(each.get('mark') or '', '•')} {escape(each.get('says') or '')}" for each in card.get("lines") or ()
    ]
    head = "\n".join([title, escape(card.get("subtitle") or ""), *lines])
    for piece in pieces(head, SECTION):
        yield SectionBlock(text=MarkdownTextObject(text=piece, verbatim=True))
    yield from _sources([source for line in card.get("lines") or () for source in line.get("sources") or ()])


def _drawn(chart: Mapping[str, Any]) -> str:
    """A chart as text bars in a font of fixed width, within a section's length."""
    inside = escape(Chart.of(chart).words()).replace("`", "'")
    return f"```{inside[: SECTION - 6]}```"


def _table(table: Mapping[str, Any]) -> Iterator[Block]:
    """A table block; one that is beyond Slack's limits becomes lines of text."""
    columns, rows = table.get("columns") or (), table.get("rows") or ()
    cells = [list(columns), *map(list, rows)]
    size = sum(len(cell) for row in cells for cell in row)
    if len(cells) > TABLE_ROWS or len(columns) > TABLE_COLUMNS or size > TABLE_CHARACTERS or not columns:
        yield from _prose("\n".join(f"{head}: {' | '.join(rest)}" for head, *rest in filter(None, rows)))
        return
    yield TableBlock(rows=[[RawTextObject(text=cell or "–").to_dict() for cell in row] for row in cells])


def _sources(sources: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    words = list(dict.fromkeys(map(_receipt, sources)))
    if words:
        line = next(pieces("Sources: " + "; ".join(words), CONTEXT))
        yield ContextBlock(elements=[MarkdownTextObject(text=line, verbatim=True)])


def _receipt(source: Mapping[str, Any]) -> str:
    parts = [_named(source.get("url"), source.get("name") or ""), escape(source.get("as_of") or "year not stated")]
    parts += ["second-hand"] if source.get("secondhand") else []
    parts += ["old, check before you rely on it"] if source.get("old") else []
    return ", ".join(parts)


def _named(url: str | None, name: str) -> str:
    """A name that links to a safe address."""
    safe = url and urlsplit(url).scheme in ("http", "https") and not set(url) & set("<>|\n ")
    return f"<{escape(url or '')}|{escape(name)}>" if safe and name else escape(name)


def _chips(chips: Iterable[Mapping[str, str]]) -> Iterator[Block]:
    offered = [chip for chip in chips if 0 < len(chip["payload"]) <= VALUE and chip["title"].strip()]
    for start in range(0, len(offered), ROW):
        yield ActionsBlock(
            block_id=f"{CHIP}s_{start}",
            elements=[
                ButtonElement(
                    text=PlainTextObject(text=chip["title"][:BUTTON]),
                    value=chip["payload"],
                    action_id=f"{CHIP}_{start + i}",
                )
                for i, chip in enumerate(offered[start : start + ROW])
            ],
        )


def _share() -> Block:
    return ActionsBlock(
        block_id=SHARE,
        elements=[ButtonElement(text=PlainTextObject(text="Share with the channel"), value="1", action_id=SHARE)],
    )


def _thumbs() -> Block:
    return ContextActionsBlock(
        block_id=THUMB,
        elements=[
            FeedbackButtonsElement(
                action_id=THUMB,
                positive_button=FeedbackButtonObject(text=PlainTextObject(text="Good answer"), value="up"),
                negative_button=FeedbackButtonObject(text=PlainTextObject(text="Bad answer"), value="down"),
            )
        ],
    )


def without_chips(blocks: Iterable[Mapping[str, Any]], chosen: str) -> list[dict[str, Any]]:
    """A message's blocks after a chip was used: the chips are gone, what was chosen stands there instead."""
    left = [dict(block) for block in blocks if not str(block.get("block_id") or "").startswith(f"{CHIP}s_")]
    said = ContextBlock(elements=[MarkdownTextObject(text=f"You chose: {escape(chosen)}"[:CONTEXT], verbatim=True)])
    return [*left, said.to_dict()][:MOST_BLOCKS]
