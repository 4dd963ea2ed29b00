"""Degrees and knowledge of a person against what programs ask for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from actions.dialogue.memory import Memory
from actions.dialogue.person import OTHER_DEGREE, person_of
from actions.wording.personal.said import Part, Said, counted, holds
from actions.wording.words import listed
from knowledge.advice.readiness import COMPUTING_DEGREE
from knowledge.base import Knowledge
from knowledge.names import is_computing, label
from knowledge.programs import Search

MOST_NAMES = 3
# What most programs build on, and which skills stand for it.
MAIN: Mapping[str, tuple[str, ...]] = {
    "programming": ("programming", "python", "java", "cpp", "c", "r"),
    "calculus": ("calculus", "multivariable_calculus"),
    "linear algebra": ("linear_algebra",),
    "statistics": ("statistics", "probability"),
}


def _degrees(memory: Memory) -> tuple[str, ...]:
    return tuple(each for each in person_of(memory).backgrounds if each not in (OTHER_DEGREE, COMPUTING_DEGREE))


def _computing(memory: Memory, search: Search) -> Said | None:
    degrees = person_of(memory).backgrounds
    found = next((each for each in degrees if is_computing(search.knowledge, each)), None)
    if found is not None:
        return Said(label(search.knowledge, "backgrounds", found))
    return Said("computing") if COMPUTING_DEGREE in degrees else None


def _other(quantitative: bool) -> Part:
    """The degree outside computing, if it teaches maths (or not); nothing beside a computing degree."""

    def met(memory: Memory, search: Search) -> Said | None:
        degrees = _degrees(memory)
        if not degrees or _computing(memory, search) is not None:
            return None
        terms = search.knowledge.vocabulary.backgrounds
        near = [each for each in degrees if each in terms and terms[each].quantitative]
        if bool(near) is not quantitative:
            return None
        return Said(label(search.knowledge, "backgrounds", (near or list(degrees))[0]))

    return met


def _no_cs(memory: Memory, search: Search) -> Said | None:
    backgrounds = memory.profile.get("backgrounds") or ()
    return holds(OTHER_DEGREE in backgrounds and not _degrees(memory) and _computing(memory, search) is None)


def _asks_for(skills: Iterable[str], knowledge: Knowledge) -> tuple[list[int], int]:
    """How many recorded lists of prerequisites name each skill, and how many lists there are."""
    lists = [fact.value for each in knowledge.named if (fact := each.fact("prerequisites")) is not None]
    return [sum(skill in each for each in lists) for skill in skills], len(lists)


def _lacking(memory: Memory) -> Sequence[str]:
    return tuple(memory.profile.get("lacking") or ())[:MOST_NAMES]


def _lacking_words(memory: Memory, search: Search) -> Said | None:
    names = [label(search.knowledge, "skills", each) for each in _lacking(memory)]
    return Said(listed(names)) if names else None


def _lacking_asked(memory: Memory, search: Search) -> Said | None:
    counts, lists = _asks_for(_lacking(memory), search.knowledge)
    return counted(f"{listed([str(each) for each in counts])} of {lists}", search.knowledge) if any(counts) else None


def _skills(memory: Memory, search: Search) -> Said | None:
    names = [label(search.knowledge, "skills", each) for each in tuple(memory.profile.get("skills") or ())[:MOST_NAMES]]
    return Said(listed(names)) if names else None


def _main_left(memory: Memory) -> list[str]:
    has = set(memory.profile.get("skills") or ())
    return [name for name, skills in MAIN.items() if not has & set(skills)]


def _left(memory: Memory, _search: Search) -> Said | None:
    left = _main_left(memory) if memory.profile.get("skills") else []
    return Said(listed(left)) if left else None


def _complete(memory: Memory, _search: Search) -> Said | None:
    return holds(not _main_left(memory))


BACKGROUND: Mapping[str, Part] = {
    "computing_degree": _computing,
    "near_degree": _other(True),
    "far_degree": _other(False),
    "no_cs_degree": _no_cs,
    "lacking": _lacking_words,
    "lacking_asked": _lacking_asked,
    "skills": _skills,
    "skills_left": _left,
    "skills_complete": _complete,
}
