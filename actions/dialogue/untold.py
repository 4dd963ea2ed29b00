"""What a message only seems to tell, and what it says holds no longer. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import NAMING, Memory, Message
from actions.dialogue.wish_changes import wishes_in
from knowledge.base import Knowledge

Entity = Mapping[str, Any]

# Intents that tell nothing: a remark is taken back, a command refused; and, where they ask, those of one's data.
_NOTHING, _OF_DATA = ("never_mind", "refuse"), ("ask_my_data", "forget_me", "go_back")
_ASIDE = ("act", "topic", "also_asked", "asked_fact", *NAMING)
# What words that take something back do not tell anew: "get rid of my employer in your notes".
_LIFE = ("family", "situation", "goal", "visa", "age", "background", "occupation")
_MOST_WORDS = 14
# A wish that holds no longer, in words that are no order: "NLP is not needed any more", "the 20k limit can go".
_NO_LONGER = re.compile(
    r"\b(?:no more|no longer|(?:not|n['’]?t)(?: \w+){0,6} any ?(?:more|longer)|off the table|crossed out|"
    r"(?:not|n['’]?t) (?:so |that |really )?(?:needed|necessary|important|matter)|irrelevant|"
    r"(?:can|could|may|should) (?:go|be (?:dropped|removed|deleted|erased|crossed out))|"
    r"(?:take|cross|leave|throw|strike|toss) (?:it|that|this|them|the limit|that one) (?:off|out|away)|"
    r"(?:remove|drop|delete|erase|lose|scratch|strike|scrap|dump|kill|chuck|toss) (?:it|that|this)\b)",
    re.I,
)


def told(message: Message) -> Message:
    """The message without what it does not tell: of a remark that is taken back, of a question on one's data or on
    what schools forget, of words that take something else back."""
    if message.is_chip or message.does("correction"):
        return message
    asks = message.does("question")
    if message.intent in _NOTHING or message.does("dismissal") or (asks and message.intent in _OF_DATA):
        return _only(message, [each for each in message.entities if each["entity"] in _ASIDE or _goes(each)])
    if message.does("removal") and not asks:
        return _only(message, [each for each in message.entities if each["entity"] not in _LIFE or _goes(each)])
    if message.intent == "faq" and asks and not message.does("removal"):
        return _only(message, [each for each in message.entities if each.get("op") != "drop"])
    return message


def no_longer(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """The message with the wishes dropped that it says hold no longer; those alone that are noted with that value."""
    if message.is_chip or message.does("question") or not holds_no_longer(message):
        return message
    noted = {(wish.key, value) for wish in memory.wishes if wish.op != "not" for value in wish.values}
    return _only(
        message,
        [
            {**each, "op": "drop"} if noted & _values(each, knowledge) and each.get("op") != "drop" else each
            for each in message.entities
        ],
    )


def holds_no_longer(message: Message) -> bool:
    """Whether a short message says that something holds no longer."""
    return len(message.text.split()) <= _MOST_WORDS and _NO_LONGER.search(message.text) is not None


def _values(entity: Entity, knowledge: Knowledge) -> set[tuple[str, Any]]:
    """What a wish of this entity alone would say: its key and values."""
    return {(wish.key, value) for wish in wishes_in((entity,), knowledge) for value in wish.values}


def _goes(entity: Entity) -> bool:
    return entity.get("op") in ("drop", "not")


def _only(message: Message, entities: list[Entity]) -> Message:
    return replace(message, entities=tuple(entities))
