"""Files as federal agencies publish them (csv, or the zip around it) → the catalog's tables.

`python -m knowledge import ipeds|scorecard|oews|projections FILE…`. A file is known by its columns:

* ipeds: IC…_AY (TUITION6 …) → yearly and per-credit charges; IC… (APPLFEEG …) → application fee, distance flags;
  C…_A (AWLEVEL …) → master's degrees awarded, by university and field
* scorecard: the field-of-study file → earnings and debt
* oews: wages of the nation and the states; projections: the occupational projections

The catalog decides what is kept: its universities, fields and occupations. Rows about others are passed over; a row
about one of them that cannot be read is refused.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from knowledge.field_records import COLUMNS as RECORD_COLUMNS
from knowledge.field_records import YEARS
from knowledge.importers import InputMissing, read_rows, write_rows
from knowledge.importers import charges as charges_file
from knowledge.importers.labour import AREAS, OUTLOOK_COLUMNS, WAGE_COLUMNS
from knowledge.importers.published import Unreadable, number, opened, percent
from knowledge.problems import CatalogError
from knowledge.reader import read

Row = dict[str, str]
Done = tuple[int, str, list[str]]  # how many came in, of what; "line: what is wrong" for each refused row
MASTERS_AWARD, MASTERS_CREDENTIAL = "7", "5"  # codes of a master's degree in the completions and in the Scorecard
# The source in sources.yml whose period an import sets.
_SOURCES = {"scorecard": "scorecard-fields", "oews": "bls-wages", "projections": "bls-outlook"}


def run(kind: str, path: Path, catalog: Path, as_of: str | None = None) -> tuple[str, list[str]]:
    """Takes in one file; returns what came in, and "line: what is wrong" for each refused row.

    Args:
        as_of: the period of the figures, where the file's name does not tell it ("May 2026"). IPEDS files tell it.

    Raises:
        InputMissing: the file is missing, unreadable, undated, or has not the columns of its kind.
        CatalogError: with it the catalog would have problems; the catalog is as it was.
    """
    columns, rows = opened(path)
    for needed, take in KINDS[kind]:
        if set(needed) <= set(columns):
            period = _period(kind, path, as_of) if kind in _SOURCES else None
            with _all_or_nothing(path, catalog):
                count, what, refused = take(path, rows, catalog)
                if period is not None and count:
                    _date_source(catalog / "sources.yml", _SOURCES[kind], period)
                if count:
                    read(catalog)
            return f"{count} {what}", refused
    wanted = " or ".join(", ".join(needed) for needed, _ in KINDS[kind])
    raise InputMissing(f"{path}: not a file of {kind}: it needs the columns {wanted}")


@contextmanager
def _all_or_nothing(path: Path, catalog: Path) -> Iterator[None]:
    """Puts the catalog's tables back where an import fails."""
    tables = [*catalog.glob("*.csv"), catalog / "sources.yml"]
    before = {each: each.read_bytes() for each in tables if each.is_file()}
    try:
        yield
    except Exception as error:
        for each, content in before.items():
            each.write_bytes(content)
        if isinstance(error, CatalogError):
            said = f"{path.name}: nothing is taken in, the catalog is as it was"
            raise CatalogError((*error.problems, said)) from None
        raise


def _period(kind: str, path: Path, as_of: str | None) -> str:
    """The period of a file's figures: as told, or by its name (state_M2025_dl, Field-of-Study_06102026)."""
    if as_of is not None:
        return as_of
    if kind == "projections":
        return "2024-34"  # the years stand in its columns
    if kind == "oews" and (match := re.search(r"_M(20\d\d)_", path.name)):
        return f"May {match.group(1)}"
    if kind == "scorecard" and (match := re.search(r"_(0[1-9]|1[0-2])\d\d(20\d\d)", path.name)):
        return f"{month_name[int(match.group(1))]} {match.group(2)}"
    raise InputMissing(f"{path}: the name doesn't tell the period of its figures; add it, as in --as-of 'May 2026'")


