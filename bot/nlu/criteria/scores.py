"""Grades, test scores and years of work: what the person brings, as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.nlu.criteria.numbers import WORDS, read, tidy
from bot.nlu.criteria.text import Message, either

_DECIMAL = r"\d{1,2}(?:\.\d{1,3})?"
_GPA = r"(?P<word>c?gpas?|cpi|sgpa)"
_IS = (
    r"(?:\s*"
    + either(
        r"""of | is | was | are | at | with | score | scores | band | overall | total | cumulative | : | = | - | ~
        about
        around | approx | roughly | a | an | only | just | like | currently | my | got | i got | in the | below | under
        above | over | at least"""
    )
    + r")*\s*"
)
_SCALE = (
    r"(?:\s*(?:/|out of|on(?: a)?)\s*(?P<scale>4(?:\.0+|\.3+)?|5(?:\.0+)?|7(?:\.0+)?|9(?:\.0+)?|10(?:\.0+)?|100|20)"
    r"(?![\d.])(?: (?:point )?scale)?)"
)
_GRADE_LAST = re.compile(
    rf"(?<![\w.$])(?P<num>{_DECIMAL})(?![\d%]){_SCALE}?\+?\s*"
    rf"(?:(?:cumulative|overall|undergrad|undergraduate|ug|college|final|total|weighted|unweighted|ish)\s+)*{_GPA}\b"
)
_GRADE_FIRST = re.compile(
    rf"\b{_GPA}\b{_IS}(?P<num>{_DECIMAL})(?![\d%])(?!\s*(?:k\b|years?|yrs?|months?|percent"
    rf"|internships?|papers?))(?!\.\d)"
    rf"{_SCALE}?"
)
_GRADE_SCALE = re.compile(
    rf"(?<![\w.$/])(?P<num>{_DECIMAL})(?!\d){_SCALE}(?! (?:gpa|cgpa))(?!\s*(?:years|people|stars|on|through|till|-))"
)
_BARE_GRADE = re.compile(
    r"(?<![\w.$£€,/:-])(?P<num>[1-4]\.\d{1,2})(?!\d|%|\.\d|\w*\s*-)(?:\s?-?ish\b)?(?!\s*"
    + either(
        r"""k\b | [a-z]?x\b | years? | yrs? | months? | ielts | million | lakhs? | crores? | grand | thousand
        semesters?
        miles | hours | hrs | gb | / | in my major | major gpa | mb | credits | stars | ects | times | percent
        (?:in|on|for)(?: the| my)? (?:writing|awa|aw\b|analytical)"""
    )
    + ")"
)
_NO_GRADE = re.compile(
    r"\b(?:python|java|industry|web|version|v|gpt|llama|claude|ielts|chapter|section|rank(?:ed)?"
    r"|angular|spark|excel|not"
    r"|than|calc|level|step|top|usd|eur|gre|aw|awa|writing)\s*$"
)
_PERCENT = re.compile(r"(?<![\w.])(?P<num>\d{2}(?:\.\d{1,2})?)\s*(?:%|percent(?:age)?\b|per cent)")
_MARKS = re.compile(
    r"\b"
    + either(
        r"""marks? | percentage | aggregate | grades? | b\.?tech | bcom | b\.?com | bsc | b\.?sc | b\.?e | bca | bba
        ba
        undergrad | bachelors?'?s? | degree | graduat\w* | college | engineering | scored? | university results?
        india | pakistan | bangladesh | nepal | sri lanka | nigeria | kenya | egypt | final year | overall"""
    )
    + r"\b"
)
_OVERALL = re.compile(r"\b(?:overall|cumulative|total)\b")
_BELOW = re.compile(r"\b(?:below|under|less than|lower than|sub)\s*(?:a |an )?$")
_ABOVE = re.compile(r"\b(?:above|over|at least|more than|higher than)\s*(?:a |an )?$")

_GRE = r"(?P<num>2[6-9]\d|3[0-3]\d|340)"
_GRE_FIRST = re.compile(rf"\bgre\b[^\d.;!?\n]{{0,28}}{_GRE}(?!\d|\s?(?:k\b|/|\$|a credit|per))")
_GRE_LAST = re.compile(rf"(?<![\w.$,]){_GRE}(?:/340|\+)?\s*(?:(?:on|in|for)\s*)?(?:the|my|total)?\s*(?:new\s)?gre\b")
_GRE_LONE = re.compile(rf"\s*(?:gre\s*)?{_GRE}\s*$")
_SECTION = (
    r"(?:(?P<a>1[3-6]\d|170)\s*(?:/170\s*)?(?:in |on |for )?{0}\b|\b{0}\s*:?-?\s*(?:of |is |was "
    r")?(?P<b>1[3-6]\d|170))"
)
_QUANT = re.compile(r"(?<![\w.])" + _SECTION.format(r"(?:q|quant\w*|math)") + r"(?!\d)")
_VERBAL = re.compile(r"(?<![\w.])" + _SECTION.format(r"(?:v|verbal)") + r"(?!\d)")


@dataclass(frozen=True, slots=True)
class _Test:
    """An English test: the score behind its name or before it, and which scores there are."""

    kind: str
    word: str
    first: re.Pattern[str]
    last: re.Pattern[str]
    allowed: Callable[[float], bool]


def _test(kind: str, word: str, number: str, allowed: Callable[[float], bool]) -> _Test:
    first = re.compile(rf"\b{word}\b(?: ibt)?[^\d;!?\n]{{0,20}}(?P<num>{number})(?![\d]|\.\d)")
    last = re.compile(rf"(?<![\w.$,])(?P<num>{number})\s*(?:bands? )?(?:(?:on|in)\s*)?(?:the|my)?\s*{word}\b")
    return _Test(kind, word, first, last, allowed)


_TESTS = (
    _test("toefl", "toefl", r"\d{2,3}", lambda score: 30 <= score <= 120),
    _test("ielts", "ielts", r"\d(?:\.\d)?", lambda score: 3 <= score <= 9),
    _test("duolingo", "duolingo", r"\d{2,3}", lambda score: 60 <= score <= 160),
)

# -- work
_COUNT = rf"(?<![\w.$])(?P<num>(?:\d{{1,2}}(?:\.\d)?)(?![\d,])|{WORDS}|a|an)"
_UNIT = r"\s*\+?\s*-?(?P<unit>years?|yrs?|yr|yoe|months?|mos?)'?"
_SORT = either(
    """work | working | industry | professional | relevant | job | lab | coding | programming | software | dev
    development
    teaching | engineering | it | data | tech | full time | corporate | business | research | hands on | total | prior
    post grad"""
)
_WORK = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_COUNT}{_UNIT}\s*(?:behind (?:me|him|her|them|us)|under my belt)",
        rf"{_COUNT}\s*\+?\s*(?P<unit>yoe)\b",
        rf"{_COUNT}{_UNIT}\s*(?:of\s+)?(?:{_SORT}\s+)*(?:experience|exp|ex|work)\b",
        rf"{_COUNT}{_UNIT}\s*(?:of\s+)?(?:working|employed|on the job|in the industry|in industry)\b",
        rf"\b(?:experience|work ex|workex|exp)\s*(?:of|is|:|=|for)?\s*(?:about |around )?{_COUNT}{_UNIT}",
        rf"\b(?:been|work|worked|working|employed)\b(?! full)[^.;!?\n\d]{{0,40}}?\b(?:for|since)?\s*"
        rf"(?:about |around |over |almost |nearly )?{_COUNT}{_UNIT}(?!\s*(?:program|masters|old|max))",
        rf"(?<!in )(?<!than )(?<!within ){_COUNT}{_UNIT}\s+(?:in|as|at)\s+"
        r"(?!(?:a row|the|total|all|most|least|length|duration|my|this|college|school|university|uni)\b)(?=[a-z])",
    )
)
_HAVE_YEARS = re.compile(
    rf"\b(?:have|has|got|with|had)\s+(?:about |around |over |nearly |only )?{_COUNT}{_UNIT}(?=\s*(?:$|[.,;!?]))"
)
_OF_SKILL = re.compile(rf"{_COUNT}\s*\+?\s*(?P<unit>years?|yrs?)\s+(?:of|with|in|doing|using)\s+")
_WORK_NAMED = re.compile(r"\b(?:experience|work|job|exp)\b")
_NO_JOB = re.compile(
    r"\b(?:out of|waiting|learning|studying|stay at home|trying|reading|married|sick|unemployed|looking|away)\b"
)
_NO_WORK = re.compile(
    r"\b"
    + either(
        r"""(?:no|zero|without(?: any)?|0(?: years?(?: of)?)?|don't have(?: any)?|dont have(?: any)?|lack(?:ing)?(?: of)?|not any)\s+(?:full time |prior |previous |real |relevant )*(?:work|industry|professional|job|working)[ -]*(?:experience|exp|ex)
        fresher | fresh (?:grad|graduate|out of (?:college|school|undergrad|uni))
        (?:i'm|im|i am|i'd be|coming|fresh|me) (?:straight|right) (?:out of|from) (?:college|undergrad|uni|university)
        never (?:worked (?:in|a)|had a job)"""
    )
    + r"\b"
)
_ASKING = re.compile(
    r"\b(?:need|require|requires|required|ask|asks|want|wants|must|mandatory|minimum)\b[^.;!?\n]{0,30}$"
)


_PLANNED = re.compile(
    r"\b(?:maybe|should|could|might|would|will|plan(?:ning)? to|going to|want to|get a job|wait|rather)\b[^.;!?\n]{0,20}$"
)
_PLANNED_BEHIND = re.compile(r"\s*(?:first|before (?!that|this)|and then|then)\b")


def find(message: Message) -> None:
    """Adds grades, test scores and years of work."""
    flat = message.flat
    if any(character.isdigit() for character in flat):
        _grades(message)
        _gre(message)
        for test in _TESTS:
            if test.word in flat:
                _english(message, test)
    _work(message)


def _grades(message: Message) -> None:
    flat = message.flat
    if "gpa" in flat or "cpi" in flat:
        for pattern in (_GRADE_LAST, _GRADE_FIRST):
            for match in pattern.finditer(flat):
                _grade(message, match, True)
    for match in _GRADE_SCALE.finditer(flat):
        _grade(message, match, False)
    if "%" in flat or "percent" in flat or "per cent" in flat:
        for match in _PERCENT.finditer(flat):
            nearby = message.left(match.start(), 40) + message.right(match.end(), 40)
            alone = match.end() - match.start() >= len(flat.strip())
            if 33 <= float(match["num"]) < 100 and (alone or _MARKS.search(nearby)):
                _add_grade(message, match.start(), match.end(), float(match["num"]), 100.0)
    if not any(message.of("gpa")) and "ielts" not in flat:
        for match in _BARE_GRADE.finditer(flat):
            start, end = match.span("num")
            if message.free(start, end) and not _NO_GRADE.search(message.left(start, 16)):
                _add_grade(message, start, end, float(match["num"]), 4.0)
    _keep_overall(message)


def _grade(message: Message, match: re.Match[str], named: bool) -> None:
    """Adds a grade with its scale; without one it is 4, or 10 where the grade is too high for that."""
    said = float(match["num"])
    scale = float(match["scale"] or (4 if said <= 4.34 else 10))
    if not 0 < said <= max(scale, 4.34 if scale == 4 else scale) or (scale not in (4.0, 4.3, 4.33, 10.0) and not named):
        return
    if message.free(*match.span()):
        _add_grade(message, *match.span(), said, 4.0 if 4.0 <= scale < 4.4 else scale)


def _add_grade(message: Message, start: int, end: int, said: float, scale: float) -> None:
    left = message.left(start, 25)
    op = "at_most" if _BELOW.search(left) else "at_least" if _ABOVE.search(left) else "is"
    value = said if scale == 4.0 else round(said * 4 / scale, 2)
    message.add("gpa", value, start, end, op, scale=tidy(scale), said=tidy(said))


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
            message.claim(each.start, each.end)


def _gre(message: Message) -> None:
    flat = message.flat
    if "gre" in flat:
        matches = (match for pattern in (_GRE_FIRST, _GRE_LAST) for match in pattern.finditer(flat))
        match = next((match for match in matches if message.free(*match.span("num"))), None)
        if match is not None:
            message.add("gre_score", int(match["num"]), *match.span())
    elif (lone := _GRE_LONE.fullmatch(flat)) is not None:
        message.add("gre_score", int(lone["num"]), *lone.span("num"))
    sections = {"quant": _QUANT.search(flat), "verbal": _VERBAL.search(flat)}
    found = {name: match for name, match in sections.items() if match is not None}
    if not found:
        return
    scores = {name: int(match["a"] or match["b"]) for name, match in found.items()}
    start, end = min(match.start() for match in found.values()), max(match.end() for match in found.values())
    total = next(message.of("gre_score"), None)
    if total is not None:
        total.extras.update(scores)
        total.end = max(total.end, end)
    elif len(scores) == 2 and "gmat" not in flat:
        message.add("gre_score", sum(scores.values()), start, end, **scores)
    else:
        message.claim(start, end)


def _english(message: Message, test: _Test) -> None:
    for pattern in (test.first, test.last):
        for match in pattern.finditer(message.flat):
            if test.allowed(float(match["num"])) and message.free(*match.span("num")):
                message.add(test.kind, tidy(float(match["num"])), *match.span())
                return


def _work(message: Message) -> None:
    """Adds the years of work, the first that are stated."""
    flat = message.flat
    if (none := _NO_WORK.search(flat)) is not None:
        message.add("work_years", 0, *none.span())
        return
    if not any(unit in flat for unit in ("year", "yr", "yoe", "month")):
        return
    for match in _OF_SKILL.finditer(flat):
        skilled = any(hit.start == match.end() and hit.sense("skill") for hit in message.hits.get("topic", ()))
        if skilled and _add_years(message, match):
            return
    for pattern in (*_WORK, *((_HAVE_YEARS,) if _WORK_NAMED.search(flat) else ())):
        for match in pattern.finditer(flat):
            if not _NO_JOB.search(match.group()) and _add_years(message, match):
                return


def _add_years(message: Message, match: re.Match[str]) -> bool:
    start, end = match.span("num")
    if not message.free(start, end) or _ASKING.search(message.left(match.start(), 40)):
        return False
    if _PLANNED.search(message.left(match.start(), 30)) or _PLANNED_BEHIND.match(message.flat, match.end()):
        message.aside("time", match.group(), start, match.end())
        return False
    months = match["unit"].startswith("mo")
    if months and not _WORK_NAMED.search(match.group()):
        return False
    years = read(match["num"]) / (12 if months else 1)
    if not 0 < years <= 45:
        return False
    begin = match.start() if match.end() - start >= 40 else start
    message.add("work_years", tidy(round(years, 1)), begin, match.end())
    return True
