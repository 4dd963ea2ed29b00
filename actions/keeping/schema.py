"""The tables of what is kept, brought up to date by Alembic: migrations/, one file a change.

Tables that belong together are a branch, named in front of its files. In SQLite each branch has a file of its own in
var/, in PostgreSQL all are in one database; which changes were made stands in its table `alembic_version`. That nothing
is to do is one query, and Alembic is loaded only where something is. The knowledge base has no part in this: it is
built from files.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

MIGRATIONS = Path(__file__).with_name("migrations")
_MAKING = 0x6D6C04  # any fixed number: what servers that make tables agree to lock


class NewerSchema(SQLAlchemyError):
    """A newer advisor has changed the tables; the message says what to do."""


@lru_cache(maxsize=1)
def revisions() -> tuple[str, ...]:
    """The changes that this code knows, those of a branch in their order: "conversations_0001" …"""
    return tuple(sorted("_".join(path.stem.split("_")[:2]) for path in (MIGRATIONS / "versions").glob("*.py")))


def made(engine: Engine) -> frozenset[str]:
    """The latest change of each branch in a database.

    Raises:
        NewerSchema: this code does not know one of them.
    """
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return frozenset()
        found = frozenset(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars())
    if unknown := sorted(found.difference(revisions())):
        raise NewerSchema(
            f"The database is of a newer version of the advisor ({', '.join(unknown)} is not known here). "
            "Start that version, or restore a backup of this one."
        )
    return found


def bring_up_to_date(engine: Engine, branch: str) -> None:
    """Makes the tables of a branch, or makes the changes that they lack; rows stay.

    Raises:
        NewerSchema: a newer advisor has changed them.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached, or refuses.
    """
    newest = max(each for each in revisions() if each.startswith(f"{branch}_"))
    if newest in made(engine):
        return
    from alembic import command
    from alembic.config import Config

    with _alone(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        command.upgrade(config, f"{branch}@head")


@contextlib.contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else changes tables: servers that start together would stumble over each other."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%(lock)s)", {"lock": _MAKING})
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