def _date_source(path: Path, source: str, as_of: str) -> None:
    """Writes the period of a source into sources.yml, whose comments stay."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index(f"{source}:\n")
    line = next(each for each in range(start, len(lines)) if lines[each].startswith("  as_of:"))
    lines[line] = f"  as_of: {as_of}\n"
    path.write_text("".join(lines), encoding="utf-8")


def _academic_year(path: Path, ends: bool) -> str:
    """The academic year of an IPEDS file, by the year in its name: C2024_A ends then, IC2023_AY begins then."""
    match = re.search(r"(?:^|[^0-9])(?:IC|C)((?:19|20)\d\d)", path.name, re.IGNORECASE)
    if match is None:
        raise InputMissing(f"{path}: the file's name must keep its year, as in IC2023_AY.csv or C2024_A.csv")
    first = int(match.group(1)) - ends
    return f"{first}-{(first + 1) % 100:02}"


def _universities(catalog: Path) -> dict[str, Row]:
    return {row["unitid"]: row for row in read_rows(catalog, "universities.csv") if row["unitid"]}


def _charges(convert: Callable[[Row, str, Row], Row]) -> Callable[..., Done]:
    """An importer of a file about institutions into charges.csv."""

    def take(path: Path, rows: Iterator[tuple[int, Row]], catalog: Path) -> Done:
        universities, year = _universities(catalog), _academic_year(path, ends=False)
        present = {row["university"]: row for row in read_rows(catalog, charges_file.FILE)}
        refused, count = [], 0
        for line, row in rows:
            if (university := universities.get(row.get("UNITID", ""))) is None:
                continue
            try:
                new = convert(row, year, university)
            except Unreadable as error:
                refused.append(f"{line}: {error}")
                continue
            id_ = university["id"]
            present[id_] = {**dict.fromkeys(charges_file.COLUMNS, ""), "university": id_, **present.get(id_, {}), **new}
            count += 1
        write_rows(catalog / charges_file.FILE, charges_file.COLUMNS, (present[id_] for id_ in sorted(present)))
        return count, f"universities, {year}", refused

    return take


def _yearly(row: Row, year: str, university: Row) -> Row:
    sides = {"in_state": "6", "out_of_state": "7"}
    raw = {"year": year, "per_credit_year": year, "note": ""}
    for side, digit in sides.items():
        raw[f"grad_tuition_{side}"] = number(row, f"TUITION{digit}")
        raw[f"grad_fees_{side}"] = number(row, f"FEE{digit}")
        raw[f"per_credit_{side}"] = number(row, f"HRCHG{digit}")
    return charges_file.charges_row(raw, university)


def _flags(row: Row, year: str, _university: Row) -> Row:
    flag = {"1": "true", "0": "false"}
    return {
        "flags_as_of": year,
        "application_fee": number(row, "APPLFEEG"),
        "distance_courses": flag.get(row["DSTNGC"], ""),
        "distance_programs": flag.get(row["DSTNGP"], ""),
    }


def _completions(path: Path, rows: Iterator[tuple[int, Row]], catalog: Path) -> Done:
    """Master's degrees of one year; first majors only."""
    year = _academic_year(path, ends=True)
    if year.replace("-", "_") not in YEARS:
        raise InputMissing(f"{path}: {year} is no year of field_records.csv; these are {', '.join(YEARS)}")

    def take(records: dict[tuple[str, str], Row], ids: Mapping[str, str], codes: Sequence[str], row: Row) -> int:
        if row.get("UNITID") not in ids or row["AWLEVEL"] != MASTERS_AWARD or row["MAJORNUM"] != "1":
            return 0
        if (code := row["CIPCODE"]) not in codes:
            return 0
        awarded, women = number(row, "CTOTALT"), number(row, "CTOTALW")
        key = (ids[row["UNITID"]], code)
        record = records.setdefault(key, dict.fromkeys(RECORD_COLUMNS, "") | {"university": key[0], "cip_code": code})
        record[f"awards_{year.replace('-', '_')}"] = awarded
        if year.replace("-", "_") == YEARS[-1]:
            record["awards_to_women"] = women
        return 1

    return _into_records(rows, catalog, take, year)


def _scorecard(path: Path, rows: Iterator[tuple[int, Row]], catalog: Path) -> Done:
    """Earnings and debt of master's graduates, by four-digit family."""

    def take(records: dict[tuple[str, str], Row], ids: Mapping[str, str], _codes: Sequence[str], row: Row) -> int:
        if row.get("UNITID") not in ids or row["CREDLEV"] != MASTERS_CREDENTIAL:
            return 0
        family = row["CIPCODE"].zfill(4)
        found = [each for key, each in records.items() if key[0] == ids[row["UNITID"]] and _family(key[1]) == family]
        new = {
            "earnings_1yr": number(row, "EARN_MDN_1YR"),
            "earnings_4yr": number(row, "EARN_MDN_4YR"),
            "debt_median": number(row, "DEBT_ALL_STGP_EVAL_MDN"),
        }
        for record in found:
            record.update(new)
        return len(found)

    return _into_records(rows, catalog, take, path.stem)


