"""Answers people in Slack: where they are, who they are, what they may have forgotten, and what is not said unasked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered
from sqlalchemy.exc import SQLAlchemyError

from actions.dialogue.consent import YES, answered
from actions.dialogue.elsewhere import is_meant
from actions.dialogue.memory import Memory
from actions.dialogue.memory import Message as Heard
from actions.forget_me import CONFIRMED
from actions.keeping import records
from bot.channels.channel_base import Channel, Message, Refusal
from bot.channels.outgoing import Answer, uttered
from bot.channels.seen import Seen, in_thread
from bot.channels.shortlist import as_of_today
from bot.channels.slack import people
from bot.channels.slack.blocks import shown_words
from bot.channels.slack.listening import UNASKED, answers_question, is_question_in_field
from bot.channels.slack.people import Person
from bot.channels.slack.remembered import Threads
from bot.histories import said
from knowledge.store import Store, StoreUnavailable

logger = logging.getLogger(__name__)

FORGET_ME, LOOKED_BACK = "forget_me", 6  # the intent; events in which the latest answer is found
STEPS_KEPT = 60  # events in which the answer is found whose steps are asked for
NOT_THEIRS = (
    "Only the person who began this conversation can have it forgotten, because it is one for the whole thread."
)

ONLY_IN_PRIVATE = (
    "Others can read here, and a code brings along what I noted of you. Write me a direct message, or put it after "
    "/masters: there it works."
)


class Place(NamedTuple):
    """Where somebody speaks.

    Attributes:
        conversation: its id.
        key: the thread, where others may take part; "" in private.
        thread: the time stamp of the thread that answers go to, or None.
        chat: whether it is a chat with the agent, which has a title and a status.
    """

    team: str
    channel: str
    user: str
    conversation: str
    person: Person
    key: str = ""
    thread: str | None = None
    private: bool = True
    chat: bool = False


class Advising:
    """See the module's docstring.

    Args:
        channel: whose conversations, limits and locks these are.
        seen, threads: what is remembered.
    """

    def __init__(self, channel: Channel, seen: Seen, threads: Threads) -> None:
        self._channel = channel
        self.seen, self.threads = seen, threads
        self.turn, self.in_order = channel.turn, channel.in_order
        self._store = Store()

    def place(self, team: str, channel: str, user: str, thread: str | None, private: bool, chat: bool = False) -> Place:
        """A direct message, a chat, or a thread of a channel."""
        conversation = self._channel.conversation(team, channel, thread or user)
        key = f"{team}:{channel}:{thread}" if thread else ""
        here = ("person", user) if private else (channel, "person", user)
        person = self._person(team, user, here)
        return Place(team, channel, user, conversation, person, key, thread, private, chat)

    def command_place(self, team: str, channel: str, user: str) -> Place:
        """`/masters` in a channel, which only the asker sees."""
        conversation = self._channel.conversation(team, channel, user, "command")
        return Place(team, channel, user, conversation, self._person(team, user, ("person", user)))

    def home_place(self, team: str, user: str) -> Place:
        """App Home's own buttons."""
        conversation = self._channel.conversation(team, "home", user)
        return Place(team, "", user, conversation, self._person(team, user, ("person", user)))

    def _person(self, team: str, user: str, here: Sequence[str]) -> Person:
        return Person(self._channel.conversation(team, "person", user), self._channel.conversation(team, *here))

    @property
    def _agent(self) -> Agent:
        return self._channel.app.ctx.agent  # type: ignore[no-any-return]

    async def overheard(self, place: Place) -> None:
        """People talk to each other: what follows answers them, and not an open question of ours."""
        await self.threads.overhear(place.key)

    async def is_asked(self, place: Place, words: str) -> bool:
        """Whether a message among several people, which names nobody, is for the advisor."""
        if not words:
            return False
        try:
            text = self._channel.read(words).text
        except Refusal:
            return False
        parsed = await self._agent.parse_message(text)
        if is_question_in_field(text, parsed):
            return True
        tracker = await self._agent.tracker_store.retrieve(place.conversation)
        if tracker is None or await self.threads.is_overheard(place.key):
            return False
        return answers_question(text, parsed, Memory.of_slots(tracker.get_slot))

    async def answers(self, place: Place, text: str, asked: bool = True) -> list[Answer]:
        """What the advisor says to somebody's message.

        Args:
            text: words or a payload.
            asked: whether they were meant for the advisor for certain; else it may find nothing to say.
        """
        try:
            await self._channel.admit(place.conversation, f"{place.team}:{place.user}")
        except Refusal as refused:
            return [Answer(refused.says, {})]
        begun_by = None if place.private else await self.threads.begun_by(place.key)
        if begun_by not in (None, place.user) and await self._would_delete(place.conversation, text):
            return [Answer(NOT_THEIRS, {})]
        if not place.private and is_meant(text):  # what is noted of a person is nothing for a thread
            return [Answer(ONLY_IN_PRIVATE, {})] if asked else []
        await self.threads.join_in(place.key)
        person = f"{place.team}:{place.user}"
        async with self.turn(place.person.everywhere):
            await people.bring(self._agent, place.person, place.conversation)
            found = await self._channel.ask_for_all(Message(place.conversation, text, sender=person))
            if any(each.reply.get("kind") == "forgotten" for each in found):
                await self._forget(person)
            else:
                await people.take(self._agent, place.person, place.conversation)
                mine = place.private or begun_by in (None, place.user)
                for each in {*place.person, *((place.conversation,) if mine else ())}:
                    await self.threads.note(person, each)
        return found if asked else [each for each in found if each.reply.get("kind") not in UNASKED]

    async def _forget(self, person: str) -> None:
        """Deletes what is kept of a person beside the conversation in which they asked for it."""
        for each in await self.threads.forgotten(person):
            try:
                await in_thread(lambda id_=each: records.forget(id_))  # type: ignore[misc]
            except SQLAlchemyError as problem:
                logger.error("forget me: a conversation is not deleted (%s)", type(problem).__name__)
                await self.threads.note(person, each)

    async def _would_delete(self, conversation: str, text: str) -> bool:
        """Whether a message would have its conversation deleted: asks for it, or says yes where that was asked."""
        try:
            words = self._channel.read(text).text
        except Refusal:
            return False
        if answered(Heard("", text=words), FORGET_ME) == YES and await self._asked_whether_to_delete(conversation):
            return True
        parsed = await self._agent.parse_message(words)
        return (parsed.get("intent") or {}).get("name") == FORGET_ME

    async def _asked_whether_to_delete(self, conversation: str) -> bool:
        """Whether the latest answer asks "Delete all of it?"."""
        latest = await said(self._agent.tracker_store, conversation, LOOKED_BACK)
        answer = next((each for each in reversed(latest) if isinstance(each, BotUttered)), None)
        chips = ((answer.data or {}).get("custom") or {}).get("chips", []) if answer else []
        return any(each["payload"] == CONFIRMED for each in chips)

    async def steps(self, place: Place, text: str) -> list[str]:
        """How the figures of an answer, known by its text in Slack, were worked out; empty if it is kept no longer."""
        events = await said(self._agent.tracker_store, place.conversation, STEPS_KEPT)
        answers = [uttered(each) for each in reversed(events) if isinstance(each, BotUttered)]
        found = next((each for each in answers if shown_words(each.text).strip() == text.strip()), None)
        found = found or next((each for each in answers if each.reply.get("calculations")), None)
        return list(found.reply.get("calculations") or ()) if found else []

    async def shortlist(self, team: str, user: str) -> list[dict[str, Any]]:
        """A person's shortlist with what is on record of each program; ids alone where the records cannot be read."""
        kept = await people.shortlist_of(self._agent, self._person(team, user, ("person", user)))
        try:
            knowledge = await asyncio.get_running_loop().run_in_executor(None, self._store.knowledge)
        except StoreUnavailable as problem:
            logger.error("the shortlist is shown without facts: %s", problem)
            return [_bare(each) for each in kept]
        return as_of_today([_bare(each) for each in kept], knowledge)


def _bare(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": kept["id"], "subtitle": "", "url": "", "lines": [], **kept}
