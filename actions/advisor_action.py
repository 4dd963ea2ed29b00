"""What all actions share: hear, note, route, answer, reply; and words for a store that is down."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.choices import chosen
from actions.dialogue.consent import awaited
from actions.dialogue.elsewhere import as_elsewhere
from actions.dialogue.in_other_words import in_other_words
from actions.dialogue.intents import answering, response_chips
from actions.dialogue.memory import LISTED, NAMING, WEIGHED, Memory, Message
from actions.dialogue.note import note
from actions.dialogue.numbered import as_numbered
from actions.dialogue.on_screen import BRIEF, SEARCHES, as_on_screen
from actions.dialogue.own_words import CONCLUDED, without_passing_decisions
from actions.dialogue.pointing import spoken_of
from actions.dialogue.points_around import remembered
from actions.dialogue.points_in_context import countries_spoken_of, points_in_context
from actions.dialogue.receipts_asked import as_asked_for_receipts
from actions.dialogue.route import route
from actions.dialogue.school_lists import with_flagships, with_headings, with_offers
from actions.dialogue.set_aside import set_aside
from actions.dialogue.taken_off import as_taken_off
from actions.dialogue.topic_words import of_its_topic
from actions.dialogue.way import Route
from actions.wording.in_brief import in_brief
from actions.wording.named_in_replies import with_named
from actions.wording.namesakes import with_namesakes
from actions.wording.perhaps import with_perhaps
from actions.wording.personal.life import home_state
from actions.wording.replies import Chip, General, Reply
from actions.wording.turn import Turn
from actions.wording.whole_post import with_points, with_the_rest
from knowledge.base import Knowledge
from knowledge.programs import Search
from knowledge.store import Store, StoreUnavailable

__all__ = ["AdvisorAction", "Turn", "current_search", "file_of"]

STORE_DOWN = Reply(
    "unavailable",
    "My records cannot be reached right now, so I can't look up programs or pay. Nothing you told me is lost: "
    "please ask again in a minute. General questions I can still answer.",
    chips=(Chip("What do I need to get in?", '/faq{"topic": "admission_requirements"}'),),
)
MOST_TOLD = 80


class AdvisorAction(Action, ABC):
    """An action named after its file; subclasses implement `answer`, which touches neither Rasa nor the database.

    Whichever action Rasa's rule names, `run` notes the message once, and the router may have another one answer: an
    action never calls another.
    """

    _by_file: ClassVar[dict[str, AdvisorAction]] = {}
    undoes = False  # whether it takes a change back, which is no change to be taken back
    sends = False  # whether it may send something, for which nobody else shall wait
    passes = False  # whether what was answered before stays what the conversation is about

    @staticmethod
    def named(file: str) -> AdvisorAction:
        """The action of this file name; its file has been imported."""
        return AdvisorAction._by_file[file]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        AdvisorAction._by_file[cls.__module__.rsplit(".", 1)[-1]] = cls()

    def name(self) -> str:
        """The module's name, which is the action's name without `action_`."""
        return "action_" + self.file

    @property
    def file(self) -> str:
        """The module's name: what the router calls the action."""
        return type(self).__module__.rsplit(".", 1)[-1]

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Any:
        """Answers the latest message; the events, or, where a "yes" may send something, their coroutine: on a thread of
        its own, so that others need not wait until a webhook or a mail server has answered."""
        memory = Memory.of(tracker)
        agreed_to = AdvisorAction._by_file.get(awaited(memory) or "", self)
        if self.sends or agreed_to.sends:
            return asyncio.to_thread(self.answer_latest, dispatcher, tracker, memory)
        return self.answer_latest(dispatcher, tracker, memory)

    def answer_latest(self, dispatcher: CollectingDispatcher, tracker: Tracker, memory: Memory) -> list[EventType]:
        """Sends the replies to the latest message; the events to remember."""
        try:
            search = current_search()
        except StoreUnavailable:
            STORE_DOWN.send(dispatcher, tracker)
            return []
        turn = self.turn(Message.of(tracker), memory, search)
        for reply in turn.replies:
            reply.send(dispatcher, tracker)
        # the reset of all slots tells the Rasa server's store to keep nothing of this message (bot/conversations.py)
        return [AllSlotsReset()] if turn.forgotten else turn.memory.events_since(memory)

    def turn(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The whole turn on a message as heard: noted, routed, answered, remembered. Pure."""
        way, noted = self.routed(message, memory, search)
        return AdvisorAction._by_file.get(way.action, self).answered(way.message, noted, memory, search)

    def routed(self, message: Message, memory: Memory, search: Search) -> tuple[Route, Memory]:
        """Where a message as heard goes, and the memory after it was noted. Pure."""
        message = as_numbered(chosen(as_asked_for_receipts(as_elsewhere(message)), memory), memory, search)
        message = as_taken_off(message, memory, search)
        message = with_headings(with_offers(with_flagships(message, search.knowledge)))
        message = points_in_context(of_its_topic(message, memory), memory, search.knowledge)
        message = in_other_words(set_aside(as_on_screen(message, memory, search.knowledge)), memory)
        message, noted = note(without_passing_decisions(message), memory, search)
        file = self.file if message.intent == "" else file_of(message.intent, self.file)
        return route(message, noted, file), noted

    def answered(self, message: Message, noted: Memory, before: Memory, search: Search) -> Turn:
        """This action's answer to a noted message, with what the conversation remembers of it."""
        search = search.at_home(home_state(noted))
        turn = self.answer(message, noted, search)
        if turn.forgotten:
            return turn
        if message.does("story"):
            turn = with_the_rest(turn, self.file, message, search)
        if message.does(BRIEF):
            turn = in_brief(turn)
        elif not (message.does("story") or message.is_chip):
            turn = with_points(turn, self.file, message)
        if not message.is_chip:
            turn = with_perhaps(turn, self.file, message)
            turn = with_namesakes(turn, self.file, message, before, search.knowledge)
        turn = replace(turn, memory=spoken_of(turn.memory, noted, message, search))
        turn = with_named(turn, noted, search.knowledge)
        countries = countries_spoken_of(message, before, search.knowledge)
        return replace(turn, memory=_remembered(turn, before, message, self, countries))

    @abstractmethod
    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The turn that answers a noted message."""


def file_of(intent: str, default: str) -> str:
    """The file name of the action that answers an intent by its rule."""
    return answering().get(intent, default)


def _remembered(
    turn: Turn, before: Memory, message: Message, action: AdvisorAction, countries: frozenset[str]
) -> Memory:
    """The memory after the turn: the choices on screen, what was answered, of which countries, what can be undone."""
    memory = turn.memory
    told = [name for each in turn.replies if isinstance(each, General) for name in each.told]
    chips = tuple(chip for each in turn.replies for chip in _choices(each))
    changed = {} if action.undoes else memory.changed_since(before)
    # a question whose yes deletes or sends something lapses once something else was answered
    lapsed = awaited(memory) not in (None, action.file)
    memory = memory.after_change(changed) if changed else memory
    return replace(
        memory,
        asked=None if lapsed else memory.asked,
        chips=chips,
        last=before.last
        if action.passes
        else {
            **_last(message, action, countries),
            **_weighed(action, memory, before),
            **_listed(memory, before),
            **remembered(message, before),
        },
        told=tuple(dict.fromkeys((*memory.told, *told)))[-MOST_TOLD:],
    )


def _choices(reply: Reply | General) -> tuple[tuple[str, str], ...]:
    if isinstance(reply, General):
        added = [chip for part in (reply.personal, reply.beside) if part for chip in part.chips]
        return (*((chip.title, chip.payload) for chip in added), *response_chips().get(reply.response, ()))
    return tuple((chip.title, chip.payload) for chip in reply.chips)


def _last(message: Message, action: AdvisorAction, countries: frozenset[str]) -> dict[str, Any]:
    """What was answered, as `Memory.last` keeps it."""
    said = {"action": action.file, "intent": message.intent}
    topics, facts = message.values("topic"), message.values("asked_fact")
    of_programs = not message.does("story") and message.has(*NAMING)
    asked = action.file == "program_fact" or not message.does("story")  # a story's words only remind of facts
    decisions = message.values("decision") or message.values(CONCLUDED)
    more = {"topics": topics, "facts": facts if asked else [], "of_programs": of_programs, "decisions": decisions}
    more["countries"] = sorted(countries)
    return {**said, **{name: value for name, value in more.items() if value}}


def _weighed(action: AdvisorAction, memory: Memory, before: Memory) -> dict[str, Any]:
    """The programs that were set side by side last: they stay weighed until a search shows others."""
    if action.file == "compare" and len(memory.mentioned) > 1:
        return {WEIGHED: list(memory.mentioned)}
    kept = before.last.get(WEIGHED)
    return {WEIGHED: kept} if kept and action.file not in SEARCHES else {}


def _listed(memory: Memory, before: Memory) -> dict[str, Any]:
    """The longer list before the one on screen, whose numbers still hold: "the third one" after a comparison of two."""
    earlier = before.last.get(LISTED) or ()
    longer = before.shown if memory.shown and len(before.shown) > len(memory.shown) else earlier
    return {LISTED: list(longer)} if len(longer) > len(memory.shown) else {}


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
