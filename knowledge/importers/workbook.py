"""Reads a workbook (xlsx) as rows of texts, one row at a time.

Whoever runs an import brings the file, and the XML parser itself (Expat since 2.4.1) bounds what entities amount to.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from typing import IO

Rows = Iterator[tuple[int, list[str]]]
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_WORDS = "xl/sharedStrings.xml"
_DIGITS = 12  # a spreadsheet's 8.2 is stored as 8.1999999999999993


class NoWorkbook(ValueError):
    """The file is none, or one that is damaged."""


def sheets(file: IO[bytes]) -> Iterator[Rows]:
    """The rows of each sheet with their lines; an empty cell is "". Rows may be longer or shorter than the heading.

    Raises:
        NoWorkbook: while it is read, too.
    """
    try:
        with zipfile.ZipFile(file) as book:
            names = book.namelist()
            words = _words(book) if _WORDS in names else []
            numbered = sorted((int(match[1]), match[0]) for each in names if (match := _SHEET.fullmatch(each)))
            for _, name in numbered:
                yield _rows(book, name, words)
    except (zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise NoWorkbook(str(error)) from error


def _words(book: zipfile.ZipFile) -> list[str]:
    """The texts that cells point to; one may be in several pieces, each with its own look."""
    root = ElementTree.fromstring(book.read(_WORDS))  # noqa: S314
    return ["".join(piece.text or "" for piece in each.iter() if _is(piece, "t")) for each in root if _is(each, "si")]


def _rows(book: zipfile.ZipFile, name: str, words: list[str]) -> Rows:
    line = 0
    try:
        with book.open(name) as sheet:
            for _, element in ElementTree.iterparse(sheet):  # noqa: S314
                if not _is(element, "row"):
                    continue
                line = int(element.get("r") or line + 1)
                yield line, _cells(element, words)
                element.clear()
    except (zipfile.BadZipFile, ElementTree.ParseError, IndexError, ValueError) as error:
        raise NoWorkbook(f"{name} behind row {line}: {error}") from error


def _cells(row: ElementTree.Element, words: list[str]) -> list[str]:
    """The texts of a row; cells that are left out are empty."""
    found: list[str] = []
    for cell in row:
        if not _is(cell, "c"):
            continue
        found += [""] * (_position(cell.get("r")) - len(found))
        found.append(_text(cell, words))
    return found


def _position(reference: str | None) -> int:
    """0 for "A1", 26 for "AA7"; 0 where the cell says nothing."""
    place = 0
    for letter in (reference or "A").rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _text(cell: ElementTree.Element, words: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(piece.text or "" for piece in cell.iter() if _is(piece, "t"))
    value = next((each.text or "" for each in cell if _is(each, "v")), "")
    if kind == "s" and value:
        return words[int(value)]
    return f"{float(value):.{_DIGITS}g}" if kind == "n" and value else value


def _is(element: ElementTree.Element, name: str) -> bool:
    """Whether an element has this name, in whatever namespace: there are two editions of the format."""
    return element.tag.rpartition("}")[2] == name
