"""A reply as plain text: short, for a shell of 80 columns, notifications and plain REST clients. Pure.

What is left out here for room stays in the reply's `custom`, and is a question away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from textwrap import wrap

from actions.wording.receipts import with_addresses
from actions.wording.reply_parts import MARKS, Card, Line, ReplyParts, Source, Table

COLUMNS = 80
SEARCH_LINES, TABLE_LINES = 14, 23  # with the choices and a blank line below it is 15 and 25 in the shell
ROW_LINES, NOTE_LINES = 12, 5  # for the rows of a comparison; for what stands below them at the least
SOURCE_LINES = 3
DONE = 30  # characters of a sentence that says what was done: "Undone." is never left out for room
# What was taken back or changed goes last of what can go.
_DONE = re.compile(r"I no longer ask for: |Instead of “")
CALCULATION = "calculation"  # what is asked for, of the pay-off: its steps
ASK_FOR_ALL = " (“all sources” shows them)"
CELL = 64  # characters of a cell of a comparison
# Whose steps stand behind a choice, in the table or the file, or in short in a line of their own.
STEPS_ELSEWHERE = ("payoff", "comparison", "study_plan", "readiness")
LISTS = ("programs", "what_if")  # cards of one line of facts each
LINES = ("shortlist", "explanation", "doubts")  # cards of a short name and a fact a line, receipts below
RECORDS = ("program",)  # cards of a fact a line, receipts below
RECEIPTS = ("receipts",)  # all of an answer, with their addresses
FACTS = ("program_fact",)  # cards of the facts that were asked for
# What a fact says beyond what a list has room for.
_ASIDES = re.compile(r" \([^()]*whole field[^()]*\)| \([^()]* × [^()]*\)")
# What the receipt of an estimate says too, where there is room for one line only.
_AVERAGE = re.compile(r", the university's average graduate charge.*$")
_NOT_RECORDED = ": not recorded"


def text_of(reply: ReplyParts) -> str:
    """The whole reply in words."""
    if reply.kind in RECEIPTS:
        return "\n".join(each for each in (reply.lead, with_addresses(reply.sources)) if each)
    if reply.kind in LISTS and reply.cards:
        return _search(reply)
    if reply.kind in RECORDS and reply.cards:
        return _record(reply)
    if reply.kind in LINES and reply.cards:
        return _lines(reply)
    if reply.cards and (reply.kind in FACTS or (reply.kind == "comparison" and not reply.table)):
        return _facts_of_programs(reply)
    if reply.kind == "readiness":
        reply = replace(reply, cards=tuple(map(_grouped, reply.cards)))
    if reply.table and reply.table.short:
        return _comparison(reply, reply.table)
    parts = [reply.lead, *(card.words(i) for i, card in enumerate(reply.cards, reply.first))]
    parts += [reply.table.words() if reply.table else ""]
    parts += [reply.chart.words() if reply.chart and not reply.table else "", reply.closing]
    parts += [calculation_lines(reply.calculations) if reply.kind not in STEPS_ELSEWHERE else ""]
    parts += [sources_line(reply.sources), *reply.file_texts]
    return "\n\n".join(part for part in parts if part)


def _grouped(card: Card) -> Card:
    """A program's requirements as a line for each mark and reason: "✓ programming, calculus: you know it"."""
    same: dict[tuple[str, str], list[Line]] = {}
    for line in card.lines:
        same.setdefault((line.mark, line.says.partition(":")[2]) if line.mark else ("", line.says), []).append(line)
    lines = []
    for (mark, why), each in same.items():
        names = ", ".join(line.says.partition(":")[0] for line in each)
        lines.append(replace(each[0], says=f"{names}:{why}" if why else names) if mark else each[0])
    return replace(card, title=card.short or card.title, lines=tuple(lines), url="")


def lines_of(text: str) -> int:
    """How many lines a text fills at 80 columns."""
    return sum(len(_wrapped(line)) for line in text.split("\n"))


def _wrapped(line: str) -> list[str]:
    return wrap(line, COLUMNS) or [""]


def _facts_of_programs(reply: ReplyParts) -> str:
    """Facts asked for: the answer with its receipt, of several programs under their short names."""
    parts = [reply.lead]
    if len(reply.cards) == 1:
        (card,) = reply.cards
        told = [line for line in card.lines if f"{line.says.rstrip('.')}." not in reply.lead]
        parts += [f"{line.words()}" for line in told] or [f"({'; '.join(s.words() for s in card.lines[0].sources)})"]
        parts.append(card.url)
    else:
        for number, card in enumerate(reply.cards, reply.first):
            parts += [f"{number}. {card.short or card.title}", *(f"   {line.words()}" for line in card.lines)]
    parts += [reply.closing, sources_line(reply.sources)]
    return "\n".join(part for part in parts if part and part != "()")


