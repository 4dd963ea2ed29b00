"""`python -m bot backup FILE` and `restore FILE`: all that is kept of people, from and to either kind of database.

The file is gzipped JSON, one object a line: first what it is, then `{"table": …, "row": {…}}`, in the order in which
rows were written. Rows get new numbers, so a backup of SQLite can be restored into PostgreSQL and the other way round.
It holds conversations and, of Slack, tokens: only its owner may read it. The knowledge base, built from the catalog, is
not in it.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, MetaData, Table, delete, func, inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.keeping import records
from actions.keeping.schema import bring_up_to_date
from bot.channels.seen import engine
from bot.channels.slack import remembered

FORMAT = 1
_AT_ONCE = 500  # rows
# File in var/ -> its tables; with ADVISOR_DATABASE_URL all are in that database. States of OAuth last ten minutes.
_TABLES = {
    records.CONVERSATIONS: ("events", "unanswered", "handovers"),
    records.FEEDBACK: ("feedback",),
    "channels": ("channel_seen",),
    remembered.FILE: ("slack_talks", "slack_bots", "slack_installations"),
}
_OURS = "id"  # the column whose values the database gives


class BackupError(RuntimeError):
    """It could not be made or restored; the message says why, and what to do."""


def backup(path: Path) -> int:
    """Writes all tables into a file that is not there yet; returns the number of rows.

    Raises:
        BackupError: the file is there, or the database cannot be read.
    """
    count = 0
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as raw, gzip.open(raw, "wt", encoding="utf-8") as file:
            made = datetime.now(timezone.utc).isoformat(timespec="seconds")
            file.write(json.dumps({"format": FORMAT, "made": made}) + "\n")
            for database, name in _places():
                for row in _rows(database, name):
                    file.write(json.dumps({"table": name, "row": row}) + "\n")
                    count += 1
    except FileExistsError:
        raise BackupError(f"{path} is there already; name another file.") from None
    except OSError as problem:
        raise BackupError(f"{path} cannot be written: {problem.strerror}.") from None
    except SQLAlchemyError as problem:
        path.unlink(missing_ok=True)
        raise BackupError(f"The database cannot be read ({type(problem).__name__}).") from None
    return count


def restore(path: Path, replace: bool = False) -> int:
    """Writes all rows of a backup into the database; returns their number. All or nothing, database by database.

    Args:
        replace: what is kept there now is deleted first; else there may be nothing.

    Raises:
        BackupError: the file is no backup, something is kept already, or the database cannot be written.
    """
    try:
        _check(path)
        databases = dict(_places_by_name())
        kept = [name for name, database in databases.items() if _count(database, name)]
        if kept and not replace:
            raise BackupError(f"Something is kept already ({', '.join(kept)}). With --replace it is deleted first.")
        if replace:
            for name, database in databases.items():
                with database.begin() as connection:
                    connection.execute(delete(_table(database, name)))
        return sum(_written(databases[name], name, rows) for name, rows in groupby(_lines(path), lambda each: each[0]))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as problem:
        raise BackupError(f"{path} is no whole backup ({type(problem).__name__}); nothing more was restored.") from None
    except SQLAlchemyError as problem:
        raise BackupError(f"The database cannot be written ({type(problem).__name__}).") from None


def _places() -> Iterator[tuple[Engine, str]]:
    """Each table with its database; those that were never made are left out."""
    for file, names in _TABLES.items():
        database = records.database(file) if file in (records.CONVERSATIONS, records.FEEDBACK) else engine(file)
        there = set(inspect(database).get_table_names())
        yield from ((database, name) for name in names if name in there)


def _places_by_name() -> Iterator[tuple[str, Engine]]:
    """The same for all tables, made where they are missing."""
    bring_up_to_date(engine("channels"), "channels")
    bring_up_to_date(engine(remembered.FILE), "slack")
    for database, name in _places():
        yield name, database


def _table(database: Engine, name: str) -> Table:
    return Table(name, MetaData(), autoload_with=database)


def _count(database: Engine, name: str) -> int:
    with database.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(_table(database, name))).scalar_one())


def _rows(database: Engine, name: str) -> Iterator[dict[str, Any]]:
    table = _table(database, name)
    asked = select(table).order_by(*table.primary_key.columns)
    with database.connect().execution_options(stream_results=True) as connection:
        for row in connection.execute(asked):
            yield {
                column: value.isoformat() if isinstance(value, datetime) else value
                for column, value in row._mapping.items()
                if column != _OURS
            }


def _check(path: Path) -> None:
    """Reads a whole backup: a damaged one is noticed before anything is deleted."""
    for name, _row in _lines(path):
        if not any(name in names for names in _TABLES.values()):
            raise ValueError(name)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        if json.loads(file.readline())["format"] != FORMAT:
            raise ValueError("format")
        for line in file:
            found = json.loads(line)
            yield found["table"], dict(found["row"])


def _written(database: Engine, name: str, rows: Iterator[tuple[str, dict[str, Any]]]) -> int:
    table, count = _table(database, name), 0
    times = [column.name for column in table.columns if isinstance(column.type, DateTime)]
    with database.begin() as connection:
        while part := [row for _, row in islice(rows, _AT_ONCE)]:
            for row in part:
                row.update({name: datetime.fromisoformat(row[name]) for name in times if row.get(name)})
            connection.execute(table.insert(), part)
            count += len(part)
    return count
