"""Grades, test scores and years of work: what the person brings, as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.criteria.numbers import WORDS, read, tidy
from bot.nlu.criteria.text import Message

_DECIMAL = r"\d{1,2}(?:\.\d{1,3})?"
_IS = r"(?:\s*(?:of|is|was|are|at|with|score|scores|band|overall|total|cumulative|:|=|-|~|about|around|approx|roughly|a|an|only|just|like|currently|my|got|i got|in the|below|under|above|over|at least|around))*\s*"
_OVER = r"(?:\s*(?:/|out of|on(?: a)?)\s*(?P<scale>4(?:\.0+|\.3+)?|5(?:\.0+)?|7(?:\.0+)?|9(?:\.0+)?|10(?:\.0+)?|100|20)(?![\d.])(?: (?:point )?scale)?)"
_GRADE_FIRST = re.compile(
    rf"\b(?P<word>c?gpas?|cpi|sgpa)\b{_IS}(?P<num>{_DECIMAL})(?![\d%])(?!\s*(?:k\b|years?|percent)){_OVER}?"
)
_GRADE_LAST = re.compile(
    rf"(?<![\w.$])(?P<num>{_DECIMAL})(?![\d%]){_OVER}?\+?\s*(?:(?:cumulative|overall|undergrad|undergraduate|ug|college|final|total|weighted|unweighted|ish)\s+)*(?P<word>c?gpas?|cpi|sgpa)\b"
)
_GRADE_OVER = re.compile(
    rf"(?<![\w.$/]){'(?P<num>' + _DECIMAL + ')'}(?!\d){_OVER}(?! (?:gpa|cgpa))(?!\s*(?:years|people|stars|on))"
)
_BARE_GRADE = re.compile(
    r"(?<![\w.$£€,/:-])(?P<num>[1-4]\.\d{1,2})(?!\d|%|\.\d|\w*\s*-)(?:\s?-?ish\b)?"
    r"(?!\s*(?:k\b|[a-z]?x\b|years?|yrs?|months?|ielts|million|lakhs?|crores?|grand|thousand|semesters?|miles|hours|hrs|gb|/|in my major|major gpa|mb|credits|stars|ects|times|percent))"
)
_NO_GRADE = re.compile(r"\b(?:python|java|industry|web|version|v|gpt|llama|claude|ielts|chapter|section|rank(?:ed)?|angular|spark|excel|not|than|calc|level|step|top|usd|eur|gre|aw|awa|writing)\s*$")
_PERCENT = re.compile(r"(?<![\w.])(?P<num>\d{2}(?:\.\d{1,2})?)\s*(?:%|percent(?:age)?\b|per cent)")
_MARKS = re.compile(
    r"\b(?:marks?|percentage|aggregate|grades?|b\.?tech|bcom|b\.?com|bsc|b\.?sc|b\.?e|bca|bba|ba|undergrad|bachelors?'?s?|degree|graduat\w*|college|engineering|scored?|university results?|india|pakistan|bangladesh|nepal|sri lanka|nigeria|kenya|egypt|final year|overall)\b"
)
_BELOW = re.compile(r"\b(?:below|under|less than|lower than|sub)\s*(?:a |an )?$")
_ABOVE = re.compile(r"\b(?:above|over|at least|more than|higher than)\s*(?:a |an )?$")

_GRE_SCORE = r"(?P<num>2[6-9]\d|3[0-3]\d|340)"
_GRE_FIRST = re.compile(rf"\bgre\b[^\d.;!?\n]{{0,28}}{_GRE_SCORE}(?!\d|\s?(?:k\b|/|\$|a credit|per))")
_GRE_LAST = re.compile(
    rf"(?<![\w.$,]){_GRE_SCORE}(?:/340|\+)?\s*(?:(?:on|in|for)\s*)?(?:the|my|total)?\s*(?:new\s)?gre\b"
)
_SECTION = r"(?P<{0}>1[3-6]\d|170)"
_QUANT = re.compile(
    rf"(?<![\w.])(?:{_SECTION.format('a')}\s*(?:/170\s*)?(?:in |on |for )?(?:q|quant\w*|math)\b|\b(?:q|quant\w*|math)\s*:?-?\s*(?:of |is |was )?{_SECTION.format('b')})(?!\d)"
)
_VERBAL = re.compile(
    rf"(?<![\w.])(?:{_SECTION.format('a')}\s*(?:/170\s*)?(?:in |on |for )?(?:v|verbal)\b|\b(?:v|verbal)\s*:?-?\s*(?:of |is |was )?{_SECTION.format('b')})(?!\d)"
)
_GRE_LONE = re.compile(r"\s*(?:gre\s*)?(?P<num>2[6-9]\d|3[0-3]\d|340)\s*$")

_TESTS: tuple[tuple[str, re.Pattern[str], re.Pattern[str], Callable[[float], bool]], ...] = (
    (
        "toefl",
        re.compile(r"\btoefl\b(?: ibt)?[^\d.;!?\n]{0,20}(?P<num>\d{2,3})(?![\d.])"),
        re.compile(r"(?<![\w.$,])(?P<num>\d{2,3})\s*(?:(?:on|in)\s*)?(?:the|my)?\s*toefl\b"),
        lambda score: 30 <= score <= 120,
    ),
    (
        "ielts",
        re.compile(r"\bielts\b[^\d;!?\n]{0,20}(?P<num>\d(?:\.\d)?)(?![\d.]\d)(?!\d)"),
        re.compile(r"(?<![\w.$,])(?P<num>\d(?:\.\d)?)\s*(?:bands? )?(?:(?:on|in)\s*)?(?:the|my)?\s*ielts\b"),
        lambda score: 3 <= score <= 9,
    ),
    (
        "duolingo",
        re.compile(r"\b(?:duolingo|det)\b[^\d.;!?\n]{0,20}(?P<num>\d{2,3})(?![\d.])"),
        re.compile(r"(?<![\w.$,])(?P<num>\d{2,3})\s*(?:(?:on|in)\s*)?(?:the|my)?\s*duolingo\b"),
        lambda score: 60 <= score <= 160,
    ),
)

_COUNT = rf"(?P<num>(?:\d{{1,2}}(?:\.\d)?)(?![\d,])|{WORDS}|a|an)"
_UNIT = r"\s*\+?\s*-?(?P<unit>years?|yrs?|yr|yoe|months?|mos?)'?"
_WORK_WORDS = r"(?:work|working|industry|professional|relevant|job|lab|coding|programming|software|dev|development|teaching|engineering|it|data|tech|full time|corporate|business|research|hands on|total|prior|post grad)"
_OF_SKILL = re.compile(rf"(?<![\w.$]){_COUNT}\s*\+?\s*(?P<unit>years?|yrs?)\s+(?:of|with|in|doing|using)\s+")
_BEHIND_ONE = re.compile(rf"(?<![\w.$]){_COUNT}{_UNIT}\s*(?:behind (?:me|him|her|them|us)|under my belt|full time$)")
_HAVE_YEARS = re.compile(rf"\b(?:have|has|got|with|had)\s+(?:about |around |over |nearly |only )?{_COUNT}{_UNIT}(?=\s*(?:$|[.,;!?]))")
_WORK = (
    _BEHIND_ONE,
    re.compile(rf"(?<![\w.$]){_COUNT}\s*\+?\s*yoe\b"),
    re.compile(rf"(?<![\w.$]){_COUNT}{_UNIT}\s*(?:of\s+)?(?:{_WORK_WORDS}\s+)*(?:experience|exp|ex|work)\b"),
    re.compile(
        rf"(?<![\w.$]){_COUNT}{_UNIT}\s*(?:of\s+)?(?:working|employed|on the job|in the industry|in industry)\b"
    ),
    re.compile(rf"\b(?:experience|work ex|workex|exp)\s*(?:of|is|:|=|for)?\s*(?:about |around )?{_COUNT}{_UNIT}"),
    re.compile(
        rf"\b(?:been|work|worked|working|employed)\b(?! full)[^.;!?\n\d]{{0,40}}?\b(?:for|since)?\s*(?:about |around |over |almost |nearly )?{_COUNT}{_UNIT}(?!\s*(?:program|masters|old|max))"
    ),
    re.compile(
        rf"(?<![\w.$])(?<!in )(?<!than )(?<!within ){_COUNT}{_UNIT}\s+(?:in|as|at)\s+(?!(?:a row|the|total|all|most|least|length|duration|my|this|college|school|university|uni)\b)[a-z]"
    ),
)
_NO_WORK = re.compile(
    r"\b(?:no|zero|without(?: any)?|0(?: years?(?: of)?)?|don't have(?: any)?|dont have(?: any)?|lack(?:ing)?(?: of)?|not any)\s+(?:full time |prior |previous |real |relevant )*(?:work|industry|professional|job|working)[ -]*(?:experience|exp|ex)\b"
    r"|\b(?:fresher|fresh (?:grad|graduate|out of (?:college|school|undergrad|uni))|(?:i'm|im|i am|i'd be|coming|fresh|me) (?:straight|right) (?:out of|from) (?:college|undergrad|uni|university))\b"
    r"|\bnever (?:worked (?:in|a)|had a job)\b"
)
_ASKING_WORK = re.compile(
    r"\b(?:need|require|requires|required|ask|asks|want|wants|must|mandatory|minimum)\b[^.;!?\n]{0,30}$"
)


def find(message: Message) -> None:
    """Adds grades, test scores and years of work."""
    flat = message.flat
    if any(character.isdigit() for character in flat):
        _grades(message)
        _gre(message)
        for kind, first, last, allowed in _TESTS:
            if kind in flat or (kind == "duolingo" and "det" in message.words):
                _test(message, kind, first, last, allowed)
    _work(message)


def _grades(message: Message) -> None:
    flat = message.flat
    graded = "gpa" in flat or "cpi" in flat
    patterns = ((_GRADE_FIRST, _GRADE_LAST) if graded else ()) + (_GRADE_OVER,)
    for pattern in patterns:
        for match in pattern.finditer(flat):
            word = match.groupdict().get("word") or ""
            _grade(message, match, word, match.group("scale"))
    if "%" in flat or "percent" in flat or "per cent" in flat:
        for match in _PERCENT.finditer(flat):
            nearby = message.left(match.start(), 40) + message.right(match.end(), 40)
            if 33 <= float(match["num"]) < 100 and (
                _MARKS.search(nearby) or match.end() - match.start() >= len(flat.strip())
            ):
                _add_grade(message, match.start(), match.end(), float(match["num"]), 100.0)
    if not any(each.kind == "gpa" for each in message.found) and "ielts" not in flat:
        for match in _BARE_GRADE.finditer(flat):
            if message.free(match.start("num"), match.end("num")) and not _NO_GRADE.search(message.left(match.start("num"), 16)):
                _add_grade(message, match.start("num"), match.end("num"), float(match["num"]), 4.0)


def _grade(message: Message, match: re.Match[str], word: str, typed_scale: str | None) -> None:
    said = float(match["num"])
    scale = float(typed_scale) if typed_scale else _scale(said, word)
    if scale is None or not 0 < said <= scale or (scale in (5.0, 7.0, 9.0, 20.0, 100.0) and not word):
        return
    start, end = match.span()
    if message.free(start, end):
        _add_grade(message, start, end, said, 4.0 if 4.0 <= scale < 4.4 else scale)


def _scale(said: float, word: str) -> float | None:
    """The scale a grade without one is on: 4, or 10 where it is too high for that."""
    if said <= 4.34:
        return 4.34
    return 10.0 if said <= 10 else None


def _add_grade(message: Message, start: int, end: int, said: float, scale: float) -> None:
    left = message.left(start, 25)
    op = "at_most" if _BELOW.search(left) else "at_least" if _ABOVE.search(left) else "is"
    value = said if scale == 4.0 else round(said * 4 / scale, 2)
    message.add("gpa", value, start, end, op, scale=tidy(scale), said=tidy(said))


def _gre(message: Message) -> None:
    flat = message.flat
    if "gre" in flat:
        for pattern in (_GRE_FIRST, _GRE_LAST):
            for match in pattern.finditer(flat):
                start, end = match.span()
                if message.free(*match.span("num")) and not any(each.kind == "gre_score" for each in message.found):
                    message.add("gre_score", int(match["num"]), start, end)
    elif lone := _GRE_LONE.fullmatch(flat):
        message.add("gre_score", int(lone["num"]), *lone.span("num"))
    quant, verbal = _QUANT.search(flat), _VERBAL.search(flat)
    if quant is None and verbal is None:
        return
    scores = {
        name: int(match["a"] or match["b"])
        for name, match in (("quant", quant), ("verbal", verbal))
        if match is not None
    }
    spans = [match.span() for match in (quant, verbal) if match is not None]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    total = next((each for each in message.found if each.kind == "gre_score"), None)
    if total is not None:
        total.extras.update(scores)
        total.end = max(total.end, end)
    elif len(scores) == 2 and "gmat" not in flat:
        message.add("gre_score", sum(scores.values()), start, end, **scores)


def _test(
    message: Message, kind: str, first: re.Pattern[str], last: re.Pattern[str], allowed: Callable[[float], bool]
) -> None:
    for pattern in (first, last):
        for match in pattern.finditer(message.flat):
            if allowed(float(match["num"])) and message.free(*match.span("num")):
                message.add(kind, tidy(float(match["num"])), *match.span())
                return


def _work(message: Message) -> None:
    flat = message.flat
    none = _NO_WORK.search(flat)
    if none is not None:
        message.add("work_years", 0, *none.span())
        return
    if not any(unit in flat for unit in ("year", "yr", "yoe", "month")):
        return
    for match in _OF_SKILL.finditer(flat):
        if any(hit.start == match.end() and hit.sense("skill") for hit in message.hits.get("topic", ())):
            if message.free(*match.span("num")) and 0 < read(match["num"]) <= 45:
                message.add("work_years", tidy(read(match["num"])), match.start(), match.end("unit"))
                return
    patterns = (*_WORK, _HAVE_YEARS) if re.search(r"\b(?:experience|work|job|exp)\b", flat) else _WORK
    for pattern in patterns:
        for match in pattern.finditer(flat):
            start, end = match.span("num")
            if not message.free(start, end) or _ASKING_WORK.search(message.left(match.start(), 40)):
                continue
            number = read(match["num"])
            unit = match.groupdict().get("unit") or "years"
            years = number / 12 if unit.startswith("mo") else number
            if 0 <= years <= 45:
                begin = start if match.end() - start < 40 else match.start()
                message.add("work_years", tidy(round(years, 1)), begin, match.end())
                return
