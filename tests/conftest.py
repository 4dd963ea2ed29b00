"""What every room's tests may use: the real knowledge base, and real databases."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from actions.keeping import records
from knowledge.base import Knowledge
from knowledge.store import Store

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
def postgres() -> Iterator[str]:
    """A PostgreSQL server on a Unix socket for the length of the tests; its address, up to the database's name."""
    import pgserver  # slow, and needed by the store's tests only

    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a socket has a limit of 107 characters
    server = pgserver.get_server(folder, cleanup_mode="stop")
    yield f"postgresql+psycopg2://postgres@/{{database}}?host={server.get_uri().split('host=')[1]}"
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
