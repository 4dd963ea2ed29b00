"""What people asked lately, counted from the kept events of conversations and the judgements on answers.

Nothing is written for it, so what is forgotten or too old is gone here too. Questions lose what could tell whose they
are (ties.py); no id and no time of a single message leaves this module. Questions are there at once,
numbers once their week has ended (few.py).
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from typing import Any

from sqlalchemy import func, select

from actions.keeping import records
from actions.keeping.records import events, judgements
from bot.desk import few
from bot.desk.ties import without_ties
from bot.phrases import same

DAYS = 91
UNSURE, REFUSED, ANSWERED = "unsure", "refused", "answered"
UP, DOWN = "up", "down"
FALLBACK, OUT_OF_SCOPE = "nlu_fallback", "out_of_scope"
COMPLAINED = "complained"
COMPLAINTS = ("confused", "wrong_answer")  # what they say is about an answer, and asks nothing
MOST_GUESSES = 3
REST = 20
_SPOKEN = ("user", "bot", "session_started", "restart", "reset_slots")


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
    """What people asked in the last whole weeks; questions and dislikes also of the week that has not ended.

    The counters hold numbers as they are; the properties what may be shown of them.

    Attributes:
        weeks: their Mondays, the oldest first.
        weekly: (the week's Monday, FAQ topic) -> messages.
        fared: (the week's Monday, ANSWERED, UNSURE or REFUSED) -> messages.
        complained: (the week's Monday, COMPLAINED) -> messages that said an answer missed or was not understood.
        wishes: (criterion, wish as JSON) -> conversations that searched by it.
        in_vain: wishes as JSON, together -> searches that found nothing.
        judged: (the week's Monday, UP or DOWN) -> judgements.
    """

    weeks: tuple[date, ...] = ()
    weekly: Counter[tuple[date, str]] = field(default_factory=Counter)
    fared: Counter[tuple[date, str]] = field(default_factory=Counter)
    complained: Counter[tuple[date, str]] = field(default_factory=Counter)
    not_understood: tuple[NotUnderstood, ...] = ()
    wishes: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_vain: Counter[tuple[str, ...]] = field(default_factory=Counter)
    judged: Counter[tuple[date, str]] = field(default_factory=Counter)
    disliked: tuple[Disliked, ...] = ()

    @property
    def topics(self) -> Counter[str]:
        """FAQ topic -> messages, summed up over the weeks that had enough."""
        return few.sums(self.weekly)

    @property
    def thumbs(self) -> Counter[str]:
        """UP, DOWN -> judgements; as `topics`."""
        return few.sums(self.judged)

    @property
    def complaints(self) -> int:
        """Messages that said an answer missed; as `topics`."""
        return few.sums(self.complained)[COMPLAINED]

    @property
    def messages(self) -> int:
        """Questions and wishes that people typed; as `topics`."""
        return few.sums(self.fared).total()

    def share(self, outcome: str) -> float | None:
        """The share of messages with an outcome; None where no week had enough of them."""
        fared = few.sums(self.fared)
        return fared[outcome] / fared.total() or None if fared.total() else None


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
    """What people asked in the whole weeks of the last days, and since. Raises as `Lately.read`."""
    today = datetime.fromtimestamp(time.time() if now is None else now, timezone.utc).date()
    weeks = few.whole_weeks(days, today)
    since = datetime(weeks[0].year, weeks[0].month, weeks[0].day, tzinfo=timezone.utc)
    counting = _Counting(Heard(weeks))
    wanted = events.c.type_name.in_(_SPOKEN) | ((events.c.type_name == "slot") & (events.c.action_name == "wishes"))
    rows = (
        select(events.c.sender_id, events.c.type_name, events.c.timestamp, events.c.data)
        .where(wanted, events.c.timestamp >= since.timestamp())
        .order_by(events.c.sender_id, events.c.id)
        .execution_options(stream_results=True)
    )
    with records.database(records.CONVERSATIONS).connect() as connection:
        for conversation in _conversations(connection.execute(rows)):
            counting.add(conversation)
    found = counting.done()
    _judged(found, since)
    return found


_Said = tuple[str, date, dict[str, Any]]
"""An event: its kind, the Monday of its week, its data."""


def _conversations(rows: Iterable[Any]) -> Iterator[list[_Said]]:
    """The events of each conversation."""
    sender, found = None, list[_Said]()
    for row in rows:
        if row.sender_id != sender and found:
            yield found
            found = []
        sender = row.sender_id
        day = datetime.fromtimestamp(row.timestamp, timezone.utc).date()
        found.append((row.type_name, few.monday(day), json.loads(row.data)))
    if found:
        yield found


class _Counting:
    """Counts conversations, one after the other."""

    def __init__(self, into: Heard) -> None:
        self._heard, self._weeks = into, frozenset(into.weeks)
        self._asked: dict[str, list[NotUnderstood]] = defaultdict(list)

    def add(self, conversation: list[_Said]) -> None:
        """Counts one conversation."""
        turn: dict[str, Any] | None = None
        asked_in = date.min
        kinds: list[str] = []
        wishes: list[dict[str, Any]] = []
        used: set[tuple[str, str]] = set()
        for kind, week, data in [*conversation, ("user", date.min, {})]:
            if kind == "user":
                self._close(turn, asked_in, kinds, wishes)
                turn, asked_in, kinds = data, week, []
            elif kind == "bot":
                kinds.append(str(((data.get("data") or {}).get("custom") or {}).get("kind") or ""))
            elif kind == "slot":
                wishes = [each for each in data.get("value") or () if isinstance(each, dict) and each.get("key")]
                if week in self._weeks:
                    used |= {(str(each["key"]), json.dumps(each, sort_keys=True)) for each in wishes}
            else:
                wishes = []
        self._heard.wishes.update(used)

    def _close(
        self, turn: Mapping[str, Any] | None, week: date, kinds: list[str], wishes: list[dict[str, Any]]
    ) -> None:
        """Counts a message of a week with the kinds of its replies."""
        if not turn:
            return
        has_ended = week in self._weeks
        if "nothing_fits" in kinds and has_ended:
            self._heard.in_vain[tuple(sorted(json.dumps(each, sort_keys=True) for each in wishes))] += 1
        text = " ".join(str(turn.get("text") or "").split())
        if not any(c.isalpha() for c in text) or text.startswith("/") or (turn.get("metadata") or {}).get("quiet"):
            return
        parsed = turn.get("parse_data") or {}
        intent = str((parsed.get("intent") or {}).get("name") or "")
        if intent in COMPLAINTS:
            self._heard.complained[week, COMPLAINED] += has_ended
            return
        outcome = outcome_of(intent, kinds)
        if has_ended:
            topics = [str(e["value"]) for e in parsed.get("entities") or () if e.get("entity") == "topic"]
            self._heard.weekly.update((week, each) for each in set(topics) if outcome == ANSWERED)
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


def _judged(found: Heard, since: datetime) -> None:
    """Counts thumbs of weeks that have ended, and notes what was disliked, each once."""
    told = judgements.c
    rows = select(told.question, told.answer, told.thumb, told.word, told.said_at)
    with records.database(records.FEEDBACK).connect() as connection:
        judged = connection.execute(rows.where(judgements.c.said_at >= since).order_by(judgements.c.id.desc())).all()
    weeks = [(few.monday(_day(each.said_at)), each.thumb) for each in judged]
    found.judged.update(each for each in weeks if each[0] in found.weeks)
    disliked = (
        Disliked(without_ties(each.question), each.answer.split("\n", 1)[0], without_ties(each.word))
        for each in judged
        if each.thumb == DOWN
    )
    found.disliked = tuple(dict.fromkeys(disliked))
