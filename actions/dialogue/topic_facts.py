"""Which recorded facts of a program answer a FAQ topic, and whether a question is about one program at all. Pure."""

from __future__ import annotations

import re

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Message

FACTS_OF_TOPIC = {topic: tuple(facts) for topic, facts in table("topic_facts")["facts"].items()}
# Topics that, of a program named outright, are answered by all that is recorded of it.
OVERVIEW_TOPICS = tuple(table("topic_facts")["overview"])
_OF_ALL = re.compile(
    r"\b(?:most|usually|generally|in general|typical(?:ly)?|on average|any|all|every|programs|schools|universities"
    r"|degrees|masters? programs?|colleges|you guys|people|everyone|anyone|normally|a master(?:['’]?s)?|masters"
    r"|grad school)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?\n]+|$)")
_ASKS = re.compile(r"\?|^\s*(?:how|what|which|is|are|do|does|can|could|should|will|would|where|when|who|why)\b", re.I)
_WANTS_TO_KNOW = re.compile(
    r"\?|\b(?:want|need|like|love|trying|curious|care) (?:most )?(?:to (?:know|find|hear|see)|about)\b"
    r"|\bneed \w+ things\b|\btell me\b|\bcan['’]?t find\b",
    re.IGNORECASE,
)
_MOST_WORDS = 12  # a longer question stands by itself


def speaks_of_all(message: Message) -> bool:
    """Whether a question is about programs in general, not about those on screen."""
    return len(message.text.split()) > _MOST_WORDS or _OF_ALL.search(message.text) is not None


def asks_in_general(message: Message) -> bool:
    """Whether what is asked is asked of programs in general, and names only stand in other sentences of the message.

    "Is the GRE needed for most programs? Rutgers asks for it"; or a story in which a school is named in passing.
    """
    named = [each for each in message.entities if each["entity"] in NAMES]
    asking = [(begin, end) for begin, end in sentences(message.text) if _ASKS.search(message.text[begin:end])]
    if not named or not asking:
        return False
    if message.does("story") and len({each["value"] for each in named}) > 1:
        return True
    beside = any(begin <= (each.get("start") or 0) < end for each in named for begin, end in asking)
    return not beside and (message.does("story") or any(_OF_ALL.search(message.text[b:e]) for b, e in asking))


def asked_in_questions(message: Message) -> tuple[str, ...]:
    """The recorded facts that sentences of a long message ask for: "which of these pay their students?"."""
    asking = [(begin, end) for begin, end in sentences(message.text) if _WANTS_TO_KNOW.search(message.text[begin:end])]
    said = [each for each in message.entities if each["entity"] == "asked_fact" and each.get("start") is not None]
    found = [str(each["value"]) for each in said if any(begin <= each["start"] < end for begin, end in asking)]
    return tuple(dict.fromkeys(found))


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    return [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]
