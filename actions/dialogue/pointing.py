"""Which programs a message speaks of: by name, by university, by place in the list, or by "it". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.dialogue.extremes import KINDS, one_of
from actions.dialogue.memory import LISTED, Memory, Message
from knowledge.base import Knowledge
from knowledge.facts import Program, University
from knowledge.programs import Search
from knowledge.wishes import Wish

# Roles in which a university is named in passing: nothing is asked of it.
SHORT = 7  # words
_TITLE = r"(?:(?:online|campus|ms|m\.s\.|msc|meng|ma|master['’]?s?|master of(?: science)?|degree|program(?:me)?)\s*)*"
_SUBJECT_BEHIND = re.compile(rf"(?:['’]s)?[\s:,]*(?:the )?{_TITLE}(?:in |of )?", re.IGNORECASE)
_SUBJECT_BEFORE = re.compile(rf"\s*{_TITLE}(?:at|from|in|@|of)\s+(?:the )?", re.IGNORECASE)
IN_PASSING = ("studied", "worked", "refused_by", "example", "adjective")


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
    for each in _named(message, "program", refused):
        if (program := knowledge.program(each)) is not None:
            programs.append(program)
        elif (university := knowledge.university(each)) is not None:
            universities.append(university)
    unknown = tuple(_named(message, "unknown_program", refused))
    if not (programs or universities or unknown):
        programs = list(_by_pointer(message, memory, knowledge, refused))
    return Pointed(tuple(dict.fromkeys(programs)), tuple(dict.fromkeys(universities)), unknown)


def at_these(memory: Memory) -> dict[str, str]:
    """The entity that points at the programs spoken of last, be it one or several."""
    return {"entity": "pointer", "value": "it" if len(memory.mentioned) == 1 else "these"}


def spoken_of(memory: Memory, noted: Memory, message: Message, search: Search) -> Memory:
    """The memory with the schools that a message named, where its answer put no others in their place: what is asked
    next without a name is asked of them.

    Args:
        noted: the memory before the answer.
    """
    if message.is_chip or not message.text or (memory.mentioned, memory.shown) != (noted.mentioned, noted.shown):
        return memory
    meant = [each for each in message.entities if each["entity"] == "program" and each.get("role") not in IN_PASSING]
    pointed = pointed_at(replace(message, entities=tuple(meant)), memory, search.knowledge)
    best = best_of_each(pointed.universities, memory.wishes, search, message)
    ids = tuple(each.id for each in (*pointed.programs, *best))
    if not ids:
        return memory
    return replace(memory, mentioned=ids, shown=ids if len(ids) > 1 else memory.shown)


def _named(message: Message, kind: str, refused: bool) -> list[str]:
    """The names that a message is about; a school in passing (one's own, an example) is not meant, unless the message
    is too short for anything but the name to be meant."""
    short = len(message.text.split()) <= SHORT
    said = [e for e in message.entities if e["entity"] == kind and (short or e.get("role") not in IN_PASSING)]
    # a payload may hold anything, also a list or a number
    return [str(each["value"]) for each in said if refused or each.get("op") != "not"]


def _by_pointer(message: Message, memory: Memory, knowledge: Knowledge, refused: bool) -> tuple[Program, ...]:
    pointers = message.values("pointer", refused)
    definite = [each for each in pointers if each not in ("it", "that")]
    ids = [each for pointer in definite or pointers for each in _ids_of(pointer, memory, knowledge)]
    return programs_of_ids(ids, knowledge)


def refused_by_pointer(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """The programs that "not that one" and "anything but the first" speak of."""
    refused = [each["value"] for each in message.entities if each["entity"] == "pointer" and each.get("op") == "not"]
    return programs_of_ids([each for pointer in refused for each in _ids_of(pointer, memory, knowledge)], knowledge)


def _ids_of(pointer: Any, memory: Memory, knowledge: Knowledge) -> tuple[str, ...]:
    """The ids a pointer leads to: a place in the list, the program spoken of, or one that stands out."""
    together = on_screen(memory)
    if pointer in ("it", "that"):
        return memory.mentioned[:1] or memory.shown[:1]
    if pointer in ("both", "these"):
        return together[: 2 if pointer == "both" else 3]
    if pointer == "last":
        return memory.shown[-1:]
    if isinstance(pointer, int):
        return _of_number(pointer, memory)
    return _standing_out(str(pointer), programs_of_ids(together, knowledge))


def _of_number(number: int, memory: Memory) -> tuple[str, ...]:
    """Of what is on screen; a number that it has not is of the longer list before it."""
    longer = tuple(memory.last.get(LISTED) or ())
    lists = (memory.shown or memory.mentioned, longer)
    return next((ids[number - 1 : number] for ids in lists if 0 < number <= len(ids)), ())


def on_screen(memory: Memory) -> tuple[str, ...]:
    """The ids of the programs spoken of together, else of those listed last."""
    return memory.mentioned if len(memory.mentioned) > 1 else memory.shown or memory.mentioned


def _standing_out(pointer: str, programs: Sequence[Program]) -> tuple[str, ...]:
    """Of the programs spoken of: "the cheaper of the two", "the shorter one", "that Georgia one", "the online one"."""
    kind, _, value = pointer.partition(":")
    if kind in KINDS:
        return one_of(kind, programs)
    if kind == "state":
        return tuple(each.id for each in programs if each.university.state == value)[:1]
    if kind == "delivery":
        return tuple(e.id for e in programs if (fact := e.fact("delivery")) is not None and value in fact.value)[:1]
    return ()


def programs_of_ids(ids: Sequence[str], knowledge: Knowledge) -> tuple[Program, ...]:
    """The programs of these ids; ids that a newer catalog no longer has are left out."""
    return tuple(program for each in ids if (program := knowledge.program(each)) is not None)


def named_programs(university: University, knowledge: Knowledge) -> tuple[Program, ...]:
    """The university's named programs, or its field records where it has none."""
    offers = knowledge.programs_of(university.id)
    return tuple(each for each in offers if each.kind == "program") or offers


def best_of(
    university: University, wishes: Sequence[Wish], search: Search, message: Message | None = None
) -> Program | None:
    """The university's program that fits what is said beside it and the wishes best; a named one where it has any."""
    offers = named_programs(university, search.knowledge)
    if message is not None:
        offers = meant_of(university, message, wishes, search.knowledge)
    found = search.find(wishes)
    ranked = (search.knowledge.programs[index] for index in (*found.fitting, *found.possible))
    return next((program for program in ranked if program in offers), offers[0] if offers else None)


def best_of_each(
    universities: Iterable[University], wishes: Sequence[Wish], search: Search, message: Message | None = None
) -> list[Program]:
    """The best of each university, as `best_of`; those without any program are left out."""
    best = (best_of(each, wishes, search, message) for each in universities)
    return [each for each in best if each is not None]


def meant_of(
    university: University, message: Message, wishes: Sequence[Wish], knowledge: Knowledge
) -> tuple[Program, ...]:
    """The university's programs that the field, focus and form said beside it leave, else those the wishes leave.

    Of a field that none of its named programs is in, the federal record, where there is one.
    """
    offers = named_programs(university, knowledge)
    if (fields := fields_beside(university, message)) and not any(is_in(each, fields) for each in offers):
        records = [each for each in knowledge.programs_of(university.id) if is_in(each, fields)]
        return tuple(records) or offers
    for fields, delivery in (_said(message), _wished(wishes)):
        left = [each for each in offers if not fields or is_in(each, fields)]
        left = [each for each in left if delivery is None or _has(each, "delivery", (delivery,))] or left
        if left and len(left) < len(offers):
            return tuple(left)
    return offers


def fields_beside(university: University, message: Message) -> tuple[str, ...]:
    """The fields that are said right beside a university's name: "Stony Brook's computer science MS"."""
    names = [each for each in message.entities if each["entity"] == "program" and each["value"] == university.id]
    subjects = [each for each in message.entities if each["entity"] in ("field", "focus") and each.get("op") != "not"]
    found = [str(each["value"]) for each in subjects for name in names if _stand_together(name, each, message.text)]
    return tuple(dict.fromkeys(found))


def _stand_together(name: Mapping[str, Any], subject: Mapping[str, Any], text: str) -> bool:
    begin, end = name.get("start"), name.get("end")
    if begin is None or end is None or subject.get("start") is None:
        return False
    behind = _SUBJECT_BEHIND.fullmatch(text[end : subject["start"]]) is not None
    return behind or _SUBJECT_BEFORE.fullmatch(text[subject["end"] : begin]) is not None


def is_in(program: Program, fields: Sequence[str]) -> bool:
    """Whether a program is in one of these fields, or has one of them as its focus."""
    return program.field in fields or _has(program, "focus", fields)


def _said(message: Message) -> tuple[tuple[str, ...], str | None]:
    fields = tuple(str(each) for kind in ("field", "focus") for each in message.values(kind))
    return fields, next(iter(message.values("delivery")), None)


def _wished(wishes: Sequence[Wish]) -> tuple[tuple[str, ...], str | None]:
    fields = tuple(str(value) for wish in wishes if wish.key == "field" and wish.op != "not" for value in wish.values)
    delivery = next((str(wish.value) for wish in wishes if wish.key == "delivery" and wish.op != "not"), None)
    return fields, delivery


def _has(program: Program, key: str, values: Sequence[str]) -> bool:
    fact = program.fact(key)
    return fact is not None and bool(set(fact.value) & set(values))
