"""Grades: on a scale of 4, or kept as they were said with their scale; offices convert in ways of their own."""

from __future__ import annotations

import re

from bot.nlu.criteria.numbers import decimal, tidy
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, cue_pattern

_BEST_OF_FOUR = 4.34
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_GPA = r"(?P<word>c?gpas?|cpi|sgpa)"
_IS = cue_pattern("grades", "is")
_SCALE = (
    r"(?:\s*(?:/|out of|of|from|on(?: a)?)\s*(?P<scale>4(?:[.,]0+|[.,]3+)?|(?:5|6|7|9|10|12|20|30|100|110)(?:[.,]0+)?)"
    r"(?![\d]|[.,]\d)(?: (?:point )?scale)?)"
)
_LAST = re.compile(
    rf"(?<![\w.,$])(?P<num>{_NUMBER})(?![\d%]){_SCALE}?\+?[^\S\n]*"
    rf"(?:(?:cumulative|overall|undergrad|undergraduate|ug|college|final|total|weighted|unweighted|ish)\s+)*{_GPA}\b"
    r"(?![ :]*\d{1,2}[.,]\d)"  # "Fall 27 CGPA 7.86"
)
_FIRST = re.compile(
    rf"\b{_GPA}\b{_IS}(?P<num>{_NUMBER})(?![\d%])(?!\s*(?:k\b|years?|yrs?|months?|percent|internships?|papers?))(?!\.\d)"
    rf"{_SCALE}?"
)
_SCALED = re.compile(
    rf"(?<![\w.,$/])(?P<num>{_NUMBER})(?!\d){_SCALE.replace('|of|', '|of(?= 4[.,]0)|')}"
    r"(?! (?:gpa|cgpa))(?!\s*(?:years|people|stars|on|through|till|-|/))"
)
_BARE = cue("grades", "bare")
_NO_GRADE = cue("grades", "no_grade")
_PERCENTAGE = re.compile(
    rf"\b(?:percentage|aggregate|marks)\b{_IS}(?P<num>[3-9]\d(?:[.,]\d{{1,2}})?)(?![\d%]|\s*(?:%|k\b|percent|per cent|years?|out of|/))"
)
_PERCENT = re.compile(r"(?<![\w.])(?P<num>\d{2}(?:[.,]\d{1,3})?)\s*(?:%|percent(?:age)?\b|per cent)")
_MARKS = cue("grades", "marks")
# German and Austrian grades: 1.0 is best.
_GERMAN_AHEAD = cue("grades", "german_ahead")
_GERMAN_BEHIND = cue("grades", "german_behind")
_GERMAN_NEAR = cue("grades", "german_near")
_GERMAN_OWN = re.compile(r"\b(?:with|my|is|have|got|grade|only) (?:an? )?(?P<num>[1-3],\d)(?![\d,.])")
_GERMAN_POINT = re.compile(
    r"\b(?:with|my|is|have|got|grade|only|probably|about|around|currently|of) (?:an? )?(?P<num>1\.\d)(?![\d,]|\.\d)"
)
_GERMAN_FINAL = re.compile(
    r"\b(?:final|overall|bachelor'?s?) (?:grade|mark|gpa|average) (?:of |was |is )?(?P<num>[1-3][.,]\d)(?!\d|,\d)"
)
_BEST_IS_ONE = (cue("grades", "best_is_one_ahead"), cue("grades", "best_is_one_behind"))
_FRENCH_NEAR = cue("grades", "french_near")
_FRENCH = (cue("grades", "french_average"), cue("grades", "french_average_behind"))
# British honours, also of Nigeria, Ghana, Kenya and the like.
_CLASSES = (
    (
        "2:1",
        re.compile(
            r"(?<![\d:])2[:;]1(?![\d:])|\b(?:upper second|second class upper|second upper|two[: -]one)(?: class)?(?: division)?\b"
        ),
    ),
    (
        "2:2",
        re.compile(
            r"(?<![\d:])2[:;]2(?![\d:])|\b(?:lower second|second class lower|second lower|two[: -]two)(?: class)?(?: division)?\b"
        ),
    ),
    (
        "first",
        re.compile(
            r"(?<!my )(?<!the )(?<!your )\bfirst class(?: (?:honou?rs|hons|degree|division|bachelor'?s?|with distinction))*\b"
            r"|\b(?:a|got a|with a) (?P<said>first)(?= (?:in|from|at) \w{3})|\bfirst(?= class hon)"
        ),
    ),
    ("third", re.compile(r"\bthird class(?: (?:honou?rs|degree))?\b|\ba third(?= (?:in|from|at) (?!of)\w{3})")),
)
_CLASS_AS_NUMBER = re.compile(
    r"(?<![\w.,$])2\.(?P<class>[12])(?=\s*\(?(?:hons\b|honou?rs|degree|class|from (?:the |a )?(?:uk|british|english|nigeria)|in the uk))"
)
_BELOW = re.compile(r"\b(?:below|under|less than|lower than|sub)\s*(?:a |an )?$")
_ABOVE = re.compile(r"\b(?:above|over|at least|more than|higher than)\s*(?:a |an )?$")
# Where a grade between 4.3 and 5 is on a scale of 5, and not of 10.
_OF_FIVE = re.compile(
    r"\b(?:nigerian?|lagos|ibadan|abuja|unilag|nysc|(?:upper|lower) (?:division|class)|class (?:upper|lower))\b"
)
_SYSTEM = re.compile(r"\b1(?:\.0+)? ?(?:to|-|–) ?5(?:\.0+)? ?(?:grading |grade |point )?(?:system|scale)\b")
_OVERALL = re.compile(r"\b(?:overall|cumulative|total)\b")
# Grades of somebody else, or that a program asks for.
_THEIRS = cue("grades", "theirs")
# "avg 4.4/5", "average 14,2": a mark on a scale of its own is the writer's.
_OWN_AVERAGE = re.compile(r"(?<!class )(?<!the )(?<!their )\b(?:average|avg|mean)\s*(?:is|was|of|:|=)?\s*$")


