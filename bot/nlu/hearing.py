"""All that is heard in a message beside its intent: criteria, what is told of one's life, and what the message does.

The entities of one message, in this order: criteria (bot/nlu/criteria), life (life.py), acts (acts.py).
"""

from __future__ import annotations

from typing import Any

from bot.nlu import life
from bot.nlu.acts import act_entities
from bot.nlu.criteria import CriteriaExtractor
from knowledge.base import Knowledge


class Hearing:
    """Hears messages against one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Builds the gazetteer. Args: knowledge: whose names and vocabulary are recognised."""
        self._extractor = CriteriaExtractor(knowledge)

    def hear(self, text: str) -> list[dict[str, Any]]:
        """The entities of a message."""
        found = [*self._extractor.extract(text), *life.find(text)]
        return [*found, *act_entities(text, found)]
