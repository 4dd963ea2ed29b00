"""Which of the programs on screen stands out: "and the priciest?", "the longest", "the shortest one". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.extremes import KINDS
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.way import Route, changes

_ASKS = (
    r"\W*(?:(?:and|but|ok(?:ay)?|so|hmm|now|then|please|what about|how about|what(?:['’]?s| is)"
    r"|which(?: (?:one|program))?(?: of (?:these|those|them))?(?: is| would be|['’]?s)?"
    r"|show me|tell me|give me)\W+)*(?:the |my )?"
)
_OF_THESE = r"(?: (?:one|program|option|choice))?(?: of (?:them|these|those|all|the (?:two|three|four|list)))?"
_ENDS = r"(?: (?:here|there|then|please|pls|again|though))*\W*"

SEARCHED_BY = ("cheapest", "shortest")  # a search goes by these: only "the shortest one" means one on screen
_PATTERNS = {kind: re.compile(_ASKS + each.words + _OF_THESE + _ENDS, re.IGNORECASE) for kind, each in KINDS.items()}
_ONE = re.compile(r"\b(?:one|of (?:them|these|those|the))\b|^\W*and\b", re.IGNORECASE)


def standing_out(message: Message, memory: Memory) -> Route | None:
    """ "And the priciest?" after a list is of those on it."""
    several = len(memory.mentioned) > 1 or len(memory.shown) > 1
    if message.is_chip or not several or message.has(*NAMES) or changes(message):
        return None
    kind = next((kind for kind, words in _PATTERNS.items() if words.fullmatch(message.text)), None)
    if kind is None or (kind in SEARCHED_BY and not _ONE.search(message.text)):
        return None
    if kind == "cheapest" and kind not in message.values("pointer"):
        return None  # "which of these is cheapest" compares them
    said = ({"entity": "pointer", "value": kind}, {"entity": "asked_fact", "value": KINDS[kind].subject})
    return Route("program_fact", replace(message, intent="ask_program_fact", entities=said))
