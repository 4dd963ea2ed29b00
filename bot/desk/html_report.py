"""`python -m bot desk --out report.html`: what the desk shows, as one file without anything from outside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.desk import accuracy, grown_old, what_people_ask
from bot.desk.desk_pages import rendered
from bot.desk.heard_lately import heard
from knowledge.store import Store


def write_report(path: Path, days: int) -> Path:
    """Writes the report; returns where it is.

    Raises:
        OSError: it cannot be written.
        StoreUnavailable, sqlalchemy.exc.SQLAlchemyError: a database cannot be reached.
    """
    store = Store()
    store.ensure()
    knowledge = store.knowledge()
    parts = {**what_people_ask.parts(heard(days), knowledge), **grown_old.parts(knowledge), **accuracy.parts()}
    page = rendered("report.html", alone=True, today=date.today().isoformat(), **parts)
    path.write_text(page, encoding="utf-8")
    return path
