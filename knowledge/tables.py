"""Reads and checks the catalog's CSV files: universities, fields and their records, occupations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from knowledge import rules
from knowledge.charges import Charges
from knowledge.facts import Field, Occupation, Outlook, Program, Source, University, Vocabulary, Wage
from knowledge.field_records import COLUMNS as RECORD_COLUMNS
from knowledge.field_records import COMPLETIONS, EARNINGS, SOURCES, field_program
from knowledge.field_records import NUMBERS as RECORD_NUMBERS
from knowledge.lines import Row, read_csv
from knowledge.problems import Problems

UNIVERSITY_COLUMNS = tuple(each.name for each in dataclass_fields(University))[:-1]  # charges.csv has the charges
CHARGES_COLUMNS = ("university", *(each.name for each in dataclass_fields(Charges)))
FIELD_COLUMNS = tuple(each.name for each in dataclass_fields(Field))
OCCUPATION_COLUMNS = tuple(each.name for each in dataclass_fields(Occupation))
WAGE_COLUMNS = tuple(each.name for each in dataclass_fields(Wage))[:-3]  # the receipt is the same for all rows
OUTLOOK_COLUMNS = tuple(each.name for each in dataclass_fields(Outlook))[:-3]
BLS_WAGES, BLS_OUTLOOK = "bls-wages", "bls-outlook"
DATED = (
    COMPLETIONS,
    EARNINGS,
    BLS_WAGES,
    BLS_OUTLOOK,
)  # sources whose figures share one period, which sources.yml gives
_COUNT = rules.whole(0, 1_000_000_000, "a count")
_DOLLARS = rules.whole(0, 1_000_000, "US dollars")
_DEGREES = {"latitude": rules.number(-90, 90, "degrees"), "longitude": rules.number(-180, 180, "degrees")}
_CHARGES = ("in_state", "out_of_state", "per_credit_in_state", "per_credit_out_of_state")
_FEE = rules.whole(0, 2000, "US dollars")
_FLAGS = ("hbcu", "hispanic_serving", "distance_only")
_LINKS = ("website", "admissions_url", "financial_aid_url", "application_url")
_CONTROLS = ("Public", "Private nonprofit", "Private for-profit")


@dataclass(frozen=True)
class Tables:
    """The records of the CSV files."""

    universities: list[University]
    fields: list[Field]
    field_programs: list[Program]
    occupations: list[Occupation]
    wages: list[Wage]
    outlooks: list[Outlook]


def read_tables(folder: Path, sources: Mapping[str, Source], vocabulary: Vocabulary, problems: Problems) -> Tables:
    """Reads every CSV file; what is wrong goes to `problems`, rows that are wrong are left out."""
    for needed in (*SOURCES, BLS_WAGES, BLS_OUTLOOK):
        if needed not in sources:
            problems.add(folder / "sources.yml", 1, f"the source {needed} is missing")
        elif needed in DATED and sources[needed].as_of is None:
            problems.add(folder / "sources.yml", 1, f"the source {needed} needs as_of, the period of its figures")
    universities = _read(folder / "universities.csv", UNIVERSITY_COLUMNS, problems, _university(vocabulary), "id")
    universities = _with_charges(folder / "charges.csv", universities, problems)
    fields = _read(folder / "fields.csv", FIELD_COLUMNS, problems, _field(vocabulary), "cip_code")
    occupations = _read(folder / "occupations.csv", OCCUPATION_COLUMNS, problems, _occupation, "soc")
    socs = {each.soc for each in occupations}
    return Tables(
        universities,
        fields,
        _field_programs(folder / "field_records.csv", universities, fields, sources, problems),
        occupations,
        _read(folder / "wages.csv", WAGE_COLUMNS, problems, _wage(socs, vocabulary, sources), "soc", "area"),
        _read(folder / "outlook.csv", OUTLOOK_COLUMNS, problems, _outlook(socs, sources), "soc"),
    )


def _read(path: Path, columns: tuple[str, ...], problems: Problems, make: Callable[[Row], Any], *key: str) -> list[Any]:
    """The records of a file; a second row with the same key is a problem."""
    first: dict[tuple[str | None, ...], int] = {}
    records = []
    for row in read_csv(path, columns, problems):
        id_ = tuple(row.cells[name] for name in key)
        if id_ in first:
            row.problem(f"{' '.join(map(str, id_))} stands already on line {first[id_]}")
            continue
        first[id_] = row.line
        if (record := make(row)) is not None:
            records.append(record)
    return records


def _text(row: Row, name: str) -> str:
    """A cell that must not be empty."""
    value = row.cells[name]
    if value is None:
        row.problem(f"{name} is missing")
        return ""
    return value


def _number(row: Row, name: str, rule: rules.Rule) -> Any:
    """A number, whole where it is written so, or None."""
    value = row.cells[name]
    if value is None:
        return None
    try:
        number = float(value) if "." in value else int(value)
    except ValueError:
        row.problem(f"{name} {value!r} must be a number")
        return None
    if wrong := rule(number):
        row.problem(f"{name} {value} {wrong}")
    return number


def _flag(row: Row, name: str) -> bool | None:
    value = row.cells[name]
    if value not in (None, "true", "false"):
        row.problem(f"{name} {value!r} must be true or false")
    return None if value is None else value == "true"


def _list(row: Row, name: str) -> tuple[str, ...]:
    value = row.cells[name]
    return () if value is None else tuple(value.split("|"))


def _known(row: Row, name: str, known: Collection[str], where: str) -> str:
    value = _text(row, name)
    if value and value not in known:
        row.problem(f"{name} {value!r} is not in {where}")
    return value


def _university(vocabulary: Vocabulary) -> Callable[[Row], University]:
    unitids: set[str] = set()

    def make(row: Row) -> University:
        cells: dict[str, Any] = dict(row.cells)
        if cells["unitid"] in unitids:
            row.problem(f"unitid {cells['unitid']} stands already at another university")
        elif cells["unitid"] is not None:
            unitids.add(cells["unitid"])
        if wrong := rules.identifier(cells["id"]):
            row.problem(f"id {wrong}")
        cells["unitid"] = cells["unitid"] or ""
        cells["name"] = _text(row, "name")
        cells["aliases"] = _list(row, "aliases")
        cells["country"] = _known(row, "country", vocabulary.countries, "the countries of vocabulary.yml")
        if cells["state"] is not None:
            _known(row, "state", vocabulary.states, "the states of vocabulary.yml")
        if cells["control"] is not None and (wrong := rules.one_of(*_CONTROLS)(cells["control"])):
            row.problem(f"control {wrong}")
        cells |= {name: _number(row, name, rule) for name, rule in _DEGREES.items()}
        cells |= {name: _flag(row, name) for name in _FLAGS}
        for name in _LINKS:
            if cells[name] is not None and (wrong := rules.url(cells[name])):
                row.problem(f"{name} {wrong}")
        return University(**cells, charges=None)

    return make


def _with_charges(path: Path, universities: list[University], problems: Problems) -> list[University]:
    """The universities with what charges.csv says about them."""
    ids = {each.id for each in universities}

    def make(row: Row) -> tuple[str, Charges]:
        id_ = _known(row, "university", ids, "universities.csv")
        cells: dict[str, Any] = {name: row.cells[name] for name in CHARGES_COLUMNS[1:]}
        for year, named in (
            ("as_of", ("in_state", "out_of_state")),
            ("per_credit_as_of", ("per_credit_in_state", "per_credit_out_of_state")),
            ("fee_as_of", ("application_fee",)),
            ("flags_as_of", ("distance_courses", "distance_programs")),
        ):
            if cells[year] is None and any(cells[name] is not None for name in named):
                row.problem(f"{year} is missing, but {', '.join(named)} need a year")
        cells |= {name: _number(row, name, _DOLLARS) for name in _CHARGES}
        cells["application_fee"] = _number(row, "application_fee", _FEE)
        cells |= {name: _flag(row, name) for name in ("distance_courses", "distance_programs")}
        return id_, Charges(**cells)

    charges = dict(_read(path, CHARGES_COLUMNS, problems, make, "university"))
    return [replace(each, charges=charges.get(each.id)) for each in universities]


def _field(vocabulary: Vocabulary) -> Callable[[Row], Field]:
    def make(row: Row) -> Field:
        _known(row, "group", vocabulary.fields, "the fields of vocabulary.yml")
        stem = _flag(row, "dhs_stem")
        if stem is None:
            row.problem("dhs_stem is missing")
        texts = {name: _text(row, name) for name in FIELD_COLUMNS[:-1]}
        return Field(**texts, dhs_stem=bool(stem))

    return make


def _field_programs(
    path: Path,
    universities: Iterable[University],
    fields: Iterable[Field],
    sources: Mapping[str, Source],
    problems: Problems,
) -> list[Program]:
    by_id = {each.id: each for each in universities}
    by_code = {each.cip_code: each for each in fields}

    def make(row: Row) -> Program | None:
        university = by_id.get(_known(row, "university", by_id, "universities.csv"))
        field = by_code.get(_known(row, "cip_code", by_code, "fields.csv"))
        numbers = {name: _number(row, name, _COUNT) for name in RECORD_NUMBERS}
        if university is None or field is None or any(source not in sources for source in SOURCES):
            return None
        if not university.unitid:
            row.problem(f"{university.id} has no unitid, so it has no federal records")
        return field_program(university, field, numbers, sources)

    return _read(path, RECORD_COLUMNS, problems, make, "university", "cip_code")


def _occupation(row: Row) -> Occupation:
    return Occupation(
        _text(row, "soc"), _text(row, "title"), _text(row, "name"), _list(row, "aliases"), _list(row, "nearest_for")
    )


def _wage(socs: Collection[str], vocabulary: Vocabulary, sources: Mapping[str, Source]) -> Callable[[Row], Wage]:
    def make(row: Row) -> Wage:
        rule_of = {"employment": _COUNT}
        numbers: dict[str, Any] = {name: _number(row, name, rule_of.get(name, _DOLLARS)) for name in WAGE_COLUMNS[3:]}
        return Wage(
            _known(row, "soc", socs, "occupations.csv"),
            _known(row, "area", {"US", *vocabulary.states}, "the states of vocabulary.yml"),
            _text(row, "area_name"),
            **(numbers | _receipt(sources, BLS_WAGES)),
        )

    return make


def _outlook(socs: Collection[str], sources: Mapping[str, Source]) -> Callable[[Row], Outlook]:
    rule_of = {"change_percent": rules.number(-100, 1000, "percent")}

    def make(row: Row) -> Outlook:
        numbers: dict[str, Any] = {name: _number(row, name, rule_of.get(name, _COUNT)) for name in OUTLOOK_COLUMNS[1:6]}
        return Outlook(
            _known(row, "soc", socs, "occupations.csv"),
            education=_text(row, "education"),
            experience=row.cells["experience"],
            **(numbers | _receipt(sources, BLS_OUTLOOK)),
        )

    return make


def _receipt(sources: Mapping[str, Source], source: str) -> dict[str, str]:
    found = sources.get(source)
    name, as_of = (source, "") if found is None else (found.name, found.as_of or "")
    return {"source": source, "source_name": name, "as_of": as_of}
