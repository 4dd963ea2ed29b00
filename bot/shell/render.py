"""A reply for the terminal: its plain text, which is short, in colours, with links where the terminal knows them. Pure.

What the text leaves out for room is a question or a command away: /why, /sources, "tell me about the second one".
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from actions.wording.receipts import with_addresses
from actions.wording.reply_parts import Table, source_of
from bot.shell.client import Answer
from bot.shell.typed import LETTERS

MARKS = {"✓": "green", "✗": "red", "?": "yellow", "★": "yellow"}
_MARK = re.compile(r"[✓✗★]|(?:(?<=^)|(?<=^ {3})|(?<=[·|] ))\?(?= )")
_TITLE = re.compile(r"^(?:\d+\.|\(\d+\)) .+")
_NUMBER = re.compile(r"\[\d+\]")
_ASIDE = re.compile(r"^(?:\[\d+\] |Sources: )")
_ADDRESS = re.compile(r"https?://\S+[^\s.,;)]")
# Terminals that are known to show hyperlinks, by what they put into the environment.
_KNOWN_BY = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "DOMTERM")
_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")
_TERMS = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm")
NARROW = 60  # columns below which a table stays lines of text
SCREEN = 25  # lines beyond which it does so, too
APART = "  "  # between choices
_LEAST_VTE = 5000  # the library of GNOME's terminals, since which they show them


def links_work(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is known to show hyperlinks; else addresses are written out."""
    vte = environment.get("VTE_VERSION", "")
    return (
        any(each in environment for each in _KNOWN_BY)
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM", "").startswith(_TERMS)
        or (vte.isdecimal() and int(vte) >= _LEAST_VTE)
    )


def plain(answers: Sequence[Answer]) -> str:
    """Replies as plain text, with lettered quick replies."""
    parts = [answer.text for answer in answers if answer.text]
    chips = "  ".join(f"[{letter}] {title}" for letter, title in _lettered(answers))
    return "\n\n".join([*parts, *([chips] if chips else [])])


def chips_of(answers: Sequence[Answer]) -> list[dict[str, str]]:
    """The quick replies of all replies to one message, each once."""
    found = {chip["payload"]: chip for answer in answers for chip in answer.chips}
    return list(found.values())[: len(LETTERS)]


def rendered(answers: Sequence[Answer], width: int, links: bool = True) -> list[RenderableType]:
    """Replies for a terminal of so many columns, with lettered quick replies in one paragraph.

    Args:
        links: whether the terminal shows hyperlinks.
    """
    found = _rendered(answers, width, links, width >= NARROW)
    console = Console(width=width, file=StringIO())
    height = sum(len(console.render_lines(each)) for each in found)
    return found if height <= SCREEN else _rendered(answers, width, links, in_columns=False)


def _rendered(answers: Sequence[Answer], width: int, links: bool, in_columns: bool) -> list[RenderableType]:
    found: list[RenderableType] = []
    for answer in answers:
        found += [Text("")] if found else []
        found += _lines(answer, width, links, in_columns)
        found += [Text(_saving(answer.reply["files"]), "dim")] if answer.reply.get("files") else []
    return [*found, *_choices(_lettered(answers), width)]


def receipts(answers: Sequence[Answer]) -> str:
    """The sources of answers with their addresses, numbered as in each answer's text; "" without any."""
    return "\n\n".join(filter(None, (with_addresses(map(source_of, _sources(answer.reply))) for answer in answers)))


def _saving(files: Sequence[Mapping[str, Any]]) -> str:
    """The names of a reply's files, and the command that saves them."""
    shortlist = any(each["name"].startswith("shortlist.") for each in files)
    return (
        f"Files: {', '.join(each['name'] for each in files)}. To save: {'/export shortlist' if shortlist else '/save'}."
    )


def _lettered(answers: Sequence[Answer]) -> list[tuple[str, str]]:
    return [(letter, chip["title"]) for letter, chip in zip(LETTERS, chips_of(answers), strict=False)]


def _choices(choices: Sequence[tuple[str, str]], width: int) -> list[Text]:
    """Choices side by side, none of them broken over two lines where it fits one."""
    found: list[Text] = []
    for letter, title in choices:
        choice = Text.assemble((letter, "bold cyan"), " ", title)
        if found and found[-1].cell_len + len(APART) + choice.cell_len <= width:
            found[-1] = Text(APART).join((found[-1], choice))
        else:
            found.append(choice)
    return found


def _lines(answer: Answer, width: int, links: bool, in_columns: bool) -> list[RenderableType]:
    named = ((number, each.get("url")) for number, each in _numbered(answer.reply))
    pages = {number: url for number, url in named if url and (links or url not in answer.text)}

    def lines(text: str) -> list[RenderableType]:
        return [_line(line, pages, width, links) for line in text.split("\n")]

    table = _table_of(answer.reply)
    if table is None or not in_columns or f"\n{table.words()}\n" not in answer.text:
        return lines(answer.text)
    # a table that the text has in full, such as the pay-off's, is read in columns
    before, _, after = answer.text.partition(f"\n{table.words()}\n")
    return [*lines(before), _in_columns(table), *lines(after)]


def _table_of(reply: Mapping[str, Any]) -> Table | None:
    told = reply.get("table") or {}
    if not told.get("columns") or not told.get("rows"):
        return None
    return Table(tuple(told["columns"]), tuple(map(tuple, told["rows"])), tuple(told.get("short") or ()))


def _in_columns(table: Table) -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in ("", *(table.short or table.columns[1:])):
        grid.add_column(name)
    for row in table.rows:
        grid.add_row(*map(Text, row))
    return grid


def _numbered(reply: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(reply.get("cards") or (), reply.get("first") or 1))


def _line(line: str, pages: Mapping[int, str], width: int, links: bool) -> Text:
    text = Text(line, "dim" if _ASIDE.match(line) else "")
    for found in _MARK.finditer(line):
        text.stylize(MARKS[found.group()], *found.span())
    for found in _NUMBER.finditer(line):
        text.stylize("dim", *found.span())
    for found in _ADDRESS.finditer(line) if links else ():
        text.stylize(f"link {found.group()}", *found.span())
    if _TITLE.match(line):
        text.stylize("bold")
        number = line.partition(".")[0]
        page = pages.get(int(number)) if number.isdecimal() else None
        if page and links:
            text.stylize(f"link {page}")
        elif page and len(line) + len(_short(page)) + 2 <= width:
            text.append(f"  {_short(page)}", "not bold dim")
    return text


def _short(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")


def _sources(reply: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lines = [line for card in reply.get("cards") or () for line in card.get("lines") or ()]
    return [*(source for line in lines for source in line.get("sources") or ()), *(reply.get("sources") or ())]
