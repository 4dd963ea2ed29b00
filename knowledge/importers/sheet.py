"""A spreadsheet of programs (csv or xlsx) → programs/<id>.yml: for universities that bring their own data.

`python -m knowledge template FILE` writes an empty sheet, `python -m knowledge import programs FILE` reads one. A row
is a program; a column that is left out or a cell that is empty is "not recorded". Lists are separated by "|"; deadlines
are written "fall 02-01|spring 10-01|summer rolling". `source` and `as_of` are the page and the period of all facts of
the row. A row in which anything is wrong is refused as a whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import rules
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.importers import InputMissing
from knowledge.importers.federal import slug
from knowledge.importers.program_files import write_program
from knowledge.importers.sheet_lines import sheet_lines
from knowledge.names import bearers, folded, nearest
from knowledge.periods import wrong_period
from knowledge.reader import read

ABOUT = (
    "id",
    "university",
    "name",
    "short",
    "aliases",
    "school",
    "degree",
    "field",
    "currency",
    "url",
    "source",
    "as_of",
)
NEEDED = ("university", "name", "field", "url", "source")
COLUMNS = (*ABOUT, *rules.FACTS)
LISTS = ("focus", "delivery", "prerequisites", "courses")
FLAGS = ("synchronous", "part_time", "cs_degree_required", "bridge", "stem_opt")
TEXTS = ("credit_system", "price_note", "gre", "thesis", "capstone", "funding")
# Words that many universities' names have.
_ANY_UNIVERSITY = frozenset(
    ("university", "of", "the", "at", "in", "and", "college", "institute", "technology", "state", "school")
)
# "$1,950", "3.0", "12"; commas between thousands only
_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
ROLLING = "rolling"


@dataclass(frozen=True)
class Outcome:
    """What an import did: ids of the programs that were written, and "line: what is wrong" for each refused row."""

    written: tuple[str, ...]
    refused: tuple[str, ...]


def template() -> str:
    """An empty sheet with every column and one example row, which is no program."""
    example = {
        "id": "example-ms-data-science",
        "university": "Example University",
        "name": "Master of Science in Data Science",
        "short": "MS Data Science, Example",
        "aliases": "Example MSDS|Example data science",
        "degree": "MS",
        "field": "data_science",
        "currency": "USD",
        "url": "https://www.example.edu/data-science",
        "source": "https://www.example.edu/data-science/apply",
        "as_of": "2026-27",
        "delivery": "online|on_campus",
        "part_time": "yes",
        "credits": "30",
        "price_per_credit": "950",
        "gre": "optional",
        "gpa_min": "3.0",
        "prerequisites": "calculus|programming",
        "deadlines": "fall 02-01|spring 10-01",
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(example)
    return text.getvalue()


def run(path: Path, catalog: Path, replace: bool = False) -> Outcome:
    """Reads a sheet and writes the programs of its good rows into the catalog.

    Args:
        replace: also overwrites programs that the catalog has.

    Raises:
        InputMissing: the file is not there, is no sheet, or a column is unknown or missing.
        CatalogError: the catalog itself has problems.
    """
    knowledge = read(catalog)
    written: dict[str, dict[str, Any]] = {}
    refused: list[str] = []
    for line, cells in _rows(path):
        program, wrong = _program(cells, knowledge)
        if program["id"] in written:
            wrong.append(f"id {program['id']} stands in the sheet twice")
        if not replace and knowledge.program(program["id"]) is not None:
            wrong.append(f"id {program['id']} is in the catalog already; --replace overwrites it")
        wrong += _names_taken(program, knowledge, written)
        if wrong:
            refused.append(f"{line}: {'; '.join(wrong)}")
        else:
            written[program["id"]] = program
    for id_, program in written.items():
        write_program(catalog / "programs" / f"{id_}.yml", program)
    return Outcome(tuple(written), tuple(refused))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their lines; empty rows are passed over."""
    lines = sheet_lines(path)
    columns = [name.strip() for name in next(lines, (1, []))[1]]
    unknown = [name for name in columns if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in columns]
    if unknown or missing:
        said = [f"{name!r} is no column of the template" for name in unknown] + [
            f"{name} is missing" for name in missing
        ]
        raise InputMissing(f"{path}: {'; '.join(said)}")
    for line, row in lines:
        cells = {name: value.strip() for name, value in zip(columns, row, strict=False) if value.strip()}
        if any(value.strip() for value in row[len(columns) :]):
            cells[""] = "more cells than columns"
        if cells:
            yield line, cells


