"""Which recorded facts of a program answer a FAQ topic, and whether a question is about one program at all. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Message

FACTS_OF_TOPIC = {topic: tuple(facts) for topic, facts in table("topic_facts")["facts"].items()}


def facts_of(topics: Iterable[str]) -> list[str]:
    """The recorded facts that answer these topics, in their order."""
    return [fact for topic in topics for fact in FACTS_OF_TOPIC.get(topic, ())]


@dataclass(frozen=True)
class NamedTopic:
    """A topic that only a program named outright is asked about.

    Attributes:
        said: what asks about it, or None.
        lead: what is said first, with {program} and {accredited}; "" where all that is recorded of it is told.
        facts: the facts that follow.
    """

    topic: str
    said: re.Pattern[str] | None = None
    lead: str = ""
    facts: tuple[str, ...] = ()


def _named_topic(topic: str, written: Mapping[str, Any]) -> NamedTopic:
    said = written.get("said")
    pattern = re.compile(said, re.IGNORECASE) if said else None
    return NamedTopic(topic, pattern, written.get("lead", ""), tuple(written.get("facts", ())))


NAMED_TOPICS = {name: _named_topic(name, written) for name, written in table("topic_facts")["named"].items()}
_OF_ALL = re.compile(
    r"\b(?:most|usually|generally|in general|typical(?:ly)?|on average|any|all|every|programs|schools|universities"
    r"|degrees|masters? programs?|colleges|you guys|people|everyone|anyone|normally|a master(?:['’]?s)?|masters"
    r"|grad school)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?\n]+|$)")
_ASKS = re.compile(
    r"\?|^\s*(?:how|what(?! (?:\w+s(?: me)?|i \w+)(?: a bit)? is\b)|which|is|are|do|does|can|could|should|will|would"
    r"|where|when|who|why)\b",
    re.I,
)
_WANTS_TO_KNOW = re.compile(
    r"\?|\b(?:want|need|like|love|trying|curious|care) (?:most )?(?:to (?:know|find|hear|see)|about)\b"
    r"|\bneed \w+ things\b|\btell me\b|\bcan['’]?t find\b",
    re.IGNORECASE,
)
# What is asked of a fee or a deadline beyond what is recorded: "do they waive it", "can they extend it".
_BEYOND = re.compile(
    r"\b(?:waiv\w+|refund\w*|negotiat\w+|defer\w*|exten(?:d\w*|sions?)"
    r"|(?:get|give|pay)\w* (?:it|that|any of it) back)\b",
    re.IGNORECASE,
)
_BEYOND_TOPICS = ("application_fee", "cost", "deadlines")
_MOST_WORDS = 12  # a longer question stands by itself
FEW_WORDS, BARE_WORDS = 4, 8  # "when is it due"; a question of more words than the second asks for more than a fact
SURE_OF_FACT = 0.6  # probability of a topic from which on a question without a fact's own words asks for that fact
# Topics under which people ask much that is no fact of a program: how to write to professors, what a visa allows.
WIDER_THAN_FACTS = ("international", "application_process", "salary", "assistantship")


def asked_of_named(text: str) -> NamedTopic | None:
    """The topic of a question on a named program as a whole: "is OMSCS hard", "is WGU legit"."""
    return next((each for each in NAMED_TOPICS.values() if each.said and each.said.search(text)), None)


def speaks_of_all(message: Message) -> bool:
    """Whether a question is about programs in general, not about those on screen."""
    return len(message.text.split()) > _MOST_WORDS or _OF_ALL.search(message.text) is not None


def asks_bare_fact(message: Message) -> bool:
    """Whether a message asks for recorded facts and for nothing more: "is the gre needed", "deadlines?".

    A remark in more than a few words, a question that tells a circumstance, or one that a point answers
    (data/particulars.yml) is not about the programs that happen to stand above.
    """
    words, asked, topics = len(message.text.split()), message.values("asked_fact"), message.values("topic")
    if not asked and set(topics) & {*WIDER_THAN_FACTS}:
        return False
    if set(topics) & {*_BEYOND_TOPICS} and _BEYOND.search(message.text):
        return False
    if words <= FEW_WORDS:
        return True
    if message.points_asked or not message.does("question"):
        return False
    if asked:
        return words <= BARE_WORDS + 1
    ranking = dict(message.ranking)
    return words <= BARE_WORDS and all(ranking.get(f"faq/{topic}", 1.0) >= SURE_OF_FACT for topic in topics)


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
