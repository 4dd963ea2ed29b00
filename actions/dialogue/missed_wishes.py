"""Questions on what became of a wish: "why did you remove the budget", "where did my budget go". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.released import keys_named
from actions.dialogue.way import Route, changes
from actions.dialogue.wish_changes import key_of
from knowledge.wishes import KEYS

BECAME = "became:"  # begins a value of `pointer` that names the wish whose story is asked for
MOST_WORDS = 14  # a longer message asks more than that
_GO = r"remove|drop|delete|forget|lose|erase|take|clear|ignore|change|reset|get rid of|throw|cancel|stop"
_GONE = (
    r"gone|missing|removed|dropped|deleted|erased|forgotten|disappear(?:ed)?|vanish(?:ed)?|reset|cleared|lost|ignored|"
    r"changed"
)
_ASKS = re.compile(
    rf"\b(?:why|how come|when|what made you)\b[\w' ’]{{0,12}}\byou\b[\w' ’]{{0,12}}"
    rf"\b(?:{_GO}|{_GONE}|forgot|took|threw)\b"
    rf"|\b(?:why|how come)\b.{{0,30}}\b(?:is|was|are|were|has|have|did|got)\b.{{0,30}}\b(?:{_GONE})\b"
    r"|\bwhat (?:happened|became|has happened|has become) (?:to|of|with) (?:my|the|our)\b"
    r"|\bwhere (?:did|has|have|is|are) (?:my|the|our)\b.{1,25}\b(?:go|gone)\b"
    rf"|^\W*(?:(?:and|but|wait|hey|so)\W+)*did you (?:just |really )?(?:{_GO})\b",
    re.IGNORECASE,
)


def missed_wish(message: Message, _memory: Memory) -> Route | None:
    """What became of the wish that is asked after; nothing is changed by it."""
    if message.is_chip or len(message.text.split()) > MOST_WORDS or changes(message) or message.has(*NAMES):
        return None
    found = _ASKS.search(message.text)
    if found is None:
        return None
    keys = [key for key in _named(message) if key in KEYS]
    said = tuple({"entity": "pointer", "value": f"{BECAME}{key}"} for key in keys[:1])
    return Route("show_wishes", replace(message, intent="show_wishes", entities=said)) if said else None


def _named(message: Message) -> Iterable[str]:
    yield from keys_named(message.text)
    yield from (key_of(each) for each in message.entities)
