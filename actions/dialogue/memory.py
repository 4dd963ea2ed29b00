"""What a conversation remembers between messages: typed, immutable, read from slots and written back to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import takewhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from knowledge.wishes import Wish, in_order

MOST_UNDOS = 10
MISSED = ("nlu_fallback", "confused", "wrong_answer")


@dataclass(frozen=True)
class Kept:
    """A program on the shortlist, with the person's note or ""."""

    id: str
    note: str = ""


@dataclass(frozen=True)
class Reported:
    """What a person says an admissions office told them: program, fact asked for (a key of FACT_NAMES), their words."""

    program: str
    fact: str
    says: str


@dataclass(frozen=True)
class Memory:
    """The slots of domain.yml, one attribute each.

    Attributes:
        wishes: what is wanted now, in the order of `knowledge.wishes.KEYS`.
        past_wishes: earlier values of `wishes`, newest last.
        shown: ids of the programs shown last, in their order.
        page: ("fitting" or "possible", how many of that group were shown).
        mentioned: ids of the programs spoken of last.
        asked: key of the question that is open, or None.
        declined: keys of questions that were skipped.
        guide: a guided series of questions that is going on: {"kind": "start" or "doubts", "asked": how many}, or None.
        profile: what the person brings: {"backgrounds", "skills", "lacking": ids of the vocabulary, "hours": a week}.
        assumptions: what a calculation of the pay-off should assume instead of its defaults, by name.
        doubts: answers to what would make the person quit, by name.
        shortlist: programs kept, in the person's order, each with a note.
        reported: what the person found out from admissions offices; theirs, never a record.
    """

    wishes: tuple[Wish, ...] = ()
    past_wishes: tuple[tuple[Wish, ...], ...] = ()
    shown: tuple[str, ...] = ()
    page: tuple[str, int] = ("fitting", 0)
    mentioned: tuple[str, ...] = ()
    asked: str | None = None
    declined: tuple[str, ...] = ()
    guide: Mapping[str, Any] | None = None
    profile: Mapping[str, Any] = field(default_factory=dict)
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    doubts: Mapping[str, Any] = field(default_factory=dict)
    shortlist: tuple[Kept, ...] = ()
    reported: tuple[Reported, ...] = ()

    @classmethod
    def of(cls, tracker: Tracker) -> Memory:
        """Reads the slots; an empty slot is an empty memory."""
        slot = tracker.get_slot
        return cls(
            wishes=_wishes(slot("wishes")),
            past_wishes=tuple(_wishes(each) for each in slot("past_wishes") or ()),
            shown=tuple(slot("shown") or ()),
            page=tuple(slot("page") or ("fitting", 0)),
            mentioned=tuple(slot("mentioned") or ()),
            asked=slot("asked"),
            declined=tuple(slot("declined") or ()),
            guide=slot("guide"),
            profile=slot("profile") or {},
            assumptions=slot("assumptions") or {},
            doubts=slot("doubts") or {},
            shortlist=tuple(Kept(**each) for each in slot("shortlist") or ()),
            reported=tuple(Reported(**each) for each in slot("reported") or ()),
        )

    def slots(self) -> dict[str, Any]:
        """The memory as JSON-able slot values."""
        return {
            "wishes": [wish.as_dict() for wish in self.wishes],
            "past_wishes": [[wish.as_dict() for wish in each] for each in self.past_wishes],
            "shown": list(self.shown),
            "page": list(self.page),
            "mentioned": list(self.mentioned),
            "asked": self.asked,
            "declined": list(self.declined),
            "guide": None if self.guide is None else dict(self.guide),
            "profile": dict(self.profile),
            "assumptions": dict(self.assumptions),
            "doubts": dict(self.doubts),
            "shortlist": [asdict(each) for each in self.shortlist],
            "reported": [asdict(each) for each in self.reported],
        }

    def events_since(self, before: Memory) -> list[EventType]:
        """Slot events for what changed only: a tracker store keeps every one of them."""
        old, new = before.slots(), self.slots()
        return [SlotSet(name, value) for name, value in new.items() if value != old[name]]

    def wishing(self, wishes: tuple[Wish, ...]) -> Memory:
        """The memory with other wishes; the present ones can be had back by "undo"."""
        if wishes == self.wishes:
            return self
        return replace(self, wishes=in_order(wishes), past_wishes=(*self.past_wishes, self.wishes)[-MOST_UNDOS:])


def _wishes(stored: Any) -> tuple[Wish, ...]:
    return tuple(Wish.from_dict(each) for each in stored or ())


def _ranking(parse_data: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    return tuple((each["name"], each["confidence"]) for each in parse_data.get("intent_ranking") or ())


def _entity(entity: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entity as found; a chip's payload may give its parts as the value: `/inform{"gre": {"op": "drop"}}`."""
    value = entity.get("value")
    return {**entity, "value": None, **value} if isinstance(value, dict) else entity


def _is_quiet(event: Mapping[str, Any]) -> bool:
    """Whether a button of the website's shortlist sent it, and nobody said it (bot/channels/website.py)."""
    return (event.get("metadata") or {}).get("quiet") is True


def _is_miss(event: Mapping[str, Any]) -> bool:
    """Whether a message was not understood, or says that the one before was not."""
    return ((event.get("parse_data") or {}).get("intent") or {}).get("name") in MISSED


@dataclass(frozen=True)
class Message:
    """The latest message as understood.

    Attributes:
        intent: base intent, such as "faq" or "inform".
        ranking: full intent names with probabilities, likeliest first.
        entities: the criteria extractor's findings.
        text: what the person typed.
        previous_ranking: the ranking of the message before.
        misses: how many messages in a row were not understood, or answered wrongly, this one included.
        conversation: the conversation's id.
    """

    intent: str
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    text: str = ""
    previous_ranking: tuple[tuple[str, float], ...] = ()
    misses: int = 0
    conversation: str = ""

    @classmethod
    def of(cls, tracker: Tracker) -> Message:
        """Reads the tracker's latest message."""
        latest = tracker.latest_message or {}
        users = [event for event in tracker.events if event.get("event") == "user" and not _is_quiet(event)]
        return cls(
            (latest.get("intent") or {}).get("name") or "",
            _ranking(latest),
            tuple(_entity(each) for each in latest.get("entities") or ()),
            latest.get("text") or "",
            _ranking(users[-2].get("parse_data") or {}) if len(users) > 1 else (),
            len(list(takewhile(_is_miss, reversed(users)))),
            tracker.sender_id or "",
        )

    def values(self, entity: str, refused: bool = False) -> list[Any]:
        """The values of one kind of entity, in the order they were said; refused ones ("not cmu") only if asked."""
        said = [each for each in self.entities if each["entity"] == entity]
        return [each["value"] for each in said if refused or each.get("op") != "not"]
