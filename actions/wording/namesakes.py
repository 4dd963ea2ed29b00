"""Which other universities a short name stands for: "OSU" is in Ohio, in Oklahoma and in Oregon. Pure."""

from __future__ import annotations

import json
from dataclasses import replace

from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from actions.wording.turn import Turn
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.facts import University

OF = ("program_fact", "compare", "ask_admissions")  # actions that answer on the university that was taken
MOST = 3  # names and choices


def with_namesakes(turn: Turn, action: str, message: Message, before: Memory, knowledge: Knowledge) -> Turn:
    """The turn that says for whom else a short name stands, each with a choice where programs of it are on record.

    Args:
        before: the memory before the message: of a university that was spoken of already nothing more is said.
    """
    found = _namesakes(message, before, knowledge) if action in OF else ()
    last = turn.replies[-1] if turn.replies else None
    if not found or not isinstance(last, Reply):
        return turn
    said = [f"“{_shown(name)}” is also {listed([each.name for each in named[:MOST]])}." for name, named in found]
    chips = tuple(_choice(each) for _, named in found for each in named if _has_programs(each, knowledge))[:MOST]
    closing = "\n".join(filter(None, (*said, last.closing)))
    return replace(turn, replies=(*turn.replies[:-1], replace(last, closing=closing).with_chips(chips)))


def _shown(said: str) -> str:
    return said if " " in said else said.upper()


def _namesakes(
    message: Message, before: Memory, knowledge: Knowledge
) -> tuple[tuple[str, tuple[University, ...]], ...]:
    """The short names of a message with the other universities elsewhere that are called so."""
    spoken_of = [knowledge.program(each) for each in before.mentioned]
    known = {each.university.id for each in spoken_of if each is not None}
    found: dict[str, tuple[University, ...]] = {}
    for each in message.entities:
        taken = knowledge.university(str(each["value"])) if each["entity"] == "program" else None
        said = str(each.get("text", "")).casefold()
        if taken is None or taken.id in known or each.get("op") == "not":
            continue
        called_so = filter(None, map(knowledge.university, each.get("candidates", ())))
        other = tuple(university for university in called_so if _is_namesake(university, taken, said))
        if other:
            found[said] = other
    return tuple(found.items())


def _is_namesake(university: University, taken: University, said: str) -> bool:
    """Whether it is called the same and lies elsewhere: two campuses of one university share a state."""
    same_place = (university.state, university.country) == (taken.state, taken.country)
    return not same_place and said in (alias.casefold() for alias in university.aliases)


def _has_programs(university: University, knowledge: Knowledge) -> bool:
    return any(each.kind == "program" for each in knowledge.programs_of(university.id))


def _choice(university: University) -> Chip:
    return Chip(university.name, f"/ask_program_fact{json.dumps({'program': university.id})}")
