"""Reads a file as an agency publishes it: csv, or the zip around it, with cells that may be gaps."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.importers import InputMissing

MOST = 1_000_000_000  # the largest count that the catalog bears
LEAST_PERCENT, MOST_PERCENT = -100, 1000
_NOT_RELEASED = ("", ".", "*", "**", "#", "PS", "NA", "NULL", "PrivacySuppressed", "-", "-1", "-2", "N/A")


class Unreadable(ValueError):
    """What is wrong with a row."""


class _Row(dict[str, str]):
    """A row's cells by column. A file that was cut off must not turn figures into gaps: a missing cell is refused."""

    def __missing__(self, column: str) -> str:
        raise Unreadable(f"{column} is missing: the row has fewer cells than there are columns")


def opened(path: Path) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """The columns, and the rows with their lines.

    Raises:
        InputMissing: the file is missing or cannot be read; while rows are read, too. A row raises Unreadable for a
            cell that it lacks.
    """
    try:
        data = _unzipped(path) if path.suffix == ".zip" else path.read_bytes()
    except FileNotFoundError as error:
        raise InputMissing(f"{path} is missing.") from error
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise InputMissing(f"{path} cannot be read: {error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # IPEDS files of some years
    reader = csv.DictReader(io.StringIO(text))
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise InputMissing(f"{path} is no csv file: {error}") from error
    reader.fieldnames = columns
    return columns, _rows(path, reader)


def _rows(path: Path, reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        for row in reader:
            # the reader gives a missing cell as None, and those beyond the columns under no name
            yield reader.line_num, _Row({key: _cell(each) for key, each in row.items() if key and each is not None})
    except csv.Error as error:
        raise InputMissing(f"{path}:{reader.line_num}: not valid csv: {error}") from error


def _unzipped(path: Path) -> bytes:
    """The largest csv in a zip; of a revised file ("_rv") the revision."""
    with zipfile.ZipFile(path) as archive:
        names = [each for each in archive.infolist() if each.filename.lower().endswith(".csv")]
        if not names:
            raise InputMissing(f"{path} holds no csv file")
        return archive.read(max(names, key=lambda each: ("_rv" in each.filename.lower(), each.file_size)))


def _cell(value: str) -> str:
    return value.strip().removeprefix('="').strip('"')


def number(row: Mapping[str, str], column: str, factor: int = 1) -> str:
    """A whole number as text, "" where it was not released.

    Raises:
        Unreadable: it is none, or none that the catalog bears.
    """
    text = row[column].replace(",", "").replace("$", "")
    if text in _NOT_RELEASED or text.startswith(("-1", "-2")):
        return ""
    return str(round(_within(row, column, text, 0, MOST / factor) * factor))


def percent(row: Mapping[str, str], column: str) -> str:
    """A change in percent as it stands, "" where it was not released.

    Raises:
        Unreadable: it is none, or none that the catalog bears.
    """
    text = row[column]
    if text in _NOT_RELEASED:
        return ""
    _within(row, column, text, LEAST_PERCENT, MOST_PERCENT)
    return text


def _within(row: Mapping[str, str], column: str, text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise Unreadable(f"{column} {row[column]!r} is no number") from error
    if not least <= value <= most:  # nor is "nan"
        raise Unreadable(f"{column} {row[column]!r} must be from {least:,.0f} to {most:,.0f}")
    return value
