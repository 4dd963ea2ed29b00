"""A list that is to get shorter: "give me the final 7", "take out whatever is most expensive". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, WEIGHED, Memory, Message
from actions.dialogue.way import Route

CUT = "cut"  # the act of who wants some of those named taken off; `most`: how many stay, None: all but the dearest
MOST_WORDS, LEAST_LISTED = 14, 3
_NUMBER = r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_FINAL = re.compile(
    r"\b(?:final|top|best|last|just|only|pick|keep|choose|narrow\w*(?: \w+){0,3}(?: down)? to"
    r"|cut\w*(?: \w+){0,3} to"
    rf"|down to|which) {_NUMBER}\b"
    r"(?=\W*$|,? (?:of (?:them|these|those)|schools?|programs?|ones|names|apps|applications|then|please|pls|only"
    r"|(?:for|in|at) (?:me|us|total|all|most))\b)",
    re.IGNORECASE,
)
_DEAREST = re.compile(
    r"\b(?:take|leave|cross|knock|throw) (?:out|off)\b.{0,20}\b(?:most expensive|dearest|priciest|costliest)\b"
    r"|\b(?:drop|cut|remove|skip|ditch|lose)\b.{0,20}\b(?:most expensive|dearest|priciest|costliest)\b",
    re.IGNORECASE,
)
_SEARCHED = re.compile(r"\b(?:programs?|schools?|universit\w+) (?:in|with|for|that|under|near)\b", re.IGNORECASE)


def cut_down(message: Message, memory: Memory) -> Route | None:
    """ "Ok so give me the final 7": of the programs that were named, compared or shown last."""
    if message.is_chip or message.has(*NAMES) or len(message.text.split()) > MOST_WORDS:
        return None
    final, dearest = _FINAL.search(message.text), _DEAREST.search(message.text)
    ids = memory.last.get(WEIGHED) or memory.mentioned
    ids = ids if len(ids) >= LEAST_LISTED else memory.shown
    most = _number(final["n"]) if final and not dearest else None
    if not (dearest or most) or len(ids) < LEAST_LISTED or _SEARCHED.search(message.text):
        return None
    if most is not None and most >= len(ids):
        return None
    listed = tuple({"entity": "program", "value": each, "role": "compared"} for each in ids)
    act = {"entity": "act", "value": CUT, "most": most}
    return Route("compare", replace(message, intent="compare_programs", entities=(*listed, act)))


def _number(said: str) -> int:
    units = table("numbers")["units"]
    return int(said) if said.isdigit() else next(int(n) for n, words in units.items() if said.lower() in words)
