"""Files as federal agencies publish them (csv or xlsx, or the zip around them) → the catalog's tables.

`python -m knowledge import ipeds|scorecard|oews|projections FILE…`. A file is known by its columns (layouts.py):

* ipeds: IC…_AY, since 2024-25 COST1_… → yearly and per-credit charges; IC… → distance flags; either → application
  fee, which moved from one to the other; C…_A → master's degrees awarded, by university and field
* scorecard: the field-of-study file → earnings and debt
* oews: wages of the nation and the states; projections: the occupational projections of any ten years

The catalog decides what is kept: its universities, fields and occupations. Rows about others are passed over; a row
about one of them that cannot be read is refused.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from knowledge.facts import year_of
from knowledge.field_records import COLUMNS as RECORD_COLUMNS
from knowledge.field_records import academic_year
from knowledge.importers import Done, InputMissing, Record, field_files, layouts, read_rows, universities, write_rows
from knowledge.importers import charges as charges_file
from knowledge.importers.dating import Dated, date_source, period_of
from knowledge.importers.labour import AREAS, OUTLOOK_COLUMNS, WAGE_COLUMNS
from knowledge.importers.layouts import Layout
from knowledge.importers.published import Row, Rows, Unreadable, number, opened, percent
from knowledge.periods import wrong_period
from knowledge.problems import CatalogError
from knowledge.reader import read

_ALL_INDUSTRIES = "cross-industry"  # OEWS files of all kinds have rows by industry, too
# The source in sources.yml whose period an import sets, and what is of this period alone.
_DATED = {
    "scorecard": ("scorecard-fields", Dated("field_records.csv", 2, RECORD_COLUMNS, RECORD_COLUMNS[-3:])),
    "oews": ("bls-wages", Dated("wages.csv", 2, WAGE_COLUMNS)),
    "projections": ("bls-outlook", Dated("outlook.csv", 1, OUTLOOK_COLUMNS)),
}


def run(kind: str, path: Path, catalog: Path, as_of: str | None = None, replace: bool = False) -> tuple[str, list[str]]:
    """Takes in one file; returns what came in, and "line: what is wrong" for each refused row.

    Args:
        as_of: the period of the figures, where the file's name does not tell it ("May 2026"). IPEDS files tell it.
        replace: also takes figures that are older than those recorded.

    Raises:
        InputMissing: the file is missing, unreadable, undated, older, or has not the columns of its kind.
        CatalogError: with it the catalog would have problems; the catalog is as it was.
    """
    takes = KINDS[kind]
    table = opened(path, (layout for layout, _ in takes))
    if table is None:
        wanted = " or ".join(layout.shown for layout, _ in takes)
        raise InputMissing(f"{path}: not a file of {kind}: it needs the columns {wanted}")
    found, columns, rows = table
    take = next(take for layout, take in takes if layout is found)
    source, dated = _DATED.get(kind, ("", None))
    period = _period(kind, path, columns, as_of, ends=found is layouts.IPEDS_COMPLETIONS)
    recorded = period_of(catalog / "sources.yml", source) if dated is not None else _newest_charges(catalog, found)
    if not replace and (year_of(period) or 0) < (year_of(recorded) or 0):
        said = f"{period} is older than what is recorded ({recorded}); --replace takes it all the same"
        raise InputMissing(f"{path}: {said}")
    with _all_or_nothing(path, catalog) as undo:
        before = frozenset[tuple[str, ...]]()
        if dated is not None and date_source(catalog / "sources.yml", source, period):
            before = dated.forget(catalog)
        count, what, refused = take(path, rows, catalog, period)
        if not count:
            undo()
            return f"0 {what}", refused
        read(catalog)
        gone = len(before - dated.filled(catalog)) if dated is not None else 0
    return f"{count} {what}{f', {gone} of another period are not in it and went' if gone else ''}", refused


@contextmanager
def _all_or_nothing(path: Path, catalog: Path) -> Iterator[Callable[[], None]]:
    """Puts the catalog's tables back where an import fails, or where what it yields is called."""
    tables = [*catalog.glob("*.csv"), catalog / "sources.yml"]
    before = {each: each.read_bytes() for each in tables if each.is_file()}

    def undo() -> None:
        for each, content in before.items():
            each.write_bytes(content)

    try:
        yield undo
    except Exception as error:
        undo()
        if isinstance(error, CatalogError):
            said = f"{path.name}: nothing is taken in, the catalog is as it was"
            raise CatalogError((*error.problems, said)) from None
        raise


