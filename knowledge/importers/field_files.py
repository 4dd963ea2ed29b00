"""Federal files by university and field → field_records.csv: degrees awarded (IPEDS), earnings and debt (Scorecard)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from knowledge.field_records import AWARDS, COLUMNS, COMPLETIONS, years_up_to
from knowledge.importers import Done, InputMissing, Record, read_rows, universities, write_rows
from knowledge.importers.dating import date_source, period_of
from knowledge.importers.published import Row, Rows, Unreadable, number

FILE = "field_records.csv"
MASTERS_AWARD, MASTERS_CREDENTIAL = "7", "5"  # codes of a master's degree in the completions and in the Scorecard
Records = dict[tuple[str, str], Record]


def completions(path: Path, rows: Rows, catalog: Path, year: str) -> Done:
    """Master's degrees of one year; first majors only. A year after the last one on record moves those before it on.

    Args:
        year: the academic year ("2024-25").

    Raises:
        InputMissing: the year is older than those on record, or leaves a gap behind them.
    """
    sources = catalog / "sources.yml"
    known = years_up_to(period_of(sources, COMPLETIONS))
    if year > known[-1]:
        known = _moved_on(path, catalog, known, year)
        date_source(sources, COMPLETIONS, year)
    if year not in known:
        raise InputMissing(f"{path}: {year} is older than the years on record, {known[0]} to {known[-1]}")
    name = AWARDS[known.index(year)]

    def take(records: Records, ids: Mapping[str, str], codes: Sequence[str], row: Row) -> int:
        if row.get("UNITID") not in ids or row["AWLEVEL"].lstrip("0") != MASTERS_AWARD or row["MAJORNUM"] != "1":
            return 0
        if (code := row["CIPCODE"]) not in codes:
            return 0
        awarded, women = number(row, "CTOTALT"), number(row, "CTOTALW")
        key = (ids[row["UNITID"]], code)
        if key not in records and not int(awarded or 0):
            return 0  # a degree that is on the books, and nobody took
        record = records.setdefault(key, dict.fromkeys(COLUMNS, "") | {"university": key[0], "cip_code": code})
        record[name] = awarded
        if name == AWARDS[-1]:
            record["awards_to_women"] = women
        return 1

    return _into_records(rows, catalog, take, year)


def _moved_on(path: Path, catalog: Path, known: Sequence[str], year: str) -> tuple[str, ...]:
    """Makes room for a year behind the last one; returns the years on record then."""
    then = years_up_to(year)
    if known[-1] != then[-2]:
        raise InputMissing(f"{path}: {year} doesn't follow {known[-1]}; import {then[-2]} first")
    moved = []
    for row in read_rows(catalog, FILE):
        earlier = dict(zip(AWARDS, [*(row[name] for name in AWARDS[1:]), ""], strict=True))
        moved.append({**row, **earlier, "awards_to_women": ""})
    write_rows(catalog / FILE, COLUMNS, moved)
    return then


def scorecard(_path: Path, rows: Rows, catalog: Path, period: str) -> Done:
    """Earnings and debt of master's graduates, by four-digit family."""

    def take(records: Records, ids: Mapping[str, str], _codes: Sequence[str], row: Row) -> int:
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

    return _into_records(rows, catalog, take, period)


def _family(code: str) -> str:
    return code.replace(".", "")[:4]


def _into_records(rows: Rows, catalog: Path, take: Callable[..., int], named: str) -> Done:
    ids = {unitid: row["id"] for unitid, row in universities(catalog).items()}
    codes = [row["cip_code"] for row in read_rows(catalog, "fields.csv")]
    records = {(row["university"], row["cip_code"]): row for row in read_rows(catalog, FILE)}
    refused, count = [], 0
    for line, row in rows:
        try:
            count += take(records, ids, codes, row)
        except Unreadable as error:
            refused.append(f"{line}: {error}")
    write_rows(catalog / FILE, COLUMNS, (records[key] for key in sorted(records)))
    return count, f"field records, {named}", refused
