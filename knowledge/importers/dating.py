"""Tables whose figures are all of one period, which their source in sources.yml tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.importers import read_rows, write_rows

Keys = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Dated:
    """What of a table is of its source's period.

    Attributes:
        keys: how many of its columns tell a row.
        of_the_period: the columns whose figures are; none named: whole rows.
    """

    table: str
    keys: int
    columns: Sequence[str]
    of_the_period: Sequence[str] = ()

    def filled(self, catalog: Path) -> Keys:
        """The keys of the rows that have a figure of the period."""
        wanted = self.of_the_period or self.columns
        found = (row for row in read_rows(catalog, self.table) if any(row[name] for name in wanted))
        return frozenset(tuple(row[name] for name in self.columns[: self.keys]) for row in found)

    def forget(self, catalog: Path) -> Keys:
        """Empties what is of the period before, which must not be dated anew; the keys of what that was."""
        before = self.filled(catalog)
        kept = read_rows(catalog, self.table) if self.of_the_period else []
        emptied = ({**row, **dict.fromkeys(self.of_the_period, "")} for row in kept)
        write_rows(catalog / self.table, self.columns, emptied)
        return before


def period_of(path: Path, source: str) -> str:
    """The period of a source in sources.yml."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return _dated(lines, source)[2]


def _dated(lines: list[str], source: str) -> tuple[int, int, str]:
    """Where a source begins and ends among the lines, and its period."""
    start = lines.index(f"{source}:\n")
    end = next((each for each in range(start + 1, len(lines)) if lines[each][:1] not in (" ", "\n")), len(lines))
    dated = next(each for each in lines[start:end] if each.startswith("  as_of:"))
    return start, end, dated.removeprefix("  as_of:").strip().strip("'\"")


def date_source(path: Path, source: str, as_of: str) -> bool:
    """Writes the period of a source into sources.yml, there and where its publisher names it; comments stay.

    Returns:
        Whether it is another period than before.
    """
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start, end, before = _dated(lines, source)
    lines[start:end] = [
        line.replace(before, as_of) if line.startswith(("  as_of:", "  publisher:")) else line
        for line in lines[start:end]
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return before != as_of
