"""The one channel-neutral reply. Everything the bot says beyond a fixed sentence goes through here.

A reply reaches a channel twice over, with the same content:

* `text`: complete by itself, for the shell, screen readers, notifications and plain REST clients.
* `custom`: the structure, for channels that show cards, tables and chips. docs/replies.md lists its fields.

Chips also go out as Rasa `buttons`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.intents import payload, titles
from actions.wording.plain import text_of
from actions.wording.reply_parts import MARKDOWN, Bar, Card, Chart, Chip, File, Line, ReplyParts, Source, Table

__all__ = [
    "MARKDOWN", "Bar", "Card", "Chart", "Chip", "File", "General", "Line", "Personal", "Reply", "Source", "Table",
    "begun", "topic_chip", "unique",
]  # fmt: skip
MOST_CHIPS = 8
# Rasa's own console prints `custom` raw; there `text` has to do.
TEXT_ONLY_CHANNELS = ("cmdline",)
UNSHOWN = "reply"  # where the structure is kept that such a channel does not show: what is asked next may need it


@dataclass(frozen=True)
class Reply(ReplyParts):
    """One answer: its parts, as text, as structure, and on their way to a channel."""

    @property
    def text(self) -> str:
        """The whole reply in words, short: see plain.py."""
        return text_of(self)

    def custom(self) -> dict[str, Any]:
        """The whole reply as structure; empty parts are left out."""
        parts = {
            "kind": self.kind,
            "lead": self.lead,
            "cards": [asdict(card) for card in self.cards],
            "table": self.table.custom(unique(self.sources)) if self.table else None,
            "closing": self.closing,
            "chips": [asdict(chip) for chip in self.chips[:MOST_CHIPS]],
            "sources": [asdict(source) for source in unique(self.sources)],
            "chart": asdict(self.chart) if self.chart else None,
            "calculations": list(self.calculations),
            "files": [asdict(each) for each in self.files],
            "first": self.first if self.first > 1 else None,
        }
        # What an action adds is kept even when it is empty: an empty shortlist says that it is empty.
        return {name: part for name, part in parts.items() if part} | self.extra

    def with_chips(self, chips: tuple[Chip, ...]) -> Reply:
        """The reply with these chips in front of its own."""
        return replace(self, chips=(*chips, *self.chips))

    def send(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        """Hands the reply to the channel the message came from."""
        text_only = tracker.get_latest_input_channel() in TEXT_ONLY_CHANNELS
        dispatcher.utter_message(
            text=self.text,
            buttons=[asdict(chip) for chip in self.chips[:MOST_CHIPS]] or None,
            **{UNSHOWN if text_only else "json_message": self.custom()},
        )


@dataclass(frozen=True)
class Personal:
    """What a general answer means for one person: a sentence or two, with receipts and further choices.

    `keys` name the sentences, so that none is sent twice in a conversation.
    """

    says: str
    sources: tuple[Source, ...] = ()
    chips: tuple[Chip, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class General:
    """A fixed answer of the domain or of data/faq.yml, by its name: `utter_faq/cost`.

    `personal` stands in front of it, `beside` behind it; of the answer itself so many `lines` are told, without those
    to `skip` since they were told before; `again` says that all of it was, so that its first line does, or the `line`
    that is asked about.
    """

    response: str
    personal: Personal | None = None
    again: bool = False
    lines: int | None = None
    skip: int = 0
    beside: Personal | None = None
    line: int | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """What `Memory.told` keeps of it: its name, with the number of lines where not all were told, and those of the
        sentences in front."""
        name = self.response if self.lines is None else begun(self.response, self.lines)
        return (name, *(key for each in (self.personal, self.beside) if each for key in each.keys))

    def send(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        """Has Rasa's response generator (bot/answers.py) fill and send it."""
        more: dict[str, Any] = {"again": True} if self.again else {}
        if self.lines is not None:
            more["lines"] = self.lines
        if self.skip:
            more["skip"] = self.skip
        if self.line is not None:
            more["line"] = self.line
        for name, each in (("personal", self.personal), ("beside", self.beside)):
            if each is not None:
                more[name] = asdict(each)
        dispatcher.utter_message(response=self.response, **more)


def topic_chip(topic: str) -> Chip:
    """The choice to read the answer to a FAQ topic."""
    return Chip(titles()[f"faq/{topic}"], payload(f"faq/{topic}"))


def begun(response: str, lines: int) -> str:
    """The name under which `Memory.told` keeps that so many lines of an answer were told."""
    return f"{response}#{lines}"


def unique(sources: Iterable[Source]) -> list[Source]:
    """Receipts without repetition, in the order of their first appearance."""
    return list(dict.fromkeys(sources))
