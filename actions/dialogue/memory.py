"""What a conversation remembers between messages: typed, immutable, read from slots and written back to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import takewhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.guide import Guide, as_slot, of_slot
from actions.dialogue.wish_changes import Changes
from knowledge.wishes import Wish

MOST_UNDOS, MOST_UNDO_CHARACTERS = 10, 64_000  # changes that "undo" remembers, and what they take as JSON
# Key of the entry at the end of the slot `past` that holds what "redo" makes again: both are one story of changes.
REDO = "redo"
# What "undo" brings back, whichever of them a message changed last.
UNDOABLE = ("wishes", "profile", "assumptions", "doubts", "shortlist", "reported")
# Entities that name a program or a university; and these with those that point at one ("the second one").
NAMES = ("program", "unknown_program")
NAMING = (*NAMES, "pointer")
OF_ONES_MARKS = ("gpa", "ielts", "toefl", "duolingo")  # entities, and wishes, that hold a mark of one's own
WEIGHED = "weighed"  # key of Memory.last
LISTED = "listed"  # the same: the longer list that was on screen before a shorter one
AROUND = "particular_around"  # an entity with the points that a message may be about, and their scores
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
    """The slots of domain.yml, one attribute each; but `undid`, which the slot `past` holds too.

    Attributes:
        wishes: what is wanted now, in the order of `knowledge.wishes.KEYS`.
        past: what "undo" brings back, newest last: of each change the slots' earlier values.
        undid: what "redo" brings on again, undone last at the end: of each undone change the slots' later values.
        shown: ids of the programs shown last, in their order.
        page: ("fitting" or "possible", how many of that group were shown).
        mentioned: ids of the programs spoken of last.
        asked: key of the question that is open, or None.
        declined: keys of questions that were skipped.
        guide: what the conversation is in the middle of, or about (actions/dialogue/guide.py), or None.
        profile: what is known of the person; its keys stand in actions/dialogue/person.py.
        assumptions: what a calculation of the pay-off should assume instead of its defaults, by name.
        doubts: answers to what would make the person quit, by name.
        shortlist: programs kept, in the person's order, each with a note.
        reported: what the person found out from admissions offices; theirs, never a record.
        chips: (title, payload) of the choices on screen: their words, typed, choose them too.
        last: what was answered last: {"action": file's name, "intent", "topics", "facts": asked for, "decisions": put,
            "weighed": ids of the programs compared last, until a search shows others}; a correction answers it anew,
            "and Penn?" asks the same of Penn.
        told: names of the general answers that were given; none is sent twice.
    """

    wishes: tuple[Wish, ...] = ()
    past: tuple[Mapping[str, Any], ...] = ()
    undid: tuple[Mapping[str, Any], ...] = ()
    shown: tuple[str, ...] = ()
    page: tuple[str, int] = ("fitting", 0)
    mentioned: tuple[str, ...] = ()
    asked: str | None = None
    declined: tuple[str, ...] = ()
    guide: Guide | None = None
    profile: Mapping[str, Any] = field(default_factory=dict)
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    doubts: Mapping[str, Any] = field(default_factory=dict)
    shortlist: tuple[Kept, ...] = ()
    reported: tuple[Reported, ...] = ()
    chips: tuple[tuple[str, str], ...] = ()
    last: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    @classmethod
    def of(cls, tracker: Tracker) -> Memory:
        """Reads the slots; an empty slot is an empty memory."""
        return cls.of_slots(tracker.get_slot)

    @classmethod
    def of_slots(cls, slot: Callable[[str], Any]) -> Memory:
        """The memory of slot values by name; an empty slot is an empty memory."""
        return cls(
            wishes=_wishes(slot("wishes")),
            past=tuple(each for each in slot("past") or () if REDO not in each),
            undid=tuple(later for each in slot("past") or () for later in each.get(REDO, ())),
            shown=tuple(slot("shown") or ()),
            page=tuple(slot("page") or ("fitting", 0)),
            mentioned=tuple(slot("mentioned") or ()),
            asked=slot("asked"),
            declined=tuple(slot("declined") or ()),
            guide=of_slot(slot("guide")),
            profile=slot("profile") or {},
            assumptions=slot("assumptions") or {},
            doubts=slot("doubts") or {},
            shortlist=tuple(Kept(**each) for each in slot("shortlist") or ()),
            reported=tuple(Reported(**each) for each in slot("reported") or ()),
            chips=tuple((title, payload) for title, payload in slot("chips") or ()),
            last=slot("last") or {},
            told=tuple(slot("told") or ()),
        )

    def slots(self) -> dict[str, Any]:
        """The memory as JSON-able slot values."""
        return {
            "wishes": [wish.as_dict() for wish in self.wishes],
            "past": [dict(each) for each in self.past] + [{REDO: [dict(e) for e in self.undid]}] * bool(self.undid),
            "shown": list(self.shown),
            "page": list(self.page),
            "mentioned": list(self.mentioned),
            "asked": self.asked,
            "declined": list(self.declined),
            "guide": as_slot(self.guide),
            "profile": dict(self.profile),
            "assumptions": dict(self.assumptions),
            "doubts": dict(self.doubts),
            "shortlist": [asdict(each) for each in self.shortlist],
            "reported": [asdict(each) for each in self.reported],
            "chips": [list(each) for each in self.chips],
            "last": dict(self.last),
            "told": list(self.told),
        }

    def events_since(self, before: Memory) -> list[EventType]:
        """Slot events for what changed only: a tracker store keeps every one of them."""
        old, new = before.slots(), self.slots()
        return [SlotSet(name, value) for name, value in new.items() if value != old[name]]

    def changed_since(self, before: Memory) -> dict[str, Any]:
        """The earlier values of what a message changed and "undo" can bring back."""
        old, new = before.slots(), self.slots()
        return {name: old[name] for name in UNDOABLE if old[name] != new[name]}

    def having_told(self, *keys: str) -> Memory:
        """The memory after what goes by these names was told."""
        return replace(self, told=tuple(dict.fromkeys((*self.told, *keys))))

    def after_change(self, earlier: Mapping[str, Any]) -> Memory:
        """The memory that can also undo a change of these earlier values; the newest it can undo in any case. What
        was undone before is past redoing."""
        return replace(self, past=_bounded((*self.past, earlier)), undid=())

    def undone(self) -> Memory:
        """The memory before the last change that can be undone."""
        *earlier, last = self.past
        later = {name: value for name, value in self.slots().items() if name in last}
        return replace(self._with(last), past=tuple(earlier), undid=_bounded((*self.undid, later), earlier))

    def redone(self) -> Memory:
        """The memory after the change that was undone last."""
        *further, last = self.undid
        earlier = {name: value for name, value in self.slots().items() if name in last}
        return replace(self._with(last), past=_bounded((*self.past, earlier), further), undid=tuple(further))

    def _with(self, values: Mapping[str, Any]) -> Memory:
        return Memory.of_slots({**self.slots(), **values}.get)


def _bounded(
    entries: tuple[Mapping[str, Any], ...], beside: Sequence[Mapping[str, Any]] = ()
) -> tuple[Mapping[str, Any], ...]:
    """The newest entries that may be kept for "undo" or "redo", beside those kept for the other; at least one."""
    size = sum(len(json.dumps(each)) for each in beside)
    kept = entries[-MOST_UNDOS:]
    while len(kept) > 1 and size + sum(len(json.dumps(each)) for each in kept) > MOST_UNDO_CHARACTERS:
        kept = kept[1:]
    return kept


def _wishes(stored: Any) -> tuple[Wish, ...]:
    return tuple(Wish.from_dict(each) for each in stored or ())


def _ranking(parse_data: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    return tuple((each["name"], each["confidence"]) for each in parse_data.get("intent_ranking") or ())


def _entity(entity: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entity as found; a chip's payload may give its parts as the value: `/inform{"gre": {"op": "drop"}}`."""
    value = entity.get("value")
    if isinstance(value, dict):
        return {**entity, "value": None, **value}
    if isinstance(value, list) and entity["entity"] != "place":  # only a place has several; a payload holds anything
        return {**entity, "value": str(value)}
    return entity


