"""An update folder → the catalog: new programs, new universities, further facts, university charges.

An update is a folder with any of these:

* `new_universities.csv`: rows for universities.csv; `new_programs/<id>.yml`: programs in the catalog's own format
* `fills/<id>.yml`, then `fills_2/<id>.yml` …: `id` and `facts` of programs the catalog has
* `graduate_charges_*.csv`, `graduate_flags_*.csv`: see charges.py beside this module

No value changes silently. A fact that would replace another, and every doubt met in reading, needs an entry in
`decisions.yml`; without one the import stops. What came in and what did not is written to catalog/CHANGES.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge import rules
from knowledge.importers import InputMissing, charges, read_rows, write_rows
from knowledge.importers.federal import UNIVERSITY_COLUMNS
from knowledge.importers.program_files import write_program

DECISIONS = Path(__file__).with_name("decisions.yml")
TAKE, REFUSE, CHANGE, DROP = "take", "refuse", "change", "drop"
CHANGES = "CHANGES.md"


class Undecided(Exception):
    """Values that would be replaced without a decision; the message names each."""


@dataclass
class Report:
    """What an import did, for CHANGES.md."""

    programs: list[str] = field(default_factory=list)
    universities: list[str] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    decided: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    charges: str = ""


def run(folder: Path, catalog: Path) -> str:
    """Merges one update into the catalog; returns what came in.

    Raises:
        InputMissing: the folder is not there, or a fill belongs to no program.
        Undecided: a value would be replaced that decisions.yml says nothing about; nothing was written.
    """
    if not folder.is_dir():
        raise InputMissing(f"{folder} is missing: give the folder of an update.")
    if f"## {folder.name}\n" in _read_changes(catalog):
        return f"{folder.name}: taken in before, see {CHANGES}; without its section there it is taken in again"
    decisions = (_yaml(DECISIONS) or {}).get(folder.name, {})
    report = Report()
    programs = {path.stem: _yaml(path) for path in sorted((catalog / "programs").glob("*.yml"))}
    before = {id_: dict(program["facts"]) for id_, program in programs.items()}
    for path in sorted((folder / "new_programs").glob("*.yml")):
        if path.stem not in programs:
            report.programs.append(path.stem)
            programs[path.stem] = _yaml(path)
    _merge(folder, programs, decisions.get("facts", {}), report)
    _add_universities(folder, catalog, decisions, report)
    for id_, program in programs.items():
        program["facts"] = _ordered(program["facts"])
        if program["facts"] != before.get(id_):
            write_program(catalog / "programs" / f"{id_}.yml", program)
    report.charges = charges.run(folder, catalog)
    (catalog / CHANGES).write_text(_read_changes(catalog) + _changes(folder.name, report), encoding="utf-8")
    return f"{folder.name}: {len(report.programs)} programs, {sum(report.facts.values())} facts, {report.charges}"


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _merge(folder: Path, programs: dict[str, Any], decided: Mapping[str, Any], report: Report) -> None:
    """Merges the fills in their order, decisions first."""
    undecided = []
    for id_, key, fact, filled in _facts(folder, programs, report.programs):
        place = f"{id_}.{key}"
        facts = programs[id_]["facts"]
        decision = decided.get(place)
        old = facts.get(key) if filled else None
        if decision is None and old is not None and old != fact:
            undecided.append(f"{place}: {_short(old['value'])} → {_short(fact['value'])}")
            continue
        verdict = decision["verdict"] if decision is not None else TAKE
        if verdict == DROP:  # below, once for all that was offered
            continue
        _decide(facts, key, fact, decision, filled)
        if decision is not None:
            report.decided.append((place, verdict, _short((old or fact)["value"]), _new(facts, key), decision["why"]))
        if verdict != REFUSE:
            report.facts[key] += 1
    for place, decision in decided.items():
        if decision["verdict"] == DROP:
            id_, key = place.split(".")
            gone = programs[id_]["facts"].pop(key, None)
            report.decided.append((place, DROP, _short(gone["value"]) if gone else "", "", decision["why"]))
    if undecided:
        raise Undecided("decisions.yml says nothing about\n" + "\n".join(undecided))


def _facts(
    folder: Path, programs: Mapping[str, Any], new: Iterable[str]
) -> Iterator[tuple[str, str, dict[str, Any], bool]]:
    """Every fact of an update: program, key, fact, and whether it fills a program that was there before."""
    for id_ in new:
        for key, fact in dict(programs[id_]["facts"]).items():
            yield id_, key, fact, False
    for fills in sorted(folder.glob("fills*")):
        for path in sorted(fills.glob("*.yml")):
            if path.stem not in programs:
                raise InputMissing(f"{path}: there is no program {path.stem}.")
            for key, fact in _yaml(path)["facts"].items():
                yield path.stem, key, fact, True


def _decide(
    facts: dict[str, Any], key: str, fact: dict[str, Any], decision: Mapping[str, Any] | None, filled: bool
) -> None:
    """Puts a fact where the decision wants it: as it is, changed, or not at all."""
    if decision is not None and decision["verdict"] == REFUSE:
        if not filled:
            facts.pop(key, None)
        return
    changed = fact | (decision.get("fact", {}) if decision is not None else {})
    changed = {part: value for part, value in changed.items() if value is not None}
    target = decision.get("key", key) if decision is not None else key
    if target != key and not filled:
        facts.pop(key, None)
    facts[target] = changed


def _new(facts: Mapping[str, Any], key: str) -> str:
    return _short(facts[key]["value"]) if key in facts else ""


def _ordered(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts in the order of `rules.FACTS`."""
    return {key: facts[key] for key in rules.FACTS if key in facts}


