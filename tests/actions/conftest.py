"""Actions on the real catalog, with the real criteria extractor, but without servers."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence

import pytest

import actions
from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.intents import answering
from actions.dialogue.memory import Memory, Message
from actions.dialogue.note import note
from bot.nlu.hearing import Hearing
from knowledge.base import Knowledge
from knowledge.programs import Search

Act = Callable[..., Turn]
for _each in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{_each.name}")
_INTENTS = {action: intent for intent, action in reversed(list(answering().items()))}


@pytest.fixture(scope="session")
def search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


@pytest.fixture
def act(search: Search, hearing: Hearing) -> Act:
    """Has one action answer a message that was noted: act("recommend", "online ms under 15k", memory)."""

    def run(action: str, text: str = "", memory: Memory | None = None, intent: str = "", **more: object) -> Turn:
        entities = (*hearing.hear(text), *more.get("entities", ()))  # type: ignore[misc]
        ranking = tuple(more.get("ranking", ()))  # type: ignore[call-overload]
        previous = tuple(more.get("previous_ranking", ()))  # type: ignore[call-overload]
        heard = Message(intent or _INTENTS.get(action, ""), ranking, entities, text, previous)
        message, noted = note(heard, memory or Memory(), search)
        return AdvisorAction._by_file[action].answered(message, noted, memory or Memory(), search)

    return run


@pytest.fixture
def say(search: Search, hearing: Hearing) -> Act:
    """A whole turn, routed: say("actually 2.7", memory, intent="inform", topics=("gpa",)) -> Turn."""

    def run(text: str, memory: Memory | None = None, intent: str = "inform", topics: Sequence[str] = ()) -> Turn:
        asked = tuple({"entity": "topic", "value": each} for each in topics)
        message = Message(intent, ((intent, 1.0),), (*hearing.hear(text), *asked), text)
        return AdvisorAction._by_file["talk"].turn(message, memory or Memory(), search)

    return run
