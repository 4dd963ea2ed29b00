"""Codes that bring what is noted in a conversation to another one: given, and taken once within MINUTES.

Of a code only a slow hash is kept, with the conversation it is of and when it was given; what is noted is read from
that conversation when the code is taken, so nothing of a person is kept twice.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from enum import Enum

from sqlalchemy import delete, insert, select, update

from actions.dialogue.elsewhere import DIGITS, HALF, LETTERS
from actions.dialogue.memory import Memory
from actions.keeping.records import CODE_DAY, CONVERSATIONS, database, last_slots, resume_codes

MINUTES = 15
# Work for one guess at a code whose hash somebody has: 4 MB and some 10 ms.
_COST, _BLOCKS, _SALT = 2**12, 8, b"ml-masters-advisor resume code"


class Refused(Enum):
    """Why a code brings nothing."""

    UNKNOWN, USED, EXPIRED, OWN = range(4)


def give(conversation: str) -> str:
    """A new code of a conversation, in place of one that is open: "BCD2-FGH3".

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached; then there is no code.
    """
    code, now = f"{_half()}-{_half()}", time.time()
    mine = resume_codes.c.conversation == conversation
    with database(CONVERSATIONS).begin() as connection:
        connection.execute(delete(resume_codes).where(resume_codes.c.given_at < now - CODE_DAY))
        connection.execute(delete(resume_codes).where(mine, resume_codes.c.used_at.is_(None)))
        row = {"digest": _digest(code), "conversation": conversation, "given_at": now}
        connection.execute(insert(resume_codes), row)
    return code


def take(code: str, conversation: str) -> Memory | Refused:
    """What is noted in the conversation that a code is of; from then on the code is used, whichever server is asked.

    Args:
        code: as `give` writes codes.
        conversation: that takes it; not the code's own.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    now = time.time()
    this = resume_codes.c.digest == _digest(code)
    with database(CONVERSATIONS).connect() as connection:
        found = connection.execute(select(resume_codes).where(this)).one_or_none()
    if found is None:
        return Refused.UNKNOWN
    if found.conversation == conversation and found.used_at is None:
        return Refused.OWN
    noted = Memory.of_slots(last_slots(found.conversation).get)  # read first: a code is not spent on an error
    with database(CONVERSATIONS).begin() as connection:
        open_ = (resume_codes.c.used_at.is_(None), resume_codes.c.given_at > now - MINUTES * 60)
        if connection.execute(update(resume_codes).where(this, *open_).values(used_at=now)).rowcount:
            return noted
        used_at = connection.execute(select(resume_codes.c.used_at).where(this)).scalar()
    return Refused.EXPIRED if used_at is None else Refused.USED


def _half() -> str:
    """Random signs, with a letter and a digit among them, so that a code is told from words and from numbers."""
    while True:
        half = "".join(secrets.choice(LETTERS + DIGITS) for _ in range(HALF))
        if any(each in LETTERS for each in half) and any(each in DIGITS for each in half):
            return half


def _digest(code: str) -> str:
    return hashlib.scrypt(code.encode(), salt=_SALT, n=_COST, r=_BLOCKS, p=1, dklen=32).hex()