def _add_universities(folder: Path, catalog: Path, decisions: Mapping[str, Any], report: Report) -> None:
    """Adds rows to universities.csv, and the federal ids that the decisions found."""
    path = catalog / "universities.csv"
    rows = {row["id"]: row for row in read_rows(catalog, "universities.csv")}
    if (folder / "new_universities.csv").is_file():
        for row in read_rows(folder, "new_universities.csv"):
            if row["id"] not in rows:
                report.universities.append(row["id"])
                rows[row["id"]] = {column: row.get(column, "") for column in UNIVERSITY_COLUMNS}
    for id_, unitid in decisions.get("unitids", {}).items():
        rows[id_]["unitid"] = str(unitid)
    write_rows(path, UNIVERSITY_COLUMNS, (rows[id_] for id_ in sorted(rows)))


def _short(value: Any) -> str:
    """A value in a table's cell."""
    text = ", ".join(map(_one, value)) if isinstance(value, list) else str(value)
    text = text.replace("|", "/").replace("\n", " ")
    return text if len(text) <= 80 else f"{text[:77]}…"


def _one(item: Any) -> str:
    return f"{item['intake']} {item.get('date', 'rolling')}" if isinstance(item, dict) else str(item)


def _changes(name: str, report: Report) -> str:
    """One update in words: counts, then every value that was decided on."""
    counts = ", ".join(f"{key} {count}" for key, count in sorted(report.facts.items(), key=lambda each: -each[1]))
    lines = [
        f"## {name}",
        "",
        f"- {len(report.programs)} programs, {len(report.universities)} universities",
        f"- {sum(report.facts.values())} facts: {counts}",
        f"- {report.charges}",
        "",
        "| program and fact | decision | before (or offered) | after | why |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in sorted(report.decided)),
        "",
    ]
    return "\n".join(lines)


def _read_changes(catalog: Path) -> str:
    """CHANGES.md so far, or its head."""
    path = catalog / CHANGES
    head = "# What came into the catalog, what did not, and why\n\nWritten by `python -m knowledge.importers`.\n\n"
    return path.read_text(encoding="utf-8") if path.is_file() else head
