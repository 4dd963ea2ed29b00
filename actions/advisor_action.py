"""What all actions share: memory in, replies and memory out, and words for a store that is down."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, General, Reply
from knowledge.base import Knowledge
from knowledge.programs import Search
from knowledge.store import Store, StoreUnavailable

STORE_DOWN = Reply(
    "unavailable",
    "My records cannot be reached right now, so I can't look up programs or pay. Nothing you told me is lost: "
    "please ask again in a minute. General questions I can still answer.",
    chips=(Chip("What do I need to get in?", '/faq{"topic": "admission_requirements"}'),),
)


@dataclass(frozen=True)
class Turn:
    """One turn of the advisor: what it says, and what it remembers."""

    replies: tuple[Reply | General, ...]
    memory: Memory


class AdvisorAction(Action, ABC):
    """An action named after its file; subclasses implement `answer`, which touches neither Rasa nor the database."""

    def name(self) -> str:
        """The module's name, which is the action's name without `action_`."""
        return "action_" + type(self).__module__.rsplit(".", 1)[-1]

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answers the latest message."""
        memory = Memory.of(tracker)
        try:
            search = current_search()
        except StoreUnavailable:
            STORE_DOWN.send(dispatcher, tracker)
            return []
        turn = self.answer(Message.of(tracker), memory, search)
        for reply in turn.replies:
            reply.send(dispatcher, tracker)
        return turn.memory.events_since(memory)

    @abstractmethod
    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The turn that answers a message."""


@lru_cache(maxsize=1)
def _store() -> Store:
    return Store()


@lru_cache(maxsize=1)
def _search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


def current_search() -> Search:
    """A search over the knowledge base as it is now.

    Raises:
        StoreUnavailable: the database does not answer.
    """
    return _search(_store().knowledge())
