"""Two-letter codes of states: "TX", "in oh?", "NC or VA is fine". Case and the words beside leave no doubt, or it is none."""

from __future__ import annotations

import re

from bot.nlu.criteria.geography import CLEAR_CODES, TRAP_CODES
from bot.nlu.criteria.text import Hit, Message, words
from bot.nlu.criteria.word_tables import word_set

_BEFORE_PLACE = word_set("places", "before_place")
_BEHIND_CODE = word_set("places", "behind_code")
_WHERE = words("in near around from outside except")
_JOINS = words("or and , / nor &")
_SCHOOLS = words("schools school programs program universities colleges residents")
_NEVER_SMALL = words("in or me ok ms")  # words whatever stands beside them, unless they are in capitals
_NO_PLACE_BEFORE = words("for to with about tell give is and than")
_ALONE_A_WORD = words("hi ok me or in id")
_DEGREE_BEHIND = words("in program degree programs cs or and")
_NO_PLACE_BEHIND = words("visa visas status")
# Where "PR" is the right to stay.
_SETTLING = re.compile(
    r"\b(?:canad\w+|australia\w*|migrat\w+|immigra\w+|express entry|permanent)\b|\b(?:for|get|getting|towards?|a) pr\b"
)
_NEAR_ENOUGH = 5  # characters between two codes of a list


def find(message: Message) -> list[Hit]:
    """The codes that are states here, in order."""
    found: list[Hit] = []
    hits = message.hits.get("code", ())
    by_token = {hit.first: hit for hit in hits}
    for hit in hits:
        if message.free(hit.start, hit.end) and not _is_part(message, hit):
            listed = bool(found) and hit.start - found[-1].end <= _NEAR_ENOUGH and message.word(hit.first - 1) in _JOINS
            if _is_code(message, hit, listed, by_token):
                found.append(hit)
    return found


def _is_part(message: Message, hit: Hit) -> bool:
    """Whether it belongs to a longer phrase or is cut off a word ("ca" of "can't")."""
    if message.word(hit.last) in ("n't", "'s", "'m") and message.flat[hit.end : hit.end + 1] in ("n", "'"):
        return message.word(hit.last) != "'s"
    return any(each.first <= hit.first and each.last > hit.last for each in message.around(hit.first))


def _is_code(message: Message, hit: Hit, listed: bool, by_token: dict[int, Hit]) -> bool:
    word, typed = message.words[hit.first], message.typed(hit.start, hit.end)
    before, behind = message.word(hit.first - 1), message.word(hit.last)
    ends = behind == "" or behind in _BEHIND_CODE
    ahead = by_token.get(hit.last + 1) if behind in ("or", "and", ",", "/") else None
    if behind in _NO_PLACE_BEHIND:
        return False
    if typed.isupper() and not message.shouting:
        pair = ahead is not None and message.typed(ahead.start, ahead.end).isupper()
        return _is_capital_code(message, word, typed, before, behind, ends and (listed or pair), ends)
    if message.shouting and before == "," and ends:
        return word not in _ALONE_A_WORD
    if word in _NEVER_SMALL:
        return False
    if ends and (before in ("in", "near", "around") or listed):
        return True
    if word not in CLEAR_CODES:
        return ahead is not None and _is_clear(message, ahead) and _opens(message, hit) and ends
    if ends and (before in _WHERE or (before == "," and _behind_place(message, hit.start))):
        return True
    opens = _opens(message, hit)
    pair = ahead is not None and message.words[ahead.first] not in _NEVER_SMALL
    return opens and ((pair and ends) or behind in _SCHOOLS)


def _is_capital_code(
    message: Message, word: str, typed: str, before: str, behind: str, listed: bool, ends: bool
) -> bool:
    if len(message.words) == 1:
        return word not in _ALONE_A_WORD
    if word == "pr" and _SETTLING.search(message.flat):
        return False
    if word in _NEVER_SMALL and before in _NO_PLACE_BEFORE:  # "yes or no for ME"
        return False
    if typed not in TRAP_CODES:
        return True
    if word == "ms" and (behind in _DEGREE_BEHIND or before not in ("in", ",")):
        return False
    if word in ("ma", "md", "al") and behind in ("in", "program", "degree"):
        return False
    return ends and (before in _BEFORE_PLACE or listed)


def _is_clear(message: Message, hit: Hit) -> bool:
    return message.words[hit.first] in CLEAR_CODES


def _opens(message: Message, hit: Hit) -> bool:
    """Whether nothing but a word or two such as "show me" stands before it in its part of the message."""
    return set(message.before(hit.start, 3)) <= {"show", "me", "any", "only", "find", "get", "some", "in", "ok", ","}


def _behind_place(message: Message, start: int) -> bool:
    return any(each.kind in ("city", "state") and 0 <= start - each.end <= 3 for each in message.found)
