"""Topics that are easily heard in words of something else: "4 rejections so far" is of no consulate's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from actions.dialogue.lookup import table
from actions.dialogue.memory import Memory, Message

LIKELY_SPOKEN_OF = 0.05  # probability of a topic from which on a point of it may be meant
LIKELY_INSTEAD = 0.02  # probability from which on another topic is answered instead


def of_its_topic(message: Message, memory: Memory) -> Message:
    """The message without a topic that it has no word of, unless that was spoken of; with its next likely instead."""
    spoken_of = memory.last.get("topics") or ()
    wrong = [each for each in message.values("topic") if each not in spoken_of and _lacks_its_words(each, message.text)]
    if not wrong:
        return message
    kept = tuple(each for each in message.entities if each["entity"] != "topic" or each["value"] not in wrong)
    if any(each["entity"] == "topic" for each in kept):
        return replace(message, entities=kept)
    instead = next((each for each in likely_topics(message, LIKELY_INSTEAD) if each not in wrong), None)
    return message if instead is None else replace(message, entities=(*kept, {"entity": "topic", "value": instead}))


def likely_topics(message: Message, least: float) -> Iterator[str]:
    """The FAQ topics that a message is about with at least this probability, the likeliest first."""
    return (
        name.removeprefix("faq/") for name, likely in message.ranking if name.startswith("faq/") and likely >= least
    )


def topics_spoken_of(message: Message, memory: Memory) -> set[str]:
    """The FAQ topics that a message may well be about, and those that were answered last."""
    return {*likely_topics(message, LIKELY_SPOKEN_OF), *(memory.last.get("topics") or ())}


def _lacks_its_words(topic: str, text: str) -> bool:
    words, never = _words_of_topics("words").get(topic), _words_of_topics("never").get(topic)
    return (words is not None and words.search(text) is None) or (never is not None and never.search(text) is not None)


@cache
def _words_of_topics(kind: str) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(words, re.IGNORECASE) for name, words in table("topic_facts")[kind].items()}
