"""How long the degree may take, in months."""

from __future__ import annotations

import re

from bot.nlu.criteria.numbers import (
    ABOUT,
    AT_LEAST,
    AT_LEAST_BEHIND,
    AT_MOST,
    AT_MOST_BEHIND,
    DIGITS,
    WORDS,
    read,
    tidy,
)
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue

_COUNT = rf"(?:{DIGITS}|{WORDS}|a|an)"
_LENGTH = re.compile(
    rf"(?<![\w.$£€])(?:(?P<low>{_COUNT})\s?(?:years?|yrs?|months?|semesters?)?\s?(?:-|to|or|and)\s?)?(?P<num>{_COUNT})"
    r"(?P<half> and a half| & a half)?[\s-]*\+?\s?(?P<unit>years?|yrs?|months?|mos?|semesters?|sems?)'?(?![a-z])"
    r"(?P<half2> and a half)?"
)
_HALVES = re.compile(r"\b(?P<whole>(?:a )?year and a half)\b|\bhalf a (?P<half>year)\b(?! ago)")
_MONTHS = {"y": 12, "m": 1, "s": 6}
_LEAST, _MOST = 6, 72  # no master's is shorter or longer

# -- the words before
_IN = re.compile(r"\bin\s*(?:about |around |like |just |only |under )*$")
_SPREAD = re.compile(r"\b(?:stretch|spread|spac|pac)\w*(?: it| this| things)?(?: out)? over\s*$")
_CUE = cue("lengths", "cue")
_WAIT = cue("lengths", "wait")
_DONE_IN = cue("lengths", "done_in")
_NOT_LEFT = cue("lengths", "not_left")
_HAVE = re.compile(
    r"\b(?:have|had|has|got|with|my|did|done|finished|hold|accept\w*|takes?|recogni[sz]\w*|count|counts|of)(?: a| an| only a)?\s*$"
)

# -- the words behind
_NOUN = cue("lengths", "noun")
_NOT_RIGHT = cue("lengths", "not_right")
_FINE_BEHIND = re.compile(
    r"\s*(?:is|are|would be|works|sounds)\b(?: \w+)? ?(?:fine|ok|okay|good|great|perfect|ideal|for me)\b"
)
_ADJECTIVE = re.compile(r"\d-\s?(?:year|month|yr)|\w-(?:year|month)")


def find(message: Message) -> None:
    """Adds every length of the degree."""
    if not any(unit in message.flat for unit in ("year", "yr", "mo", "sem")):
        return
    for match in _HALVES.finditer(message.flat):
        left, right = message.left(match.start(), 45), message.right(match.end(), 40)
        stated = _CUE.search(left) or AT_MOST.search(left) or AT_MOST_BEHIND.match(right) or _NOUN.match(right)
        if message.free(*match.span()) and (stated or (not left.strip() and not right.strip(" .!?"))):
            message.add("duration", 18 if match["whole"] else 6, *match.span(), _op(left, right))
    for match in _LENGTH.finditer(message.flat):
        if message.free(*match.span()):
            left, right = message.left(match.start(), 45), message.right(match.end(), 40)
            if _is_length(match, left, right):
                _add(message, match, left, right)


def _is_length(match: re.Match[str], left: str, right: str) -> bool:
    """Whether a span of time is that of a degree, and not of a job, a past or a wait."""
    if _NOT_LEFT.search(left) or _NOT_RIGHT.match(right) or _WAIT.search(left):
        return False
    one = match["num"] in ("a", "an")
    if one and match["unit"] in ("mo", "mos"):
        return False
    noun = _NOUN.match(right)
    if noun and _HAVE.search(left) and right.strip().startswith("degree"):
        return False
    limited = AT_MOST.search(left) or AT_MOST_BEHIND.match(right) or (_IN.search(left) and _DONE_IN.search(left))
    if one and not (limited or match["half"] or match["half2"]):
        return False
    if _IN.search(left) and not (noun or limited):
        return False
    stated = _CUE.search(left) or AT_LEAST.search(left) or ABOUT.search(left) or _FINE_BEHIND.match(right)
    whole = not left.strip(" ,.!") and not right.strip(" ,.!?")
    ranged = match["low"] is not None or _ADJECTIVE.search(match.group()) is not None
    return bool(noun or limited or stated or whole or ranged or _is_listed(left, right))


def _is_listed(left: str, right: str) -> bool:
    """Whether it stands between commas in a terse list of wishes ("ds masters, one year, full time")."""
    opens = not left.strip() or left.rstrip().endswith((",", ";", "."))
    return opens and (not right.strip() or right.lstrip()[:1] in ",.;")


def _add(message: Message, match: re.Match[str], left: str, right: str) -> None:
    scale = _MONTHS[match["unit"][0]]
    months = (read(match["num"]) + (0.5 if match["half"] or match["half2"] else 0)) * scale
    if not _LEAST <= months <= _MOST:
        return
    low = read(match["low"]) * scale if match["low"] and match["low"] not in ("a", "an") else months
    if low < months:
        message.add("duration", tidy(months), *match.span(), "between", low=tidy(low))
        return
    message.add("duration", tidy(months), *match.span(), _op(left, right))


def _op(left: str, right: str) -> str:
    if AT_LEAST_BEHIND.match(right):
        return "at_least"
    if AT_MOST.search(left) or AT_MOST_BEHIND.match(right) or _SPREAD.search(left) or _IN.search(left):
        return "at_most"
    if AT_LEAST.search(left):
        return "at_least"
    return "about" if ABOUT.search(left) else "at_most"
