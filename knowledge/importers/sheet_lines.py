"""The lines of a spreadsheet that somebody fills in: csv as spreadsheet programs save it, or their own file (xlsx)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from knowledge.importers import InputMissing
from knowledge.importers.workbook import NoWorkbook, sheets

_SEPARATORS = (";", "\t", ",")  # many countries' spreadsheets part cells by semicolons


def sheet_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number, the heading first; of a workbook those of its first sheet.

    Raises:
        InputMissing: the file is not there, or is no sheet; while it is read, too.
    """
    try:
        yield from _workbook(path) if path.suffix.lower() == ".xlsx" else _text(path)
    except FileNotFoundError as error:
        raise InputMissing(f"{path} is missing.") from error
    except NoWorkbook as error:
        raise InputMissing(f"{path} cannot be read: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        said = "cannot be read as UTF-8 text: save the sheet as CSV (UTF-8), or as xlsx."
        raise InputMissing(f"{path} {said}") from error


def _workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as file:
        for rows in sheets(file):
            yield from rows
            return


def _text(path: Path) -> Iterator[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    heading = lines[0] if lines else ""
    separator = max(_SEPARATORS, key=heading.count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        where = f"{path}:{reader.line_num}: not valid CSV" if reader.line_num > 1 else f"{path} is no CSV text"
        raise InputMissing(f"{where}: {error}") from error
