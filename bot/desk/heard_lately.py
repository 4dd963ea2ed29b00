"""What people asked lately, counted from the kept events of conversations and the judgements on answers.

Nothing is written for it, so what is forgotten or too old is gone here too. Questions lose what could tell whose they
are (addresses, numbers, links); no id and no time of a single message leaves this module.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import func, select

from actions.keeping import records
from actions.keeping.records import events, judgements
from bot.phrases import same

DAYS = 90
UNSURE, REFUSED, ANSWERED = "unsure", "refused", "answered"
UP, DOWN = "up", "down"
FALLBACK, OUT_OF_SCOPE = "nlu_fallback", "out_of_scope"
COMPLAINTS = ("confused", "wrong_answer")  # what they say is about an answer, and asks nothing
MOST_GUESSES = 3
REST = 20
_SPOKEN = ("user", "bot", "session_started", "restart", "reset_slots")
_TIES = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[address]"),
    (re.compile(r"\b(?:https?://|www\.)\S+"), "[link]"),
    (re.compile(r"(?<!\w)@\w{3,}"), "[name]"),
    (re.compile(r"(?<![\w$€£,.])\+?\d[\d ().-]{7,}\d"), "[number]"),
)


@dataclass(frozen=True)
class NotUnderstood:
    """A question that was not answered: how often it was asked, and what it would have been taken for.

    Attributes:
        text: as one person wrote it, without ties.
        outcome: UNSURE or REFUSED.
        guesses: (full intent name, probability), best first, without "out of scope".
    """

    text: str
    times: int
    outcome: str
    guesses: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Disliked:
    """A judgement with a thumb down: what was asked, how the answer began, and what the person added, or ""."""

    question: str
    answer: str
    word: str


@dataclass
class Heard:
    """What people asked in a number of days.

    Attributes:
        outcomes: ANSWERED, UNSURE, REFUSED -> messages.
        complaints: messages that said an answer missed the question or was not understood.
        topics: FAQ topic -> messages.
        weekly: (the week's Monday, FAQ topic or "") -> messages; "" counts all of the week.
        fared: (the week's Monday, ANSWERED, UNSURE or REFUSED) -> messages.
        wishes: (criterion, wish as JSON) -> conversations that searched by it.
        in_vain: wishes as JSON, together -> searches that found nothing.
        thumbs: UP, DOWN -> judgements.
        judged: (the week's Monday, UP or DOWN) -> judgements.
    """

    days: int = DAYS
    outcomes: Counter[str] = field(default_factory=Counter)
    complaints: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    weekly: Counter[tuple[date, str]] = field(default_factory=Counter)
    fared: Counter[tuple[date, str]] = field(default_factory=Counter)
    not_understood: tuple[NotUnderstood, ...] = ()
    wishes: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_vain: Counter[tuple[str, ...]] = field(default_factory=Counter)
    thumbs: Counter[str] = field(default_factory=Counter)
    judged: Counter[tuple[date, str]] = field(default_factory=Counter)
    disliked: tuple[Disliked, ...] = ()

    @property
    def messages(self) -> int:
        """Questions and wishes that people typed."""
        return sum(self.outcomes.values())

    def share(self, outcome: str) -> float | None:
        """The share of messages with an outcome; None without messages."""
        return self.outcomes[outcome] / self.messages if self.messages else None


class Lately:
    """What was heard lately: counted anew at once where anything was deleted, and where anything was said, but not so
    often that counting takes more than one part in REST of the time."""

    def __init__(self, days: int = DAYS) -> None:
        self._days = days
        self._lock = threading.Lock()
        self._found: Heard | None = None
        self._mark: tuple[Any, ...] = ()
        self._counted: set[Any] = set()
        self._rests_until = 0.0

    def read(self) -> Heard:
        """What was heard.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        """
        with self._lock:
            there, mark = _there(), (*_mark(), date.today())
            is_old = mark != self._mark and time.monotonic() >= self._rests_until
            if self._found is None or is_old or self._counted - there:
                begun = time.monotonic()
                self._found, self._mark, self._counted = heard(self._days), mark, there
                self._rests_until = time.monotonic() + REST * (time.monotonic() - begun)
            return self._found


def _there() -> set[Any]:
    """What can be forgotten: conversations, and judgements by their number."""
    with records.database(records.CONVERSATIONS).connect() as connection:
        found: set[Any] = set(connection.execute(select(events.c.sender_id).distinct()).scalars())
    with records.database(records.FEEDBACK).connect() as connection:
        return found | set(connection.execute(select(judgements.c.id)).scalars())


def _mark() -> tuple[Any, ...]:
    """Differs once anything was added."""
    with records.database(records.CONVERSATIONS).connect() as connection:
        said = connection.execute(select(func.max(events.c.id))).one()
    with records.database(records.FEEDBACK).connect() as connection:
        judged = connection.execute(select(func.max(judgements.c.id))).one()
    return (*said, *judged)


def heard(days: int = DAYS, now: float | None = None) -> Heard:
    """What people asked in the last days. Raises as `Lately.read`."""
    since = (time.time() if now is None else now) - timedelta(days=days).total_seconds()
    counting = _Counting(Heard(days))
    wanted = events.c.type_name.in_(_SPOKEN) | ((events.c.type_name == "slot") & (events.c.action_name == "wishes"))
    rows = (
        select(events.c.sender_id, events.c.type_name, events.c.data)
        .where(wanted, events.c.timestamp >= since)
        .order_by(events.c.sender_id, events.c.id)
        .execution_options(stream_results=True)
    )
    with records.database(records.CONVERSATIONS).connect() as connection:
        for conversation in _conversations(connection.execute(rows)):
            counting.add(conversation)
    found = counting.done()
    _judged(found, datetime.fromtimestamp(since, timezone.utc))
    return found


def _conversations(rows: Iterable[Any]) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The events of each conversation: (kind, data)."""
    sender, found = None, list[tuple[str, dict[str, Any]]]()
    for row in rows:
        if row.sender_id != sender and found:
            yield found
            found = []
        sender = row.sender_id
        found.append((row.type_name, json.loads(row.data)))
    if found:
        yield found


class _Counting:
    """Counts conversations, one after the other."""

    def __init__(self, into: Heard) -> None:
        self._heard = into
        self._asked: dict[str, list[NotUnderstood]] = defaultdict(list)

    def add(self, conversation: list[tuple[str, dict[str, Any]]]) -> None:
        """Counts one conversation."""
        turn: dict[str, Any] | None = None
        kinds: list[str] = []
        wishes: list[dict[str, Any]] = []
        used: set[tuple[str, str]] = set()
        for kind, data in [*conversation, ("user", {})]:
            if kind == "user":
                self._close(turn, kinds, wishes)
                turn, kinds = data, []
            elif kind == "bot":
                kinds.append(str(((data.get("data") or {}).get("custom") or {}).get("kind") or ""))
            elif kind == "slot":
                wishes = [each for each in data.get("value") or () if isinstance(each, dict) and each.get("key")]
                used |= {(str(each["key"]), json.dumps(each, sort_keys=True)) for each in wishes}
            else:
                wishes = []
        self._heard.wishes.update(used)

    def _close(self, turn: Mapping[str, Any] | None, kinds: list[str], wishes: list[dict[str, Any]]) -> None:
        """Counts a message with the kinds of its replies."""
        if not turn:
            return
        if "nothing_fits" in kinds:
            self._heard.in_vain[tuple(sorted(json.dumps(each, sort_keys=True) for each in wishes))] += 1
        text = " ".join(str(turn.get("text") or "").split())
        if not any(c.isalpha() for c in text) or text.startswith("/") or (turn.get("metadata") or {}).get("quiet"):
            return
        parsed = turn.get("parse_data") or {}
        intent = str((parsed.get("intent") or {}).get("name") or "")
        if intent in COMPLAINTS:
            self._heard.complaints += 1
            return
        outcome = outcome_of(intent, kinds)
        self._heard.outcomes[outcome] += 1
        day = datetime.fromtimestamp(float(turn.get("timestamp") or 0), timezone.utc).date()
        week = _monday(day)
        topics = [str(e["value"]) for e in parsed.get("entities") or () if e.get("entity") == "topic"]
        topics = list(dict.fromkeys(topics)) if outcome == ANSWERED else []
        self._heard.topics.update(topics)
        self._heard.weekly.update([(week, ""), *((week, each) for each in topics)])
        self._heard.fared[week, outcome] += 1
        if outcome != ANSWERED:
            ranked = [(str(e["name"]), float(e["confidence"])) for e in parsed.get("intent_ranking") or ()]
            guesses = tuple(each for each in ranked if each[0] not in (OUT_OF_SCOPE, FALLBACK))[:MOST_GUESSES]
            free = without_ties(text)
            self._asked[same(free) or free].append(NotUnderstood(free, 1, outcome, guesses))

    def done(self) -> Heard:
        """All that was counted."""
        found = [
            NotUnderstood(each[-1].text, len(each), each[-1].outcome, each[-1].guesses) for each in self._asked.values()
        ]
        self._heard.not_understood = tuple(sorted(found, key=lambda each: (-each.times, each.text)))
        return self._heard


def outcome_of(intent: str, kinds: Iterable[str]) -> str:
    """How a message fared, by the kinds of replies it got."""
    told = set(kinds)
    if OUT_OF_SCOPE in told:
        return REFUSED
    unsure = told == {"clarify"} or (intent == FALLBACK and told <= {"clarify", ""})
    return UNSURE if unsure else ANSWERED


def _day(said_at: datetime) -> date:
    """The day in UTC; SQLite gives times of UTC without saying so."""
    return (said_at.astimezone(timezone.utc) if said_at.tzinfo else said_at).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def without_ties(text: str) -> str:
    """A text without what could tell whose it is: addresses, links, names with @, telephone and other long numbers."""
    for pattern, instead in _TIES:
        text = pattern.sub(instead, text)
    return text


def _judged(found: Heard, since: datetime) -> None:
    """Counts thumbs, and notes what was disliked, each once."""
    told = judgements.c
    rows = select(told.question, told.answer, told.thumb, told.word, told.said_at)
    with records.database(records.FEEDBACK).connect() as connection:
        judged = connection.execute(rows.where(judgements.c.said_at >= since).order_by(judgements.c.id.desc())).all()
    found.thumbs.update(each.thumb for each in judged)
    found.judged.update((_monday(_day(each.said_at)), each.thumb) for each in judged)
    disliked = (
        Disliked(without_ties(each.question), each.answer.split("\n", 1)[0], without_ties(each.word))
        for each in judged
        if each.thumb == DOWN
    )
    found.disliked = tuple(dict.fromkeys(disliked))
