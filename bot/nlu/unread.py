"""What is wished for with a program and no criterion reads: "programs with a gym", "online with free parking". Pure.

Each is an entity `criterion` whose `of` is `unread` and whose `text` are the words: it is named in the reply as what
cannot be searched by, and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actions.dialogue.wish_values import CRITERION, UNREAD
from bot.nlu.acts import seeks
from bot.nlu.criteria.word_tables import cue
from bot.nlu.parts import is_question
from bot.nlu.roles.only_wishes import PLACES, WISHES, tells_of_somebody

Entity = Mapping[str, Any]

MOST_WORDS = 25  # a longer message tells a story
MOST_OF_A_THING = 4  # words; what is longer is no name of a thing
MOST_ALONE = 6  # words; a longer message that opens with "with" and wishes for nothing else says something else
# What a message asks or tells beside its criteria: words of it may still be a wish.
ASIDE = ("act", "particular", "decision", "topic")
_BY_A_PROGRAM, _BY_A_WISH, _OPENS_A_PART, _NO_THING = (
    cue("unread", each) for each in ("led_by_a_program", "led_by_a_wish", "opens_a_part", "no_thing")
)
_JOINT = r"[,;.!?]|\b(?:and|plus|but)\b"
_PART = re.compile(rf"(?:^|{_JOINT})\s*(?P<part>[^,;.!?]+?)(?=\s*(?:$|{_JOINT}))")
_THING = re.compile(r"(?:(?:an?|the|some|really|very)\s+)*(?P<thing>[a-z][a-z'’-]*(?: [a-z][a-z'’-]*)*)", re.IGNORECASE)
_LIVE = re.compile(
    r"\b(?:live|recorded|a?synchronous|async)(?: (?:online|video))?(?: (?:class(?:es)?|lectures?|sessions?))?", re.I
)
_ARTICLE = re.compile(r"^(?:(?:an?|the|some|really|very)\s+)+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*)?(?:\b(?:and|or|plus)\b|&)\s*(?:with\s+)?", re.IGNORECASE)
_ENDS = re.compile(
    r"\s+(?:in|at|on|for|from|near|around|under|below|over|above|within|by|to|of|with|and|or|plus|but|that|which|who|online"
    r"|please|pls|too|also|preferably|ideally|maybe|if|as|is|are|would)\b",
    re.IGNORECASE,
)


def find(text: str, heard: Sequence[Entity]) -> list[dict[str, Any]]:
    """The wished-for things of a short message that nothing else was heard in."""
    if len(text.split()) > MOST_WORDS or (is_question(text) and not seeks(text)):
        return []
    read = [each for each in heard if each["entity"] not in ASIDE and each.get("start") is not None]
    if any("synchronous" in each for each in read):  # said of the form, of which it is a detail: "live classes"
        read += [{"entity": "delivery", "start": m.start(), "end": m.end()} for m in _LIVE.finditer(text)]
    led = [span for begin in _beginnings(text, read) for span in _unread(text, begin, read)]
    listed = [each for each in _listed(text, read) if not any(each[0] < end and start < each[1] for start, end in led)]
    return [_entity(text, *span) for span in (*led, *listed)]


def _listed(text: str, read: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    """The parts of a list of wishes that nothing was heard in: "online, under 20k and near a beach"."""
    wished = [each for each in read if each["entity"] in WISHES or _is_place(each)]
    if not wished or is_question(text) or tells_of_somebody(text, read):
        return
    for match in _PART.finditer(text):
        start, end = match.span("part")
        opened = _OPENS_A_PART.match(text, start, end)
        if opened is None or _heard_in(start, end, read):
            continue
        thing = text[opened.end() : end]
        if _THING.fullmatch(thing) and len(thing.split()) <= MOST_OF_A_THING and _names_a_thing(text[start:end]):
            yield start, end


def _heard_in(start: int, end: int, read: Sequence[Entity]) -> list[Entity]:
    return [each for each in read if int(each["start"]) < end and start < int(each["end"])]


def _names_a_thing(said: str) -> bool:
    """Whether words may name a thing, whatever opens them: "no essay", "many awards", "a gym"."""
    opened = _OPENS_A_PART.match(said)
    return _NO_THING.search(_ARTICLE.sub("", said[opened.end() :] if opened else said)) is None


def _beginnings(text: str, read: Sequence[Entity]) -> Iterator[int]:
    """Where things begin that a program is to have: behind "programs with", or "with" that opens or follows a wish."""
    yield from (match.end() for match in _BY_A_PROGRAM.finditer(text))
    if tells_of_somebody(text, read):
        return
    wishes = [each for each in read if each["entity"] in WISHES or each.get("role") == "wanted" or _is_place(each)]
    for at in (0, *(int(each["end"]) for each in wishes)):
        led = _BY_A_WISH.match(text[at:])
        alone = at == 0 and not wishes and len(text.split()) > MOST_ALONE
        if led is not None and not alone:
            yield at + led.end()


def _is_place(entity: Entity) -> bool:
    return entity["entity"] in PLACES


def _unread(text: str, begin: int, read: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    """The spans of one or more joined things that nothing was heard in."""
    single = True  # "with a thesis and cheap": one bare word behind what was heard may be anything
    while (match := _THING.match(text, begin)) is not None:
        start, end = match.span("thing")
        if (stop := _ENDS.search(text, start, end)) is not None:
            end = stop.start()
        heard = _heard_in(begin, end, read)
        said = text[start:end]
        unread = not heard and len(said.split()) <= MOST_OF_A_THING and _names_a_thing(said)
        if unread and (single or " " in said or begin < start):
            yield start, end
        joined = _AND.match(text, max((end, *(int(each["end"]) for each in heard))))
        if joined is None or not (unread or heard):
            return
        single, begin = unread, joined.end()


def _entity(text: str, start: int, end: int) -> dict[str, Any]:
    said = {"value": None, "op": "is", "strength": "must", "of": UNREAD}
    return {"entity": CRITERION, "start": start, "end": end, "text": text[start:end], **said}
