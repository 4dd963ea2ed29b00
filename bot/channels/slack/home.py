"""App Home and the assistant panel: what the advisor does, and first questions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.channels.outgoing import STARTERS
from bot.channels.slack.blocks import CARD, SECTION, TEXT_BYTES, cut, escape, form_bytes, messages, named

WORDS = (
    "Ask me anything about a master's in machine learning or its neighbours, in a direct message, by mentioning me in "
    "a channel, or with `/masters` for an answer that only you see. Every figure comes with its source and year."
)
LISTED = "listed"  # buttons that change the shortlist
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
LIST_BYTES = 42_000  # as a form has them: a pressed button comes back with the whole view, and the door reads 64 KB
MORE = "… and {count} more: ask me for your shortlist in a direct message."
SHORTLIST_CHIPS = (
    {"title": "Compare them", "payload": "compare my shortlist"},
    {"title": "Export", "payload": "/export_shortlist"},
)


def home(shortlist: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The view of App Home, with the person's shortlist where there is one."""
    listed = list(shortlist)[:MOST_SHOWN]
    if not listed:
        return HOME
    head = SectionBlock(text=MarkdownTextObject(text="*Your shortlist*", verbatim=True)).to_dict()
    items = list(_items(listed))
    chips = messages("", {"lead": "", "chips": SHORTLIST_CHIPS})[0].blocks
    for block in chips:  # ids of a view's blocks are unique
        block["block_id"] = f"{block['block_id']}_shortlist"
    return {"type": "home", "blocks": [*HOME["blocks"], head, *items, *chips]}


def home_in_words(shortlist: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """App Home of one text, for a Slack that refuses the other."""
    lines = [WORDS, *(f"{place}. {each['title']}\n{_facts(each)}" for place, each in enumerate(shortlist, 1))]
    text = cut("\n".join(lines)[:SECTION], TEXT_BYTES)
    return {"type": "home", "blocks": [SectionBlock(text=PlainTextObject(text=text)).to_dict()]}


def _items(listed: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """As many programs as there is room for, and how many more there are."""
    taken = 0
    for place, each in enumerate(listed, 1):
        item = list(_item(place, each))
        taken += form_bytes(item)
        if taken > LIST_BYTES:
            more = MORE.format(count=len(listed) - place + 1)
            yield SectionBlock(text=MarkdownTextObject(text=more, verbatim=True)).to_dict()
            return
        yield from item


def _item(place: int, program: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A program with price, deadline and note, and what can be done with it."""
    said = f"{place}. *{named(program.get('url'), program['title'])}*\n{escape(_facts(program))}"
    text = cut(said.rstrip()[:SECTION], TEXT_BYTES)
    yield SectionBlock(text=MarkdownTextObject(text=text, verbatim=True)).to_dict()
    of = {"program": program["id"]}
    buttons = [ButtonElement(text="More", action_id=f"{CARD}_more_{place}", value=_payload("ask_program_fact", of))]
    if place > 1:
        up = _payload("shortlist_add", {**of, "position": place - 1})
        buttons.append(ButtonElement(text="Move up", action_id=f"{LISTED}_up_{place}", value=up))
    removed = _payload("shortlist_remove", of)
    buttons.append(ButtonElement(text="Remove", action_id=f"{LISTED}_remove_{place}", value=removed))
    yield ActionsBlock(block_id=f"{LISTED}_{place}", elements=buttons).to_dict()


def _facts(program: Mapping[str, Any]) -> str:
    """Its university, price and deadline, and the person's note, a line each."""
    lines = [program.get("subtitle") or "", *(f"• {each['says']}" for each in program.get("lines") or ())]
    lines += [f"Your note: {program['note']}"] if program.get("note") else []
    return "\n".join(each for each in lines if each)


def _payload(intent: str, values: Mapping[str, Any]) -> str:
    return f"/{intent}{json.dumps(values)}"
