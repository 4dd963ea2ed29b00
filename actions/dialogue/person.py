"""What a person brings, as they said it: read from a message, kept in the memory, handed to the advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import best_of, pointed_at, programs_of_ids
from knowledge.advice.readiness import COMPUTING_DEGREE, DEFAULT_HOURS, Person
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

MOST_PROGRAMS = 3
MOST_HOURS = 80  # a week; more is taken for a slip
OTHER_DEGREE = "other"


def remembered(message: Message, memory: Memory, knowledge: Knowledge) -> Memory:
    """The memory with the degrees, skills and hours of this message; what is said last about a skill counts."""
    profile = {key: list(memory.profile.get(key) or ()) for key in ("backgrounds", "skills", "lacking")}
    for entity in message.entities:
        value = entity.get("value")
        if entity["entity"] == "background" and isinstance(value, str):
            _note_background(profile, value, entity.get("op") == "not", knowledge)
        elif _is_skill(entity, knowledge):
            _note_skill(profile, str(value), str(entity.get("op") or "is"))
    hours = hours_said(message)
    kept = {**memory.profile, **{key: value for key, value in profile.items() if value or key in memory.profile}}
    if hours is None:
        return replace(memory, profile=kept)
    assumptions = {**memory.assumptions, "hours": hours}
    return replace(memory, profile={**kept, "hours": hours}, assumptions=assumptions)


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
    likeliest = (best_of(each, memory.wishes, search) for each in pointed.universities)
    named = (*pointed.programs, *(each for each in likeliest if each is not None))
    ids = tuple(kept.id for kept in memory.shortlist) or memory.mentioned or memory.shown
    programs = named or programs_of_ids(ids, search.knowledge)
    return tuple(dict.fromkeys(programs))[:MOST_PROGRAMS]
