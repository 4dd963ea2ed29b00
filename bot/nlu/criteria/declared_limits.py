"""Limits on declared criteria, beside their noun: "at most two letters", "debt below 30k", "min gpa 2.7 or lower"."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.criteria.numbers import DIGITS, WORDS, read, tidy
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue_pattern
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion

_NUMBER = rf"[$€£]?\s*(?P<num>{DIGITS}|{WORDS})\s*(?P<unit>k\b|%|percent\b|grand\b|thousand\b)?"
_LIMITS = ("at_most", "below", "at_least", "above")
_CUE = "(?:" + "|".join(f"(?P<{name}>{cue_pattern('declared_wishes', name)})" for name in _LIMITS) + ")"
_LINK = cue_pattern("declared_wishes", "link")
_BEHIND = re.compile(rf"{_LINK}{_CUE}\s+{_LINK}{_NUMBER}")
_RANGE = rf"(?:between|from)\s+[$€£]?(?P<low>{DIGITS}|{WORDS})(?P<low_unit>k\b|%)?\s*(?:and|to|-)\s*{_NUMBER}"
_BETWEEN, _BETWEEN_BEFORE = re.compile(_LINK + _RANGE), re.compile(rf"\b{_RANGE}\s*$")
_BEFORE = re.compile(rf"\b{_CUE}\s+(?:an? |the )?{_NUMBER}\s*(?:dollars? |usd |bucks )?(?:for (?:the |an )?)?$")
_COUNT_BEFORE = re.compile(rf"(?<![\w.]){_NUMBER}\s*$")
_OR_LESS = (
    r"\s*(?:(?P<at_most>or (?:fewer|less|lower|under|below)|max\b|maximum\b|at most|tops)"
    r"|(?P<at_least>or (?:more|higher|over|above)|at least|minimum\b|\+))"
)
_COUNT_BEHIND = re.compile(_OR_LESS)
_NUMBER_OR_LESS = re.compile(rf"{_LINK}{_NUMBER}{_OR_LESS}")
_PLAIN = re.compile(rf"\s+(?:of )?{_NUMBER}(?=\s*(?:$|[,;!)]|\.(?!\d)|(?:and|or|but|in|with|online)\b))")
_NO_UNIT = re.compile(r"\s*(?:c?gpas?\b|$|[.,;!?)]|(?:or|and|but|in|for|with|online|from|if)\b)")
_OWN = re.compile(r"\b(?:my|mine|i (?:have|had|got|scored|get)|i've(?: got)?|with my)(?: an?)?\s*$")
_BESIDE_COUNT = re.compile(
    r"\W*(?:(?:with|only|just|an?|the|of|about|around|roughly|ideally|please|pls|ok|and|show me|find|find me|any|"
    r"programs?|programmes?|masters?|master's|ms|msc|degrees?|total|in all|long)\b\W*)*"
)
_LESS = ("at_most", "below")
# "No application fee over 80" wants at most that.
_REFUSED = re.compile(r"\b(?:no|without|not|avoid|nothing with)\s+(?:an? |any |the )?$")
_OPPOSITE = {"above": "at_most", "below": "at_least"}
# What somebody else says of it is no wish: "they say grads make 118k".
_CLAIMED = re.compile(
    r"\b(?:they|he|she|it|website|site|page|brochure|ad|recruiter|advisor|school|program|ranking|article)s?"
    r" (?:also )?(?:says?|said|claims?|claimed|states?|stated|tells? me|told me|advertises?|promises?|promised|boasts?)"
    r"(?: that| the| its| their)*\s*$"
)

Add = Callable[[Message, str, float, int, int, str, float | None], None]


def find(message: Message, wish: Criterion, start: int, end: int, add: Add) -> bool:
    """Adds a limit that stands behind or before its noun; whether there is one."""
    right, left = message.flat[end : end + 60], message.left(start, 60)
    behind, before = _BETWEEN.match(right), _BETWEEN_BEFORE.search(left)
    if (match := behind or before) is not None:
        low, high = _amount(wish, match["low"], match["low_unit"] or match["unit"]), _number(wish, match)
        if low is not None and high is not None:
            first, last = (start, end + match.end()) if behind else (start - len(left) + match.start(), end)
            add(message, wish.key, high, first, last, "between", low)
            return True
    match = _BEHIND.match(right) or _NUMBER_OR_LESS.match(right)
    if match is not None and _limit(message, wish, match, _cue(match), start, end + match.end(), add):
        return True  # else it limits the next thing: "at most two letters, at most 30 credits"
    if (match := _BEFORE.search(left)) is not None:
        return _limit(message, wish, match, _cue(match), start - len(left) + match.start(), end, add)
    count, behind = _COUNT_BEFORE.search(left), _COUNT_BEHIND.match(right)
    if count is not None and behind is not None:
        return _limit(message, wish, count, _cue(behind), start - len(left) + count.start(), end + behind.end(), add)
    if count is not None and _is_bare(message, wish, start - len(left) + count.start(), end):
        return _limit(message, wish, count, "at_most", start - len(left) + count.start(), end, add)
    claimed = _CLAIMED.search(message.left(start, 60)) is not None
    if not claimed and (match := _PLAIN.match(right)) is not None and (op := _plain_op(wish)):
        return _limit(message, wish, match, op, start, end + match.end(), add)
    return False


def find_behind(message: Message, wish: Criterion, start: int, end: int, add: Add) -> bool:
    """Adds a limit for a word that speaks of it only before an upper bound of no other thing: "accept below 3.0"."""
    right = message.right(end, 60)
    match = _BEHIND.match(right) or _NUMBER_OR_LESS.match(right)
    if match is None or _cue(match) not in _LESS or not _NO_UNIT.match(message.right(end + match.end(), 20)):
        return False
    return not _OWN.search(message.left(start, 20)) and find(message, wish, start, end, add)


def _is_bare(message: Message, wish: Criterion, start: int, end: int) -> bool:
    """Whether a message is nothing but a count: "30 credits", "only 30 credit programs"."""
    counted = DECLARED.facts[wish.facts[0]].type in ("number", "whole")
    return counted and all(_BESIDE_COUNT.fullmatch(each) for each in (message.flat[:start], message.flat[end:]))


def _plain_op(wish: Criterion) -> str:
    """What a bare amount means: "graduates make 100k" wants that or better, "application fee 50" no more."""
    if DECLARED.facts[wish.facts[0]].type not in ("money", "fraction"):
        return ""
    return {"higher": "at_least", "lower": "at_most"}.get(DECLARED.subjects[wish.subject].better, "")


def _cue(match: re.Match[str]) -> str:
    return next(name for name, text in match.groupdict().items() if text and name in _LIMITS)


def _limit(message: Message, wish: Criterion, match: re.Match[str], op: str, start: int, end: int, add: Add) -> bool:
    value = _number(wish, match)
    if value is None:
        return False
    kind = DECLARED.facts[wish.facts[0]].type
    if _REFUSED.search(message.left(start, 30)):
        op = _OPPOSITE.get(op, op)
    if kind == "whole" and op in ("below", "above"):
        value, op = (value - 1, "at_most") if op == "below" else (value + 1, "at_least")
    add(message, wish.key, value, start, end, op, None)
    return True


def _number(wish: Criterion, match: re.Match[str]) -> float | None:
    return _amount(wish, match["num"], match["unit"])


def _amount(wish: Criterion, typed: str, unit: str | None) -> float | None:
    """A number in the criterion's unit; None where it cannot be one."""
    value = read(typed) * (1000 if unit in ("k", "grand", "thousand") else 1)
    if DECLARED.facts[wish.facts[0]].type == "fraction":
        value = value / 100 if value > 1 or unit in ("%", "percent") else value
    elif unit in ("%", "percent"):
        return None
    return tidy(value) if max(wish.low, wish.least) <= value <= wish.high else None
