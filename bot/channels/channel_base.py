"""What all channels share: the door, limits, one answer to one message, answers in order, a sentence whatever breaks.

A channel derives from `Channel`, adds its routes, makes a `Message` of each request and shows each `Answer`;
docs/channels.md says how. Everything that somebody sends passes `Channel.ask`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse

from actions.dialogue.elsewhere import code_in
from actions.handover import SENT
from actions.serving.door import guard
from bot import watching
from bot.channels.incoming import EMPTY, MOST_SENT, TOO_LONG, Said, clean, conversation_id, said
from bot.channels.links import UNREAD, is_only_a_link, with_programs
from bot.channels.outgoing import FAILED, Answer, Collected, answers_to
from bot.channels.rate import DAY, Limit
from bot.channels.visitor import arrival, visitor
from bot.histories import loses
from bot.histories import said as said_in
from bot.settings import proxies
from bot.together.turns import SETTLING, Turn, Turns, arrived

logger = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024  # of a request
LONGEST_TITLE = 200
MOST_HANDOVERS = 5  # summaries a day that one sender may have sent
MOST_CODES, CODES_SECONDS = 10, 900.0  # codes that one sender may try, in so much time: none can be guessed
RESENT_WITHIN = 40  # messages and answers; what is sent again was sent a moment ago
DRAIN_SECONDS = 6.0  # that messages under way get when the server is told to end
NOT_KEPT = (
    "One thing to know: I can't keep our conversation right now, because the place where it is kept does not answer. "
    "What you told me just now I shall not know with your next message."
)
TOO_MANY_CODES = (
    "Those were too many codes from where you are, so I look at no more of them for now. Please try again in {minutes} "
    "minutes; if the code has run out by then, “continue elsewhere” gives a new one."
)
TOO_MANY = "That was a lot at once. Please wait {seconds} seconds and send it again; nothing is lost."

Handler = Callable[[UserMessage], Awaitable[Any]]


@dataclass
class Refusal(Exception):
    """What is not taken: an HTTP status, a sentence that says why, and headers."""

    status: int
    says: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Message:
    """What somebody sent.

    Attributes:
        conversation: from `Channel.conversation`.
        text: words or a payload, as they came.
        id: new for each message, or ""; the same id again gets the same answers, and is not counted twice.
        title: what the person sees of a payload, or "".
        quiet: neither it nor its answers are shown in a history.
        sender: an address, or a person where the channel knows: what a day's handovers count for; it is not stored.
    """

    conversation: str
    text: str
    id: str = ""
    title: str = ""
    quiet: bool = False
    sender: str = ""

    def metadata(self, shown: str, handed_over: bool) -> dict[str, Any]:
        """What is stored beside its text.

        Args:
            shown: the text, where the person sees another one.
            handed_over: whether its sender had as many summaries sent today as one may.
        """
        title = clean(self.title, LONGEST_TITLE) or shown
        found = {"message_id": self.id, "title": title, "quiet": self.quiet, "handed_over": handed_over}
        return {key: value for key, value in found.items() if value}


class GuardedBlueprint(Blueprint):
    """Routes behind the guarded door; requests of more than MOST_BYTES are refused."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Guards the app that gets the routes."""
        guard(app, MOST_BYTES)
        super().register(app, options)