def find(message: Message) -> None:
    """Adds every grade of the person's."""
    flat = message.flat
    _classes(message)
    if (system := _SYSTEM.search(flat)) is not None:  # "in the 1.0 to 5.0 system, mine is 1.9": which end is best?
        message.aside("gpa", None, *system.span())
        for match in _BARE.finditer(flat):
            message.aside("gpa", None, *match.span("num"))
    if not any(character.isdigit() for character in flat):
        return
    german = _GERMAN_NEAR.search(flat) is not None
    for match in (m for pattern in _BEST_IS_ONE for m in pattern.finditer(flat)):
        german_best = german and "gwa" not in match.group()
        _add(message, *match.span("num"), decimal(match["num"]), "DE" if german_best else "BEST1")
    if _FRENCH_NEAR.search(flat):
        for match in (m for pattern in _FRENCH for m in pattern.finditer(flat)):
            _add(message, *match.span("num"), decimal(match["num"]), 20.0)
    for pattern in (_GERMAN_AHEAD, _GERMAN_BEHIND):
        for match in pattern.finditer(flat):
            _add(message, *match.span("num"), decimal(match["num"]), "DE")
    if german:  # "my 2,1" of somebody who tells of a Hochschule, or that 1,0 is the best
        for match in (m for each in (_GERMAN_OWN, _GERMAN_POINT, _GERMAN_FINAL) for m in each.finditer(flat)):
            _add(message, *match.span("num"), decimal(match["num"]), "DE")
    if "gpa" in flat or "cpi" in flat:
        for pattern in (_LAST, _FIRST):
            for match in pattern.finditer(flat):
                _scaled(message, match, True)
    for match in _PERCENTAGE.finditer(flat):
        _add(message, *match.span("num"), decimal(match["num"]), 100.0)
    for match in _SCALED.finditer(flat):
        _scaled(message, match, False)
    if "%" in flat or "percent" in flat or "per cent" in flat:
        for match in _PERCENT.finditer(flat):
            nearby = message.left(match.start(), 40) + message.right(match.end(), 40)
            alone = match.end() - match.start() >= len(flat.strip())
            if 33 <= decimal(match["num"]) < 100 and (alone or _MARKS.search(nearby)):
                _add(message, *match.span(), decimal(match["num"]), 100.0)
    if not any(message.of("gpa")) and "ielts" not in flat:
        for match in _BARE.finditer(flat):
            if float(match["num"]) <= _BEST_OF_FOUR and not _NO_GRADE.search(message.left(match.start("num"), 16)):
                _add(message, *match.span("num"), float(match["num"]), 4.0)
    _keep_overall(message)


def _classes(message: Message) -> None:
    """British classes of degree, as said: "2:1", "2:2", "first", "third"."""
    for said, pattern in _CLASSES:
        for match in pattern.finditer(message.flat):
            _add(message, *match.span("said" if match.groupdict().get("said") else 0), said, "UK")
    for match in _CLASS_AS_NUMBER.finditer(message.flat):
        _add(message, *match.span(), f"2:{match['class']}", "UK")


def _scaled(message: Message, match: re.Match[str], named: bool) -> None:
    """Adds a grade with its scale; without one it is the smallest that holds the grade."""
    said = decimal(match["num"])
    five = _OF_FIVE.search(message.flat) is not None
    smallest = (
        4.0
        if said <= _BEST_OF_FOUR
        else 5.0
        if said <= 5 and five
        else 10.0
        if said <= 10
        else 20.0
        if said <= 20
        else 100.0
    )
    scale = decimal(match["scale"]) if match["scale"] else smallest
    if not 0 < said <= max(scale, _BEST_OF_FOUR if scale == 4 else scale):
        return
    if not named and scale not in (4.0, 4.3, 4.33, 10.0) and not (scale == 20 and said >= 8):
        nearby = message.left(match.start(), 40) + message.right(match.end(), 40)
        if not _MARKS.search(nearby) and match.end() - match.start() < len(message.flat.strip()):
            return
    _add(message, *match.span(), said, 4.0 if 4.0 <= scale < 4.4 else scale)


def _add(message: Message, start: int, end: int, said: float | str, scale: float | str) -> None:
    if not message.free(start, end):
        return
    extras = {
        "scale": scale if isinstance(scale, str) else tidy(scale),
        "said": said if isinstance(said, str) else tidy(said),
    }
    left = message.left(start, 60)
    if _THEIRS.search(left) and (scale == 4.0 or not _OWN_AVERAGE.search(left)):
        message.aside("gpa", said if scale == 4.0 else None, start, end, **extras)
        return
    op = "at_most" if _BELOW.search(left) else "at_least" if _ABOVE.search(left) else "is"
    message.add("gpa", said if scale == 4.0 else None, start, end, op, **extras)


def _keep_overall(message: Message) -> None:
    """Of several grades the overall one counts, otherwise the first."""
    grades = sorted(message.of("gpa"), key=lambda each: each.start)
    if len(grades) < 2:
        return
    overall = [each for each in grades if _OVERALL.search(message.flat[each.start : each.end + 12])]
    kept = overall[0] if overall else grades[0]
    for each in grades:
        if each is not kept:
            message.found.remove(each)
            message.aside("gpa", each.value, each.start, each.end, **each.extras)
