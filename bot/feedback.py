"""What people thought of answers: kept for the editors, read with `python -m bot feedback`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.sql.elements import ColumnElement

from actions.keeping import records
from actions.keeping.records import judgements

LONGEST_WORD, LONGEST_ANSWER = 1000, 4000  # characters
NONE = "none"  # what a channel sends instead of "up" or "down" when a thumb is taken back


class Feedback:
    """The table of feedback, in `var/feedback.sqlite` or the database of ADVISOR_DATABASE_URL."""

    def __init__(self, url: str | None = None) -> None:
        self._engine = records.database(records.FEEDBACK, url)

    def add(self, conversation: str, question: str, answer: str, thumb: str, word: str) -> None:
        """Keeps one judgement; a second one on the same answer replaces the first.

        Args:
            thumb: "up" or "down".
            word: what the person added, or "".
        """
        same = _of(conversation, answer)
        row = {
            "said_at": datetime.now(timezone.utc),
            "conversation": conversation[: records.LONGEST_ID],
            "question": question[:2000],
            "answer": answer[:LONGEST_ANSWER],
            "thumb": thumb,
            "word": word[:LONGEST_WORD],
        }
        with self._engine.begin() as connection:
            connection.execute(delete(judgements).where(same))
            connection.execute(insert(judgements), row)

    def take_back(self, conversation: str, answer: str) -> None:
        """Keeps a judgement no longer, nor the words beside it: "undo" is of what was told, and no thumb is."""
        with self._engine.begin() as connection:
            connection.execute(delete(judgements).where(_of(conversation, answer)))
        records.wipe(self._engine)

    def of(self, conversation: str) -> dict[str, str]:
        """The thumbs of one conversation: answer (its first LONGEST_ANSWER characters) -> "up" or "down"."""
        mine = judgements.c.conversation == conversation[: records.LONGEST_ID]
        with self._engine.connect() as connection:
            found = connection.execute(select(judgements.c.answer, judgements.c.thumb).where(mine))
            return {row.answer: row.thumb for row in found}

    def all(self) -> Iterator[dict[str, Any]]:
        """Every judgement, the oldest first."""
        with self._engine.connect() as connection:
            for row in connection.execute(select(judgements).order_by(judgements.c.id)):
                yield {**row._mapping, "said_at": row.said_at.isoformat()}


def _of(conversation: str, answer: str) -> ColumnElement[bool]:
    return (judgements.c.conversation == conversation[: records.LONGEST_ID]) & (
        judgements.c.answer == answer[:LONGEST_ANSWER]
    )


def feedback() -> int:
    """Prints every judgement as a JSON object a line."""
    for each in Feedback().all():
        print(json.dumps(each))  # as ASCII: nothing that people wrote steers the terminal
    return 0


def unanswered() -> int:
    """Prints the questions that were not understood as a JSON object a line, those asked most often first."""
    for each in records.questions():
        last = datetime.fromtimestamp(each["last_at"], timezone.utc).date().isoformat()
        print(json.dumps({**each, "last_at": last}))
    return 0