# A search: one line a title, one or two of facts, the receipts listed once.


def _search(reply: ReplyParts) -> str:
    most = SEARCH_LINES - lines_of("  ".join(f"[a] {chip.title}" for chip in reply.chips))
    for rows, receipt_lines in ((2, 9), (1, 9), (1, 3), (1, 2), (1, 1)):
        text = _search_within(reply, rows, receipt_lines)
        if lines_of(text) <= most:
            return text
    question = replace(reply, closing=reply.closing.rsplit(". ", 1)[-1])  # what is left out is a choice away
    while lines_of(text := _search_within(question, 1, 1, cut=True)) > most:
        shorter = _with_one_less(question.lead)
        if shorter == question.lead:
            break
        question = replace(question, lead=shorter)
    return text


def _with_one_less(lead: str) -> str:
    """Without its first sentence, or its second where the first says what was done; what was found stands last.

    What a wish was changed from, or that it was taken back, goes last.
    """
    sentences = lead.split(". ")
    kept = [n for n, each in enumerate(sentences[:-1]) if (n == 0 and len(each) <= DONE) or _DONE.match(each)]
    others = [n for n in range(len(sentences) - 1) if n not in kept] or [n for n in kept if len(sentences[n]) > DONE]
    return ". ".join(each for n, each in enumerate(sentences) if n not in others[:1])


def _search_within(reply: ReplyParts, rows: int, receipt_lines: int, cut: bool = False) -> str:
    """The search with so many lines of facts a program, a longer fact cut or not, and so many lines of receipts."""
    receipts = Receipts(reply)
    parts = [reply.lead]
    for number, card in enumerate(reply.cards, reply.first):
        parts.append(f"{number}. {card.short or card.title}")
        parts.append(f"   {_facts(card, rows, receipts, cut)}")
    parts += [receipts.words(receipt_lines), reply.closing]
    return "\n".join(part for part in parts if part.strip())


def _facts(card: Card, rows: int, receipts: Receipts, cut: bool = False) -> str:
    """The facts of a card in so many lines: what is missed or not recorded first, what only repeats a wish last."""
    order = sorted(
        unique_lines(card.lines), key=lambda each: (each.mark not in ("missed", "unknown"), not each.sources)
    )
    kept: list[str] = []
    for place, line in enumerate(order):
        numbered = receipts.copy()
        words = [*kept, _fact(line, numbered, rows == 1)]
        left = len(order) - len(words)
        if not place or len(_joined(words, left)) <= rows:
            kept, receipts.used = words, numbered.used
    joined = _joined(kept, len(order) - len(kept))
    if not cut or len(joined) <= rows:
        return " ".join(joined)
    return f"{' '.join(joined[:rows]).rsplit(' ', 1)[0].rstrip(' ,;.·')} …"


def _joined(words: Sequence[str], left: int) -> list[str]:
    """Facts in lines, with how many are left out."""
    return wrap(" · ".join([*words, *([f"and {left} more"] if left else [])]), COLUMNS - 3)


def _fact(line: Line, receipts: Receipts, short: bool) -> str:
    mark = MARKS.get(line.mark, "")
    says = _AVERAGE.sub("", brief(line)) if short else brief(line)
    words = f"{mark} {says}".strip()
    return f"{words} {receipts.numbers(line.sources)}".strip()


def brief(line: Line) -> str:
    """A line without what its mark says already, and without asides."""
    says = _ASIDES.sub("", line.says).strip() or line.says
    return says.removesuffix(_NOT_RECORDED) if line.mark == "unknown" else says


