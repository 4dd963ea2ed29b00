"""Curated program files (YAML with telling comments) → programs/<id>.yml.

The raw files say four things about a value: where its group was read (`source`, `as_of`, `secondary`), and in the
comment behind it another page, "2nd" for a page that is not the university's, or what limits the value. All of
it becomes part of the fact. `receipts.yml` beside this module settles the comments that no rule reads right.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from knowledge.importers import raw_file, read_names
from knowledge.importers.comments import comments, limit, read_comment
from knowledge.importers.federal import slug
from knowledge.importers.program_files import write_program

FOLDER = "curated_programs"
FILES = ("us_online.yml", "us_campus.yml", "us_further.yml", "us_more.yml", "us_secondhand.yml", "world.yml")
PATCHES = "patches.yml"
RECEIPTS = Path(__file__).with_name("receipts.yml")
ALL_SECONDHAND = "us_secondhand.yml"

# Fact key ← path in the raw file.
MONEY = {
    "tuition_total": "cost.total_tuition",
    "tuition_total_in_state": "cost.total_tuition_in_state",
    "price_per_credit": "cost.per_credit",
    "price_per_credit_in_state": "cost.per_credit_in_state",
    "price_per_year": "cost.per_year",
}
PATHS = {
    "focus": "focus",
    "delivery": "delivery",
    "synchronous": "synchronous",
    "part_time": "part_time",
    "credits": "credits",
    "credit_system": "credit_system",
    "months_full_time": "duration_months.full_time",
    "months_part_time": "duration_months.part_time",
    "months_typical": "duration_months.typical",
    **MONEY,
    "gre": "admission.gre",
    "gpa_min": "admission.gpa_min",
    "toefl_min": "admission.toefl_min",
    "ielts_min": "admission.ielts_min",
    "cs_degree_required": "admission.cs_degree_required",
    "prerequisites": "admission.prerequisites",
    "bridge": "admission.bridge_available",
    "work_years": "admission.work_experience_years",
    "letters": "admission.letters",
    "application_fee": "admission.application_fee",
    "thesis": "structure.thesis",
    "capstone": "structure.capstone",
    "courses": "structure.courses",
    "deadlines": "deadlines",
    "median_salary": "outcomes.median_salary",
    "acceptance_rate": "outcomes.acceptance_rate",
    "cohort_size": "outcomes.cohort_size",
    "funding": "funding",
    "stem_opt": "stem_opt",
}
GROUPS = ("cost", "admission", "structure", "outcomes")


def run(folder: Path, catalog: Path) -> str:
    """Writes one file a program and removes files of programs that are gone; returns what was written.

    Raises:
        InputMissing: a raw file is missing.
    """
    names = read_names()
    receipts = yaml.safe_load(RECEIPTS.read_text(encoding="utf-8"))
    patches = yaml.safe_load(raw_file(folder / FOLDER, PATCHES).read_text(encoding="utf-8"))
    target = catalog / "programs"
    target.mkdir(parents=True, exist_ok=True)
    written = set()
    for raw in _raw_programs(folder):
        own_patches = [patch for patch in patches if patch["id"] == raw["id"]]
        program = convert(raw, own_patches, names, receipts)
        write_program(target / f"{program['id']}.yml", program)
        written.add(f"{program['id']}.yml")
    for path in target.glob("*.yml"):
        if path.name not in written:
            path.unlink()
    return f"{len(written)} programs"


def _raw_programs(folder: Path) -> Iterator[dict[str, Any]]:
    """Every raw program; under "comments" the text behind each value by its path, "secondhand" for a whole file."""
    for name in FILES:
        text = raw_file(folder / FOLDER, name).read_text(encoding="utf-8")
        lines = text.splitlines()
        values = yaml.load(text, Loader=yaml.CSafeLoader)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        for program, node in zip(values, root.value if root is not None else (), strict=True):
            yield program | {"comments": dict(comments(node, "", lines)), "secondhand": name == ALL_SECONDHAND}


def convert(
    raw: dict[str, Any], patches: list[dict[str, Any]], names: dict[str, Any], receipts: dict[str, Any]
) -> dict[str, Any]:
    """A catalog program from a raw one."""
    for patch in patches:
        _put(raw, patch["path"], patch["value"])
    patched = {patch["path"]: patch for patch in patches}
    overrides = receipts["facts"].get(raw["id"], {})
    facts = {}
    for key, path in PATHS.items():
        fact = _fact(raw, key, path, patched.get(path), names, receipts["groups"])
        if fact is not None:
            facts[key] = _tidy({**fact, **overrides.get(key, {})})
    facts = _with_price_note(raw, facts, patched)
    unused = set(overrides) - set(facts)
    if unused:
        raise ValueError(f"receipts.yml: {raw['id']} has no facts {', '.join(sorted(unused))}")
    degree = raw["degree"]
    return {
        "id": raw["id"],
        "university": _university(raw, names),
        "name": raw["program"],
        "aliases": names["program_aliases"].get(raw["id"], []),
        "school": raw["school"],
        "degree": names["degrees"].get(degree, degree),
        "field": raw["field"],
        "currency": raw["cost"]["currency"],
        "url": raw["url"],
        "checked": str(raw["checked"]),
        "confidence": raw["confidence"],
        "facts": facts,
    }


def _university(raw: dict[str, Any], names: dict[str, Any]) -> str:
    """The catalog's id of the university: that of its display name, unless the program belongs to another campus."""
    return names["campuses"].get(raw["id"]) or slug(raw["university"])


