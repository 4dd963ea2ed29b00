"""One person per Slack user and workspace: their shortlist goes with them everywhere, what they told of themselves to
all private places (direct messages, `/masters`, App Home), and what they told in a channel to that channel's threads.

What is kept of a person is a conversation of its own without messages, so that it is stored, deleted when old, and
forgotten as every conversation is. Before a message is answered its slots go into the conversation, afterwards back.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.rate import DAY

SHORTLIST = ("shortlist",)  # goes everywhere
OWN = ("profile", "assumptions", "doubts", "reported")  # stays where it was said
UNDO = "past"  # what another place or person changed is not undone here
RENEWED = DAY  # seconds after which a person who goes on is kept anew, so that they do not grow old

Slots = dict[str, Any]


class Person(NamedTuple):
    """The conversations that hold what is kept of somebody: their shortlist; what they told here."""

    everywhere: str
    here: str

    @property
    def held(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Which of them holds which slots."""
        return ((self.everywhere, SHORTLIST), (self.here, OWN))


async def bring(agent: Agent, person: Person, conversation: str) -> None:
    """Gives a conversation what is kept of the person who speaks in it."""
    kept: Slots = {}
    for record, names in person.held:
        kept |= await _slots(agent, record, names)
    async with agent.lock_store.lock(conversation):
        tracker = await agent.processor.fetch_tracker_and_update_session(conversation, CollectingOutputChannel())
        changed = _changed(tracker, kept)
        if changed:
            _set(tracker, {**changed, UNDO: []})
        await agent.tracker_store.save(tracker)


async def take(agent: Agent, person: Person, conversation: str) -> None:
    """Keeps of a conversation what belongs to the person who spoke in it."""
    for record, names in person.held:
        await _keep(agent, record, await _slots(agent, conversation, names))


async def shortlist_of(agent: Agent, person: Person) -> list[Mapping[str, Any]]:
    """The person's shortlist: each with `id` and `note`."""
    return list((await _slots(agent, person.everywhere, SHORTLIST))["shortlist"] or ())


async def _slots(agent: Agent, conversation: str, names: Iterable[str]) -> Slots:
    tracker = await agent.tracker_store.retrieve(conversation)
    return {name: tracker.get_slot(name) if tracker is not None else None for name in names}


async def _keep(agent: Agent, record: str, slots: Slots) -> None:
    async with agent.lock_store.lock(record):
        tracker = await agent.tracker_store.get_or_create_tracker(record, append_action_listen=False)
        changed = _changed(tracker, slots)
        latest = tracker.events[-1].timestamp if tracker.events else 0.0
        if not changed and (not latest or time.time() - latest < RENEWED):
            return
        _set(tracker, changed or slots)
        await agent.tracker_store.save(tracker)


def _changed(tracker: DialogueStateTracker, slots: Slots) -> Slots:
    """Those of the slots that say something else there; nothing and an empty list are the same."""
    return {name: value for name, value in slots.items() if (tracker.get_slot(name) or None) != (value or None)}


def _set(tracker: DialogueStateTracker, slots: Slots) -> None:
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
