"""What a message only seems to tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import NAMES, NAMING, Message
from actions.dialogue.pointing import SHORT
from actions.dialogue.released import FILLERS, VERBS, taking_back

Entity = Mapping[str, Any]

# Intents that tell nothing: a remark is taken back, a command refused; and, where they ask, those of one's data.
_NOTHING, _OF_DATA = ("never_mind", "refuse"), ("ask_my_data", "forget_me", "go_back")
_ASIDE = ("act", "topic", "also_asked", "asked_fact", *NAMING)
# What words that take something back do not tell anew: "get rid of my employer in your notes".
_LIFE = ("family", "situation", "goal", "visa", "age", "background", "occupation")
_WHETHER_TO = re.compile(
    rf"^{FILLERS}(?:(?:how|why|when|where) )?"
    rf"(?:(?:should|shall|must|do|can|could|may|might|would|will) (?:i|we)|(?:did|have) (?:i|we|you)"
    rf"|(?:why|when) (?:do|will|would) you|how (?:to|does one)|i (?:may|might|could)) (?:\w+ ){{0,3}}(?:{VERBS})\b",
    re.I,
)


def told(message: Message) -> Message:
    """The message without what it does not tell: of a remark that is taken back, of a question on one's data or on
    what schools forget, of words that take something else back."""
    if message.is_chip:
        return message
    message = _as_ordered(message)
    if message.does("correction"):
        return message
    asks = message.does("question")
    if message.intent in _NOTHING or message.does("dismissal") or (asks and message.intent in _OF_DATA):
        return _only(message, [each for each in message.entities if each["entity"] in _ASIDE or _goes(each)])
    if message.does("removal") and not asks:
        return _only(message, [each for each in message.entities if each["entity"] not in _LIFE or _goes(each)])
    if _asks_whether_to(message) or (message.intent == "faq" and asks and not taking_back(message)):
        return _only(message, [each for each in message.entities if each.get("op") != "drop"])
    return message


def _as_ordered(message: Message) -> Message:
    """The message without what a short order on the list, or a refused one, does not tell: "unsave OMSCS" says of
    nobody that they studied there."""
    ordered = message.intent.startswith("shortlist_") or message.does("refusal")
    if not ordered or len(message.text.split()) > SHORT:
        return message
    return replace(
        message, entities=tuple({**e, "role": None} if e["entity"] in NAMES else e for e in message.entities)
    )


def _goes(entity: Entity) -> bool:
    return entity.get("op") in ("drop", "not")


def _only(message: Message, entities: list[Entity]) -> Message:
    return replace(message, entities=tuple(entities))


def _asks_whether_to(message: Message) -> bool:
    """Whether a message asks of taking something back, which takes nothing back: "should I drop the GRE", "why did
    you remove the budget"; "I might drop the GRE" is not decided yet."""
    return _WHETHER_TO.match(message.text) is not None
