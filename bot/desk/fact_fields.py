"""A fact of a program as fields of a form, and back; what is wrong, by the catalog's rules, at its field."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.desk.odd_characters import odd
from bot.desk.visits import Visit
from knowledge import rules
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.declared import RecordedFact
from knowledge.periods import wrong_period
from knowledge.problems import CatalogError
from knowledge.reader import CATALOG, read

NUMBERS = ("number", "whole", "money")
LISTS = ("choices", "terms", "texts")
_INITIALS = ("gre", "ielts", "toefl", "gpa", "cs", "opt", "stem")
MORE_ROWS = 2  # empty rows of deadlines below those that are there
DEADLINE_TEXTS = ("intake", "date", "round", "as_of", "source", "note")
DEADLINE_ORDER = ("intake", "date", "rolling", "round", "source", "as_of", "note")


@dataclass(frozen=True)
class Entry:
    """What an editor wrote of a fact, and what is wrong with it: field -> words."""

    entry: dict[str, Any]
    errors: dict[str, str]


def name_of_fact(key: str) -> str:
    """What a fact is called: "tuition total"."""
    declared = DECLARED.facts[key]
    named = DECLARED.subjects[declared.subject].name
    words = " ".join(each.upper() if each in _INITIALS else each for each in key.split("_"))
    return words if not named or named.casefold() in words.casefold() else f"{words} ({named})"


def shown_value(key: str, value: Any) -> str:
    """A value as the form's field has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)) and key != "deadlines":
        return "\n".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) and value == int(value) and abs(value) >= 1000 else str(value)


def in_brief(key: str, value: Any) -> str:
    """A value on one line, as people say it: "machine learning; robotics"."""
    if key == "deadlines" and not isinstance(value, str):
        return "; ".join(f"{each['intake']}: {each.get('date') or 'rolling'}" for each in value)
    words = shown_value(key, value).replace("\n", "; ")
    return words.replace("_", " ") if DECLARED.facts[key].type in ("choice", "choices", "terms") else words


def words_for(declared: RecordedFact, knowledge: Knowledge) -> list[str]:
    """The words that a choice or a list may use; empty where any will do."""
    if declared.vocabulary:
        return list(getattr(knowledge.vocabulary, declared.vocabulary))
    return list(declared.choices)


def written(visit: Visit, key: str, knowledge: Knowledge, before: Mapping[str, Any]) -> Entry:
    """The fact that a form holds, checked.

    Args:
        before: as the file has it, or nothing.
    """
    errors: dict[str, str] = {}
    value = _deadlines(visit, before.get("value")) if key == "deadlines" else _value(key, visit.said("value"), before)
    if key == "deadlines":
        found = [(n, part, wrong) for n, each in enumerate(value) for part, wrong in rules.deadline_problems(each)]
        errors |= {f"{part or 'date'}-{n}": _sentence(wrong) for n, part, wrong in found}
        errors |= _wrong_years(value, before.get("value"))
    if value in ("", []):
        errors["value"] = "Write what the page says; a fact that it does not tell is left out of the record."
    elif isinstance(value, str) and _is_ungrouped(key, value):
        errors["value"] = "Its commas group no thousands: write 1,234 or 1234, and 3.5 with a point."
    elif problem := rules.FACTS[key](value):
        errors["value"] = _sentence(problem)
    elif key in rules.WORD_LISTS:
        known = getattr(knowledge.vocabulary, rules.WORD_LISTS[key])
        if unknown := [str(each) for each in value if each not in known]:
            errors["value"] = f"{', '.join(unknown)}: not a word of vocabulary.yml."
    source, as_of, note = visit.said("source"), visit.said("as_of"), " ".join(visit.said("note").split())
    if source not in knowledge.sources and (problem := rules.url(source)):
        errors["source"] = _sentence(f"{problem}, or an id of sources.yml")
    if problem := _wrong_year(as_of, before.get("as_of")):
        errors["as_of"] = f"{problem} Leave it out if the page names none."
    errors |= _odd_fields(visit, value if key == "deadlines" else ())
    entry: dict[str, Any] = {"value": value, "source": source}
    entry |= {"as_of": _as_before(as_of, before.get("as_of"))} if as_of else {}
    entry |= {"secondhand": True} if visit.said("secondhand") else {}
    entry |= {"note": note} if note else {}
    return Entry(entry, errors)


def _sentence(problem: str) -> str:
    return f"It {problem}." if problem.startswith("must") else f"{problem[:1].upper()}{problem[1:]}."


