"""Scores of the GRE and of English tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.nlu.criteria.numbers import decimal, tidy
from bot.nlu.criteria.text import Message

_GRE = r"(?P<num>2[6-9]\d|3[0-3]\d|340)"
_GRE_FIRST = re.compile(rf"\bgre\b[^\d.;!?\n]{{0,28}}{_GRE}(?!\d|\s?(?:k\b|/|\$|a credit|per))")
_GRE_LAST = re.compile(rf"(?<![\w.$,]){_GRE}(?:/340|\+)?\s*(?:(?:on|in|for)\s*)?(?:the|my|total)?\s*(?:new\s)?gre\b")
_GRE_LONE = re.compile(rf"\s*(?:gre\s*)?{_GRE}\s*$")
_SECTION = re.compile(
    r"(?<!\d)(?P<score>1[3-6]\d|170)(?:/170)?(?![\d%])(?!\s?k\b)|(?<![a-z])(?P<name>quant(?:itative)?|math|verbal|q|v)(?![a-z])"
)
_NAME_AHEAD = re.compile(r"\bgre(?: scores?)?[\s:(-]*$")
_BETWEEN = re.compile(r"[\s:/,()=-]*(?:(?:in|on|for|of|is|was|score|section|the|gre|only|just|about)\s+)*")


@dataclass(frozen=True, slots=True)
class _Test:
    """An English test: the score behind its name or before it, and which scores there are."""

    kind: str
    word: str
    first: re.Pattern[str]
    last: re.Pattern[str]
    allowed: Callable[[float], bool]


_OTHER_TESTS = r"\b(?:toefl|ielts|duolingo|det|pte|gre|gmat)\b"


def _test(kind: str, word: str, number: str, allowed: Callable[[float], bool]) -> _Test:
    first = re.compile(rf"\b{word}\b(?: ibt)?(?:(?!{_OTHER_TESTS})[^\d;!?\n]){{0,20}}(?P<num>{number})(?![\d]|[.,]\d)")
    last = re.compile(rf"(?<![\w.$,])(?P<num>{number})\s*(?:bands? )?(?:(?:on|in)\s*)?(?:the|my)?\s*{word}\b")
    return _Test(kind, word, first, last, allowed)


# One section's score is not the test's: "IELTS writing is 5.5", "6.0 in IELTS speaking".
_OF_A_SECTION = re.compile(r"\b(?:writing|reading|listening|speaking|[wrls])\b")
_OF_A_SECTION_BEHIND = re.compile(
    r"\s*(?:\(|in |on |for )?(?:the |my )?(?:writing|reading|listening|speaking)\b(?!\s*\d)"
)
_OF_A_SECTION_AHEAD = re.compile(
    r"\b(?:writing|reading|listening|speaking)(?: score| band)?(?: (?:in|of|on|for))?(?: the| my)?\s*$"
)
_OVERALL_BEHIND = re.compile(
    r"[^;!?\n]{0,60}?\b(?:overall|total|band|average)\D{0,12}(?P<num>\d{1,3}(?:[.,]\d)?)(?![\d]|[.,]\d)"
)
_TESTS = (
    _test("toefl", "toefl", r"\d{2,3}", lambda score: 30 <= score <= 120),
    _test("ielts", "ielts", r"\d(?:[.,]\d)?", lambda score: 3 <= score <= 9),
    _test("duolingo", "duolingo", r"\d{2,3}", lambda score: 60 <= score <= 160),
)


def find(message: Message) -> None:
    """Adds test scores."""
    flat = message.flat
    if any(character.isdigit() for character in flat):
        _gre(message)
        for test in _TESTS:
            if test.word in flat:
                _english(message, test)


def _gre(message: Message) -> None:
    flat = message.flat
    if "gre" in flat:
        matches = (match for pattern in (_GRE_FIRST, _GRE_LAST) for match in pattern.finditer(flat))
        match = next((match for match in matches if message.free(*match.span("num"))), None)
        if match is not None:
            message.add("gre_score", int(match["num"]), *match.span())
    elif (lone := _GRE_LONE.fullmatch(flat)) is not None:
        message.add("gre_score", int(lone["num"]), *lone.span("num"))
    scores, start, end = _sections(flat)
    if not scores:
        return
    if (name := _NAME_AHEAD.search(flat[:start])) is not None:
        start = name.start()
    total = next(message.of("gre_score"), None)
    if total is not None:
        total.extras.update(scores)
        total.end = max(total.end, end)
    elif "gmat" in flat or not message.free(start, end):
        message.claim(start, end)
    elif len(scores) == 2:
        message.add("gre_score", sum(scores.values()), start, end, **scores)
    elif "gre" in flat:
        message.add("gre_score", None, start, end, **scores)
    else:
        message.aside("gre_score", None, start, end, **scores)


def _sections(flat: str) -> tuple[dict[str, int], int, int]:
    """The scores of the sections and their span: either each name stands before its score, or each behind it."""
    parts = list(_SECTION.finditer(flat))
    scores: dict[str, int] = {}
    start, end = len(flat), 0
    index = 0
    while index + 1 < len(parts):
        one, two = parts[index], parts[index + 1]
        if bool(one["score"]) == bool(two["score"]) or not _BETWEEN.fullmatch(flat, one.end(), two.start()):
            index += 1
            continue
        name = "quant" if (one["name"] or two["name"]).startswith(("q", "m")) else "verbal"
        scores.setdefault(name, int(one["score"] or two["score"]))
        start, end = min(start, one.start()), max(end, two.end())
        index += 2
    return scores, start, end


def _english(message: Message, test: _Test) -> None:
    for pattern in (test.first, test.last):
        for match in pattern.finditer(message.flat):
            if not test.allowed(decimal(match["num"])) or not message.free(*match.span("num")):
                continue
            if _is_of_a_section(message, match):
                message.aside(test.kind, tidy(decimal(match["num"])), *match.span())
                _overall(message, test, match.end())
            else:
                message.add(test.kind, tidy(decimal(match["num"])), *match.span())
            return


def _is_of_a_section(message: Message, match: re.Match[str]) -> bool:
    """Whether a score is that of writing, reading, listening or speaking alone."""
    beside = _OF_A_SECTION_BEHIND.match(message.flat, match.end()) or _OF_A_SECTION_AHEAD.search(
        message.left(match.start(), 30)
    )
    return bool(beside or _OF_A_SECTION.search(match.group()))


def _overall(message: Message, test: _Test, end: int) -> None:
    """The total behind the score of a section: "IELTS writing 6, overall 7.5"."""
    match = _OVERALL_BEHIND.match(message.flat, end)
    if match is not None and test.allowed(decimal(match["num"])):
        message.add(test.kind, tidy(decimal(match["num"])), *match.span("num"))
