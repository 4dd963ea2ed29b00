"""What people thought of answers: kept for the editors, read with `python -m bot feedback`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, create_engine, delete, insert, select
from sqlalchemy.pool import NullPool

from bot.settings import VAR

LONGEST_WORD = 1000  # characters
_METADATA = MetaData()
_FEEDBACK = Table(
    "feedback",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("said_at", DateTime(timezone=True), nullable=False),
    Column("conversation", String(64), nullable=False, index=True),
    Column("question", String(2000), nullable=False),
    Column("answer", String(4000), nullable=False),
    Column("thumb", String(4), nullable=False),
    Column("word", String(LONGEST_WORD), nullable=False),
)


class Feedback:
    """The table of feedback, in `var/feedback.sqlite` or the database of ADVISOR_DATABASE_URL."""

    def __init__(self, url: str | None = None) -> None:
        chosen = url or os.environ.get("ADVISOR_DATABASE_URL")
        if not chosen:
            VAR.mkdir(parents=True, exist_ok=True)
            chosen = f"sqlite:///{VAR / 'feedback.sqlite'}"
        self._engine = create_engine(chosen, future=True, poolclass=NullPool)
        _METADATA.create_all(self._engine)

    def add(self, conversation: str, question: str, answer: str, thumb: str, word: str) -> None:
        """Keeps one judgement; a second one on the same answer replaces the first.

        Args:
            thumb: "up" or "down".
            word: what the person added, or "".
        """
        same = (_FEEDBACK.c.conversation == conversation) & (_FEEDBACK.c.answer == answer[:4000])
        row = {
            "said_at": datetime.now(timezone.utc),
            "conversation": conversation,
            "question": question[:2000],
            "answer": answer[:4000],
            "thumb": thumb,
            "word": word[:LONGEST_WORD],
        }
        with self._engine.begin() as connection:
            connection.execute(delete(_FEEDBACK).where(same))
            connection.execute(insert(_FEEDBACK), row)

    def all(self) -> Iterator[dict[str, Any]]:
        """Every judgement, the oldest first."""
        with self._engine.connect() as connection:
            for row in connection.execute(select(_FEEDBACK).order_by(_FEEDBACK.c.id)):
                yield {**row._mapping, "said_at": row.said_at.isoformat()}


def feedback() -> int:
    """Prints every judgement as a JSON object a line."""
    for each in Feedback().all():
        print(json.dumps(each, ensure_ascii=False))
    return 0
