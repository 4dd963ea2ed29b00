"""What people compare programs by and no record holds: how hard, how respected, how good. Pure.

The words and sentences stand in data/lookup/qualities.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from actions.dialogue.lookup import table


@dataclass(frozen=True)
class Quality:
    """One of them: what asks for it, what is said of several programs and of one, and the facts nearest to it."""

    said: re.Pattern[str]
    says: str
    of_one: str
    facts: tuple[str, ...]


def quality_asked(text: str) -> Quality | None:
    """The quality that a text asks for, or None."""
    return next((each for each in _qualities() if each.said.search(text)), None)


@cache
def _qualities() -> tuple[Quality, ...]:
    return tuple(
        Quality(re.compile(each["said"], re.IGNORECASE), each["says"], each["of_one"], tuple(each["facts"]))
        for each in table("qualities")["qualities"]
    )
