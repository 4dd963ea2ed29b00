"""What a reply is made of: cards, lines with receipts, tables, charts, files, choices. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

CHART_WIDTH = 24  # characters
MARKDOWN = "text/markdown"
MARKS = {"met": "✓", "missed": "✗", "unknown": "?"}


@dataclass(frozen=True)
class Chip:
    """A quick reply: what it says, and what is sent when it is chosen (`/intent{…}` or plain words)."""

    title: str
    payload: str


@dataclass(frozen=True)
class Source:
    """A receipt. `says` is the figure it backs, `as_of` its period or "", `url` may be "", `old` asks for a check."""

    name: str
    url: str = ""
    as_of: str = ""
    secondhand: bool = False
    says: str = ""
    old: bool = False

    def words(self) -> str:
        """The receipt in a few words: "BLS wage survey, May 2025" or "gradpilot.com, 2026-06, second-hand"."""
        parts = [self.name, self.as_of or "year not stated", "second-hand" if self.secondhand else ""]
        words = ", ".join(part for part in parts if part)
        return f"{words}: old, check before you rely on it" if self.old else words

    def brief(self) -> str:
        """The receipt where room is scarce: "edx.org, 2020, second-hand, old"."""
        when = (self.as_of or "year not stated").removeprefix("undated page, ")
        marks = (self.name, when, "second-hand" if self.secondhand else "", "old" if self.old else "")
        return ", ".join(part for part in marks if part)


def source_of(told: Mapping[str, Any]) -> Source:
    """A receipt as a reply's `custom` tells it."""
    return Source(**{each.name: told[each.name] for each in fields(Source) if told.get(each.name) is not None})


@dataclass(frozen=True)
class Line:
    """One line of a card: a mark ("met", "missed", "unknown" or "" for a plain fact), words, receipts."""

    mark: str
    says: str
    sources: tuple[Source, ...] = ()

    def words(self) -> str:
        """The line as text with its receipts in brackets."""
        receipts = "; ".join(source.words() for source in self.sources)
        return " ".join(p for p in (MARKS.get(self.mark, "•"), self.says, f"({receipts})" if receipts else "") if p)


@dataclass(frozen=True)
class Card:
    """One program; `short` is its title with the university, for narrow places, or ""."""

    id: str
    title: str
    subtitle: str
    url: str = ""
    lines: tuple[Line, ...] = ()
    short: str = ""

    def words(self, number: int) -> str:
        """The card as numbered text."""
        head = f"{number}. {self.short or f'{self.title}, {self.subtitle}'}"
        return "\n".join(
            [head, *(f"   {line.words()}" for line in self.lines), *([f"   {self.url}"] if self.url else [])]
        )


@dataclass(frozen=True)
class Table:
    """A comparison: the first column names the row; `short` are the other columns' names for narrow places.

    `backed` has, by the name of a row, the receipts of each of its other cells.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    short: tuple[str, ...] = ()
    backed: Mapping[str, tuple[tuple[Source, ...], ...]] = field(default_factory=dict, hash=False)

    def words(self) -> str:
        """The table as lines that any width can wrap: "Price: $7,000 | not recorded"."""
        names = " | ".join(self.short or self.columns[1:])
        return names + "\n" + "\n".join(f"{head}: {' | '.join(cells)}" for head, *cells in self.rows)

    def custom(self, sources: Sequence[Source]) -> dict[str, Any]:
        """The table as structure; each cell's receipts are their numbers among those of the reply."""
        numbers = {source: number for number, source in enumerate(sources, 1)}

        def of(row: tuple[str, ...]) -> list[list[int]]:
            cells = self.backed.get(row[0], ())
            return [sorted({numbers[each] for each in cell if each in numbers}) for cell in cells]

        receipts = [of(row) for row in self.rows] if self.backed else []
        return {"columns": self.columns, "rows": self.rows, "short": self.short, "receipts": receipts}


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: from `low` to `high`, with `value` between; all three alike for a plain bar."""

    label: str
    low: float
    value: float
    high: float
    says: str


@dataclass(frozen=True)
class Chart:
    """A small bar chart, such as money after each year; `says` of a bar is its figure in words."""

    title: str
    bars: tuple[Bar, ...]

    @classmethod
    def of(cls, custom: Mapping[str, Any]) -> Chart:
        """The chart of a reply's `custom`."""
        return cls(custom["title"], tuple(Bar(**bar) for bar in custom["bars"]))

    def words(self) -> str:
        """The chart as lines of text: a bar from the least to the greatest value, and the figure."""
        ends = [0.0, *(each for bar in self.bars for each in (bar.low, bar.value, bar.high))]
        least, span = min(ends), max(max(ends) - min(ends), 1.0)
        width = max(len(bar.label) for bar in self.bars)

        def place(amount: float) -> int:
            return round((amount - least) / span * CHART_WIDTH)

        lines = []
        for bar in self.bars:
            start, end = place(min(bar.low, bar.value, bar.high)), place(max(bar.low, bar.value, bar.high))
            drawn = " " * start + "█" * max(end - start, 1)
            lines.append(f"{bar.label:{width}} |{drawn:{CHART_WIDTH + 1}}| {bar.says}")
        return "\n".join([self.title, *lines])


@dataclass(frozen=True)
class File:
    """Something to keep: a file's name, its MIME type and its text."""

    name: str
    type: str
    content: str


@dataclass(frozen=True)
class ReplyParts:
    """One answer: lead, then cards, a table or a chart, then a closing (what was left out, the next question).

    `calculations` are the steps behind figures that are worked out and not recorded, each a line such as
    "30 credits x $195 = $5,850"; `files` can be saved. `first` is the number of the first card: on a further page of a
    search the numbers go on.
    """

    kind: str
    lead: str
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    closing: str = ""
    chips: tuple[Chip, ...] = ()
    sources: tuple[Source, ...] = ()
    chart: Chart | None = None
    calculations: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    first: int = 1
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def file_texts(self) -> tuple[str, ...]:
        """What only its files say, in words."""
        return tuple(each.content.strip() for each in self.files if self._is_told_by_file_only(each))

    def _is_told_by_file_only(self, each: File) -> bool:
        """Whether a file holds words for people that nothing else in the reply says: no table, no closing."""
        return each.type == MARKDOWN and self.table is None and each.content.strip() not in self.closing
