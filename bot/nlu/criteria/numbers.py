"""Numbers as people write them: digits with commas, and words up to a few hundred."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
DIGITS = r"(?:\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_TEN = "|".join(_TENS)
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
WORDS = rf"(?:(?:{_TEN})(?:[ -](?:{_UNIT}))?|{_UNIT})"
NUMBER = rf"(?:{DIGITS}|{WORDS}|a|an)"
_FIRST = frozenset(_UNITS) | frozenset(_TENS)
_SPLIT = re.compile(r"[ -]+")


def read(typed: str) -> float:
    """The value of what NUMBER matches; "a" is one."""
    if typed[:1].isdigit():
        return float(typed.replace(",", ""))
    if typed in ("a", "an"):
        return 1.0
    return float(sum(_UNITS.get(word, 0) + _TENS.get(word, 0) for word in _SPLIT.split(typed)))


def tidy(number: float) -> int | float:
    """A whole number as an int, any other rounded to four digits."""
    return int(number) if number == int(number) else round(number, 4)


def any_number(words: Iterable[str]) -> bool:
    """Whether a number word stands among the words."""
    return any(word in _FIRST for word in words)
