"""What goes out over every channel: an answer's words and structure together, starters, marks, long texts in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, NamedTuple

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import BotUttered, Event, UserUttered

from actions.wording.reply_parts import MARKS

__all__ = ["MARKS", "STARTERS", "Answer", "Collected", "Starter", "answer_of", "answers_to", "pieces", "uttered"]

FAILED = "Sorry, something went wrong on my side with that message. Please try it in other words."


class Starter(NamedTuple):
    """A first question: as a chip (`title`, `payload`), or as words where a channel takes only these."""

    title: str
    payload: str
    words: str


STARTERS = (
    Starter("Find programs for me", "/ask_recommendation", "online programs under 20k without GRE"),
    Starter("Is it worth it?", '/faq{"topic": "worth_it"}', "is a master's in machine learning worth it"),
    Starter("What do I need to get in?", '/faq{"topic": "admission_requirements"}', "what do I need to get in"),
    Starter("What does it cost?", '/faq{"topic": "cost"}', "what does it cost"),
)


class Answer(NamedTuple):
    """One answer: `text` complete by itself, `reply` the structure of docs/replies.md (only chips, or nothing, too)."""

    text: str
    reply: dict[str, Any]


def answer_of(text: str | None, custom: dict[str, Any] | None, buttons: list[dict[str, Any]] | None) -> Answer:
    """Rasa's three parts of a response as one answer."""
    reply = dict(custom or {})
    if buttons:
        reply.setdefault("chips", [{"title": each["title"], "payload": each["payload"]} for each in buttons])
    return Answer(text or "", reply)


class Collected(OutputChannel):
    """Takes the answers to one message and hands each on as soon as it is there; `sent` keeps them all.

    Args:
        channel: the channel's name, as the dialogue knows it.
    """

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.sent: list[Answer] = []
        self._waiting: asyncio.Queue[Answer | None] = asyncio.Queue()

    def name(self) -> str:
        """What Rasa chooses responses by."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Overrides Rasa's splitting: text, buttons and structure of an answer belong together."""
        self.deliver(answer_of(message.get("text"), message.get("custom"), message.get("buttons")))

    def deliver(self, answer: Answer) -> None:
        """Adds an answer."""
        self.sent.append(answer)
        self._waiting.put_nowait(answer)

    def end(self) -> None:
        """Says that there will be no more."""
        self._waiting.put_nowait(None)

    async def answers(self) -> AsyncIterator[Answer]:
        """Each answer as soon as it is there, until the end."""
        while (answer := await self._waiting.get()) is not None:
            yield answer


def uttered(event: Event) -> Answer:
    """What a conversation's event says."""
    data = event.data or {}
    return answer_of(event.text, data.get("custom"), data.get("buttons"))


def answers_to(events: Iterable[Event], message_id: str) -> list[Answer]:
    """The answers to the message of this id, if it was answered already."""
    found: list[Answer] = []
    inside = False
    for event in events:
        if isinstance(event, UserUttered):
            inside = (event.metadata or {}).get("message_id") == message_id
        elif inside and isinstance(event, BotUttered):
            found.append(uttered(event))
    return found


def pieces(text: str, most: int) -> Iterator[str]:
    """A long text cut at line ends or spaces, for a channel that takes so many characters."""
    rest = text.strip()
    while len(rest) > most:
        cut = max(rest.rfind("\n", 0, most), rest.rfind(" ", 0, most))
        cut = cut if cut > 0 else most
        yield rest[:cut]
        rest = rest[cut:].strip()
    if rest:
        yield rest
