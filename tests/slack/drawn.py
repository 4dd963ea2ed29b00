"""Blocks that were sent to Slack, drawn as HTML: for pictures, and to see what a person would see.

It is no Slack: a small drawing of the blocks that we send, by Slack's documentation of them, in its usual sizes: a
message is 640 pixels wide, a section with more than five lines is not folded. A block or an element of a kind that it
does not know is an error, so that nothing is left out of a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

Block = Mapping[str, Any]

STYLE = """
body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
figure { margin: 0; padding: 14px 18px; width: 640px; box-sizing: border-box; display: inline-block;
  vertical-align: top; }
figcaption { font-weight: 700; margin-bottom: 2px; }
.section { margin: 6px 0; white-space: pre-wrap; } .section, .context { overflow-wrap: anywhere; }
.context { color: #616061; font-size: 12px; margin: 4px 0; }
h1 { font-size: 18px; margin: 8px 0; } a { color: #1264a3; text-decoration: none; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.button { border: 1px solid #bbb; border-radius: 8px; padding: 4px 12px; font-weight: 700; font-size: 13px; }
.thumbs .button { border: 0; padding: 0 4px; font-weight: 400; color: #616061; }
pre, code { background: #f8f8f8; border: 1px solid #ddd; }
pre { padding: 8px; font-size: 12px; white-space: pre-wrap; } code { color: #c01343; padding: 1px 3px; }
.table { overflow-x: auto; border: 1px solid #ddd; border-radius: 8px; margin: 6px 0; }
table { border-collapse: collapse; font-size: 13px; } tr:first-child td { font-weight: 700; background: #f8f8f8; }
td { border: 1px solid #ddd; padding: 4px 8px; vertical-align: top; white-space: nowrap; }
td.wrapped { white-space: normal; min-width: 90px; }
.modal, .home { border: 1px solid #bbb; border-radius: 10px; padding: 6px 16px; }
.modal { box-shadow: 0 4px 20px rgb(0 0 0 / .2); } .modal h1 { border-bottom: 1px solid #ddd; padding-bottom: 8px; }
"""
_CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])")


def page_of(*figures: str) -> str:
    """A page with figures side by side."""
    return f'<!doctype html><meta charset="utf-8"><title>Slack</title><style>{STYLE}</style>{"".join(figures)}'


def figure(caption: str, pages: Iterable[Iterable[Block]], frame: str = "") -> str:
    """Messages one below another under a caption; `frame` is "modal" or "home" for a view instead."""
    drawn_ = "".join(f'<div class="{frame or "message"}">{"".join(map(drawn, blocks))}</div>' for blocks in pages)
    return f"<figure><figcaption>{caption}</figcaption>{drawn_}</figure>"


def view(found: Mapping[str, Any]) -> list[Block]:
    """A view's title, where it has one, and its blocks."""
    title = found.get("title")
    return [*([{"type": "header", "text": title}] if title else []), *found["blocks"]]


def drawn(block: Block) -> str:
    """One block.

    Raises:
        KeyError: it, or an element of it, is of a kind that is not known here.
    """
    return _DRAWN[block["type"]](block)


def words(text: Mapping[str, Any]) -> str:
    """A text object: plain, or with Slack's marks for bold, code and links."""
    said = escape(unescape(text["text"]), quote=False) if text["type"] == "plain_text" else _marked(text["text"])
    return f'<span class="words">{said}</span>'


def _marked(text: str) -> str:
    parts = re.split(r"(<https?://[^|>]+\|[^>]*>)", text)
    linked = "".join(_link(each) if i % 2 else escape(unescape(each), quote=False) for i, each in enumerate(parts))
    coded = _CODE.sub(lambda c: f"<pre>{c[1]}</pre>" if c[1] else f"<code>{c[2]}</code>", linked)
    return _BOLD.sub(r"<b>\1</b>", coded)


def _link(mark: str) -> str:
    address, _, name = mark[1:-1].partition("|")
    return f'<a href="{escape(unescape(address))}">{escape(unescape(name), quote=False)}</a>'


def _section(block: Block) -> str:
    return f'<div class="section">{words(block["text"])}</div>'


def _context(block: Block) -> str:
    return f'<div class="context">{" ".join(map(words, block["elements"]))}</div>'


def _actions(block: Block) -> str:
    pressed = {"button": lambda each: [each["text"]]}
    pressed["feedback_buttons"] = lambda each: [each["positive_button"]["text"], each["negative_button"]["text"]]
    texts = [text for each in block["elements"] for text in pressed[each["type"]](each)]
    kind = "actions thumbs" if block["type"] == "context_actions" else "actions"
    drawn_ = "".join(f'<span class="button">{words(each)}</span>' for each in texts)
    return f'<div class="{kind}">{drawn_}</div>'


def _table(block: Block) -> str:
    settings = block.get("column_settings") or []
    wrapped = [bool((each or {}).get("is_wrapped")) for each in settings]

    def cell(place: int, found: Mapping[str, Any]) -> str:
        kind = ' class="wrapped"' if place < len(wrapped) and wrapped[place] else ""
        return f'<td{kind}><span class="words">{escape(found["text"], quote=False)}</span></td>'

    rows = "".join(f"<tr>{''.join(cell(i, each) for i, each in enumerate(row))}</tr>" for row in block["rows"])
    return f'<div class="table"><table>{rows}</table></div>'


def _field(block: Block) -> str:
    return f'<div class="section">{words(block["label"])}</div><div class="actions"><span class="button">…</span></div>'


_DRAWN = {
    "header": lambda block: f"<h1>{words(block['text'])}</h1>",
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "table": _table,
    "input": _field,
    "divider": lambda _: "<hr>",
}
