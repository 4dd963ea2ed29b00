"""Which FAQ questions the general answer does not do for: they carry `topic` entities, which data/rules.yml sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_PROGRAM = ("program", "unknown_program", "pointer")
_PAY_TOPICS = ("faq/salary", "faq/job_outlook", "faq/careers")
_PAY = ("occupation", "state")


def topics_to_look_up(topics: Sequence[str], entities: Sequence[Mapping[str, Any]], end: int) -> list[dict[str, Any]]:
    """The `topic` entities of an FAQ message.

    Args:
        topics: full names of the FAQ topics asked, in order ("faq/cost").
        entities: what the criteria extractor found.
        end: length of the text; a topic entity spans all of it.

    Returns:
        One entity a topic when several were asked, a program is named, or pay is asked for a job or state;
        else nothing, and Rasa's `utter_faq` answers.
    """
    kinds = {each["entity"] for each in entities if each.get("op") != "not"}
    named = bool(kinds & set(_PROGRAM))
    pay = bool(kinds & set(_PAY)) and any(topic in _PAY_TOPICS for topic in topics)
    if len(topics) < 2 and not named and not pay:
        return []
    return [
        {"entity": "topic", "value": topic.split("/", 1)[1], "start": 0, "end": end, "op": "is"} for topic in topics
    ]