def _period(kind: str, path: Path, columns: Mapping[str, str], as_of: str | None, ends: bool) -> str:
    """The period of a file's figures: as told, or by its columns or name (state_M2025_dl, Field-of-Study_06102026).

    Args:
        ends: whether the year in an IPEDS file's name is that in which the academic year ends.
    """
    if kind == "ipeds":
        return _academic_year(path, ends)
    if kind == "projections":
        return layouts.years_of(columns["employment_now"], columns["employment_later"])
    if as_of is not None:
        if wrong := wrong_period(as_of):
            raise InputMissing(f"--as-of {as_of!r}: {wrong}")
        return as_of
    if kind == "oews" and (match := re.search(r"(?:_M_?20|^oesm)(\d\d)", path.name)):
        return f"May 20{match.group(1)}"
    if kind == "scorecard" and (match := re.search(r"_(0[1-9]|1[0-2])\d\d(20\d\d)", path.name)):
        return f"{month_name[int(match.group(1))]} {match.group(2)}"
    raise InputMissing(f"{path}: the name doesn't tell the period of its figures; add it, as in --as-of 'May 2026'")


def _academic_year(path: Path, ends: bool) -> str:
    """The academic year of an IPEDS file, by the year in its name: C2024_A ends then, COST1_2024 begins then."""
    match = re.search(r"(?:^|[^0-9])(?:IC|C|COST\d_)((?:19|20)\d\d)", path.name, re.IGNORECASE)
    if match is None:
        raise InputMissing(f"{path}: the file's name must keep its year, as in COST1_2024.csv or C2024_A.csv")
    return academic_year(int(match.group(1)) - ends)


def _newest_charges(catalog: Path, layout: Layout) -> str | None:
    """The newest year of what a file of this layout would replace; None where each year has its own column."""
    if layout is layouts.IPEDS_COMPLETIONS:
        return None
    column = "as_of" if layout is layouts.IPEDS_CHARGES else "flags_as_of"
    return max((row[column] for row in read_rows(catalog, charges_file.FILE)), default=None)


def _charges(convert: Callable[[Row, str, Record], Record]) -> Callable[..., Done]:
    """An importer of a file about institutions into charges.csv."""

    def take(_path: Path, rows: Rows, catalog: Path, year: str) -> Done:
        known = universities(catalog)
        present = {row["university"]: row for row in read_rows(catalog, charges_file.FILE)}
        refused, count = [], 0
        for line, row in rows:
            if (university := known.get(row.get("UNITID", ""))) is None:
                continue
            try:
                new = convert(row, year, university) | _fee(row, year)
            except Unreadable as error:
                refused.append(f"{line}: {error}")
                continue
            id_ = university["id"]
            present[id_] = {**dict.fromkeys(charges_file.COLUMNS, ""), "university": id_, **present.get(id_, {}), **new}
            count += 1
        write_rows(catalog / charges_file.FILE, charges_file.COLUMNS, (present[id_] for id_ in sorted(present)))
        return count, f"universities, {year}", refused

    return take


def _yearly(row: Row, year: str, university: Record) -> Record:
    sides = {"in_state": "6", "out_of_state": "7"}
    raw = {"year": year, "per_credit_year": year, "note": ""}
    for side, digit in sides.items():
        raw[f"grad_tuition_{side}"] = number(row, f"TUITION{digit}")
        raw[f"grad_fees_{side}"] = number(row, f"FEE{digit}")
        raw[f"per_credit_{side}"] = number(row, f"HRCHG{digit}")
    return charges_file.charges_row(raw, university)


