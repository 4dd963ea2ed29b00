"""Reads a file as an agency publishes it: csv or xlsx, or the zip around them, with cells that may be gaps."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, TypeVar

from knowledge.importers import InputMissing
from knowledge.importers.layouts import Layout
from knowledge.importers.workbook import NoWorkbook, sheets

MOST = 1_000_000_000  # the largest count that the catalog bears
LEAST_PERCENT, MOST_PERCENT = -100, 1000
_NOT_RELEASED = (
    "", ".", "*", "**", "#", "PS", "NA", "NULL", "PrivacySuppressed", "-", "-1", "-2", "N/A", "\u2014",
)  # fmt: skip
_HEADING_AMONG = 10  # rows: a sheet may have its title above
_Lines = Iterator[tuple[int, list[str]]]
_Table = tuple[list[str], _Lines]  # columns; rows with their lines
_UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, NoWorkbook)
_Each = TypeVar("_Each")


class Unreadable(ValueError):
    """What is wrong with a row."""


class Row(dict[str, str]):
    """A row's cells by the names of its layout. A file that was cut off must not turn figures into gaps: a missing
    cell is refused.

    Attributes:
        columns: what the file calls them.
    """

    def __init__(self, cells: Mapping[str, str], columns: Mapping[str, str]) -> None:
        super().__init__(cells)
        self.columns = columns

    def __missing__(self, name: str) -> str:
        raise Unreadable(f"{self.columns.get(name, name)} is missing: the row has fewer cells than there are columns")


Rows = Iterator[tuple[int, Row]]


def opened(path: Path, layouts: Iterable[Layout]) -> tuple[Layout, Mapping[str, str], Rows] | None:
    """The layout that a table of the file has, its columns (name here → in the file), and the rows with their lines.

    Returns:
        None where the file can be read, and no table has one of the layouts.

    Raises:
        InputMissing: the file is missing or cannot be read; while rows are read, too. A row raises Unreadable for a
            cell that it lacks.
    """
    layouts = tuple(layouts)
    tables = _sound(path, _tables(path))
    for columns, lines in tables:
        for layout in layouts:
            if (read_as := layout.read_as(columns)) is not None:
                return layout, read_as, _rows(columns, read_as, _sound(path, lines), tables)
    return None


def _sound(path: Path, read: Iterable[_Each]) -> Iterator[_Each]:
    """What is read, with one sentence where it cannot be."""
    try:
        yield from read
    except FileNotFoundError as error:
        raise InputMissing(f"{path} is missing.") from error
    except _UNREADABLE as error:
        raise InputMissing(f"{path} cannot be read: {error}") from error
    except csv.Error as error:
        raise InputMissing(f"{path} is no csv file: {error}") from error


def _rows(columns: list[str], read_as: Mapping[str, str], lines: _Lines, _open: Iterator[_Table]) -> Rows:
    """The rows of a table. Args: _open is what keeps its file open as long as there are rows."""
    places = {name: columns.index(column) for name, column in read_as.items()}
    for line, cells in lines:
        if cells:
            yield line, Row({name: _cell(cells[at]) for name, at in places.items() if at < len(cells)}, read_as)


def _tables(path: Path) -> Iterator[_Table]:
    """Every table in a file; of a revised file ("_rv") the revision comes first, then the largest."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield from _tables_of(path.suffix, file)
        return
    with zipfile.ZipFile(path) as archive:
        found = [each for each in archive.infolist() if _READERS.get(Path(each.filename).suffix.lower())]
        if not found:
            raise InputMissing(f"{path} holds no csv or xlsx file")
        for each in sorted(found, key=lambda each: ("_rv" not in each.filename.lower(), -each.file_size)):
            with archive.open(each) as file:
                yield from _tables_of(Path(each.filename).suffix, file)


def _tables_of(suffix: str, file: IO[bytes]) -> Iterator[_Table]:
    return _READERS.get(suffix.lower(), _csv_tables)(file)


def _csv_tables(file: IO[bytes]) -> Iterator[_Table]:
    reader = csv.reader(_decoded(file))
    columns = [name.strip() for name in next(reader, [])]
    yield columns, ((reader.line_num, cells) for cells in reader)


def _decoded(file: IO[bytes]) -> Iterator[str]:
    """The lines of a file one by one: some have half a gigabyte. Some years' IPEDS files are not in UTF-8."""
    for number_, line in enumerate(file):
        try:
            yield line.decode("utf-8-sig" if not number_ else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("latin-1")


def _sheet_tables(file: IO[bytes]) -> Iterator[_Table]:
    for rows in sheets(io.BytesIO(file.read())):
        above = [row for _, row in zip(range(_HEADING_AMONG), rows, strict=False)]
        heading = next((at for at, (_, cells) in enumerate(above) if sum(map(bool, cells)) > 1), None)
        if heading is None:
            continue
        columns = [name.strip() for name in above[heading][1]]
        wide = len(columns)
        below = chain(above[heading + 1 :], rows)
        yield columns, ((line, cells + [""] * (wide - len(cells))) for line, cells in below)


_READERS: Mapping[str, Callable[[IO[bytes]], Iterator[_Table]]] = {".csv": _csv_tables, ".xlsx": _sheet_tables}


def _cell(value: str) -> str:
    return value.strip().removeprefix('="').strip('"')


def number(row: Row, column: str, factor: int = 1) -> str:
    """A whole number as text, "" where it was not released.

    Raises:
        Unreadable: it is none, or none that the catalog bears.
    """
    text = row[column].replace(",", "").replace("$", "")
    if text in _NOT_RELEASED or text.startswith(("-1", "-2")):
        return ""
    return str(round(_within(row, column, text, 0, MOST / factor) * factor))


def percent(row: Row, column: str) -> str:
    """A change in percent as it stands, "" where it was not released.

    Raises:
        Unreadable: it is none, or none that the catalog bears.
    """
    text = row[column]
    if text in _NOT_RELEASED and not text[1:].isdigit():  # -1 and -2 mark gaps among amounts, here they are changes
        return ""
    _within(row, column, text, LEAST_PERCENT, MOST_PERCENT)
    return text


def _within(row: Row, column: str, text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise Unreadable(f"{row.columns[column]} {row[column]!r} is no number") from error
    if not least <= value <= most:  # nor is "nan"
        raise Unreadable(f"{row.columns[column]} {row[column]!r} must be from {least:,.0f} to {most:,.0f}")
    return value
