"""All that is heard in a message beside its intent: criteria, what is told of one's life, and what the message does.

The entities of one message, in this order: criteria (bot/nlu/criteria), spans in passing that are none (a price, a
school somebody went to), life (life.py), particular points (particulars.py), decisions (decisions.py), wishes that
no criterion reads (unread.py), sums (sums.py), acts (acts.py).
"""

from __future__ import annotations

from typing import Any

from bot.nlu import decisions, life, particulars, sums, unread
from bot.nlu.acts import act_entities
from bot.nlu.criteria import CriteriaExtractor
from knowledge.base import Knowledge

PASSING = ("money", "university", "place")


class Hearing:
    """Hears messages against one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Builds the gazetteer. Args: knowledge: whose names and vocabulary are recognised."""
        self._extractor = CriteriaExtractor(knowledge)
        particulars.expressions()

    def hear(self, text: str) -> list[dict[str, Any]]:
        """The entities of a message."""
        found = [*self.hear_values(text), *particulars.find(text), *decisions.find(text)]
        found += unread.find(text, found)
        return [*found, *sums.find(text, found), *act_entities(text, found)]

    def hear_values(self, text: str) -> list[dict[str, Any]]:
        """Of these entities the first ones, among them all that have roles: criteria, spans in passing, life."""
        criteria, spans = self._extractor.extract_all(text)
        return [*criteria, *map(_aside, filter(_is_aside, spans)), *life.find(text)]


def _is_aside(span: dict[str, Any]) -> bool:
    """Whether a span is no criterion, and of a kind that tells something of the person by its role."""
    return span["entity"] is None and span["kind"] in PASSING and span["value"] is not None


def _aside(span: dict[str, Any]) -> dict[str, Any]:
    """The span as an entity of its kind; only its role says what it is."""
    return {**{name: value for name, value in span.items() if name != "kind"}, "entity": span["kind"]}
