"""Wishes and questions on declared criteria, read by the words of knowledge/catalog/criteria.yml.

Each wish is an entity `criterion`; `of` is its key: "no application fee", "at most two letters", "with a bridge", "that
list linear algebra", "taught in english", "acceptance rate over 40".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.nlu.criteria import declared_limits, declared_questions
from bot.nlu.criteria.asked import GOES_ON
from bot.nlu.criteria.changes import is_taken_back
from bot.nlu.criteria.declared_topics import TOPICS, pattern_of
from bot.nlu.criteria.question_words import INVERTED, begin_of, clause, end_of, is_question, question_word
from bot.nlu.criteria.text import Message, flatten
from bot.nlu.criteria.word_tables import cue, cue_pattern
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion

KIND = "criterion"
_NOUN, _NOT = cue_pattern("declared_wishes", "noun"), cue_pattern("declared_wishes", "not")
_NEEDS, _GIVES = cue_pattern("declared_wishes", "needs"), cue_pattern("declared_wishes", "gives")
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
_LEFT_OUT = re.compile(rf"\b{_NOUN} (?:without|with no)\s+(?:any )?$")
_ENDS = re.compile(r"\s*(?:$|[,.;!]|(?:and|or|in|under|online)\b)")
_OPENING = re.compile(rf"(?P<no>{_NOT}\s+)?(?:must |should |to )?(?:require|list|ask for|expect)s?{_KNOWLEDGE}")
_ORDER = re.compile(r"(?:(?:please|now|ok|and|then|so) )*list (?:me |all |some |the )*")
_LISTED_BEHIND = re.compile(
    r"\s*(?:masters?|master's|ms|msc|grad(?:uate)?)?\s*(?:degrees?|programs?|programmes?|schools?|courses)\b"
)
_BUT_NOT = re.compile(r"\s*,?\s*(?:but|and|,)\s*(?:not|no|without)\s+(?:for )?(?:any )?")
_OPPOSITE = {"is": "not", "not": "is"}
_JOIN = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b|\bnor\b|,\s*(?:and|or))\s*")
# -- questions
_EXISTS = cue("declared_wishes", "exists")
_OF_PROGRAMS = re.compile(rf"\b(?:what|which|whats|what's)\b(?: \w+)*? {_NOUN}\b|\bwhich\b")
_ASKING = ("how", "when", "whens", "why", "should", "must", "am", "may", "who")
# "who charges nothing to apply?": which programs do
_WHICH_OFFER = re.compile(r"\bwho (?:charges?|takes?|accepts?|offers?|lets|waives?|gives?|do(?:es)?(?:n't|nt| not)) ")
_WISHES = re.compile(r"(?:no|without|with|under|below|at (?:most|least)|max|online|part time|full time)\b")
# What is a wish as it stands, whatever is beside it.
_SAYS_ALL = re.compile(r"(?:ranked|accredited|accepted|taken|allowed| ok|after|before|than|passed)$|\bstill\b")
_TAKES = ("accept", "take", "taking")
_SCORE_BEHIND = re.compile(r"\s*(?:(?:with|of|at|from|an?|score|scores|my|minimum)\s+)*\d{2,3}\b")
_PRAISED = re.compile(
    r"(?:\b(?:a|an|the|really|very|some)\s+)?\b(?:good|great|strong|decent|excellent|solid|paid|guaranteed|required|best)\s+$"
)
_SPLIT = re.compile(r"[,;.\n]|\band\b|\bplus\b|\balso\b")


def _phrases() -> Iterator[tuple[str, tuple[str, str, Any]]]:
    """Every phrase, with the criterion it speaks of, the kind of phrase, and a limit it stands for."""
    for key, wish in DECLARED.criteria.items():
        for kind in ("said", "said_limit", "said_none", "said_yes", "said_wider"):
            for phrase in wish.said.get(kind, ()):
                yield flatten(phrase), (key, kind, None)
        for kind in ("said_low", "said_high"):
            for phrase, limit in wish.said.get(kind, {}).items():
                yield flatten(phrase), (key, kind, limit)
    for id_, (_, phrases) in DECLARED.unsearchable.items():
        for phrase in phrases:
            yield flatten(phrase), (id_, "unsearchable", None)


_SAID = dict(_phrases())
_ANY_SAID = pattern_of(_SAID)
_ASKED = {flatten(phrase): each.id for each in DECLARED.subjects.values() for phrase in each.asked}
_ANY_ASKED = pattern_of(_ASKED)
_COMPARES = re.compile(r"\W*(?:(?:please|can you|could you|now|and|then) )*compare\b")
_LISTED = tuple(each for each in DECLARED.criteria.values() if each.type == "listed")


def find(message: Message) -> None:
    """Adds the wishes, then the questions, on declared criteria."""
    for criterion in _LISTED:
        _find_listed(message, criterion)
    for match in _ANY_SAID.finditer(message.flat):
        key, kind, limit = _SAID[match.group()]
        if not message.free(*match.span()) or _asks(message, match.start()):
            continue
        if not _is_of_something_else(message, key, match.start()):
            taken_back = kind not in ("said", "said_limit", "unsearchable") and is_taken_back(message, *match.span())
            reader = _take_one_back if taken_back else _READERS[kind]
            reader(message, key, limit, *match.span())
    _take_back(message)
    for match in _ANY_ASKED.finditer(message.flat):
        subject = any(message.of("program", "unknown_program", "pointer")) or GOES_ON.match(message.flat)
        if message.free(*match.span()) and (subject or is_question(message, match.start())):
            message.add("asked_fact", _ASKED[match.group()], *match.span())


def _is_of_something_else(message: Message, key: str, start: int) -> bool:
    """ "I can transfer up to 12 credits" limits nothing."""
    words = DECLARED.criteria[key].said.get("said_not", ()) if key in DECLARED.criteria else ()
    return bool(words) and pattern_of(words).search(clause(message, start)[0]) is not None


def _take_back(message: Message) -> None:
    """Wishes taken back by their names: "forget the letters", "drop the language"."""
    named = [
        (key, match.span())
        for key, pattern in TOPICS.items()
        for match in pattern.finditer(message.flat)
        if is_taken_back(message, *match.span()) and message.free(*match.span())
    ]
    for key, span in named:
        _add(message, key, None, *span, "drop")


def _asks(message: Message, start: int) -> bool:
    """Whether the words around ask about a program or in general, and wish for nothing."""
    text, _ = clause(message, start)
    word = question_word(message, start)
    begin, end = begin_of(message.flat, start, ".;!?\n"), end_of(message.flat, start, ".;!?\n")
    named = message.of("program", "unknown_program", "pointer")
    if named and _COMPARES.match(text):
        return True
    if any(each.op == "is" and begin <= each.start < end for each in named):
        return bool(word) or "?" in message.flat
    if word in _ASKING:
        return not _WHICH_OFFER.search(text)
    if word in ("what", "whats", "what's", "which"):
        return not _OF_PROGRAMS.search(text)
    return bool(INVERTED.match(text)) and not _EXISTS.search(text)


def _add(message: Message, key: str, value: Any, start: int, end: int, op: str = "is", **extras: Any) -> None:
    if not any(each.extras.get("of") == key and each.op == op and each.value == value for each in message.of(KIND)):
        message.add(KIND, value, start, end, op, of=key, **extras)


def _said(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    """A noun: what it is wished for by depends on the words beside it."""
    wish = DECLARED.criteria[key]
    if wish.type == "limit" and declared_limits.find(message, wish, start, end, _add_limit):
        return
    before, behind = _NONE_BEFORE.search(message.left(start, 60)), _NONE_BEHIND.match(message.right(end, 40))
    if before or behind:
        first = start - len(before.group()) if before else start
        last = end + behind.end() if behind else end
        if wish.type != "limit" or "none" in wish.words:
            _none(message, key, None, first, last)
    elif is_taken_back(message, start, end):
        _add(message, key, None, start, end, "drop")
    elif wish.type != "limit" and _is_wished(message, key, start, end):
        _add(message, key, True, start, end)


def _limited(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    """A verb that speaks of it only before a number of no other thing: "accept below 3.0"."""
    declared_limits.find_behind(message, DECLARED.criteria[key], start, end, _add_limit)


def _add_limit(message: Message, key: str, value: float, start: int, end: int, op: str, low: float | None) -> None:
    _add(message, key, value, start, end, op, **({} if low is None else {"low": low}))


def _take_one_back(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    """ "Ignore the small cohort"."""
    _add(message, key, None, start, end, "drop")


def _is_wished(message: Message, key: str, start: int, end: int) -> bool:
    """Whether the words beside a noun wish for it, or it is one of a list of wishes."""
    if _YES_BEFORE.search(message.left(start, 70)) or _WISHED_BEHIND.match(message.right(end, 30)):
        return True
    parts = _parts(message)
    if parts == [message.flat[start:end]]:
        return DECLARED.criteria[key].type == "yes_no" if key in DECLARED.criteria else False
    first = parts[0] == message.flat[start:end]  # "funding, gre, deadlines" asks; "bridge, no gre, online" wishes
    return _is_listed(message, start, end) and (not first or any(_WISHES.match(each) for each in parts))


def _is_listed(message: Message, start: int, end: int) -> bool:
    """Whether it is one of a list of wishes, a part by itself."""
    parts = _parts(message)
    return len(parts) > 1 and "?" not in message.flat and message.flat[start:end] in parts


def _parts(message: Message) -> list[str]:
    """The parts of a list: "no gre", "bridge", "english"."""
    return [part.strip(" !") for part in _SPLIT.split(message.flat)]


def _none(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    if DECLARED.criteria[key].only:  # nobody wishes for no scholarships
        return
    limit = DECLARED.criteria[key].type == "limit"
    _add(message, key, 0 if limit else False, start, end, "at_most" if limit else "is")


def _yes(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    wish = DECLARED.criteria[key]
    _add(message, key, next(iter(wish.choices)) if wish.choices else True, start, end)


def _wider(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    """ "Fully funded": the wish looks for less than was said, and the reply says so."""
    _add(message, key, True, start, end, wider=True)


def _low(message: Message, key: str, limit: Any, start: int, end: int) -> None:
    _add(message, key, limit, start, end, "at_most")


def _high(message: Message, key: str, limit: Any, start: int, end: int) -> None:
    _add(message, key, limit, start, end, "at_least")


def _unsearchable(message: Message, key: str, _limit: Any, start: int, end: int) -> None:
    if praised := _PRAISED.search(message.left(start, 30)):
        start -= len(praised.group())
    said = message.flat[start:end]
    if _SCORE_BEHIND.match(message.right(end, 30)):  # "accepts duolingo 110" is held against what is recorded
        return
    refused = _NONE_BEFORE.search(message.left(start, 60)) is not None and "?" not in message.flat
    adjective = _SAYS_ALL.search(said) is not None or said.startswith(_TAKES)
    if not is_taken_back(message, start, end) and (
        adjective
        or refused
        or _is_wished(message, key, start, end)
        or ("?" not in message.flat and said in _parts(message))
    ):
        _add(message, key, None, start, end)


_READERS = {
    "said": _said,
    "said_limit": _limited,
    "said_none": _none,
    "said_yes": _yes,
    "said_wider": _wider,
    "said_low": _low,
    "said_high": _high,
    "unsearchable": _unsearchable,
}


def _find_listed(message: Message, wish: Criterion) -> None:
    """What a recorded list is to name, or not to name."""
    taken: tuple[int, str] | None = None
    for value, start, end in _terms(message, wish):
        if declared_questions.find(message, wish, value, start, end):
            continue
        joined = taken and _JOIN.fullmatch(message.flat, taken[0], start)
        turned = taken and _BUT_NOT.fullmatch(message.flat, taken[0], start)
        found = None if _is_order(message, start, end) else _led(message, wish, start)
        behind = _behind(wish.key).match(message.right(end, 40))
        op = None
        if taken and (joined or turned):
            op = taken[1] if joined else _OPPOSITE[taken[1]]
        elif found is not None:
            op = "not" if found["no"] or found["none"] else "is"
        elif wish.vocabulary and _LEFT_OUT.search(message.left(start, 40)) and _ENDS.match(message.right(end, 10)):
            op = "not"
        elif behind is not None:
            led = _WITH.search(message.left(start, 30))
            op = "not" if led and led["no"] else "is" if led or not wish.vocabulary else None
        elif not wish.vocabulary and _is_language_wished(message, start, end):
            op = "is"
        taken = None
        if op is not None and message.free(start, end) and not _asks(message, start):
            first = start if found is None else start - len(found.group())
            last = end + behind.end() if behind is not None and found is None else end
            _add(message, wish.key, value, first if message.free(first, end) else start, last, op)
            taken = end, op


def _is_language_wished(message: Message, start: int, end: int) -> bool:
    """ "In german", as a message or a part of a list; "english is nice to have"."""
    alone = "?" not in message.flat and f"in {message.flat[start:end]}" in _parts(message)
    return alone or _is_listed(message, start, end) or bool(_WISHED_BEHIND.match(message.right(end, 30)))


def _is_order(message: Message, start: int, end: int) -> bool:
    """ "List computer science degrees": what is to be listed, and not what a program lists."""
    opens = _ORDER.fullmatch(message.left(start, 80)) is not None
    return opens and _LISTED_BEHIND.match(message.right(end, 40)) is not None


def _led(message: Message, wish: Criterion, start: int) -> re.Match[str] | None:
    """The verb that a listed thing stands behind: "that list", "taught in"; "require" may open the message."""
    left = message.left(start, 80)
    if (match := _verbs(wish.key).search(left)) is not None or not wish.vocabulary:
        return match
    return _OPENING.fullmatch(left) if len(left) == start else None


def _terms(message: Message, wish: Criterion) -> Iterator[tuple[str, int, int]]:
    """The values a list can name that stand in the message."""
    if wish.vocabulary:
        for hit in message.hits.get("topic", ()):
            if (value := hit.sense("skill")) is not None:
                yield str(value), hit.start, hit.end
        return
    choices = {label.casefold(): value for value, label in DECLARED.facts[wish.facts[0]].choices.items()}
    for match in pattern_of(choices).finditer(message.flat):
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
