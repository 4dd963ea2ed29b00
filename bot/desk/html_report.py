"""`python -m bot desk --out report.html`: what the desk shows, as one file without anything from outside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.desk import accuracy, grown_old, what_people_ask
from bot.desk.desk_pages import rendered
from bot.desk.heard_lately import heard
from bot.settings import SettingError
from knowledge.store import Store

MOST_DAYS = 3650  # ten years


def write_report(path: Path, days: int) -> Path:
    """Writes the report; returns where it is.

    Raises:
        SettingError: the days are none that can be counted, or the file cannot be written.
        StoreUnavailable, sqlalchemy.exc.SQLAlchemyError: a database cannot be reached.
    """
    if not 1 <= days <= MOST_DAYS:
        raise SettingError(f"--days is {days}; it has to be from 1 to {MOST_DAYS}.")
    _check_writable(path)
    store = Store()
    store.ensure()
    knowledge = store.knowledge()
    parts = {**what_people_ask.parts(heard(days), knowledge), **grown_old.parts(knowledge), **accuracy.parts()}
    page = rendered("report.html", alone=True, today=date.today().isoformat(), **parts)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as problem:
        raise _unwritable(path, problem) from problem
    return path


def _check_writable(path: Path) -> None:
    """Asks before all is counted, which takes a while; leaves a file that is there as it is."""
    was_there = path.exists()
    try:
        with path.open("ab"):
            pass
        if not was_there:
            path.unlink()
    except OSError as problem:
        raise _unwritable(path, problem) from problem


def _unwritable(path: Path, problem: OSError) -> SettingError:
    return SettingError(f"{path} cannot be written: {problem.strerror or problem}. Name another file with --out.")