def _fact(
    raw: dict[str, Any], key: str, path: str, patch: dict[str, Any] | None, names: dict[str, Any], notes: dict[str, Any]
) -> dict[str, Any] | None:
    """One fact with its receipt, or None when it is not recorded."""
    value = _get(raw, path)
    if value is None or value == []:
        return None
    group = path.split(".")[0]
    if key == "deadlines":
        return _deadlines(raw)
    if key in ("focus", "prerequisites"):
        value = _merged(value, names[f"merged_{key}"])
    fact = {"value": value, **_group_receipt(raw, group)}
    comment = raw["comments"].get(path) or raw["comments"].get(group if group == "duration_months" else "", "")
    fact |= read_comment(comment, fact["source"], _pages(raw)) if comment else {}
    if patch is not None:
        fact |= {"source": patch["source"], "as_of": _text(patch["as_of"]), "secondhand": patch["secondary"]}
    group_note = notes.get(raw["id"], {}).get(group)
    if group_note and not fact.get("note"):
        fact["note"] = group_note
    if key in MONEY and raw["cost"]["fees_note"]:
        fact["note"] = " ".join(filter(None, (_sentence(fact.get("note")), raw["cost"]["fees_note"])))
    return fact


def _group_receipt(raw: dict[str, Any], group: str) -> dict[str, Any]:
    """The receipt of a group; values outside the groups were read on the program's own page."""
    if group == "funding":
        return {"source": raw["funding_source"] or raw["url"], "as_of": None, "secondhand": raw["secondhand"]}
    if group not in GROUPS:
        return {"source": raw["url"], "as_of": None, "secondhand": raw["secondhand"]}
    found = raw[group]
    return {
        "source": found["source"] or raw["url"],
        "as_of": _text(found.get("as_of")),
        "secondhand": raw["secondhand"] or bool(found.get("secondary")),
    }


def _pages(raw: dict[str, Any]) -> list[str]:
    """Every page the raw program names as a source."""
    groups = [raw[group].get("source") for group in GROUPS]
    return [page for page in (*groups, raw["funding_source"], raw["url"]) if page]


def _deadlines(raw: dict[str, Any]) -> dict[str, Any]:
    """All deadlines as one fact; each entry keeps its own receipt, the fact has that of the first."""
    entries = []
    for index, raw_entry in enumerate(raw["deadlines"]):
        comment = raw["comments"].get(f"deadlines.{index}")
        for intake in str(raw_entry["intake"]).split("/"):
            entries.append(_deadline(raw_entry, intake, comment))
    first = entries[0]
    return {"value": entries, "source": first["source"], "as_of": first.get("as_of"), "secondhand": raw["secondhand"]}


def _deadline(raw_entry: dict[str, Any], intake: str, comment: str | None) -> dict[str, Any]:
    season, _, session = intake.partition("_")
    rounds = [str(raw_entry.get("round") or "").replace("_", " "), f"session {session}" if session else ""]
    entry = {
        "intake": {"autumn": "fall"}.get(season, season),
        "date": _text(raw_entry.get("date")),
        "rolling": raw_entry.get("rolling"),
        "round": ", ".join(filter(None, rounds)) or None,
        "source": raw_entry["source"],
        "as_of": _text(raw_entry.get("as_of")),
        "note": _sentence(limit(comment or "")),
    }
    return {key: value for key, value in entry.items() if value is not None}


def _with_price_note(raw: dict[str, Any], facts: dict[str, Any], patched: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the cost group says in words, where it gives no price at all."""
    text = raw["cost"]["fees_note"]
    if not text or any(key in facts for key in MONEY):
        return facts
    patch = patched.get("cost.fees_note")
    receipt = _group_receipt(raw, "cost")
    if patch is not None:
        receipt = {"source": patch["source"], "as_of": _text(patch["as_of"]), "secondhand": patch["secondary"]}
    order = [*PATHS]
    note = {"price_note": _tidy({"value": text, **receipt})}
    before = {key: fact for key, fact in facts.items() if order.index(key) < order.index("gre")}
    return before | note | {key: fact for key, fact in facts.items() if key not in before}


def _tidy(fact: dict[str, Any]) -> dict[str, Any]:
    """The fact as it is written: without what it does not say."""
    fact["note"] = _sentence(fact.get("note"))
    return {key: value for key, value in fact.items() if (value is not None and value is not False) or key == "value"}


def _sentence(text: str | None) -> str | None:
    """A note as a short sentence: capital letter, full stop."""
    if not text:
        return None
    text = text.strip()
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _merged(ids: list[str], table: dict[str, str | None]) -> list[str]:
    """Canonical ids, in order and without repetitions; an id that says nothing is dropped."""
    return list(dict.fromkeys(new for old in ids if (new := table.get(old, old)) is not None))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _get(raw: dict[str, Any], path: str) -> Any:
    value: Any = raw
    for part in path.split("."):
        value = value[part]
    return value


def _put(raw: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    target = raw
    for part in parents:
        target = target[part]
    target[last] = value
