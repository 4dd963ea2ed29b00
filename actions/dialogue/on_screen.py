"""What a message means by what stands on screen, read before it is noted: a school by a word of its name or its city,
and whether an answer in few words is wanted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from actions.dialogue.lookup import word_set
from actions.dialogue.memory import NAMES, WEIGHED, Memory, Message
from actions.dialogue.pointing import programs_of_ids
from knowledge.base import Knowledge
from knowledge.facts import Program

BRIEF = "brief"  # the act of a message that asks for few words
PLACES = ("place", "city", "state", "region")
MOST_WORDS = 16  # a longer message names a school in full
LEAST_LETTERS, LEAST_INITIALS = 4, 3  # of a word that names a school on screen, and of its capitals
SEARCHES = ("recommend", "show_more")
# Words in the names of many schools; and of these, those that a school may be called by alone.
COMMON = word_set("conversation", "in_many_names")
TELLING_APART = word_set("conversation", "called_alone")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLACED = re.compile(r"\b(?:in|near|around|from|to|outside|close to|move|moving|live|based)\s+$", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|for)\s+$", re.IGNORECASE)
_ONE = re.compile(r"^\W{0,2}(?:\w+\s+){0,2}(?:ones?|thing|program(?:me)?|degree)\b", re.IGNORECASE)
_THAT_ONE = re.compile(r"^\W{0,2}one\b", re.IGNORECASE)
_BRIEF = re.compile(
    r"\b(?:(?:in )?(?:one|a single|two) (?:line|sentence|word)s?\b|one name(?: only)?\b|last word\b|too long\b|tl;?dr\b"
    r"|(?:briefly|in brief|in short)\b|(?:keep|make) it (?:short|brief)\b|(?:a |the )?short(?:er)? (?:answer|version)\b"
    r"|just (?:a|the|one) (?:name|number|figure|answer)\b|fewer words\b|just tell me which\b"
    r"|(?:don['’]?t need|no|without) (?:an? )?(?:essays?|lectures?|novels?)\b|be (?:brief|quick|short)\b)",
    re.IGNORECASE,
)
# What only a school does: "would Mannheim take me".
_TAKES = re.compile(
    r"\b(?:take|accept|admit|reject|consider|look at|let)\b.{0,12}"
    r"\b(?:me|us|him|her|them|someone|somebody|anyone|people)\b",
    re.IGNORECASE,
)
_SHORTER = re.compile(r"^\W*(?:(?:ok(?:ay)?|and|still|even)\b\W*)*shorter\b\W*(?:please|pls|plz)?\W*$", re.IGNORECASE)


def as_on_screen(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """The message with the act "brief" where few words are wanted, and with a school on screen as a program."""
    if message.is_chip:
        return message
    message = _of_a_field(_of_those_above(_with_brief(message, memory), memory, knowledge), memory, knowledge)
    return _with_names(message, memory, knowledge)


def _of_a_field(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """ "Deadline for the cs one": the only one of those above that is in this field."""
    if message.does("story") or message.has(*NAMES):
        return message
    ids = (*(memory.last.get(WEIGHED) or ()), *memory.mentioned, *memory.shown)
    above = programs_of_ids(tuple(dict.fromkeys(ids)), knowledge)
    for each in message.entities:
        end = int(each.get("end") or 0)
        if each["entity"] not in ("field", "focus") or not _THAT_ONE.match(message.text[end:]):
            continue
        own = [program for program in above if program.field == each["value"]]
        if len(own) == 1 and len(above) > 1:
            kept = tuple(other for other in message.entities if other is not each and other["entity"] != "pointer")
            said = {"entity": "program", "value": own[0].id, "start": each.get("start"), "end": end}
            return replace(message, entities=(*kept, said))
    return message


def _of_those_above(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """ "San Diego" after UC San Diego was spoken of is that school, though another is called so by itself."""
    if message.does("story") or not message.has("program"):
        return message
    above = {each.university for each in programs_of_ids((*memory.mentioned, *memory.shown), knowledge)}

    def meant(entity: Mapping[str, Any]) -> Mapping[str, Any]:
        school = knowledge.university(str(entity["value"])) if entity["entity"] == "program" else None
        if school is None or school in above:
            return entity
        words = _letters(str(entity.get("text") or ""))
        called = [each for each in above if words and words <= _letters(each.name)]
        return {**entity, "value": called[0].id} if len(called) == 1 else entity

    return replace(message, entities=tuple(map(meant, message.entities)))


def _letters(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name)} - COMMON


def _with_brief(message: Message, memory: Memory) -> Message:
    """ "Shorter please" is about a search's programs right after one, else about the words of the answer."""
    if message.does("story") and re.search(r"\btl;?dr\b", message.text, re.IGNORECASE):
        return message  # who sums up their own post asks for no short answer
    bare = _SHORTER.match(message.text) is not None and memory.last.get("action") not in (None, *SEARCHES)
    if not bare and not _BRIEF.search(message.text):
        return message
    kept = message.others("duration") if bare else message.entities
    return replace(message, entities=(*kept, {"entity": "act", "value": BRIEF, "start": 0, "end": 0}))


