"""Pending phrases in somebody's own words go once that person's question is kept no longer: forgotten, or too old.

What an editor worded anew is the editor's, and so is what is being taken in.
"""

from __future__ import annotations

from bot.desk.heard_lately import Heard
from bot.desk.pending import PHRASE, pending_at
from bot.desk.taking_in import taking_in_at
from bot.desk.taking_state import READY, RUNNING
from bot.desk.visits import Desk
from bot.phrases import same


def is_asked(text: str, heard: Heard) -> bool:
    """Whether somebody's question that is kept has these words, whatever its signs and capitals."""
    return any(same(each.text) == same(text) for each in heard.not_understood)


def drop_forgotten(desk: Desk) -> int:
    """Takes back the pending phrases whose question is gone; how many.

    Raises:
        Trouble: pending.yml is broken.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached; nothing is taken back.
    """
    pending, state = pending_at(desk), taking_in_at(desk).state()
    busy = state.changes if state is not None and state.phase in (RUNNING, READY) else ()
    theirs = [each for each in pending.all() if each.kind == PHRASE and each.what.get("asked") and each.id not in busy]
    if not theirs:
        return 0
    heard = desk.heard()
    gone = [each.id for each in theirs if not is_asked(str(each.what["text"]), heard)]
    if gone:
        pending.remove(gone)
    return len(gone)
