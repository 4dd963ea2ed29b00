"""SQLite files that several processes open at once."""

from __future__ import annotations

import sqlite3
import time

PAUSE = 0.005  # seconds between two tries


def let_readers_go_on(connection: sqlite3.Connection, patience: float) -> None:
    """Sets write-ahead logging, with which readers go on while somebody writes.

    Of several who open a new file at once only one can set it. SQLite refuses the others at once instead of making
    them wait (its busy handler would be a deadlock: each holds the lock that the other needs), so they try again.

    Args:
        connection: in no transaction.
        patience: seconds after which a file that is still locked is an error.

    Raises:
        sqlite3.OperationalError: it stayed locked, or cannot be written.
    """
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
        time.sleep(PAUSE)
