"""Neutral replies (docs/replies.md) as Slack messages. Pure: a reply in, blocks and a complete text out.

Everything is escaped, and nothing in it is parsed for links or mentions: words that somebody typed cannot call a
channel. Lengths stay within Slack's limits; what does not fit goes on in a second message. They stay within ours too: a
pressed button comes back with the whole message that it stood under, and the door reads 64 KB.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

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

from actions.wording.plain import RECEIPTS, calculation_lines, shows_steps
from actions.wording.replies import Chart
from bot.channels.outgoing import MARKS, pieces
from bot.shown_once import GIVEN

MOST_BLOCKS = 50
SECTION = 3000  # characters of a section's text
CONTEXT = 2000  # characters of a receipt line that we allow
BUTTON = 75
VALUE = 2000
TEXT = 39_000  # characters of a message's text
ROW = 5  # buttons in a row
TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 100, 20, 10_000
CHIP, THUMB, SHARE, CARD, STEPS = "chip", "thumb", "share", "card", "steps"
CHARACTERS = 12_000  # of all texts in a message's blocks
SHORT_STEPS = 400  # characters of a calculation that stands in the message; a longer one in a window
MOST_COMPARED = 4
# Bytes, as a form has them: of a message's words, of its blocks, of one text, of what one button sends. Slack adds some
# 10 KB to words and blocks: who, where, the button, and ids and settings of blocks.
WORDS_BYTES, BLOCKS_BYTES, TEXT_BYTES, VALUE_BYTES = 12_000, 30_000, 9_000, 4_000


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
    blocks += _ending(reply, chips, thumbs, share)
    pages = _pages([block.to_dict() for block in blocks]) or [[]]
    words = shown_words(text)
    # the first message says it all in words, for notifications and screen readers; the others go on with it
    others = [f"(continued, {number} of {len(pages)})" for number in range(2, len(pages) + 1)]
    return [SlackMessage(says, page) for says, page in zip([words, *others], pages, strict=True)]


def form_bytes(part: Any) -> int:
    """How many bytes a part of a message takes where Slack sends it back in a form: JSON with escapes, encoded."""
    return len(quote_plus(json.dumps(part).replace("/", "\\/")))


def shown_words(text: str) -> str:
    """What a message says in words, of a reply's text."""
    return cut(escape(text)[:TEXT], WORDS_BYTES) or "…"


