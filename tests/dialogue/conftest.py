"""The dialogue on the real catalog, with the real hearing and the right roles.

Which roles the classifier does give is measured by `make eval`; here the question is what follows from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.choices import chosen
from actions.dialogue.memory import Memory, Message
from actions.dialogue.note import note
from bot.nlu.hearing import Hearing
from bot.nlu.role_labeller import span_of
from bot.nlu.roles.kinds import kind_of
from bot.nlu.roles.rekind import with_role
from bot.nlu.roles.standing import standing
from knowledge.programs import Search
from tests.actions.conftest import act, say, search

__all__ = ["act", "say", "search"]

Tell = Callable[..., Memory]
Heard = Callable[..., Message]
Talk = Callable[..., Turn]


@pytest.fixture
def heard(hearing: Hearing, search: Search) -> Heard:
    """A message with the roles of its spans: heard("my friend had a 3.9", {"3.9": "other"})."""
    vocabulary = search.knowledge.vocabulary
    terms = frozenset(vocabulary.fields), frozenset(vocabulary.backgrounds)

    def label(text: str, entity: dict[str, Any], roles: Mapping[str, str]) -> Mapping[str, Any]:
        if kind_of(entity) is None:
            return entity
        role = next((role for span, role in roles.items() if span in entity["text"]), None)
        named = with_role(entity, {} if role is None else {role: 0.9}, *terms)
        return {**named, "standing": standing(text, span_of(entity))}

    def hear(text: str, roles: Mapping[str, str] | None = None, intent: str = "inform", *topics: str) -> Message:
        found = hearing.hear(text)
        unheard = [span for span in roles or () if not any(span in each["text"] for each in found)]
        assert not unheard, f"{unheard} of {text!r} is no span that was heard"
        asked = tuple({"entity": "topic", "value": each} for each in topics)
        entities = (*(label(text, each, roles or {}) for each in found), *asked)
        return Message(intent, ((intent, 1.0),), entities, text)

    return hear


@pytest.fixture
def tell(heard: Heard, search: Search) -> Tell:
    """The memory after a message was noted: tell("i have a 3.1", {"3.1": "own"})."""

    def run(
        text: str, roles: Mapping[str, str] | None = None, intent: str = "inform", memory: Memory | None = None
    ) -> Memory:
        before = memory or Memory()
        return note(chosen(heard(text, roles, intent), before), before, search)[1]

    return run


@pytest.fixture
def talk(heard: Heard, search: Search) -> Talk:
    """A whole turn with roles: talk("part time", {"part time": "wanted"}, "faq", memory, "part_time")."""

    def run(text: str, roles: Mapping[str, str], intent: str, memory: Memory | None = None, *topics: str) -> Turn:
        return AdvisorAction.named("talk").turn(heard(text, roles, intent, *topics), memory or Memory(), search)

    return run