def _family(code: str) -> str:
    return code.replace(".", "")[:4]


def _into_records(rows: Iterator[tuple[int, Row]], catalog: Path, take: Callable[..., int], named: str) -> Done:
    ids = {unitid: row["id"] for unitid, row in _universities(catalog).items()}
    codes = [row["cip_code"] for row in read_rows(catalog, "fields.csv")]
    records = {(row["university"], row["cip_code"]): row for row in read_rows(catalog, "field_records.csv")}
    refused, count = [], 0
    for line, row in rows:
        try:
            count += take(records, ids, codes, row)
        except Unreadable as error:
            refused.append(f"{line}: {error}")
    write_rows(catalog / "field_records.csv", RECORD_COLUMNS, (records[key] for key in sorted(records)))
    return count, f"field records, {named}", refused


def _oews(path: Path, rows: Iterator[tuple[int, Row]], catalog: Path) -> Done:
    """Wages of the catalog's occupations in the nation and the states."""
    columns = dict(
        zip(
            WAGE_COLUMNS[3:], ("TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"), strict=True
        )
    )

    def convert(row: Row) -> Row | None:
        area = AREAS.get("00" if row["AREA"] == "99" else row["AREA"].zfill(2))
        if area is None:  # metropolitan areas
            return None
        name = "United States" if area == "US" else row["AREA_TITLE"]
        figures = {ours: number(row, column) for ours, column in columns.items()}
        return {"soc": row["OCC_CODE"], "area": area, "area_name": name, **figures}

    return _into_table("wages.csv", WAGE_COLUMNS, ("soc", "area"), rows, catalog, "OCC_CODE", convert)


def _projections(path: Path, rows: Iterator[tuple[int, Row]], catalog: Path) -> Done:
    """Projected employment of the catalog's occupations; the file counts in thousands."""

    def convert(row: Row) -> Row:
        return {
            "soc": row["Occupation Code"],
            "employment_2024": number(row, "Employment 2024", 1000),
            "employment_2034": number(row, "Employment 2034", 1000),
            "change_percent": percent(row, "Employment Percent Change, 2024-2034"),
            "openings_per_year": number(row, "Occupational Openings, 2024-2034 Annual Average", 1000),
            "median_wage_2024": number(row, "Median Annual Wage 2024"),
            "education": row["Typical Entry-Level Education"],
            "experience": row["Work Experience in a Related Occupation"].replace("None", ""),
        }

    return _into_table("outlook.csv", OUTLOOK_COLUMNS, ("soc",), rows, catalog, "Occupation Code", convert)


def _into_table(
    name: str,
    columns: Sequence[str],
    key: Sequence[str],
    rows: Iterator[tuple[int, Row]],
    catalog: Path,
    code: str,
    convert: Callable[[Row], Row | None],
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


KINDS: dict[str, tuple[tuple[tuple[str, ...], Callable[..., Done]], ...]] = {
    "ipeds": (
        (("UNITID", "TUITION6", "FEE6", "HRCHG6", "TUITION7", "FEE7", "HRCHG7"), _charges(_yearly)),
        (("UNITID", "APPLFEEG", "DSTNGC", "DSTNGP"), _charges(_flags)),
        (("UNITID", "CIPCODE", "MAJORNUM", "AWLEVEL", "CTOTALT", "CTOTALW"), _completions),
    ),
    "scorecard": (
        (("UNITID", "CIPCODE", "CREDLEV", "EARN_MDN_1YR", "EARN_MDN_4YR", "DEBT_ALL_STGP_EVAL_MDN"), _scorecard),
    ),
    "oews": (
        (
            ("AREA", "AREA_TITLE", "OCC_CODE", "TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75",
             "A_PCT90"),
            _oews,
        ),
    ),
    "projections": (
        (
            ("Occupation Code", "Employment 2024", "Employment 2034", "Employment Percent Change, 2024-2034",
             "Occupational Openings, 2024-2034 Annual Average", "Median Annual Wage 2024",
             "Typical Entry-Level Education", "Work Experience in a Related Occupation"),
            _projections,
        ),
    ),
}  # fmt: skip
