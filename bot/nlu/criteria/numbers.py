"""Numbers as people write them ("20,000", "20 000", "20.000", "24,50", "twenty five hundred"), and words for limits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.nlu.criteria.word_tables import inverse, patterns, table

_UNITS: dict[str, int] = inverse(table("numbers")["units"])
_TENS: dict[str, int] = inverse(table("numbers")["tens"])
# Groups of three digits behind ",", ".", "'" or a space, the Indian groups of two, and decimals behind "." or ",".
DIGITS = (
    r"(?:\d{1,3}(?:[,.'][ ]?\d{3})+(?:[.,]\d{1,2})?(?!\d)|(?<![-\w])\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)|\d+(?:\.\d+)?)"
)
_TEN = "|".join(_TENS)
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_SMALL = rf"(?:(?:{_TEN})(?:[ -](?:{_UNIT}))?|(?:{_UNIT}))"
WORDS = rf"(?:(?:{_SMALL}|a) hundred(?:(?: and)? {_SMALL})?|{_SMALL})"
_FIRST = frozenset(_UNITS) | frozenset(_TENS) | {"hundred", "half", "thousand", "million"}
_SPLIT = re.compile(r"[ -]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")

# -- words before and behind a number
_LIKE = r"\s*(?:about |around |like |just |only |a |an |the |[$£€])*$"
AT_MOST = re.compile(patterns("cues", "at_most_before") + _LIKE)
AT_LEAST = re.compile(patterns("cues", "at_least_before") + _LIKE)
ABOUT = re.compile(patterns("cues", "about_before") + r"\s*(?:a |an |the |[$£€])*$")
AT_MOST_BEHIND = re.compile(r"\s*,?\s*(?:in total |total |usd )?" + patterns("cues", "at_most_behind"))
AT_LEAST_BEHIND = re.compile(r"\s*" + patterns("cues", "at_least_behind"))
ABOUT_BEHIND = re.compile(r"\s*" + patterns("cues", "about_behind"))


def read(typed: str) -> float:
    """The value of what DIGITS or WORDS matches; "a" and "an" are one, "half a" is a half."""
    if typed[:1].isdigit():
        return decimal(typed)
    if typed in ("a", "an"):
        return 1.0
    if typed.startswith("half"):
        return 0.5
    total = 0
    for word in _SPLIT.split(typed):
        if word == "hundred":
            total = max(total, 1) * 100
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return float(total)


def decimal(typed: str) -> float:
    """The value of digits: three of them behind a mark are thousands, one or two behind the last mark a fraction."""
    plain = typed.replace(" ", "").replace("'", "")
    whole, mark, fraction = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    if not mark:
        return float(plain)
    if _THOUSANDS.fullmatch(plain):
        return float(re.sub(r"\D", "", plain))
    return float(f"{re.sub(r'[^0-9]', '', whole) or 0}.{fraction}")


def tidy(number: float) -> int | float:
    """A whole number as an int, any other rounded to four digits."""
    return int(number) if number == int(number) else round(number, 4)


def any_number(words: Iterable[str]) -> bool:
    """Whether a number word stands among the words."""
    return any(word in _FIRST for word in words)