def cut(text: str, most: int) -> str:
    """A text's beginning that takes at most so many bytes of a form."""
    while (size := form_bytes(text)) > most:
        text = text[: len(text) * most // size - 1] + "…"
    return text


def _pieces(text: str, most: int) -> list[str]:
    """A text in pieces of so many characters, or fewer: a letter takes one byte of a form, an emoji sixteen."""
    found = list(pieces(text, most))
    return found if all(form_bytes(each) <= TEXT_BYTES for each in found) else _pieces(text, most // 2)


def _ending(reply: Mapping[str, Any], chips: bool, thumbs: bool, share: bool) -> Iterator[Block]:
    """What can be pressed below a reply."""
    long = steps_are_long(reply)
    offered = [each for each in reply.get("chips") or () if not (long and shows_steps(each["payload"]))]
    yield from _chips(offered) if chips else ()
    if long:
        yield _button(STEPS, "How I worked it out")
    if reply.get("kind") == GIVEN:  # a code is nobody else's, and is not kept with a thumb
        return
    if share:
        yield _button(SHARE, "Share with the channel")
    if thumbs:
        yield _thumbs()


def steps_are_long(reply: Mapping[str, Any]) -> bool:
    """Whether a reply's calculation has no room in a message."""
    return len(calculation_lines(reply.get("calculations") or ())) > SHORT_STEPS


def _pages(blocks: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Blocks by messages: so many blocks, characters and bytes, and one table, each."""
    pages: list[list[dict[str, Any]]] = []
    used = taken = tables = 0
    for block in blocks:
        size, bytes_, table = sum(map(len, _texts(block))), form_bytes(block), block["type"] == "table"
        long = used + size > CHARACTERS or taken + bytes_ > BLOCKS_BYTES
        if not pages or len(pages[-1]) >= MOST_BLOCKS or long or (table and tables):
            pages.append([])
            used = taken = tables = 0
        pages[-1].append(block)
        used, taken, tables = used + size, taken + bytes_, tables + table
    return pages


def _texts(node: Any) -> Iterator[str]:
    """All texts that a block shows."""
    if isinstance(node, dict):
        yield from (each for each in (node.get("text"),) if isinstance(each, str))
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(each)


def _blocks(text: str, reply: Mapping[str, Any]) -> Iterator[Block]:
    if "lead" not in reply:
        yield from _prose(text)
        return
    yield from _prose(reply["lead"])
    cards = reply.get("cards") or ()
    listed = {each["id"] for each in reply.get("shortlist") or ()}
    for number, card in enumerate(cards, reply.get("first") or 1):
        yield from _card(number, card)
        if card.get("id"):
            others = [each["id"] for each in cards if each.get("id") != card["id"]]
            yield _of_card(number, card, card["id"] in listed, others)
    if reply.get("table"):
        yield from _table(reply["table"])
    if reply.get("chart"):
        yield SectionBlock(text=MarkdownTextObject(text=_drawn(reply["chart"]), verbatim=True))
    yield from _prose(reply.get("closing") or "")
    steps = "" if steps_are_long(reply) else calculation_lines(reply.get("calculations") or ())
    for piece in _pieces(escape(steps), CONTEXT):
        yield ContextBlock(elements=[MarkdownTextObject(text=piece, verbatim=True)])
    if reply.get("kind") in RECEIPTS:
        yield from _asked_for(reply.get("sources") or ())
    else:
        yield from _sources(reply.get("sources") or (), bool((reply.get("table") or {}).get("receipts")))


def _prose(text: str) -> Iterator[Block]:
    for piece in _pieces(escape(text), SECTION):
        yield SectionBlock(text=MarkdownTextObject(text=piece, verbatim=True))


def _card(number: int, card: Mapping[str, Any]) -> Iterator[Block]:
    title = f"{number}. *{named(card.get('url'), card.get('title') or '')}*"
    lines = [
        f"{MARKS.get(each.get('mark') or '', '•')} {escape(each.get('says') or '')}" for each in card.get("lines") or ()
    ]
    head = "\n".join([title, escape(card.get("subtitle") or ""), *lines])
    for piece in _pieces(head, SECTION):
        yield SectionBlock(text=MarkdownTextObject(text=piece, verbatim=True))
    yield from _sources([source for line in card.get("lines") or () for source in line.get("sources") or ()])


def _of_card(number: int, card: Mapping[str, Any], listed: bool, others: Sequence[str]) -> Block:
    """What can be done with a program: keep it or take it off the list, compare it with the others, read its page."""

    def payload(intent: str, program: Any) -> str:
        return f"/{intent}{json.dumps({'program': program})}"

    keep = (
        ("Remove", payload("shortlist_remove", card["id"]))
        if listed
        else ("Keep", payload("shortlist_add", card["id"]))
    )
    buttons = [ButtonElement(text=keep[0], action_id=f"{CARD}_keep_{number}", value=keep[1])]
    if others:
        value = payload("compare_programs", [card["id"], *others][:MOST_COMPARED])
        buttons.append(ButtonElement(text="Compare", action_id=f"{CARD}_compare_{number}", value=value))
    if _is_safe(card.get("url")) and len(card["url"]) <= SECTION:
        buttons.append(ButtonElement(text="Page", action_id="page", url=card["url"], value=card["id"]))
    return ActionsBlock(block_id=f"{CARD}_{number}", elements=buttons)


def _drawn(chart: Mapping[str, Any]) -> str:
    """A chart as text bars in a font of fixed width, within a section's length."""
    inside = escape(Chart.of(chart).words()).replace("`", "'")
    return f"```{cut(inside[: SECTION - 6], TEXT_BYTES)}```"


def _table(table: Mapping[str, Any]) -> Iterator[Block]:
    """A table block, its cells with the numbers of their receipts; one that is beyond Slack's limits becomes lines of
    text."""
    columns, rows = table.get("columns") or (), table.get("rows") or ()
    if receipts := table.get("receipts"):
        rows = [_with_numbers(row, backed) for row, backed in zip(rows, receipts, strict=True)]
    cells = [list(columns), *map(list, rows)]
    settings = [{"is_wrapped": True, "align": "left"} for _ in columns]
    block = TableBlock(
        rows=[[RawTextObject(text=cell or "–").to_dict() for cell in row] for row in cells], column_settings=settings
    )
    large = sum(len(cell) for row in cells for cell in row) > TABLE_CHARACTERS
    large = large or form_bytes({"rows": block.rows, "column_settings": settings}) > BLOCKS_BYTES
    if len(cells) > TABLE_ROWS or len(columns) > TABLE_COLUMNS or large or not columns:
        yield from _prose("\n".join(f"{head}: {' | '.join(rest)}" for head, *rest in filter(None, rows)))
        return
    yield block


def _with_numbers(row: Sequence[str], backed: Sequence[Sequence[int]]) -> list[str]:
    """A row whose cells name their receipts: "about $7,000 in all [1]"."""
    numbers = ["".join(f"[{each}]" for each in cell) for cell in backed] or [""] * (len(row) - 1)
    return [row[0], *(f"{says} {its}".rstrip() for says, its in zip(row[1:], numbers, strict=True))]


def _sources(sources: Sequence[Mapping[str, Any]], numbered: bool = False) -> Iterator[Block]:
    """All receipts, in as many lines as they need; numbered where a table names them by their numbers."""
    words = [f"[{i}] {_receipt(each)}" for i, each in enumerate(sources, 1)] if numbered else map(_receipt, sources)
    line = ""
    for each in dict.fromkeys(_pieces(said, CONTEXT // 2)[0] for said in words):
        longer = f"{line}; {each}" if line else f"Sources: {each}"
        if line and (len(longer) > CONTEXT or form_bytes(longer) > TEXT_BYTES):
            yield ContextBlock(elements=[MarkdownTextObject(text=line, verbatim=True)])
            longer = each
        line = longer
    if line:
        yield ContextBlock(elements=[MarkdownTextObject(text=line, verbatim=True)])


def _asked_for(sources: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Receipts that are the answer: a line each, with what it backs."""
    backs = (f"{_receipt(each)}: {escape(each['says'])}" if each.get("says") else _receipt(each) for each in sources)
    lines = [f"[{i}] {_pieces(says, CONTEXT // 2)[0]}" for i, says in enumerate(backs, 1)]
    for piece in _pieces("\n".join(lines), SECTION):
        yield SectionBlock(text=MarkdownTextObject(text=piece, verbatim=True))


def _receipt(source: Mapping[str, Any]) -> str:
    parts = [named(source.get("url"), source.get("name") or ""), escape(source.get("as_of") or "year not stated")]
    parts += ["second-hand"] if source.get("secondhand") else []
    parts += ["old, check before you rely on it"] if source.get("old") else []
    return ", ".join(parts)


def named(url: str | None, name: str) -> str:
    """A name that links to a safe address."""
    return f"<{escape(url or '')}|{escape(name)}>" if _is_safe(url) and name else escape(name)


def _is_safe(url: str | None) -> bool:
    return bool(url and urlsplit(url).scheme in ("http", "https") and not set(url) & set("<>|\n "))


def _chips(chips: Iterable[Mapping[str, str]]) -> Iterator[Block]:
    short = [chip for chip in chips if 0 < len(chip["payload"]) <= VALUE and form_bytes(chip["payload"]) <= VALUE_BYTES]
    offered = [chip for chip in short if chip["title"].strip()]
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


def _button(action: str, says: str) -> Block:
    return ActionsBlock(
        block_id=action, elements=[ButtonElement(text=PlainTextObject(text=says), value="1", action_id=action)]
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


def unshared(blocks: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of an answer that one person saw, as a channel gets them: without what that person could press."""
    pressed = (CHIP, SHARE, CARD, STEPS)
    return [dict(block) for block in blocks if not str(block.get("block_id") or "").startswith(pressed)]


def without_chips(blocks: Iterable[Mapping[str, Any]], chosen: str) -> list[dict[str, Any]]:
    """A message's blocks after a chip was used: the chips are gone, what was chosen stands there instead."""
    left = [dict(block) for block in blocks if not str(block.get("block_id") or "").startswith(f"{CHIP}s_")]
    said = ContextBlock(elements=[MarkdownTextObject(text=f"You chose: {escape(chosen)}"[:CONTEXT], verbatim=True)])
    return [*left, said.to_dict()][:MOST_BLOCKS]
