"""A message that asks for nothing but what costs little: "cheapest", "something affordable", "which is cheap". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.lookup import word_set
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.relative_wishes import asks_for_cheaper
from actions.dialogue.way import Route, changes
from actions.dialogue.wish_changes import GRADED_FOR
from knowledge.wishes import NICE, Wish

COST = "cost"
POINTER = "cheapest"  # "the cheapest one", where nothing on screen is meant
WISHING_NOTHING = ("act", "topic", "also_asked", "particular", "particular_near", "particular_there")
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


def wants_cheapest_first(message: Message) -> bool:
    """Whether what is found is to open with the cheapest: "cheap online masters", "the cheapest one in Texas"."""
    return wants_cheap(message) or POINTER in message.values("pointer")


def names_the_cheapest(message: Message) -> bool:
    """Whether one is to be named: "which costs least", "the cheaper one?", "cheapest"."""
    return _BY_PRICE.search(message.text) is not None


def cheaper_ones(message: Message, _memory: Memory) -> Route | None:
    """ "Is there something cheaper?", "and the cheaper ones in the US?": a search below the prices at hand, which
    reminds of what a master's costs, and of studying in that country."""
    if not asks_for_cheaper(message.text) or message.has(*NAMES) or not changes(message):
        return None
    return Route(
        "recommend", replace(message, intent="inform", entities=message.others("topic", "pointer", "asked_fact"))
    )


def cheapest(message: Message, memory: Memory) -> Route | None:
    """ "Cheapest", "which of these is cheapest": of the programs compared last, of the search, or of all there are.

    So is a search in few words that is taken for a question on costs: "cheap online masters".
    """
    wishes = message.others(*WISHING_NOTHING, "sort", "pointer", "asked_fact")
    if not _is_all_it_says(message) or changes(message) != bool(wishes) or (wishes and message.does("question")):
        return None
    kept = message.others("topic", "pointer", "asked_fact")
    several, pointers = len(memory.mentioned) > 1 or len(memory.shown) > 1, set(message.values("pointer"))
    after_comparison = memory.last.get("action") == "compare" and names_the_cheapest(message)
    if several and not wishes and (after_comparison or pointers & {"these", "both"}):
        return Route("compare", replace(message, intent="compare_programs"))
    if several and not wishes and pointers:  # "the cheapest one": one of those on screen
        return None
    return Route("recommend", replace(message, intent="inform", entities=kept))


def _is_all_it_says(message: Message) -> bool:
    """Whether beside its one word for cheap, and what it wishes for, it has only words that say nothing."""
    orders = [each for each in message.entities if each["entity"] == "sort"]
    if not wants_cheap(message) or len(orders) > 1 or message.has(*NAMES):
        return False
    spans = [each for each in message.entities if each["entity"] not in WISHING_NOTHING]
    rest = "".join(" " if _is_within(place, spans) else each for place, each in enumerate(message.text.lower()))
    return not re.search(r"\d", rest) and all(word in SAYING_NOTHING for word in _WORD.findall(rest))


def _is_within(place: int, entities: Sequence[Mapping[str, Any]]) -> bool:
    return any(int(each.get("start") or 0) <= place < int(each.get("end") or 0) for each in entities)
