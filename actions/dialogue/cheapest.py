"""A message that asks for nothing but what costs little: "cheapest", "something affordable", "which is cheap". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.lookup import word_set
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.way import Route, changes
from actions.dialogue.wish_changes import GRADED_FOR
from knowledge.wishes import NICE, Wish

COST = "cost"
# What a search goes by where nobody named a limit.
AS_CHEAP_AS_POSSIBLE = Wish(GRADED_FOR["budget"], (True,), strength=NICE)
# Words that say nothing of what is wanted.
SAYING_NOTHING = word_set("conversation", "beside_cheap")
# A question that wants the cheapest named: "which costs least", "the cheaper one?"
_BY_PRICE = re.compile(
    r"\b(?:which|what|who)\b.{0,40}\b(?:cheap(?:er|est)?|(?:costs?|charges?) (?:me )?(?:the )?(?:least|less)"
    r"|least expensive|less expensive|most affordable|lowest price)\b|^\W*(?:the )?cheap(?:er|est)(?: one)?\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def wants_cheap(message: Message) -> bool:
    """Whether a message asks for what costs little: "cheap", "affordable", "the cheapest"."""
    return COST in message.values("sort")


def names_the_cheapest(message: Message) -> bool:
    """Whether one is to be named: "which costs least", "the cheaper one?", "cheapest"."""
    return _BY_PRICE.search(message.text) is not None


def cheapest(message: Message, memory: Memory) -> Route | None:
    """ "Cheapest", "which of these is cheapest": of the programs compared last, of the search, or of all there are."""
    if not _is_all_it_says(message) or changes(message):
        return None
    several, pointers = len(memory.mentioned) > 1 or len(memory.shown) > 1, set(message.values("pointer"))
    after_comparison = memory.last.get("action") == "compare" and names_the_cheapest(message)
    if several and (after_comparison or pointers & {"these", "both"}):
        return Route("compare", replace(message, intent="compare_programs"))
    if several and pointers:  # "the cheapest one": one of those on screen
        return None
    kept = message.others("topic", "pointer", "asked_fact")
    return Route("recommend", replace(message, intent="inform", entities=kept))


def _is_all_it_says(message: Message) -> bool:
    orders = [each for each in message.entities if each["entity"] == "sort"]
    if not wants_cheap(message) or len(orders) > 1 or message.has(*NAMES):
        return False
    start, end = int(orders[0].get("start") or 0), int(orders[0].get("end") or 0)
    rest = f"{message.text[:start]} {message.text[end:]}".lower()
    return not re.search(r"\d", rest) and all(word in SAYING_NOTHING for word in _WORD.findall(rest))