def unique_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines that say the same are one: the first counts."""
    return list({(line.mark, line.says): line for line in reversed(lines)}.values())[::-1]


class Receipts:
    """The receipts of a reply with their numbers, each once, in the order of its structure: `/sources` in the shell has
    the same numbers (`receipts` in bot/shell/render.py). `used` are those that a text has named.
    """

    def __init__(self, reply: ReplyParts) -> None:
        of_cards = [source for card in reply.cards for line in card.lines for source in line.sources]
        self._known = tuple(dict.fromkeys(source.brief() for source in (*of_cards, *reply.sources)))
        self.used = frozenset(source.brief() for source in reply.sources)

    def copy(self) -> Receipts:
        """The same, to be tried."""
        return copy(self)

    def numbers(self, sources: Iterable[Source]) -> str:
        """The numbers of receipts, which are listed from now on: "[1][3]"."""
        names = {source.brief() for source in sources}
        self.used |= names
        return "".join(f"[{number}]" for number, name in enumerate(self._known, 1) if name in names)

    def words(self, lines: int = 9) -> str:
        """The receipts that were used, and those of the reply as a whole, with their numbers in one paragraph."""
        return fitted([f"[{i}] {name}" for i, name in enumerate(self._known, 1) if name in self.used], lines)


# A shortlist, why one stands where it does, what was tested: a line a fact under a short name, the receipts once below.


def _lines(reply: ReplyParts) -> str:
    receipts = Receipts(reply)
    parts = [reply.lead, ""]
    for number, card in enumerate(reply.cards, reply.first):
        name = card.short or card.title
        is_numbered = reply.kind == "shortlist" or len(reply.cards) > 1
        parts.append(f"{number}. {name}" if is_numbered else name)
        parts += [f"   {_marked(line)} {receipts.numbers(line.sources)}".rstrip() for line in unique_lines(card.lines)]
        parts += [f"   {card.url}"] if card.url else []
    parts += ["", receipts.words()] if receipts.used else []
    below = (reply.closing, calculation_lines(reply.calculations))
    return "\n".join([*parts, *(line for each in below if each for line in ("", each))])


def _marked(line: Line) -> str:
    return f"{MARKS.get(line.mark, '•')} {line.says}"


# One record: a line a fact, the receipts below.


def _record(reply: ReplyParts) -> str:
    receipts = Receipts(reply)
    parts = [reply.lead, ""]
    for card in reply.cards:
        parts.append(f"{card.title}, {card.subtitle}")
        parts += [f"• {line.says} {receipts.numbers(line.sources)}".strip() for line in unique_lines(card.lines)]
        parts += [card.url] if card.url else []
    closing = ["", reply.closing] if reply.closing else []
    return "\n".join([*parts, *closing, "", receipts.words()]).strip()


# A comparison: what differs, what is the same in one line.


def _comparison(reply: ReplyParts, table: Table) -> str:
    names = table.short or table.columns[1:]
    head = "\n".join(f"({i}) {name}" for i, name in enumerate(names, 1))
    differing = [row for row in table.rows if len(set(row[1:])) > 1]
    receipts = Receipts(reply)
    shown, used = [], 0
    room = min(ROW_LINES, TABLE_LINES - lines_of(f"{reply.lead}\n{head}") - NOTE_LINES)
    for row in differing:
        backed = table.backed.get(row[0]) or ((),) * (len(row) - 1)
        cells = [f"{_cell(cell)} {receipts.numbers(its)}".strip() for cell, its in zip(row[1:], backed, strict=True)]
        words = f"{row[0]}: {' | '.join(cells)}"
        if used + len(_wrapped(words)) > room:
            break
        shown.append(words)
        used += len(_wrapped(words))
    left = [row[0] for row in differing[len(shown) :]]
    same = [f"{row[0]} ({_cell(row[1])})" for row in table.rows if len(set(row[1:])) == 1]
    notes = [
        f"The same: {'; '.join(same)}." if same else "",
        f"They differ in more: {', '.join(left)}." if left else "",
    ]
    parts = [
        reply.lead,
        head,
        *shown,
        _cut(notes[0], 2),
        _cut(notes[1], 1),
        _cut(reply.closing, 1),
    ]
    text = "\n".join(part for part in parts if part)
    room = max(min(SOURCE_LINES, TABLE_LINES - lines_of(text)), 1)
    return "\n".join(part for part in (text, receipts.words(room)) if part)


def _cell(cell: str) -> str:
    """A cell in so many characters, without asides."""
    words = _ASIDES.sub("", cell).strip() or cell
    return words if len(words) <= CELL else words[:CELL].rsplit(" ", 1)[0].rstrip(",;") + " …"


def _cut(text: str, lines: int) -> str:
    wrapped = _wrapped(text)
    return text if len(wrapped) <= lines else " ".join(wrapped[:lines]).rsplit(" ", 1)[0].rstrip(",;.") + " …"


# Below a reply


def shows_steps(payload: str) -> bool:
    """Whether a choice asks for the steps of a calculation."""
    return f'"{CALCULATION}"' in payload


def calculation_lines(calculations: Iterable[str]) -> str:
    """The steps of a calculation as a list, or "" without any."""
    lines = [f"• {each}" for each in calculations]
    return "\n".join(["How I worked it out:", *lines]) if lines else ""


def sources_line(sources: Iterable[Source], lines: int = SOURCE_LINES) -> str:
    """The closing line that names the receipts, or "" without any; those without room are counted."""
    names = list(dict.fromkeys(source.brief() for source in sources))
    return f"{fitted(names, lines, 'Sources: ')}." if names else ""


def fitted(names: Sequence[str], lines: int, head: str = "") -> str:
    """As many names as have room in so many lines, the first in any case, and how many are left out."""
    for count in range(len(names), 0, -1):
        more = f"; and {len(names) - count} more{ASK_FOR_ALL}" if count < len(names) else ""
        words = f"{head}{'; '.join(names[:count])}{more}"
        if len(_wrapped(f"{words}.")) <= lines or count == 1:
            return words
    return ""
