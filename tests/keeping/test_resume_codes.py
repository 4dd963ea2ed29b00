"""Codes that take what is noted elsewhere: once, in time, by nobody else, in both kinds of database."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select, text, update

from actions.dialogue.elsewhere import code_in
from actions.dialogue.memory import Kept, Memory
from actions.keeping import records
from actions.keeping.resume_codes import MINUTES, Refused, give, take

_names = itertools.count()
FIRST, SECOND = "web-first", "slack-T1-D1-U1"


@pytest.fixture(params=["sqlite", "postgresql"], autouse=True)
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database of each kind, in which the first conversation keeps a program."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    else:
        server, name = request.getfixturevalue("postgres"), f"codes{next(_names)}"
        with create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        address = server.format(database=name)
    monkeypatch.setenv("ADVISOR_DATABASE_URL", address)
    keep("old", "before-a-restart")
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(insert(records.events), {"sender_id": FIRST, "type_name": "session_started", "data": "{}"})
    keep("gatech-omscs", "ask Maria")
    yield
    records._database.cache_clear()


def keep(program: str, note: str) -> None:
    slot = {"event": "slot", "name": "shortlist", "value": [{"id": program, "note": note}]}
    row = {"sender_id": FIRST, "type_name": "slot", "action_name": "shortlist", "data": json.dumps(slot)}
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(insert(records.events), row)


def age(seconds: float) -> None:
    """Makes all codes so much older."""
    codes = records.resume_codes
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(update(codes).values(given_at=codes.c.given_at - seconds))


def count() -> int:
    with records.database(records.CONVERSATIONS).connect() as connection:
        return int(connection.execute(select(func.count()).select_from(records.resume_codes)).scalar_one())


def test_a_code_brings_what_is_noted_last_and_works_once() -> None:
    code = give(FIRST)
    keep("gatech-omscs", "asked Maria")  # noted after the code was given
    assert take(code, SECOND) == Memory(shortlist=(Kept("gatech-omscs", "asked Maria"),))
    assert take(code, SECOND) == take(code, "rest-third") == Refused.USED


def test_a_code_is_too_old_after_its_minutes_and_nothing_is_left_of_it_after_a_day() -> None:
    code = give(FIRST)
    age(MINUTES * 60 - 5)
    assert isinstance(take(code, SECOND), Memory)
    code = give(FIRST)
    age(MINUTES * 60 + 1)
    assert take(code, SECOND) == Refused.EXPIRED and count() == 2
    age(records.CODE_DAY)
    records.expire(datetime.fromtimestamp(time.time() - 10**7, timezone.utc))
    assert count() == 0 and take(code, SECOND) == Refused.UNKNOWN


def test_only_the_newest_code_of_a_conversation_is_open_and_in_its_own_it_stays_so() -> None:
    old, new = give(FIRST), give(FIRST)
    assert take(old, SECOND) == Refused.UNKNOWN
    assert take(new, FIRST) == Refused.OWN
    assert isinstance(take(new, SECOND), Memory)


def test_forget_me_deletes_open_codes() -> None:
    code = give(FIRST)
    records.forget(FIRST)
    assert count() == 0 and take(code, SECOND) == Refused.UNKNOWN


def test_of_many_that_type_one_code_at_once_one_gets_it() -> None:
    code = give(FIRST)
    with ThreadPoolExecutor(8) as pool:
        work: Callable[[int], Memory | Refused] = lambda n: take(code, f"rest-{n}")  # noqa: E731
        found = list(pool.map(work, range(8)))
    assert sum(isinstance(each, Memory) for each in found) == 1
    assert {each for each in found if isinstance(each, Refused)} == {Refused.USED}


def test_a_code_is_kept_as_a_hash_only() -> None:
    code = give(FIRST)
    with records.database(records.CONVERSATIONS).connect() as connection:
        (row,) = connection.execute(select(records.resume_codes)).all()
    assert code not in str(tuple(row)) and code.replace("-", "") not in str(tuple(row)) and len(row.digest) == 64


def test_codes_are_random_and_each_is_read_as_one() -> None:
    codes = {give(FIRST) for _ in range(30)}
    assert len(codes) == 30
    assert all(code_in(each) == code_in(each.replace("-", "").lower()) == each for each in codes)