def _with_names(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    if message.does("story") or len(message.text.split()) > MOST_WORDS:
        return message
    spoken_of = programs_of_ids(tuple(dict.fromkeys((*memory.mentioned, *memory.shown))), knowledge)
    apart = () if message.has(*NAMES) else _names_apart(message, knowledge.named)
    for begin, end, programs in chain(_names_in(message, spoken_of), apart):
        if any(each["entity"] in NAMES and _overlaps(each, begin, end) for each in message.entities):
            continue  # a word of a name that was heard
        meant = _called(message.text[begin:end], programs)
        kept = tuple(each for each in message.entities if not _is_that_place(each, begin, end))
        ids = dict.fromkeys(each.id if programs is spoken_of else each.university.id for each in meant)
        said = ({"entity": "program", "value": each, "start": begin, "end": end} for each in ids)
        return replace(message, entities=(*kept, *said))
    return message


def _names_apart(message: Message, programs: Sequence[Program]) -> Iterator[tuple[int, int, Sequence[Program]]]:
    """Where a word means one school of all: "the Boulder one", "a class at Eastern", "Tübingen fees"."""
    asks = bool(message.values("asked_fact")) or _TAKES.search(message.text) is not None
    for found in _WORD.finditer(message.text):
        begin, end = found.span()
        placed = any(_is_that_place(each, begin, end) for each in message.entities)
        meant = _AT.search(message.text[:begin]) or (placed and asks and not _PLACED.search(message.text[:begin]))
        if (meant or _ONE.match(message.text[end:])) and _called(found.group(), programs):
            yield begin, end, programs


def _names_in(message: Message, spoken_of: Sequence[Program]) -> Iterator[tuple[int, int, Sequence[Program]]]:
    """Where a word stands that means one school on screen, and nothing but the school: "in Boston" is a place."""
    asks = message.does("question") or bool(message.values("asked_fact") or message.values("topic"))
    for found in _WORD.finditer(message.text):
        begin, end = found.span()
        meant = asks and not _PLACED.search(message.text[:begin])
        if (meant or _ONE.match(message.text[end:])) and _called(found.group(), spoken_of):
            yield begin, end, spoken_of


def _called(word: str, programs: Sequence[Program]) -> tuple[Program, ...]:
    """The programs that a word means, all of one school; none where it may mean several schools or anything else."""
    word = word.casefold()
    short = len(word) < LEAST_LETTERS and not any(word in _initials(each) for each in programs)
    if short or (word in COMMON and word not in TELLING_APART):
        return ()
    found = tuple(each for each in programs if word in _words_of(each))
    return found if len({each.university.id for each in found}) == 1 else ()


def _initials(program: Program) -> set[str]:
    """The capitals that a school is called by: "ETH", "KU"."""
    names = (program.university.name, *program.university.aliases)
    words = (word for name in names for word in _WORD.findall(name))
    return {word.casefold() for word in words if word.isupper() and len(word) >= LEAST_INITIALS}


def _words_of(program: Program) -> set[str]:
    names = (program.university.name, program.university.city or "", *program.university.aliases)
    return {word.casefold() for name in names for word in _WORD.findall(name)}


def _is_that_place(entity: Mapping[str, Any], begin: int, end: int) -> bool:
    return entity["entity"] in (*PLACES, "pointer") and _overlaps(entity, begin, end)


def _overlaps(entity: Mapping[str, Any], begin: int, end: int) -> bool:
    return int(entity.get("start") or 0) < end and begin < int(entity.get("end") or 0)
