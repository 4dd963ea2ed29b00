"""What is known of a person, as they said it: noted from every message, kept in the memory, handed to the advice. Pure.

The keys of `Memory.profile`; each is there once something was said of it:

backgrounds, skills, lacking   ids of the vocabulary
hours                          a week for study
gpa                            {"value": on a scale of 4 or None, "said", "scale"}; foreign marks are never converted
tests                          {"toefl", "ielts", "duolingo", "gre_score": number}
work_years, age                years
family                         "children", "partner"
visa                           "needs" or "has"
situation, goal                see bot/nlu/life.py
lives                          (kind, code) of a place, such as ("state", "OH")
origin                         ISO code of the country they come from
job                            code of the Standard Occupational Classification
studied, admitted, refused_by, worked   ids of programs and universities, or names as typed
offers                         what was quoted, in US dollars, by the id of the program or university
loan, living, exchange         [amount, currency]: lent, a year's living, units of a currency for one of a third item
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import best_of_each, pointed_at, programs_of_ids
from actions.dialogue.quoted import quoted
from actions.dialogue.reckoning import KEPT, as_kept
from actions.dialogue.wish_values import is_number, is_possible
from knowledge.advice.readiness import COMPUTING_DEGREE, DEFAULT_HOURS, Person
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

MOST_PROGRAMS = 3
MOST_HOURS = 80  # a week; more is taken for a slip
OTHER_DEGREE = "other"
MINOR = "minor"  # the level of a subject studied beside the degree: no degree of its own
PLACES = ("city", "state", "country", "region")
TESTS = ("toefl", "ielts", "duolingo", "gre_score")
MANY = ("family", "situation", "goal")
SCHOOLS = ("studied", "admitted", "refused_by", "worked")
MOST_SCHOOLS = 12
# Standings in which a thing is said of oneself: "if I had a 3.5" is not.
UNSAID = ("supposed", "denied")


def remembered(message: Message, memory: Memory, knowledge: Knowledge) -> Memory:
    """The memory with what this message tells of the person; what is said last counts."""
    said = [
        each
        for each in message.entities
        if each.get("standing") not in UNSAID and each.get("role") != "other" and each.get("level") != MINOR
    ]
    profile = {key: list(memory.profile.get(key) or ()) for key in ("backgrounds", "skills", "lacking")}
    for entity in said:
        value = entity.get("value")
        if entity["entity"] == "background" and entity.get("op") == "drop":
            profile["backgrounds"][:] = [each for each in profile["backgrounds"] if value not in (None, each)]
        elif entity["entity"] == "background" and isinstance(value, str):
            _note_background(profile, value, entity.get("op") == "not", knowledge)
        elif _is_skill(entity, knowledge):
            _note_skill(profile, str(value), str(entity.get("op") or "is"))
    kept = {**memory.profile, **{key: value for key, value in profile.items() if value or key in memory.profile}}
    for entity in said:
        kept = _noted(kept, entity, message, knowledge)
    if offers := quoted(message):
        kept = {**kept, "offers": {**(kept.get("offers") or {}), **offers}}
    hours = hours_said(message)
    if hours is None:
        return replace(memory, profile=kept)
    return replace(memory, profile={**kept, "hours": hours}, assumptions={**memory.assumptions, "hours": hours})


def _noted(profile: Mapping[str, Any], entity: Mapping[str, Any], message: Message, knowledge: Knowledge) -> Any:
    """The profile with what one entity says; a "drop" takes its key away."""
    kind, value, role, op = entity["entity"], entity.get("value"), entity.get("role"), entity.get("op")
    key = _key(kind, role)
    if kind == "figure" and entity["name"] in KEPT:
        return {**profile, entity["name"]: as_kept(entity)}
    if key is None:
        return profile
    if op == "drop":
        return _without(profile, key, kind if key == "tests" else value if key in MANY else None)
    if key in ("gpa", "tests", "work_years") and not _is_own(entity, message, knowledge):
        return profile
    if key == "gpa":
        return {
            **profile,
            "gpa": {"value": value, "said": str(entity.get("said") or value), "scale": entity.get("scale")},
        }
    if key == "tests" and is_number(value):
        return {**profile, "tests": {**(profile.get("tests") or {}), kind: value}}
    if key in ("work_years", "age") and is_number(value):
        return {**profile, key: value}
    if key == "lives":
        return {**profile, "lives": [kind, value, *([entity["state"]] if entity.get("state") else [])]}
    if key in MANY and isinstance(value, str):
        others = [each for each in profile.get(key) or () if each != value]
        return {**profile, key: others if op == "not" else [*others, value]}
    if key in SCHOOLS:
        others = [each for each in profile.get(key) or () if each != value]
        return {**profile, key: [*others, value][-MOST_SCHOOLS:]}
    if key in ("visa", "origin", "job") and isinstance(value, str) and op != "not":
        return {**profile, key: value}
    return profile


def _without(profile: Mapping[str, Any], key: str, one: Any) -> Mapping[str, Any]:
    """The profile without a key, or without one of the things told under it."""
    others = {name: known for name, known in profile.items() if name != key}
    if one is None or key not in profile:
        return others
    of_key = profile[key]
    left = {n: v for n, v in of_key.items() if n != one} if key == "tests" else [v for v in of_key if v != one]
    return {**others, key: left} if left else others


def _key(kind: str, role: str | None) -> str | None:
    """The key of the profile that an entity of this kind and role fills, or None."""
    if kind in TESTS:
        return "tests"
    if kind in PLACES:
        return "lives" if role in ("home", "lives") else "origin" if role == "from" and kind == "country" else None
    if kind in ("program", "unknown_program", "university"):
        return role if role in SCHOOLS else "studied" if kind == "university" and role is None else None
    if kind == "occupation":
        return "job" if role == "own" else None
    return kind if kind in ("gpa", "work_years", "age", "visa", "origin", *MANY) else None


def _is_own(entity: Mapping[str, Any], message: Message, knowledge: Knowledge) -> bool:
    """Whether a grade is the person's: by its role, else unless a program's minimum is asked for."""
    role = entity.get("role")
    if role is not None:
        return role in ("own", "work_years")
    return entity.get("value") is None or is_possible(entity, knowledge)


def _is_skill(entity: Mapping[str, Any], knowledge: Knowledge) -> bool:
    """Skills, and fields that are said to be lacking: "but no statistics"."""
    kind, value = entity["entity"], entity.get("value")
    return (kind == "skill" or (kind == "field" and entity.get("op") == "not")) and (
        isinstance(value, str) and value in knowledge.vocabulary.skills
    )


def _note_skill(profile: Mapping[str, list[str]], skill: str, op: str) -> None:
    for each in ("skills", "lacking"):
        if skill in profile[each]:
            profile[each].remove(skill)
    if op in ("is", "not"):
        profile["lacking" if op == "not" else "skills"].append(skill)


def _note_background(profile: Mapping[str, list[str]], background: str, refused: bool, knowledge: Knowledge) -> None:
    """A degree; "no cs degree" leaves "other" behind, so that it is known that there is none."""
    if background not in (*knowledge.vocabulary.backgrounds, COMPUTING_DEGREE, OTHER_DEGREE):
        return
    left = [each for each in profile["backgrounds"] if each not in (background, OTHER_DEGREE)]
    added = [] if refused else [background]
    profile["backgrounds"][:] = left + added or [OTHER_DEGREE]


def hours_said(message: Message) -> float | None:
    """The hours a week that a message speaks of, or None."""
    for entity in message.entities:
        if entity["entity"] == "assumption" and entity.get("name") == "hours":
            return usable_hours(entity.get("value"))
    return None


def usable_hours(value: Any) -> float | None:
    """A number of hours a week that one can plan with, or None."""
    usable = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= MOST_HOURS
    return float(value) if usable else None


def person_of(memory: Memory) -> Person:
    """What the person brings: the profile, and the degree that a search wish tells."""
    profile = memory.profile
    wished = [value for wish in memory.wishes if wish.key == "background" for value in wish.values]
    backgrounds = profile.get("backgrounds") or [each for each in wished if each != OTHER_DEGREE]
    return Person(
        tuple(backgrounds), tuple(profile.get("skills") or ()), tuple(profile.get("lacking") or ()), hours_of(memory)
    )


def hours_of(memory: Memory) -> float:
    """Hours for study a week: what was said, else the default."""
    said = usable_hours(memory.assumptions.get("hours")) or usable_hours(memory.profile.get("hours"))
    return said or DEFAULT_HOURS


def programs_at_hand(message: Message, memory: Memory, search: Search) -> tuple[Program, ...]:
    """The programs a question is about, at most three: those pointed at, else the shortlist, else those spoken of."""
    pointed = pointed_at(message, memory, search.knowledge)
    named = (*pointed.programs, *best_of_each(pointed.universities, memory.wishes, search))
    ids = tuple(kept.id for kept in memory.shortlist) or memory.mentioned or memory.shown
    programs = named or programs_of_ids(ids, search.knowledge)
    return tuple(dict.fromkeys(programs))[:MOST_PROGRAMS]