def _value(key: str, typed: str, before: Mapping[str, Any]) -> Any:
    """What was typed as the catalog writes it; text where it is no value of the fact's type."""
    kind = DECLARED.facts[key].type
    if kind in LISTS:
        return [line.strip() for line in typed.split("\n") if line.strip()]
    if kind == "yes_no":
        return {"yes": True, "no": False}.get(typed, typed)
    if _is_number(key):
        if typed == shown_value(key, before.get("value")):
            return before.get("value", typed)  # as it was written: 3.0 stays 3.0
        plain = _ungrouped(typed.removeprefix("$"))
        if re.fullmatch(r"\d+", plain):
            return int(plain)
        return float(plain) if re.fullmatch(r"\d*\.\d+", plain) else typed
    return typed


def _ungrouped(typed: str) -> str:
    """A number without the commas that group its thousands; as it was typed where they group none."""
    return typed.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", typed) else typed


def _is_number(key: str) -> bool:
    return DECLARED.facts[key].type in (*NUMBERS, "fraction")


def _is_ungrouped(key: str, typed: str) -> bool:
    """Whether a number was typed whose commas stand elsewhere than between thousands."""
    return _is_number(key) and "," in typed and re.fullmatch(r"\$?[\d.,\s]+", typed) is not None


def _wrong_year(typed: str, before: Any) -> str:
    """What is wrong with a year; "" where nothing is, none is named, or it stands in the file as it is."""
    return wrong_period(typed) if typed and typed != str(before) else ""


def _wrong_years(rows: Sequence[Mapping[str, Any]], before: Any) -> dict[str, str]:
    """What is wrong with the years of deadlines, by field; those that the file has stay as they are."""
    known = {str(each.get("as_of")) for each in (before if isinstance(before, list) else ())}
    found = {f"as_of-{n}": str(each.get("as_of") or "") for n, each in enumerate(rows)}
    return {
        field: problem for field, typed in found.items() if typed not in known and (problem := _wrong_year(typed, ""))
    }


def _odd_fields(visit: Visit, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Fields with a character to be taken out; those of deadlines are counted as they will be shown."""
    found = {field: says for field, says in visit.odd().items() if not re.search(r"-\d+$", field)}
    parts = [(f"{part}-{n}", text) for n, row in enumerate(rows) for part, text in row.items()]
    return found | {field: says for field, text in parts if isinstance(text, str) and (says := odd(text, False))}


def _deadlines(visit: Visit, before: Any) -> list[dict[str, Any]]:
    """The rows that say something; what a row had beside its fields stays."""
    old = before if isinstance(before, list) else []
    found = []
    for n in range(len(old) + MORE_ROWS):
        texts = {part: visit.said(f"{part}-{n}") for part in DEADLINE_TEXTS}
        rolling = bool(visit.said(f"rolling-{n}"))
        if not texts["intake"] and not texts["date"] and not rolling:
            continue
        was = old[n] if n < len(old) else {}
        row: dict[str, Any] = {part: _as_before(texts[part], was.get(part)) for part in DEADLINE_TEXTS if texts[part]}
        found.append(_in_order(row | ({"rolling": True} if rolling else {}), was))
    return found


def _as_before(typed: str, before: Any) -> Any:
    """What was typed; where it says the same as before, as it was written then (2025 or '2025')."""
    return before if typed == str(before) else typed


def _in_order(row: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """A deadline's parts as they stood, new ones behind, so that only what changed is a change."""
    order = [*before, *DEADLINE_ORDER]
    return {part: row[part] for part in dict.fromkeys(order) if part in row}


def catalog_problems(path: str, text: str, root: Path) -> list[str]:
    """What the whole catalog would say with another text in one of its files: "line: what is wrong".

    Args:
        path: of the file, from the project's folder.
        root: the project's folder.
    """
    folder = root / CATALOG.relative_to(CATALOG.parents[1])
    name = Path(path).name
    with tempfile.TemporaryDirectory() as made:
        there = Path(made) / "catalog"
        (there / "programs").mkdir(parents=True)
        for each in (*folder.glob("*.*"), *(folder / "programs").glob("*.yml")):
            if each.name != name:
                (there / each.relative_to(folder)).symlink_to(each.resolve())
        (there / "programs" / name).write_text(text, encoding="utf-8")
        try:
            read(there)
        except CatalogError as error:
            return [each.removeprefix("catalog/") for each in error.problems]
    return []