def _program(cells: Mapping[str, str], knowledge: Knowledge) -> tuple[dict[str, Any], list[str]]:
    """A catalog program from a row, and what is wrong with it."""
    vocabulary = knowledge.vocabulary
    cells = {**cells, **{key: _as_listed(cells[key], vocabulary.fields) for key in ("field",) if key in cells}}
    wrong = [f"{name} is missing" for name in NEEDED if name not in cells]
    if "" in cells:
        wrong.append(cells[""])
    university = _university(cells.get("university", ""), knowledge, wrong)
    name = cells.get("name", "")
    checks = {
        "id": rules.identifier(cells["id"]) if "id" in cells else None,
        "field": None
        if cells.get("field") in (None, *vocabulary.fields)
        else "is not one of " + ", ".join(vocabulary.fields),
        "degree": None if cells.get("degree") in (None, *vocabulary.degrees) else "is not a degree of vocabulary.yml",
        "currency": rules.one_of(*rules.CURRENCIES)(cells.get("currency", "USD")),
        "url": rules.url(cells["url"]) if "url" in cells else None,
        "source": rules.url(cells["source"]) if "source" in cells else None,
        "as_of": wrong_period(cells["as_of"]) if "as_of" in cells else None,
    }
    wrong += [f"{key} {cells.get(key)!r} {said}" for key, said in checks.items() if said]
    facts = {}
    for key, rule in rules.FACTS.items():
        if key in cells:
            value, said = _value(key, cells[key], rule, knowledge)
            wrong += [f"{key} {cells[key]!r} {each}" for each in said]
            facts[key] = {"value": value, "source": cells.get("source", ""), "as_of": cells.get("as_of")}
    if not facts:
        wrong.append("it records no fact")
    program = {
        "id": cells.get("id") or slug(f"{university} {name}"),
        "university": university,
        "name": name,
        "short": cells.get("short"),
        "aliases": _list(cells.get("aliases", "")),
        "school": cells.get("school"),
        "degree": cells.get("degree"),
        "field": cells.get("field"),
        "currency": cells.get("currency", "USD"),
        "url": cells.get("url"),
        "checked": date.today().isoformat(),
        "confidence": "high",
        "facts": {key: {part: said for part, said in fact.items() if said is not None} for key, fact in facts.items()},
    }
    return {key: value for key, value in program.items() if value is not None}, wrong


def _university(typed: str, knowledge: Knowledge, wrong: list[str]) -> str:
    """The id of the university that is meant; what is wrong is noted."""
    if knowledge.university(typed) is not None:
        return typed
    found = [each for each in bearers(knowledge, typed) if knowledge.university(each) is not None]
    if len(found) == 1:
        return found[0]
    if typed:
        alike = [each for each in nearest(knowledge, typed) if _shares_a_name(each, typed)]
        near = f", or write {' or '.join(map(repr, alike))}" if alike else ""
        several = (
            f"may be {' or '.join(found)}: write the id" if found else f"is not in universities.csv: add it there{near}"
        )
        wrong.append(f"university {typed!r} {several}")
    return slug(typed)


def _shares_a_name(name: str, typed: str) -> bool:
    """Whether two names share a word that not every university's has."""
    return not set(folded(name).split()).isdisjoint(set(folded(typed).split()) - _ANY_UNIVERSITY)


def _value(key: str, cell: str, rule: rules.Rule, knowledge: Knowledge) -> tuple[Any, list[str]]:
    """The value of a cell, and what is wrong with it."""
    if key == "deadlines":
        entries = [_deadline(each) for each in _list(cell)]
        return entries, [said for entry in entries for _, said in rules.deadline_problems(entry)]
    value = _plain(key, cell, _words_of(key, knowledge))
    said = [each for each in (rule(value),) if each]
    known = {"focus": knowledge.vocabulary.focus, "prerequisites": knowledge.vocabulary.skills}.get(key)
    if known is not None and not said:
        said = [f"{word!r} is not in vocabulary.yml" for word in value if word not in known]
    return value, said


def _words_of(key: str, knowledge: Knowledge) -> Collection[str]:
    """The words that a fact chooses among; empty where it says what it likes."""
    listed = {"focus": knowledge.vocabulary.focus, "prerequisites": knowledge.vocabulary.skills}.get(key)
    return listed if listed is not None else DECLARED.facts[key].choices


def _as_listed(typed: str, words: Collection[str]) -> str:
    """One of the words however it is written ("On campus"), or what was typed."""
    found = re.sub(r"[\s-]+", "_", typed.casefold())
    return found if found in words else typed


def _plain(key: str, cell: str, words: Collection[str]) -> Any:
    if key in LISTS:
        return [_as_listed(each, words) for each in _list(cell)]
    if key in FLAGS:
        return True if cell.casefold() in _YES else False if cell.casefold() in _NO else cell
    if key in TEXTS:
        return _as_listed(cell, words)
    number = _AMOUNT.fullmatch(cell)
    if number is None:
        return cell
    plain = number[1].replace(",", "")
    return int(plain) if plain.isdigit() else float(plain)


def _list(cell: str) -> list[str]:
    return [each.strip() for each in cell.split("|") if each.strip()]


def _deadline(text: str) -> dict[str, Any]:
    """ "fall 02-01" or "fall rolling" as an entry."""
    intake, _, when = text.casefold().partition(" ")
    return {"intake": intake, "rolling": True} if when == ROLLING else {"intake": intake, "date": when}


def _names_taken(program: Mapping[str, Any], knowledge: Knowledge, written: Mapping[str, Any]) -> list[str]:
    """Names of a program that another one bears."""
    names = [each for each in (program.get("short"), *program["aliases"]) if each]
    others = {
        name.casefold(): id_ for id_, each in written.items() for name in (each.get("short", ""), *each["aliases"])
    }
    taken = []
    for name in names:
        bearer = others.get(name.casefold()) or next(
            (each for each in bearers(knowledge, name) if knowledge.program(each) is not None), None
        )
        if bearer is not None and bearer != program["id"]:
            taken.append(f"{name!r} is a name of {bearer} already")
    return taken
