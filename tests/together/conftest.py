"""An empty PostgreSQL database that everything under test shares."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from actions.keeping import records

_names = itertools.count()


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