class Channel(InputChannel):
    """The base of all channels.

    Args:
        per_conversation, per_sender: messages a minute; a sender is an address, or a person where the channel knows.
    """

    NAME: ClassVar[str]
    """What trackers record as the channel."""
    PREFIX: ClassVar[str] = ""
    """The first part of its conversations' ids, if not its name."""

    def __init__(self, per_conversation: int, per_sender: int) -> None:
        self._limits = self.limits("messages", per_conversation, per_sender)
        self._handovers = Limit(f"{self.NAME} handovers", MOST_HANDOVERS, period=DAY)
        self._codes = Limit("codes", MOST_CODES, period=CODES_SECONDS)  # of all channels together, where they share
        self._turns = Turns()
        self._proxies = proxies()
        self._handle: Handler
        self.app: Sanic

    @classmethod
    def name(cls) -> str:
        """What trackers record as the channel."""
        return cls.NAME

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The channel's routes; Rasa calls it once."""
        self._handle = on_new_message
        routes = GuardedBlueprint(self.NAME, __name__)

        @routes.middleware("request")
        async def note_arrival(request: Request) -> None:
            arrived.set(arrival(request))

        @routes.listener("before_server_start")
        async def remember(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            self.app = app

        @routes.listener("before_server_stop")
        async def drain(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            """What was taken before the server was told to end is answered yet."""
            until = time.monotonic() + DRAIN_SECONDS
            await asyncio.sleep(SETTLING)
            while self._turns.is_busy() and time.monotonic() < until:
                await asyncio.sleep(SETTLING / 4)

        @routes.middleware("response")
        async def count(_request: Request, answer: HTTPResponse) -> None:
            if answer.status >= 400:
                watching.count("advisor_refusals_total", channel=self.NAME, status=str(answer.status))

        self.add_routes(routes)
        return routes

    def add_routes(self, routes: Blueprint) -> None:
        """Adds the channel's routes and listeners."""
        raise NotImplementedError

    def conversation(self, *parts: str) -> str:
        """The id of a conversation; no other channel has the same."""
        return conversation_id(self.PREFIX or self.NAME, *parts)

    def visitor(self, request: Request) -> str:
        """The address that a request counts for."""
        return visitor(request, self._proxies)

    def limits(self, what: str, per_conversation: int, per_sender: int) -> tuple[Limit, Limit]:
        """Limits a minute of something, by conversation and by sender."""
        return Limit(f"{self.NAME} {what}", per_conversation), Limit(f"{self.NAME} {what} of a sender", per_sender)

    async def admit(self, conversation: str, sender: str) -> None:
        """Counts a message; either may be "" where it does not count.

        Raises:
            Refusal: there were too many.
        """
        await admitted(self._limits, (conversation, sender))

    def read(self, text: str) -> Said:
        """A text as the dialogue may have it.

        Raises:
            Refusal: it is empty or too long.
        """
        if len(text) > MOST_SENT:
            raise Refusal(413, TOO_LONG)
        words = with_programs(clean(text))
        if not words:
            raise Refusal(400, EMPTY)
        domain = self.app.ctx.agent.domain
        return said(words, domain.intents, domain.entities)

    async def ask(self, message: Message) -> AsyncIterator[Answer]:
        """The answers to a message, each as soon as it is ready: at least one, whatever happens.

        Raises:
            Refusal: the text is empty or too long.
        """
        words = self.read(message.text)
        if is_only_a_link(words.text):
            yield Answer(UNREAD, {})
            return
        if code_in(words.text) and (seconds := await self._codes.wait(message.sender)):
            yield Answer(TOO_MANY_CODES.format(minutes=-(-seconds // 60)), {})
            return
        collected = Collected(self.NAME)
        # a task of its own: the message is answered and stored also when nobody waits any longer
        task = asyncio.create_task(self._answer(message, words, collected))
        async for answer in collected.answers():
            yield answer
        await task

    async def ask_for_all(self, message: Message) -> list[Answer]:
        """All answers to a message; also a refusal is one, for channels where people read nothing but messages."""
        try:
            return [each async for each in self.ask(message)]
        except Refusal as refused:
            return [Answer(refused.says, {})]

    async def _answer(self, message: Message, words: Said, collected: Collected) -> None:
        begun, outcome = time.monotonic(), "answered"
        try:
            with watching.under_way(self.NAME):
                await self._answer_in_turn(message, words, collected)
        except Exception:  # a person is waiting: whatever broke, they get a sentence and the log gets the rest
            outcome = "failed"
            watching.count("advisor_errors_total", part="message")
            logger.exception("a message could not be answered")
        finally:
            if not collected.sent:
                outcome = "failed"
                collected.deliver(Answer(FAILED, {}))
            collected.end()
            seconds = time.monotonic() - begun
            watching.count("advisor_messages_total", channel=self.NAME, outcome=outcome)
            watching.took("advisor_message_seconds", seconds, channel=self.NAME)
            answers = len(collected.sent)
            logger.info("message channel=%s outcome=%s answers=%s seconds=%.3f", self.NAME, outcome, answers, seconds)

    async def _answer_in_turn(self, message: Message, words: Said, collected: Collected) -> None:
        async with self._turns.lock(message.conversation):  # Rasa has the same lock inside
            for earlier in await self._earlier(message):
                collected.deliver(earlier)
            if not collected.sent:
                metadata = message.metadata(words.shown, await self._handovers.is_spent(message.sender)) or None
                await self._handle(
                    UserMessage(words.text, collected, message.conversation, input_channel=self.NAME, metadata=metadata)
                )
                if loses(self.app.ctx.agent.tracker_store, message.conversation):
                    collected.deliver(Answer(NOT_KEPT, {}))
                if any(SENT in each.text for each in collected.sent):
                    await self._handovers.wait(message.sender)

    async def _earlier(self, message: Message) -> list[Answer]:
        if not message.id:
            return []
        latest = await said_in(self.app.ctx.agent.tracker_store, message.conversation, RESENT_WITHIN)
        return answers_to(latest, message.id)

    def turn(self, conversation: str) -> AbstractAsyncContextManager[Turn]:
        """Held while a message is answered and its answers are shown, where the channel sends them by itself."""
        return self._turns.lock(f"showing:{conversation}")

    def in_order(self, conversation: str, stamp: float) -> AbstractAsyncContextManager[Turn]:
        """Lets messages pass in the order in which they were written, where they may be delivered in any order."""
        return self._turns.lock(f"order:{conversation}", stamp=stamp)


async def admitted(limits: Iterable[Limit], keys: Iterable[str]) -> None:
    """Counts something by each limit for its key; an empty key does not count.

    Raises:
        Refusal: there was too much of it.
    """
    for limit, key in zip(limits, keys, strict=True):
        seconds = await limit.wait(key) if key else 0
        if seconds:
            raise Refusal(429, TOO_MANY.format(seconds=seconds), {"retry-after": str(seconds)})
