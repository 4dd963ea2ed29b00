"""Raw files in, catalog files out.

`python -m knowledge.importers --from FOLDER --to CATALOG` makes the imported part of a catalog anew: the same raw
files always give the same catalog. `--update FOLDER` merges later programs, facts and charges into the catalog as it
stands. `sources.yml`, `vocabulary.yml`, `aid.yml` and `article.yml` are written by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, str]  # a row of one of the catalog's tables
Done = tuple[int, str, list[str]]  # how many came in, of what; "line: what is wrong" for each refused row
NAMES = Path(__file__).with_name("names.yml")


class InputMissing(Exception):
    """A raw file that an importer needs is not there."""


def raw_file(folder: Path, name: str) -> Path:
    """The path of a raw file.

    Raises:
        InputMissing: it does not exist.
    """
    path = folder / name
    if not path.is_file():
        raise InputMissing(f"{path} is missing: give the folder that holds the raw files with --from.")
    return path


def read_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a raw CSV file; every value stays a string, so that "01" and "11.0701" keep their zeros."""
    with raw_file(folder, name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def universities(catalog: Path) -> dict[str, Record]:
    """The rows of universities.csv by the government's identifier; those without one are left out."""
    return {row["unitid"]: row for row in read_rows(catalog, "universities.csv") if row["unitid"]}


def read_names() -> dict[str, Any]:
    """Our own table of display names, aliases and links (names.yml)."""
    return yaml.load(NAMES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes a catalog CSV; None becomes an empty cell (not recorded)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
