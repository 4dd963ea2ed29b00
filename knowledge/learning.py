"""Reads and checks learning.yml: ways to learn what programs ask for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge import rules
from knowledge.facts import Learning, Source, Vocabulary, Way
from knowledge.lines import Document, check_keys, mapping_of, read_yaml
from knowledge.problems import Problems

LEARNING_KEYS = ("needs", "weeks", "hours_a_week", "school", "source", "ways")
WAY_KEYS = ("name", "provider", "url", "as_of", "free")


def read_learning(
    path: Path, sources: Mapping[str, Source], vocabulary: Vocabulary, problems: Problems
) -> dict[str, Learning]:
    """Ways to learn a skill, learning.yml."""
    document = read_yaml(path, problems)
    entries = mapping_of(document)
    learning: dict[str, Learning] = {}
    for skill, entry in entries.items():
        if document.readable and skill not in vocabulary.skills:
            document.problem((skill,), f"{skill} is not a skill of vocabulary.yml")
        if not check_keys(document, (skill,), entry, LEARNING_KEYS, ("weeks", "hours_a_week", "ways")):
            continue
        if _check_learning(document, skill, entry, sources):
            learning[skill] = _one_learning(skill, entry)
    for skill in _circular(learning):
        document.problem((skill, "needs"), f"{skill} needs itself, by way of what it needs")
    return learning


def _one_learning(skill: str, entry: Mapping[str, Any]) -> Learning:
    return Learning(
        skill=skill,
        needs=tuple(entry.get("needs") or ()),
        weeks=entry["weeks"],
        hours_a_week=entry["hours_a_week"],
        school=entry.get("school") is True,
        source=entry.get("source"),
        ways=tuple(Way(*(each.get(key) for key in WAY_KEYS)) for each in entry["ways"]),
    )


def _check_learning(document: Document, skill: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> bool:
    """Whether an entry of learning.yml is in order; notes what is wrong."""
    needs, source = entry.get("needs"), entry.get("source")
    checks = {
        "needs": rules.list_of(rules.one_of(*document.value))(needs) if needs is not None else None,
        "weeks": rules.number(0.5, 52, "weeks")(entry["weeks"]),
        "hours_a_week": rules.number(1, 60, "hours a week")(entry["hours_a_week"]),
        "school": rules.yes_or_no(entry.get("school", False)),
        "source": rules.url(source) if source is not None and str(source) not in sources else None,
        "ways": None if isinstance(entry["ways"], list) and entry["ways"] else "must be a list with something in it",
    }
    for key, wrong in checks.items():
        if wrong:
            document.problem((skill, key), f"{key} {wrong}")
    ways = entry["ways"] if isinstance(entry["ways"], list) else []
    fine = [_check_way(document, (skill, "ways", index), way) for index, way in enumerate(ways)]
    return all(fine) and not any(checks.values())


def _check_way(document: Document, where: tuple[Any, ...], way: Any) -> bool:
    """Whether a course or book has a name, a provider and an address; notes what is wrong."""
    if not check_keys(document, where, way, WAY_KEYS, ("name", "provider", "url")):
        return False
    checks = {
        "name": rules.text(way["name"]),
        "provider": rules.text(way["provider"]),
        "url": rules.url(way["url"]),
        "as_of": rules.text(way["as_of"]) if way.get("as_of") is not None else None,
        "free": rules.yes_or_no(way["free"]) if way.get("free") is not None else None,
    }
    for key, wrong in checks.items():
        if wrong:
            document.problem((*where, key), f"{key} {wrong}")
    return not any(checks.values())


def _circular(learning: Mapping[str, Learning]) -> list[str]:
    """Skills that need themselves, directly or by way of others."""

    def reached(skill: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(learning[skill].needs)
        while waiting:
            if (each := waiting.pop()) not in seen:
                seen.add(each)
                waiting += learning[each].needs if each in learning else ()
        return seen

    return [skill for skill in learning if skill in reached(skill)]
