"""Whether a subject is that of a degree on offer ("Stony Brook's computer science MS"), or one's own major. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEHIND_A_NAME = re.compile(r"(?:['’]s)?\s+")
_POINTED_OUT = re.compile(r"\b(?:the|their|its|that|this|your)\s+$", re.IGNORECASE)
_CHANGED_TO = re.compile(
    r"\b(?:switched|changed|moved|transferred)\b[^.;!?\n]{0,30}?\b(?:to|into)\s+(?:an? )?$", re.IGNORECASE
)
_MAJOR = re.compile(r"\bmajors?\b", re.IGNORECASE)
_A_MASTERS = re.compile(r"\s+(?:ms|m\.s\.|msc|meng|master['’]?s?)\b", re.IGNORECASE)


def is_of_a_degree(text: str, start: int, end: int, names_end: Iterable[int]) -> bool:
    """Whether the subject from `start` to `end` stands before "MS" and behind a school's name or a "the".

    Args:
        names_end: where the names of schools and programs in the text end.
    """
    if _A_MASTERS.match(text, end) is None:
        return False
    named = any(_BEHIND_A_NAME.fullmatch(text, at, start) for at in names_end if at <= start)
    return named or _POINTED_OUT.search(text, 0, start) is not None


def is_new_major(text: str, start: int, end: int) -> bool:
    """Whether somebody changed their major to the subject from `start` to `end`: "I switched to data science major"."""
    changed = _CHANGED_TO.search(text, 0, start)
    return changed is not None and _MAJOR.search(text, changed.start(), end + len(" as a major")) is not None
