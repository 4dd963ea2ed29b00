"""FAQ topics that a message asks for the person themselves: with own pay, or own courses and skills. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_BACKGROUND_TOPICS = ("prerequisites", "bachelor_needed", "admission_requirements")


def asks_payoff(topic: str, entities: Sequence[Mapping[str, Any]]) -> bool:
    """ "I make 62k in Ohio, is it worth it": the general answer does not do."""
    return topic == "worth_it" and any(each["entity"] == "income" for each in entities)


def asks_readiness(topic: str, entities: Sequence[Mapping[str, Any]]) -> bool:
    """ "I studied biology and know some Python, do I have the prerequisites": two things one brings, or more."""
    brought = [each for each in entities if each["entity"] in ("skill", "background") and each.get("value")]
    skills = [each for each in brought if each["entity"] == "skill"]
    return topic in _BACKGROUND_TOPICS and bool(skills) and len(brought) > 1


def is_personal(topic: str, entities: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a topic is asked for the person themselves."""
    return asks_payoff(topic, entities) or asks_readiness(topic, entities)
