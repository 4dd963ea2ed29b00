"""What conversations asked of programs and no record tells: counts, read from the kept events, never anybody's words.

The events are those of bot/conversations.py: in the database of ADVISOR_DATABASE_URL, else in var/conversations.sqlite.
Of a turn that told facts of programs, its slots say which facts and which programs; who asked is not looked at.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, create_engine, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from knowledge.base import Knowledge
from knowledge.coverage import PRICE, facts_for
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.rules import FACTS
from knowledge.store import ROOT, SETTING
from knowledge.verdicts import first_of

ACTION, LISTENS = "action_program_fact", "action_listen"
LAST, MENTIONED = "last", "mentioned"  # slots: what was answered, and of which programs
TOLD = ("program_fact", "not_recorded")  # kinds of replies that tell a fact of programs, or that it is not there
_BEGINNINGS = ("session_started", "restart", "reset_slots")

_events = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String),
    Column("type_name", String),
    Column("action_name", String),
    Column("data", Text),
)
_IS_ACTION = _events.c.type_name == "action"
_ASKING = select(_events.c.sender_id).where(_IS_ACTION, _events.c.action_name == ACTION).distinct()
_TURNS = (
    select(_events.c.sender_id, _events.c.type_name, _events.c.action_name, _events.c.data)
    .where(_events.c.sender_id.in_(_ASKING))
    .where(
        (_IS_ACTION & (_events.c.action_name == LISTENS))
        | ((_events.c.type_name == "slot") & _events.c.action_name.in_((LAST, MENTIONED)))
        | _events.c.type_name.in_(("bot", *_BEGINNINGS))
    )
    .order_by(_events.c.sender_id, _events.c.id)
)
Gaps = Counter[tuple[str, str]]


def asked_in_vain(knowledge: Knowledge, address: str | None = None) -> Gaps | None:
    """How often each (program's id, subject) was asked for that is not recorded now.

    Args:
        address: of the conversations; by default where the bot keeps them.

    Returns:
        None where there are no conversations, or they cannot be read. Nothing is made or written.
    """
    return _counted_at(knowledge, address, lacks)


def asked_for(knowledge: Knowledge, address: str | None = None) -> Gaps | None:
    """How often each (program's id, key of a fact) was asked for, recorded or not; else as `asked_in_vain`."""
    found = _counted_at(knowledge, address, lambda _program, subject: subject in DECLARED.subjects)
    if found is None:
        return None
    facts: Gaps = Counter()
    for (program, subject), count in found.items():
        facts.update({(program, key): count for key in DECLARED.subjects[subject].told})
    return facts


def _counted_at(knowledge: Knowledge, address: str | None, counts: Callable[[Program, str], bool]) -> Gaps | None:
    try:
        url = make_url(address or os.environ.get(SETTING) or f"sqlite:///{ROOT / 'var' / 'conversations.sqlite'}")
        return _counted(knowledge, url, counts)
    except (SQLAlchemyError, OSError, ImportError):
        return None


def _counted(knowledge: Knowledge, url: URL, counts: Callable[[Program, str], bool]) -> Gaps:
    if url.get_backend_name() == "sqlite":  # opened so that it is neither made nor written
        url = url.set(database=f"file:{url.database}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(url, future=True, hide_parameters=True)
    try:
        with engine.connect() as connection:
            found: Gaps = Counter()
            for programs, subjects in _asked(connection.execute(_TURNS)):
                known = [each for id_ in programs if (each := knowledge.program(id_)) is not None]
                found.update((each.id, subject) for each in known for subject in subjects if counts(each, subject))
            return found
    finally:
        engine.dispose()


def lacks(program: Program, subject: str) -> bool:
    """Whether a page of the program could tell a subject, and its record does not."""
    declared = DECLARED.subjects.get(subject)
    if declared is None or not any(key in FACTS for key in declared.facts):
        return False
    return not facts_for(program, PRICE) if subject == PRICE else first_of(program, declared.facts) is None


def _asked(rows: Iterable[Any]) -> Iterator[tuple[list[str], list[str]]]:
    """Of each turn that told facts of programs: the programs' ids, and the subjects asked for."""
    sender, slots, told = None, {}, False
    for row in rows:
        if row.sender_id != sender or row.type_name in _BEGINNINGS:
            sender, slots, told = row.sender_id, dict[str, Any](), False
        if row.type_name == "slot":
            slots[row.action_name] = json.loads(row.data).get("value")
        elif row.type_name == "bot":
            told = told or _kind(json.loads(row.data)) in TOLD
        elif row.action_name == LISTENS:
            last = slots.get(LAST) or {}
            if told and last.get("action") == ACTION.removeprefix("action_"):
                yield list(slots.get(MENTIONED) or ()), list(last.get("facts") or ())
            told = False


def _kind(event: dict[str, Any]) -> str | None:
    custom = (event.get("data") or {}).get("custom") or {}
    return custom.get("kind")
