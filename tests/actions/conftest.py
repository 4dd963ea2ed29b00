"""Actions on the real catalog, with the real criteria extractor, but without servers."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest

from actions.advisor_action import Turn
from actions.dialogue.memory import Memory, Message
from bot.nlu.criteria import CriteriaExtractor
from knowledge.base import Knowledge
from knowledge.programs import Search

Act = Callable[..., Turn]


@pytest.fixture(scope="session")
def search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> CriteriaExtractor:
    return CriteriaExtractor(knowledge)


@pytest.fixture
def act(search: Search, extractor: CriteriaExtractor) -> Act:
    """Runs an action by its file's name: act("recommend", "online ms under 15k", memory, intent="inform")."""

    def run(action: str, text: str = "", memory: Memory | None = None, intent: str = "", **more: object) -> Turn:
        module = importlib.import_module(f"actions.{action}")
        name = "Action" + "".join(part.capitalize() for part in action.split("_"))
        entities = (*extractor.extract(text), *more.get("entities", ()))  # type: ignore[misc]
        ranking = tuple(more.get("ranking", ()))  # type: ignore[call-overload]
        previous = tuple(more.get("previous_ranking", ()))  # type: ignore[call-overload]
        message = Message(intent, ranking, entities, text, previous)
        return getattr(module, name)().answer(message, memory or Memory(), search)

    return run
