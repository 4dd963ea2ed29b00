"""The extractor: one message in, its criteria out."""

from __future__ import annotations

from typing import Any

from bot.nlu.criteria import (
    asked,
    assumptions,
    changes,
    corrections,
    declared_wishes,
    grades,
    gre,
    lengths,
    money,
    negation,
    occupations,
    orders,
    places,
    pointers,
    scores,
    starts,
    strength,
    study,
    topics,
    untaken,
    weights,
    work,
)
from bot.nlu.criteria.gazetteer import Gazetteer
from bot.nlu.criteria.program_names import Names
from bot.nlu.criteria.spans import spans
from bot.nlu.criteria.text import Entity, Message
from knowledge.base import Knowledge


class CriteriaExtractor:
    """Reads criteria from free text against one knowledge base; see the package for what it finds."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Builds the gazetteer. Args: knowledge: whose names and vocabulary are recognised."""
        self._gazetteer = Gazetteer(knowledge)
        self._names = Names(knowledge)

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The criteria of a message, in the order of the text; any text will do, looked at up to 2,000 characters."""
        message = self._read(text)
        return [
            _as_dict(message, entity)
            for entity in sorted(message.found, key=lambda each: (each.start, each.end, each.kind))
        ]

    def names_any(self, text: str) -> bool:
        """Whether a message names a program or university on record; told in a fifth of the time of `extract`."""
        message = self._gazetteer.read(text)
        if message.words:
            self._names.find(message)
        return any(message.of("program"))

    def extract_all(self, text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The criteria of a message, as `extract`, and all its spans, as `spans`, read once."""
        message = self._read(text)
        found = sorted(message.found, key=lambda each: (each.start, each.end, each.kind))
        return [_as_dict(message, entity) for entity in found], spans(message)

    def spans(self, text: str) -> list[dict[str, Any]]:
        """Every span of money, grade, university, subject, skill, place, time, pace and delivery, wish or not.

        See the module `spans` for their shape.
        """
        return spans(self._read(text))

    def _read(self, text: str) -> Message:
        """The message with everything found in it; nothing in an empty one."""
        message = self._gazetteer.read(text)
        if not message.words:
            return message
        self._names.find(message)
        pointers.find(message)
        untaken.find(message)
        orders.find(message)
        declared_wishes.find(message)
        assumptions.find(message)
        weights.find(message)
        grades.find(message)
        scores.find(message)
        work.find(message)
        money.find(message)
        occupations.find(message)
        study.find(message)
        starts.find(message)
        lengths.find(message)
        places.find(message)
        asked.find_degree_question(message)
        topics.find(message)
        asked.find(message)
        gre.find(message)
        changes.apply(message)
        negation.apply(message)
        strength.apply(message)
        asked.turn_into_questions(message)
        corrections.apply(message)
        return message


def _as_dict(message: Message, entity: Entity) -> dict[str, Any]:
    return {
        "entity": entity.kind,
        "value": entity.value,
        "start": entity.start,
        "end": entity.end,
        "text": message.typed(entity.start, entity.end),
        "op": entity.op,
        "strength": entity.strength,
        **entity.extras,
    }
