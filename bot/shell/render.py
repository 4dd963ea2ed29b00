"""A reply for the terminal: as plain text, or as rich renderables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from actions.wording.plain import calculation_lines
from actions.wording.replies import Chart
from bot.shell.client import Answer

MARKS = {"met": ("✓", "green"), "missed": ("✗", "red"), "unknown": ("?", "yellow")}
NARROW = 60  # columns below which a comparison is listed and not set as a table


def plain(answers: Sequence[Answer]) -> str:
    """Replies as plain text, with numbered quick replies."""
    parts = [answer.text for answer in answers if answer.text]
    chips = [f"  [{i}] {chip['title']}" for i, chip in enumerate(chips_of(answers), 1)]
    return "\n\n".join([*parts, *(["\n".join(chips)] if chips else [])])


def chips_of(answers: Sequence[Answer]) -> list[dict[str, str]]:
    """The quick replies of all replies to one message, each once."""
    found = {chip["payload"]: chip for answer in answers for chip in answer.chips}
    return list(found.values())


def rendered(answers: Sequence[Answer], width: int) -> list[RenderableType]:
    """Replies for a terminal of so many columns, with numbered quick replies."""
    found: list[RenderableType] = []
    for answer in answers:
        found += [*_reply(answer, width), Text("")]
    for i, chip in enumerate(chips_of(answers), 1):
        found.append(Text.assemble((f" {i} ", "bold cyan"), chip["title"]))
    return found


def _reply(answer: Answer, width: int) -> list[RenderableType]:
    reply = answer.reply
    if "lead" not in reply:
        return [Text(answer.text)]
    found: list[RenderableType] = [Text(reply["lead"])]
    for number, card in enumerate(reply.get("cards") or (), 1):
        found += ["", *_card(number, card)]
    if reply.get("table"):
        found += ["", _table(reply["table"], width)]
    if reply.get("chart"):
        found += ["", Text(Chart.of(reply["chart"]).words())]
    if reply.get("closing"):
        found += ["", Text(reply["closing"])]
    if reply.get("calculations"):
        found += ["", Text(calculation_lines(reply["calculations"]), "dim")]
    if reply.get("sources"):
        found += ["", _receipts(reply["sources"])]
    if reply.get("files"):
        found += ["", Text(_files(reply), "dim")]
    return found


def _files(reply: Mapping[str, Any]) -> str:
    """The names of a reply's files, and how to save them."""
    names = ", ".join(each["name"] for each in reply["files"])
    shortlist = any(each["name"].startswith("shortlist.") for each in reply["files"])
    command = "/export shortlist" if shortlist else "/export, which saves the conversation"
    return f"Files: {names}. To save: {command}."


def _card(number: int, card: Mapping[str, Any]) -> list[RenderableType]:
    title = Text(f"{number}. ", "bold")
    title.append(card["title"], f"bold link {card['url']}" if card.get("url") else "bold")
    found: list[RenderableType] = [title, Padding(Text(card["subtitle"], "dim"), (0, 0, 0, 3))]
    for line in card.get("lines") or ():
        mark, colour = MARKS.get(line.get("mark") or "", ("•", "none"))
        words = Text.assemble((f"{mark} ", colour), line["says"])
        if line.get("sources"):
            words.append_text(Text("  ")).append_text(_receipts(line["sources"], ""))
        found.append(Padding(words, (0, 0, 0, 3)))
    return found


def _table(table: Mapping[str, Any], width: int) -> RenderableType:
    columns, rows = table["columns"], table["rows"]
    if width < NARROW:
        names = [f"({i}) {name}" for i, name in enumerate(columns[1:], 1)]
        return Text("\n".join([*names, *(f"{head}: {' | '.join(cells)}" for head, *cells in rows)]))
    drawn = Table(*columns, show_lines=True, expand=False)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _receipts(sources: Iterable[Mapping[str, Any]], head: str = "Sources: ") -> Text:
    """Names that link to their pages, with period and what else to know, dim."""
    text = Text(head, "dim")
    seen = {_receipt(source): source.get("url") for source in sources}
    for i, (words, url) in enumerate(seen.items()):
        text.append("; " if i else "", "dim")
        text.append(words, f"dim link {url}" if url else "dim")
    return text


def _receipt(source: Mapping[str, Any]) -> str:
    parts = [
        source["name"],
        source.get("as_of") or "year not stated",
        "second-hand" if source.get("secondhand") else "",
    ]
    words = ", ".join(part for part in parts if part)
    return f"{words}: old, check before you rely on it" if source.get("old") else words