def _scored(around: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    return tuple((str(name), float(score)) for name, score in around.get("points") or ())


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
        around: points of data/particulars.yml that it may be about by itself, with scores (bot/nlu/likeness.py).
        perhaps: the same for those that it may mean in its conversation, the likeliest first.
        text: what the person typed.
        previous_ranking: the ranking of the message before.
        misses: how many messages in a row were not understood, or answered wrongly, this one included.
        conversation: the conversation's id.
        changes: what noting it did to the wishes (actions/dialogue/note.py); None before that.
        before: the memory as it was before this message was noted; None before that.
        handed_over: whether whoever sent it had as many summaries sent today as one may.
        quiet: whether neither it nor its answer is shown: a button of the website's shortlist sent it.
    """

    intent: str
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    text: str = ""
    previous_ranking: tuple[tuple[str, float], ...] = ()
    misses: int = 0
    conversation: str = ""
    changes: Changes | None = None
    before: Memory | None = None
    handed_over: bool = False
    quiet: bool = False
    around: tuple[tuple[str, float], ...] = ()
    perhaps: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, tracker: Tracker) -> Message:
        """Reads the tracker's latest message."""
        latest = tracker.latest_message or {}
        found = latest.get("entities") or ()
        users = [event for event in tracker.events if event.get("event") == "user" and not _is_quiet(event)]
        return cls(
            (latest.get("intent") or {}).get("name") or "",
            _ranking(latest),
            tuple(_entity(each) for each in found if each["entity"] != AROUND),
            latest.get("text") or "",
            _ranking(users[-2].get("parse_data") or {}) if len(users) > 1 else (),
            len(list(takewhile(_is_miss, reversed(users)))),
            tracker.sender_id or "",
            handed_over=bool((latest.get("metadata") or {}).get("handed_over")),
            quiet=_is_quiet(latest),
            around=next((_scored(each) for each in found if each["entity"] == AROUND), ()),
        )

    def values(self, entity: str, refused: bool = False) -> list[Any]:
        """The values of one kind of entity, in the order they were said; refused ones ("not cmu") only if asked."""
        said = [each for each in self.entities if each["entity"] == entity]
        return [each["value"] for each in said if refused or each.get("op") != "not"]

    def has(self, *kinds: str) -> bool:
        """Whether one of these kinds of entities was heard."""
        return any(each["entity"] in kinds for each in self.entities)

    def others(self, *kinds: str) -> tuple[Mapping[str, Any], ...]:
        """The entities that are of none of these kinds, in their order."""
        return tuple(each for each in self.entities if each["entity"] not in kinds)

    def does(self, act: str) -> bool:
        """Whether the message is of this kind, see bot/nlu/acts.py: "correction", "refusal", "question" …"""
        return any(each["entity"] == "act" and each["value"] == act for each in self.entities)

    @property
    def points_asked(self) -> list[Mapping[str, Any]]:
        """The particular points (data/particulars.yml) that the message asks about."""
        return [each for each in self.entities if each["entity"] == "particular" and each.get("asked")]

    @property
    def surely_asks_a_point(self) -> bool:
        """Whether one of them is meant beyond doubt, by its meaning."""
        return any(each.get("sure") for each in self.points_asked)

    @property
    def is_chip(self) -> bool:
        """Whether a button sent it, or the words of one."""
        return self.text.startswith("/")
