"""Which FAQ questions the general answer does not do for: they carry `topic` entities, which data/rules.yml sees."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.dialogue.intents import LIKELY
from actions.dialogue.personal import is_personal

Entity = Mapping[str, Any]

_PROGRAM = ("program", "unknown_program", "pointer")
_PAY_TOPICS = ("faq/salary", "faq/job_outlook", "faq/careers")
_PAY = ("occupation", "state")
# What the extractor finds that is no wish of its own.
_NO_WISH = (*_PROGRAM, "occupation", "asked_fact", "sort", "income", "skill")
_ASKS = re.compile(
    r"\?|^(?:how|what|when|where|which|who|why|is|are|do|does|can|could|should|will|would)\b", re.IGNORECASE
)
# A short statement may answer a question that the dialogue has asked, whatever topic it sounds like: "I hate maths".
_OF_ONESELF = re.compile(
    r"^(?:i|i'm|im|i'd|id|i've|ive|my|no|not|maybe|only|about|around|\d[\d.,]*k?)\b", re.IGNORECASE
)
_SHORT = 8  # words
_FILLER = re.compile(
    r"\b(?:i|im|i'm|my|is|am|a|an|the|of|have|has|had|want|need|prefer|please|would|like|be|to|it|in|with|only|and|or"
    r"|no|without|can|do|study|spend|put|assume|now|instead|under|below|up|most|at|max|less|than|masters?|master's|ms|program|degree|focus|rather|about|around|needs)\b",
    re.IGNORECASE,
)


def topics_to_look_up(
    topics: Sequence[str], entities: Sequence[Entity], text: str, confidence: float = 1.0
) -> list[dict[str, Any]]:
    """The `topic` entities of a message.

    Args:
        topics: full names of the FAQ topics asked, in order ("faq/cost").
        entities: what the criteria extractor found.
        text: the message; a topic entity spans all of it.
        confidence: probability of the first topic; 0 if the topics were asked beside something else.

    Returns:
        One entity a topic when several were asked, a program is named, pay is asked for a job or state, the question
        is about the person's own pay or background, or the topic is unsure. Its `op` is "wish" where the message may as
        well be the wish of a running search ("GPA 2.88"), "says" where it may answer a question ("I hate maths").
        Else nothing, and Rasa's `utter_faq` answers.
    """
    kinds = {each["entity"] for each in entities if each.get("op") != "not"}
    named = bool(kinds & set(_PROGRAM))
    pay = bool(kinds & set(_PAY)) and any(topic in _PAY_TOPICS for topic in topics)
    bare = len(topics) == 1 and is_bare_wish(text, entities)
    says = not _ASKS.search(text) and len(text.split()) <= _SHORT and bool(_OF_ONESELF.match(text.strip()))
    personal = any(is_personal(topic.split("/", 1)[1], entities) for topic in topics)
    if len(topics) < 2 and not (named or pay or bare or says or personal) and confidence >= LIKELY:
        return []
    return [
        {
            "entity": "topic",
            "value": topic.split("/", 1)[1],
            "start": 0,
            "end": len(text),
            "op": "wish" if bare else "says" if says else "is",
        }
        for topic in topics
    ]


def name_spans(entities: Sequence[Entity]) -> list[tuple[int, int]]:
    """Where names of known programs and universities stand."""
    return [(each["start"], each["end"]) for each in entities if each["entity"] == "program"]


def is_bare_wish(text: str, entities: Sequence[Entity]) -> bool:
    """Whether a message is nothing but wishes: "part time", "2.88 GPA", "I'd like a thesis"."""
    wishes = [each for each in entities if each["entity"] not in _NO_WISH]
    if not wishes or _ASKS.search(text):
        return False
    left = "".join(c for i, c in enumerate(text) if not any(each["start"] <= i < each["end"] for each in wishes))
    return not re.findall(r"\w{2,}", _FILLER.sub(" ", left))
