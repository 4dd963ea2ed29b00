"""What all channels share: the door, limits, one answer to one message, answers in order, a sentence whatever breaks.

A channel derives from `Channel`, adds its routes, makes a `Message` of each request and shows each `Answer`;
docs/channels.md says how. Everything that somebody sends passes `Channel.ask`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse

from actions.serving.door import TOO_LARGE, guard, refusal
from bot.channels.incoming import EMPTY, MOST_SENT, TOO_LONG, Said, clean, conversation_id, said
from bot.channels.links import UNREAD, is_only_a_link, with_programs
from bot.channels.outgoing import FAILED, Answer, Collected, answers_to
from bot.channels.rate import RateLimit
from bot.conversations import said as said_in

logger = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024  # of a request
LONGEST_TITLE = 200
RESENT_WITHIN = 40  # messages and answers; what is sent again was sent a moment ago
SETTLING = 0.2  # seconds that a message waits for an earlier one that is delivered late
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
    """

    conversation: str
    text: str
    id: str = ""
    title: str = ""
    quiet: bool = False

    def metadata(self, shown: str) -> dict[str, Any]:
        """What is stored beside its text."""
        title = clean(self.title, LONGEST_TITLE) or shown
        found = {"message_id": self.id, "title": title, "quiet": self.quiet}
        return {key: value for key, value in found.items() if value}


class GuardedBlueprint(Blueprint):
    """Routes behind the guarded door; requests of more than `ctx.most_bytes` are refused."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Guards the app that gets the routes."""
        guard(app, self.ctx.most_bytes)
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
    MOST_BYTES: ClassVar[int] = MOST_BYTES

    def __init__(self, per_conversation: int, per_sender: int) -> None:
        self._limits = (RateLimit(per_conversation), RateLimit(per_sender))
        self._asking, self._showing = _Locks(), _Locks()
        self._waiting: dict[str, list[float]] = {}
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
        routes.ctx.most_bytes = self.MOST_BYTES

        @routes.middleware("request")
        async def measure(request: Request) -> HTTPResponse | None:
            # the app's limit is that of its most generous channel
            return refusal(413, TOO_LARGE.format(most=self.MOST_BYTES)) if len(request.body) > self.MOST_BYTES else None

        @routes.listener("before_server_start")
        async def remember(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            self.app = app

        self.add_routes(routes)
        return routes

    def add_routes(self, routes: Blueprint) -> None:
        """Adds the channel's routes and listeners."""
        raise NotImplementedError

    def conversation(self, *parts: str) -> str:
        """The id of a conversation; no other channel has the same."""
        return conversation_id(self.PREFIX or self.NAME, *parts)

    def admit(self, conversation: str, sender: str) -> None:
        """Counts a message; either may be "" where it does not count.

        Raises:
            Refusal: there were too many.
        """
        for limit, key in zip(self._limits, (conversation, sender), strict=True):
            seconds = limit.wait(key) if key else 0
            if seconds:
                raise Refusal(429, TOO_MANY.format(seconds=seconds), {"retry-after": str(seconds)})

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
        try:
            async with self._asking.of(message.conversation):
                for earlier in await self._earlier(message):
                    collected.deliver(earlier)
                if not collected.sent:
                    await self._handle(
                        UserMessage(
                            words.text,
                            collected,
                            message.conversation,
                            input_channel=self.NAME,
                            metadata=message.metadata(words.shown) or None,
                        )
                    )
        except Exception:  # a person is waiting: whatever broke, they get a sentence and the log gets the rest
            logger.exception("a message could not be answered")
        finally:
            if not collected.sent:
                collected.deliver(Answer(FAILED, {}))
            collected.end()

    async def _earlier(self, message: Message) -> list[Answer]:
        if not message.id:
            return []
        latest = await said_in(self.app.ctx.agent.tracker_store, message.conversation, RESENT_WITHIN)
        return answers_to(latest, message.id)

    def turn(self, conversation: str) -> asyncio.Lock:
        """Held while a message is answered and its answers are shown, where the channel sends them by itself."""
        return self._showing.of(conversation)

    @contextlib.asynccontextmanager
    async def in_order(self, conversation: str, stamp: float) -> AsyncIterator[None]:
        """Lets messages pass in the order in which they were written, where they may be delivered in any order."""
        waiting = self._waiting.setdefault(conversation, [])
        waiting.append(stamp)
        try:
            await asyncio.sleep(SETTLING)
            while min(waiting) < stamp:
                await asyncio.sleep(SETTLING / 10)
            yield
        finally:
            waiting.remove(stamp)
            if not waiting:
                self._waiting.pop(conversation, None)


class _Locks:
    """A lock for each key, as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    def of(self, key: str) -> asyncio.Lock:
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock
