"""Which programs a message speaks of: by name, by university, by place in the list, or by "it". Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from actions.conversation import Memory, Message
from actions.replies import Chip, Reply
from actions.words import listed, title
from knowledge.base import Knowledge
from knowledge.facts import Program, University
from knowledge.names import nearest
from knowledge.programs import Search
from knowledge.wishes import Wish


@dataclass(frozen=True)
class Pointed:
    """What a message points at.

    Attributes:
        programs: the programs meant, in the order they were said.
        universities: universities named without saying which of their programs.
        unknown: names that are not on record, as typed.
    """

    programs: tuple[Program, ...] = ()
    universities: tuple[University, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the message points at nothing at all."""
        return not (self.programs or self.universities or self.unknown)


def pointed_at(message: Message, memory: Memory, knowledge: Knowledge, refused: bool = False) -> Pointed:
    """Names first, then "the second one", then "it"; a message without any of these points at nothing.

    Args:
        refused: whether "why not cmu" points at CMU.
    """
    programs: list[Program] = []
    universities: list[University] = []
    for each in message.values("program", refused):
        if (program := knowledge.program(each)) is not None:
            programs.append(program)
        elif (university := knowledge.university(each)) is not None:
            universities.append(university)
    unknown = tuple(str(each) for each in message.values("unknown_program"))
    if not (programs or universities or unknown):
        programs = list(_by_pointer(message, memory, knowledge))
    return Pointed(tuple(dict.fromkeys(programs)), tuple(dict.fromkeys(universities)), unknown)


def _by_pointer(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    ids: list[str] = []
    for pointer in message.values("pointer"):
        if pointer in ("it", "that"):
            ids += memory.mentioned[:1]
        elif pointer in ("both", "these"):
            ids += (memory.mentioned if len(memory.mentioned) > 1 else memory.shown)[: 2 if pointer == "both" else 3]
        elif pointer == "last":
            ids += memory.shown[-1:]
        elif isinstance(pointer, int) and 1 <= pointer <= len(memory.shown):
            ids.append(memory.shown[pointer - 1])
    return programs_of_ids(ids, knowledge)


def programs_of_ids(ids: Sequence[str], knowledge: Knowledge) -> tuple[Program, ...]:
    """The programs of these ids; ids that a newer catalog no longer has are left out."""
    return tuple(program for each in ids if (program := knowledge.program(each)) is not None)


def named_programs(university: University, knowledge: Knowledge) -> tuple[Program, ...]:
    """The university's named programs, or its field records where it has none."""
    offers = knowledge.programs_of(university.id)
    return tuple(each for each in offers if each.kind == "program") or offers


def best_of(university: University, wishes: Sequence[Wish], search: Search) -> Program | None:
    """The university's program that fits the wishes best; a named one where it has any."""
    offers = named_programs(university, search.knowledge)
    found = search.find(wishes)
    ranked = (search.knowledge.programs[index] for index in (*found.fitting, *found.possible))
    return next((program for program in ranked if program in offers), offers[0] if offers else None)


def which_one(university: University, asked: Sequence[str], knowledge: Knowledge) -> Reply:
    """Asks which program of a university is meant."""
    offers = named_programs(university, knowledge)
    chips = tuple(Chip(title(each), _fact_payload(each, asked)) for each in offers[:6])
    names = listed([title(each) for each in offers], "or")
    return Reply(
        "which_one", f"{university.name} has {len(offers)} on record. Which one do you mean: {names}?", chips=chips
    )


def _fact_payload(program: Program, asked: Sequence[str]) -> str:
    entities: dict[str, str] = {"program": program.id}
    if asked:
        entities["asked_fact"] = asked[0]
    return f"/ask_program_fact{json.dumps(entities)}"


def not_on_record(name: str, knowledge: Knowledge) -> Reply:
    """Says that a name is not in the records, with the nearest names there are; never invents."""
    near = nearest(knowledge, name)
    guess = f" The nearest names I have: {listed(near, 'or')}." if near else ""
    closing = "That it isn't in my records says nothing about its quality."
    chips = tuple(Chip(each, f"tell me about {each}") for each in near)
    return Reply("not_on_record", f"“{plain(name)}” is not in my records.{guess}", closing=closing, chips=chips)


def plain(text: str, most: int = 60) -> str:
    """Typed text that is echoed: one line, shortened, without characters that markup is made of."""
    kept = "".join(" " if each in "<>[]()*_`#|\\\n\r\t{}" else each for each in text)
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else kept[: most - 1] + "…"