def _flags(row: Row, year: str, _university: Record) -> Record:
    flag = {"1": "true", "0": "false"}
    return {
        "flags_as_of": year,
        "distance_courses": flag.get(row["DSTNGC"], ""),
        "distance_programs": flag.get(row["DSTNGP"], ""),
    }


def _fee(row: Row, year: str) -> Record:
    """The application fee, which has stood in one file and in another; nothing where this one has none."""
    if "APPLFEEG" not in row.columns:
        return {}
    fee = number(row, "APPLFEEG")
    return {"application_fee": fee, "fee_as_of": year if fee else ""}


def _oews(_path: Path, rows: Rows, catalog: Path, _period: str) -> Done:
    """Wages of the catalog's occupations in the nation and the states, over all industries."""
    columns = dict(
        zip(
            WAGE_COLUMNS[3:], ("TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"), strict=True
        )
    )

    def convert(row: Row) -> Record | None:
        if row.get("I_GROUP", _ALL_INDUSTRIES) != _ALL_INDUSTRIES:
            return None
        area = AREAS.get("00" if row["AREA"] == "99" else row["AREA"].zfill(2))
        if area is None:  # metropolitan areas
            return None
        name = "United States" if area == "US" else row["AREA_TITLE"]
        figures = {ours: number(row, column) for ours, column in columns.items()}
        return {"soc": row["OCC_CODE"], "area": area, "area_name": name, **figures}

    return _into_table("wages.csv", WAGE_COLUMNS, ("soc", "area"), rows, catalog, "OCC_CODE", convert)


def _projections(_path: Path, rows: Rows, catalog: Path, _period: str) -> Done:
    """Projected employment of the catalog's occupations; the file counts in thousands."""

    def convert(row: Row) -> Record:
        return {
            "soc": row["code"],
            "employment_now": number(row, "employment_now", 1000),
            "employment_later": number(row, "employment_later", 1000),
            "change_percent": percent(row, "change"),
            "openings_per_year": number(row, "openings", 1000),
            "median_wage": number(row, "wage"),
            "education": row["education"],
            "experience": row["experience"].replace("None", ""),
        }

    return _into_table("outlook.csv", OUTLOOK_COLUMNS, ("soc",), rows, catalog, "code", convert)


def _into_table(
    name: str,
    columns: Sequence[str],
    key: Sequence[str],
    rows: Rows,
    catalog: Path,
    code: str,
    convert: Callable[[Row], Record | None],
) -> Done:
    """An importer of rows about occupations into a table of the catalog."""
    socs = {row["soc"] for row in read_rows(catalog, "occupations.csv")}
    present = {tuple(row[each] for each in key): row for row in read_rows(catalog, name)}
    refused, count = [], 0
    for line, row in rows:
        if row.get(code) not in socs:
            continue
        try:
            new = convert(row)
        except Unreadable as error:
            refused.append(f"{line}: {error}")
            continue
        if new is not None:
            present[tuple(new[each] for each in key)] = new
            count += 1
    write_rows(catalog / name, columns, (present[each] for each in sorted(present)))
    return count, f"rows of {name}", refused


KINDS: dict[str, tuple[tuple[Layout, Callable[..., Done]], ...]] = {
    "ipeds": (
        (layouts.IPEDS_CHARGES, _charges(_yearly)),
        (layouts.IPEDS_FLAGS, _charges(_flags)),
        (layouts.IPEDS_COMPLETIONS, field_files.completions),
    ),
    "scorecard": ((layouts.SCORECARD, field_files.scorecard),),
    "oews": ((layouts.OEWS, _oews),),
    "projections": ((layouts.PROJECTIONS, _projections),),
}
