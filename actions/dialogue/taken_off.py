"""Which list something is taken off by its number: "remove the first one" where the search has one, and perhaps the
shortlist too. What only the search shows is left out of it ("not the first one"). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import Pointed, pointed_at
from actions.dialogue.released import FILLERS, VERBS
from actions.dialogue.search_pages import so_far
from knowledge.base import Knowledge
from knowledge.programs import Search

LAST = "last"  # value of `pointer`, as a number is
_THINGS = r"ones?|programs?|programmes?|schools?|universit(?:y|ies)|degrees?|options?|results?|entry|entries|items?"
_ORDER = re.compile(
    rf"{FILLERS}(?:{VERBS}|take|throw|leave|cross|kick|strike|pull)\b(?P<what>.*)", re.IGNORECASE | re.DOTALL
)
_REFUSAL = re.compile(
    r"\W*(?:(?:please|ok(?:ay)?|but|and|just|also)\W+)*(?:not|no|no more|skip|without|except|anything but|"
    r"not interested in)\b(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What may stand behind such a verb besides what is named.
_BESIDE = re.compile(
    rf"(?:\W|\b(?:the|and|or|numbers?|nos?|both|all|{_THINGS}|off|out|away|of|from|on|in|my|our|your|this|that|these|"
    r"search|screen|short|list|shortlist|here|there|too|as well|please|pls|now|again|then|for me)\b)*",
    re.IGNORECASE,
)
_OF_SHORTLIST = re.compile(r"\b(?:my|our) (?:own )?list\b|\bshort[ -]?list", re.IGNORECASE)
_OF_SEARCH = re.compile(r"\b(?:search|results?|screen)\b", re.IGNORECASE)
_A_LIST = re.compile(r"\blist\b", re.IGNORECASE)
_A_PLACE = re.compile(rf"{_A_LIST.pattern}|{_OF_SHORTLIST.pattern}|{_OF_SEARCH.pattern}", re.IGNORECASE)
_NUMBER = re.compile(r"\b[1-9]\d?\b")


def as_taken_off(message: Message, memory: Memory, search: Search) -> Message:
    """An order to take programs off, by number or name: as "not the first one", where they stand only on screen; else
    as one on the shortlist, if there is any. Every other message is returned as it is."""
    named = [each for each in message.entities if each["entity"] == "program" or _is_place(each)]
    if message.is_chip or not named:
        return message
    if memory.wishes and all(each.get("op") == "not" for each in named) and _says_only(_REFUSAL, message, named):
        return replace(message, intent="inform", entities=tuple(named))  # "not omscs" asks nothing of it
    if not _says_only(_ORDER, message, named):
        return message
    if message.intent == "go_back" and LAST in places(message) and not _A_PLACE.search(message.text):
        return message  # "remove the last one" may be what was done last
    order = replace(message, intent="shortlist_remove", entities=tuple(named))
    if not of_shortlist(order, memory) and _is_only_on_screen(order, memory, search):
        return replace(order, intent="inform", entities=tuple({**each, "op": "not"} for each in named))
    return order if memory.shortlist else message


def _is_place(entity: Mapping[str, Any]) -> bool:
    return entity["entity"] == "pointer" and (isinstance(entity["value"], int) or entity["value"] == LAST)


def _says_only(pattern: re.Pattern[str], message: Message, named: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message is the pattern's words, and behind them nothing but what is named."""
    order = pattern.fullmatch(message.text)
    if order is None or any(each.get("start") is None for each in named):
        return False
    begin = order.start("what")
    left = list(message.text)
    for each in named:
        left[each["start"] : each["end"]] = " " * (each["end"] - each["start"])
    return _BESIDE.fullmatch(_NUMBER.sub(" ", "".join(left)[begin:])) is not None


def _is_only_on_screen(message: Message, memory: Memory, search: Search) -> bool:
    """Whether all that is named stands on screen, and the shortlist has none of it, by name or number; "from the
    results" says that nothing else is meant."""
    kept = [each.id for each in memory.shortlist if not _OF_SEARCH.search(message.text)]
    pointed = pointed_at(message, memory, search.knowledge, refused=True)
    meant = {each.id for each in pointed.programs} | set(_of_schools(pointed, memory, search.knowledge))
    if pointed.unknown or not meant or not meant <= {*memory.shown, *so_far(memory, search)} - set(kept):
        return False
    return not any(of_place(each, kept) for each in places(message))


def _of_schools(pointed: Pointed, memory: Memory, knowledge: Knowledge) -> Iterator[str]:
    """Of each school that is named its programs on screen, or its own id where there are none."""
    for school in pointed.universities:
        programs = {each.id for each in knowledge.programs_of(school.id)}
        yield from [each for each in memory.shown if each in programs] or [school.id]


def of_shortlist(message: Message, memory: Memory) -> bool:
    """Whether the words say that the shortlist is meant: "from my list", and "from the list" where there is one."""
    if _OF_SEARCH.search(message.text):
        return False
    said = _OF_SHORTLIST.search(message.text) is not None
    return said or (bool(memory.shortlist) and _A_LIST.search(message.text) is not None)


def places(message: Message) -> list[int | str]:
    """The numbers, or "last", that a message points by."""
    return [each["value"] for each in message.entities if _is_place(each)]


def of_place(place: int | str, ids: Sequence[str]) -> str | None:
    """The id at a place of a list, or None where the list is shorter."""
    if place == LAST:
        return ids[-1] if ids else None
    return ids[int(place) - 1] if 0 < int(place) <= len(ids) else None
