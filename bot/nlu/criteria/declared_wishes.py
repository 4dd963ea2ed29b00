"""Wishes and questions on declared criteria, read by the words of knowledge/catalog/criteria.yml.

Each wish is an entity `criterion`; `of` is its key: "no application fee", "at most two letters", "with a bridge", "that
list linear algebra", "taught in english", "acceptance rate over 40".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from bot.nlu.criteria.changes import is_taken_back
from bot.nlu.criteria.numbers import DIGITS, WORDS, read, tidy
from bot.nlu.criteria.question_words import INVERTED, clause, is_question, question_word
from bot.nlu.criteria.text import Message, flatten
from bot.nlu.criteria.word_tables import cue, cue_pattern
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion

KIND = "criterion"
_NOUN, _NOT = cue_pattern("declared_wishes", "noun"), cue_pattern("declared_wishes", "not")
_NEEDS, _GIVES = cue_pattern("declared_wishes", "needs"), cue_pattern("declared_wishes", "gives")
# -- limits
_NUMBER = rf"[$€£]?\s*(?P<num>{DIGITS}|{WORDS})\s*(?P<unit>k\b|%|percent\b|grand\b|thousand\b)?"
_LIMITS = ("at_most", "below", "at_least", "above")
_CUE = "(?:" + "|".join(f"(?P<{name}>{cue_pattern('declared_wishes', name)})" for name in _LIMITS) + ")"
_LINK = cue_pattern("declared_wishes", "link")
_LIMIT_BEHIND = re.compile(rf"{_LINK}{_CUE}\s+{_LINK}{_NUMBER}")
_NO_UNIT = re.compile(r"\s*(?:c?gpas?\b|$|[.,;!?)]|(?:or|and|but|in|for|with|online|from|if)\b)")
_BETWEEN = re.compile(
    rf"{_LINK}(?:between|from)\s+[$€£]?(?P<low>{DIGITS}|{WORDS})(?P<low_unit>k\b|%)?\s*(?:and|to|-)\s*{_NUMBER}"
)
_LIMIT_BEFORE = re.compile(rf"\b{_CUE}\s+(?:an? |the )?{_NUMBER}\s*(?:dollars? |usd |bucks )?(?:for (?:the |an )?)?$")
_COUNT_BEFORE = re.compile(rf"(?<![\w.]){_NUMBER}\s*$")
_COUNT_BEHIND = re.compile(
    r"\s*(?:(?P<at_most>or (?:fewer|less|lower|under)|max\b|maximum\b|at most|tops)|(?P<at_least>or (?:more|higher|over)"
    r"|at least|minimum\b|\+))"
)
# -- no and yes
_NONE_BEFORE = cue(
    "declared_wishes", "none_before", NEEDS=_NEEDS, NOT=_NOT, FILL=cue_pattern("declared_wishes", "fill")
)
_NONE_BEHIND = cue("declared_wishes", "none_behind")
_YES_BEFORE = cue("declared_wishes", "yes_before", NOUN=_NOUN, GIVES=_GIVES)
_WISHED_BEHIND = cue("declared_wishes", "wished_behind")
# -- lists
_LISTS_BEFORE = cue_pattern("declared_wishes", "lists_before", NOUN=_NOUN, NOT=_NOT)
_KNOWLEDGE = cue_pattern("declared_wishes", "knowledge")
_WITH = re.compile(r"\b(?:(?P<no>without|no|not)|with)\s+(?:an? |any |the )?$")
_JOIN = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b|\bnor\b|,\s*(?:and|or))\s*")
# -- questions
_EXISTS = cue("declared_wishes", "exists")
_OF_PROGRAMS = re.compile(rf"\b(?:what|which|whats|what's)\b(?: \w+)*? {_NOUN}\b|\bwhich\b")
_ASKING = ("how", "when", "whens", "why", "should", "must", "am", "may", "who")
_SPLIT = re.compile(r"[,;.\n]|\band\b|\bplus\b|\balso\b")


def _phrases() -> Iterator[tuple[str, tuple[str, str, Any]]]:
    """Every phrase, with the criterion it speaks of, the kind of phrase, and a limit it stands for."""
    for key, wish in DECLARED.criteria.items():
        for kind in ("said", "said_limit", "said_none", "said_yes"):
            for phrase in wish.said.get(kind, ()):
                yield flatten(phrase), (key, kind, None)
        for kind in ("said_low", "said_high"):
            for phrase, limit in wish.said.get(kind, {}).items():
                yield flatten(phrase), (key, kind, limit)
    for id_, (_, phrases) in DECLARED.unsearchable.items():
        for phrase in phrases:
            yield flatten(phrase), (id_, "unsearchable", None)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=lambda each: (-len(each), each))
    return re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])")


_SAID = dict(_phrases())
_ANY_SAID = _pattern(_SAID)
_ASKED = {flatten(phrase): each.id for each in DECLARED.subjects.values() for phrase in each.asked}
_ANY_ASKED = _pattern(_ASKED)
_LISTED = tuple(each for each in DECLARED.criteria.values() if each.type == "listed")


def find(message: Message) -> None:
    """Adds the wishes, then the questions, on declared criteria."""
    for criterion in _LISTED:
        _find_listed(message, criterion)
    for match in _ANY_SAID.finditer(message.flat):
        key, kind, limit = _SAID[match.group()]
        if message.free(*match.span()) and not _asks(message, match.start()):
            _READERS[kind](message, key, limit, *match.span())
    for match in _ANY_ASKED.finditer(message.flat):
        subject = any(message.of("program", "unknown_program", "pointer"))
        if message.free(*match.span()) and (subject or is_question(message, match.start())):
            message.add("asked_fact", _ASKED[match.group()], *match.span())


def _asks(message: Message, start: int) -> bool:
    """Whether the words around ask about a program or in general, and wish for nothing."""
    text, _ = clause(message, start)
    word = question_word(message, start)
    if any(each.op == "is" for each in message.of("program", "unknown_program", "pointer")):
        return bool(word) or "?" in message.flat
    if word in _ASKING:
        return True
    if word in ("what", "whats", "what's", "which"):
        return not _OF_PROGRAMS.search(text)
    return bool(INVERTED.match(text)) and not _EXISTS.search(text)


def _add(message: Message, key: str, value: Any, start: int, end: int, op: str = "is", **extras: Any) -> None:
    if not any(each.extras.get("of") == key and each.op == op and each.value == value for each in message.of(KIND)):
        message.add(KIND, value, start, end, op, of=key, **extras)


def _said(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    """A noun: what it is wished for by depends on the words beside it."""
    wish = DECLARED.criteria[key]
    if wish.type == "limit" and _find_limit(message, wish, start, end):
        return
    before, behind = _NONE_BEFORE.search(message.left(start, 60)), _NONE_BEHIND.match(message.right(end, 40))
    if before or behind:
        first = start - len(before.group()) if before else start
        last = end + behind.end() if behind else end
        if wish.type != "limit" or "none" in wish.words:
            _none(message, key, None, first, last)
    elif is_taken_back(message, start, end):
        _add(message, key, None, start, end, "drop")
    elif wish.type != "limit" and _is_wished(message, start, end):
        _add(message, key, True, start, end)


def _limited(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    """A verb that speaks of it only before a number of no other thing: "accept below 3.0"."""
    match = _LIMIT_BEHIND.match(message.right(end, 60))
    if match is not None and _NO_UNIT.match(message.right(end + match.end(), 20)):
        _find_limit(message, DECLARED.criteria[key], start, end)


def _is_wished(message: Message, start: int, end: int) -> bool:
    """Whether the words beside a noun wish for it, or it is one of a list of wishes."""
    if _YES_BEFORE.search(message.left(start, 70)) or _WISHED_BEHIND.match(message.right(end, 30)):
        return True
    parts = [part.strip() for part in _SPLIT.split(message.flat)]
    return len(parts) > 1 and "?" not in message.flat and message.flat[start:end] in parts[1:]


def _none(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    if DECLARED.criteria[key].only:  # nobody wishes for no scholarships
        return
    limit = DECLARED.criteria[key].type == "limit"
    _add(message, key, 0 if limit else False, start, end, "at_most" if limit else "is")


def _yes(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    wish = DECLARED.criteria[key]
    _add(message, key, next(iter(wish.choices)) if wish.choices else True, start, end)


def _low(message: Message, key: str, limit: Any, start: int, end: int) -> None:
    _add(message, key, limit, start, end, "at_most")


def _high(message: Message, key: str, limit: Any, start: int, end: int) -> None:
    _add(message, key, limit, start, end, "at_least")


def _unsearchable(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    adjective = message.flat[start:end].endswith(("ranked", "accredited"))
    if adjective or _is_wished(message, start, end):
        _add(message, key, None, start, end)


_READERS = {
    "said": _said,
    "said_limit": _limited,
    "said_none": _none,
    "said_yes": _yes,
    "said_low": _low,
    "said_high": _high,
    "unsearchable": _unsearchable,
}


def _find_limit(message: Message, wish: Criterion, start: int, end: int) -> bool:
    """Adds a limit that stands behind or before its noun; whether there is one."""
    right, left = message.flat[end : end + 60], message.left(start, 60)
    if (match := _BETWEEN.match(right)) is not None:
        low, high = _amount(wish, match["low"], match["low_unit"] or match["unit"]), _number(wish, match)
        if low is not None and high is not None:
            _add(message, wish.key, high, start, end + match.end(), "between", low=low)
            return True
    if (match := _LIMIT_BEHIND.match(right)) is not None:
        return _add_limit(message, wish, match, _cue(match), start, end + match.end())
    if (match := _LIMIT_BEFORE.search(left)) is not None:
        return _add_limit(message, wish, match, _cue(match), start - len(left) + match.start(), end)
    count, behind = _COUNT_BEFORE.search(left), _COUNT_BEHIND.match(right)
    if count is not None and behind is not None:
        return _add_limit(message, wish, count, _cue(behind), start - len(left) + count.start(), end + behind.end())
    return False


def _cue(match: re.Match[str]) -> str:
    return next(name for name, text in match.groupdict().items() if text and name in _LIMITS)


def _add_limit(message: Message, wish: Criterion, match: re.Match[str], op: str, start: int, end: int) -> bool:
    value = _number(wish, match)
    if value is None:
        return False
    kind = DECLARED.facts[wish.facts[0]].type
    if kind == "whole" and op in ("below", "above"):
        value, op = (value - 1, "at_most") if op == "below" else (value + 1, "at_least")
    elif kind != "number" and op in ("below", "above"):
        op = "at_most" if op == "below" else "at_least"
    _add(message, wish.key, value, start, end, op)
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


def _find_listed(message: Message, wish: Criterion) -> None:
    """What a recorded list is to name, or not to name."""
    verbs = _verbs(wish.key)
    taken: tuple[int, str] | None = None
    for value, start, end in _terms(message, wish):
        joined = taken and _JOIN.fullmatch(message.flat, taken[0], start)
        found = verbs.search(message.left(start, 80))
        behind = _behind(wish.key).match(message.right(end, 40))
        op = None
        if joined and taken:
            op = taken[1]
        elif found is not None:
            op = "not" if found["no"] or found["none"] else "is"
        elif behind is not None:
            led = _WITH.search(message.left(start, 30))
            op = "not" if led and led["no"] else "is" if led or not wish.vocabulary else None
        elif not wish.vocabulary and message.flat.strip(" .!") == f"in {message.flat[start:end]}":
            op = "is"
        taken = None
        if op is not None and message.free(start, end) and not _asks(message, start):
            first = start if found is None else start - len(found.group())
            last = end + behind.end() if behind is not None and found is None else end
            _add(message, wish.key, value, first if message.free(first, end) else start, last, op)
            taken = end, op


def _terms(message: Message, wish: Criterion) -> Iterator[tuple[str, int, int]]:
    """The values a list can name that stand in the message."""
    if wish.vocabulary:
        for hit in message.hits.get("topic", ()):
            if (value := hit.sense("skill")) is not None:
                yield str(value), hit.start, hit.end
        return
    choices = {label.casefold(): value for value, label in DECLARED.facts[wish.facts[0]].choices.items()}
    for match in _pattern(choices).finditer(message.flat):
        yield choices[match.group()], *match.span()


@cache
def _verbs(key: str) -> re.Pattern[str]:
    wish = DECLARED.criteria[key]
    verbs = "|".join(sorted(wish.said["said_before"], key=len, reverse=True))
    if wish.vocabulary:
        return re.compile(rf"{_LISTS_BEFORE}(?:{verbs}){_KNOWLEDGE}")
    return re.compile(rf"\b(?P<no>{_NOT}\s+)?(?:{verbs})\s+(?P<none>no\s+)?(?:(?:only|entirely|fully|completely)\s+)?$")


@cache
def _behind(key: str) -> re.Pattern[str]:
    wish = DECLARED.criteria[key]
    words = "|".join(sorted(wish.said["said_behind"], key=len, reverse=True))
    return re.compile(rf"\s*(?:{words})\b")
