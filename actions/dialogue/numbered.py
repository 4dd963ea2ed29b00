"""Bare numbers: "15000" answers an open question for one, "4" and "number 4" mean the program of that number. Pure.

Programs keep their number over the pages of a search: the fourth found is 4, on whichever page it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.choices import as_chip
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.search_pages import so_far
from knowledge.programs import Search

ORDINALS = 3  # on a page: "the second one" is the second of those on screen
MOST_GPA, MOST_YEARS, MOST_MONTHS = 10.0, 5, 72
LEAST_IN_FULL, LEAST_THOUSANDS = 1000, 4  # "15" for a budget is $15,000; "2" is no price
_BARE = re.compile(
    r"\W{0,2}(?:(?:number|no\.?|program|option)\s*)?#?\s*(?P<number>\d{1,6}(?:,\d{3})?(?:\.\d{1,2})?)\W{0,2}", re.I
)
_DIGIT = re.compile(r"\d")
# "Leaning B", "option c", "I'd take (b)": the second and third of those named in a post.
_LETTER = re.compile(
    r"\b(?:leaning(?: towards?)?|option|choice|offer|take|choose|pick|prefer|going with|go with|about|toward|for)\s+"
    r"\(?(?P<letter>[a-d]|[A-D])\)?(?=\W|$)(?!\s+(?:few|lot|bit|year|job|degree|master|program|school|course)\b)"
    r"|^\W*(?:ok(?:ay)?|so|and|but)?\W*\(?(?P<alone>[bcdBCD])\)?\s*(?:then|it is|please)?\W*$"
)


def as_numbered(message: Message, memory: Memory, search: Search) -> Message:
    """The message with a bare number read as the answer to the open question, or as the program of that number."""
    if message.is_chip or message.has(*NAMES):
        return message
    found = _BARE.fullmatch(message.text)
    if found is None:
        return _with_numbers(_with_letter(message, memory), memory, search)
    number = float(found["number"].replace(",", ""))
    answer = _answer(memory.asked, number)
    if answer is not None:
        return as_chip(message, f"/inform{json.dumps(answer)}")
    program = _program(int(number), memory, search) if number.is_integer() else None
    return message if program is None else _asking(message, program)


def _answer(asked: str | None, number: float) -> Mapping[str, Any] | None:
    """The wish that a number states, if the open question asks for a number and it is a sensible one."""
    if asked == "budget" and number >= LEAST_THOUSANDS:
        return {"budget": int(number if number >= LEAST_IN_FULL else number * 1000)}
    if asked == "gpa" and 1 <= number <= MOST_GPA:
        return {"gpa": number}
    if asked == "duration" and 1 <= number <= MOST_MONTHS:
        return {"duration": int(number * 12 if number <= MOST_YEARS else number)}
    return None


def _program(number: int, memory: Memory, search: Search) -> str | None:
    """The id of the program with a number: of those shown, on this page or an earlier one."""
    ids = so_far(memory, search)
    return ids[number - 1] if 1 <= number <= len(ids) else None


def _asking(message: Message, program: str) -> Message:
    return replace(message, intent="ask_program_fact", entities=({"entity": "program", "value": program},))


def _with_letter(message: Message, memory: Memory) -> Message:
    """The message with "B" as the second of the programs spoken of."""
    found = _LETTER.search(message.text)
    said = found and (found["letter"] or found["alone"])
    if found is None or not said or (said == "a" and found["letter"]):  # "for a": an article
        return message
    place = "abcd".index(said.lower())
    if len(memory.mentioned) <= max(place, 1):
        return message
    meant = {"entity": "program", "value": memory.mentioned[place], "start": found.start(), "end": found.end()}
    kept = message.others("pointer")
    return replace(message, entities=(*kept, meant))


def _with_numbers(message: Message, memory: Memory, search: Search) -> Message:
    """The message with "number 4" as the program of that number, where a later page is on screen."""
    if not message.has("pointer") or so_far(memory, search) == memory.shown:
        return message
    return replace(message, entities=tuple(_named(each, message, memory, search) for each in message.entities))


def _named(entity: Mapping[str, Any], message: Message, memory: Memory, search: Search) -> Mapping[str, Any]:
    number = entity.get("value")
    if entity["entity"] != "pointer" or not isinstance(number, int) or isinstance(number, bool):
        return entity
    said = message.text[int(entity.get("start") or 0) : int(entity.get("end") or 0)]
    if number <= ORDINALS and not _DIGIT.search(said):
        return entity
    program = _program(number, memory, search)
    return entity if program is None else {**entity, "entity": "program", "value": program}
