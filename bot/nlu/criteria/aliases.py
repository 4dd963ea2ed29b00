"""How universities and programs are called: the catalog's names and aliases, and what people make of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from bot.nlu.criteria.campuses import campus_names, not_on_record
from bot.nlu.criteria.geography import REGION_NAMES, state_names
from bot.nlu.criteria.text import flatten
from bot.nlu.criteria.word_tables import inverse, table, word_set
from knowledge.base import Knowledge
from knowledge.facts import Program, University

TRAPS = word_set("names", "traps")
TRAP_WORDS = word_set("names", "trap_words")
CITY_LIKE = word_set("names", "city_like")
PLAIN_NAMES = word_set("names", "plain_names")
MISSPELT: dict[str, str] = inverse(table("names")["misspelt"])
SHORT_JOBS: dict[str, str] = table("names")["short_jobs"]
# Degree abbreviations: what they say of the degree, and of the field.
DEGREES: dict[str, tuple[str | None, str | None]] = {
    typed: (degree, subject) for typed, (degree, subject) in table("names")["degrees"].items()
}
_NO_ALIAS = word_set("names", "no_alias")
_CALLED: dict[str, str] = inverse(table("names")["called"])
_WEAK: dict[str, str] = inverse(table("names")["weak"])
_OF = re.compile(r"^(?:the )?university of (?P<rest>.+)$")
_X_UNIVERSITY = re.compile(r"^(?:the )?(?P<rest>.+?) (?:university|college)(?: of technology| bloomington)?$")
_SHORTER = (
    (" polytechnic institute", " institute"),
    (" institute of technology", " of technology"),
    (" state university", " university"),
)


def phrases(knowledge: Knowledge) -> Iterator[tuple[str, str, Any]]:
    """Every (phrase, kind, id) that names a university or a program; kind "weak" needs other names beside it, and kind
    "absent" is a university that is not on record."""
    yield from ((phrase, "absent", phrase) for phrase in not_on_record())
    by_name = {each.name: each for each in knowledge.universities}
    states = state_names(knowledge)
    for university in knowledge.universities:
        for name in names_of(university):
            if flatten(name) not in _NO_ALIAS:
                yield name, "university", university.id
        for name in dict.fromkeys((university.name, *university.aliases)):
            yield from ((called, "university", university.id) for called in campus_names(name, states))
        if (short := _short(university)) is not None:
            yield short, "weak", university.id
    for names, kind in ((_CALLED, "university"), (MISSPELT, "university"), (_WEAK, "weak")):
        for called, name in names.items():
            if name in by_name:
                yield called, kind, by_name[name].id
    for program in knowledge.programs:
        if program.kind == "program":
            for alias in (*program.aliases, program.id.replace("-", " ")):
                if not _is_generic(alias):
                    yield alias, "program", program.id
            yield from ((shown, "program", program.id) for shown in _shown(program, " at "))


def listed(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(short name, id) of every program as lists show it, so that who copies it is understood; a comma may also part
    two names ("Northeastern MS Data Science, Buffalo MS Data Science"), or two wishes."""
    for program in knowledge.named:
        yield from ((shown, program.id) for shown in _shown(program, ", "))


def _shown(program: Program, joint: str) -> Iterator[str]:
    """ "MS Data Science, Arizona" and "MS Data Science, University of Arizona"."""
    title, comma, called = (program.short or "").rpartition(", ")
    for school in dict.fromkeys((called, program.university.name.removeprefix("The "))) if comma else ():
        yield f"{title}{joint}{school}"


def names_of(university: University) -> Iterator[str]:
    """The university's name and aliases, each in the ways it is written."""
    for name in (university.name, *university.aliases):
        plain = name.replace("(", " ").replace(")", " ").replace("–", " ").replace("-", " ").replace("/", " ")
        plain = plain.removeprefix("The ")
        if len(plain) < 2:
            continue
        yield plain
        if any(mark in name for mark in "(/"):
            yield name.removeprefix("The ")  # as it is written: "TU/e"
        flat = flatten(plain)
        for mark in ".,":
            if mark in flat:
                yield plain.replace(mark, "")
        if (match := _OF.match(flat)) is not None:
            yield from (f"{short} {match['rest']}" for short in ("univ of", "uni of", "u of"))
            yield from _at_campus(match["rest"])
        elif " university" in flat and len(flat) > 14:
            yield from (flat.replace(" university", short).replace(",", "") for short in (" uni", " univ"))
        if flat.startswith("california state university, "):
            campus = flat.removeprefix("california state university, ")
            yield from ("california state university", "cal state", "csu", f"csu {campus}", f"cal state {campus}")
        for ending, cut in _SHORTER:
            if flat.endswith(ending):
                yield flat.removesuffix(cut)
        if "saint " in flat:
            yield flat.replace("saint ", "st ")
            yield flat.replace("saint ", "st. ")


def _at_campus(rest: str) -> Iterator[str]:
    """Names of one campus of several: "university of texas dallas", "u of t dallas", from "texas at dallas"."""
    place, joint, campus = rest.replace(", ", " at ").partition(" at ")
    if joint:
        yield from (f"{short} {place} {campus}" for short in ("university of", "uni of", "univ of", "u of"))
        yield f"u of {place[0]} {campus}"


def _short(university: University) -> str | None:
    """The name without "University"."""
    flat = flatten(university.name)
    match = _OF.match(flat) or _X_UNIVERSITY.match(flat)
    if match is None or len(match["rest"]) < 4 or match["rest"].endswith(" state"):
        return None
    short = match["rest"].split(",")[0].split(" at ")[0]
    return None if short in REGION_NAMES or short == "the district of columbia" else short


def is_directional(short: str, states: Container[str]) -> bool:
    """Whether a short name is a corner of a state ("north carolina" aside, "central florida"), which is mostly a place."""
    first, _, rest = short.partition(" ")
    return short in states or (first in ("north", "south", "east", "west", "central") and rest in states)


def _is_generic(alias: str) -> bool:
    """Whether an alias is only a degree and a field ("MS in ML"), which any university may have."""
    parts = flatten(alias).replace("-", " ").split()
    return all(part in DEGREES or part in ("in", "ml", "ai", "ds", "cs", "online") for part in parts)
