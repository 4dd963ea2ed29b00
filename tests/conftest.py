"""What every room's tests may use: the real knowledge base, and real databases."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from actions.keeping import records
from knowledge.base import Knowledge
from knowledge.store import Store
from tests.postgres import running_postgres

if TYPE_CHECKING:
    from bot.nlu.hearing import Hearing

_names = itertools.count()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The whole catalog in a SQLite file of the tests' own."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('knowledge') / 'knowledge.sqlite'}")
    store.build()
    yield store
    store.close()


@pytest.fixture(scope="session")
def knowledge(store: Store) -> Knowledge:
    """The whole catalog, as a snapshot read from the database."""
    return store.knowledge()


@pytest.fixture(scope="session")
def hearing(knowledge: Knowledge) -> Hearing:
    """What hears criteria, life and acts in a text, made once: it takes a second."""
    from bot.nlu.hearing import Hearing  # loads spaCy, which few folders need

    return Hearing(knowledge)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server for the length of the tests; its address, up to the database's name."""
    with running_postgres() as (address, _):
        yield address


@pytest.fixture(scope="module")
def shared(postgres: str) -> Iterator[str]:
    """The address of a database of the module's own, which its environment names."""
    name = f"shared{next(_names)}"
    with create_engine(postgres.format(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    address = postgres.format(database=name)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ADVISOR_DATABASE_URL", address)
        yield address
    records._database.cache_clear()
