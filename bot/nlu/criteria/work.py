"""Years of work: stated, or none at all."""

from __future__ import annotations

import re

from bot.nlu.criteria.numbers import WORDS, read, tidy
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, cue_pattern

_COUNT = rf"(?<![\w.$])(?P<num>(?:\d{{1,2}}(?:\.\d)?)(?![\d,])|{WORDS}|a|an)"
_UNIT = r"\s*\+?\s*-?(?P<unit>years?|yrs?|yr|yoe|months?|mos?)'?"
_SORT = cue_pattern("work", "sort")
_WORK = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_COUNT}{_UNIT}\s*(?:behind (?:me|him|her|them|us)|under my belt)",
        rf"{_COUNT}\s*\+?\s*(?P<unit>yoe)\b",
        rf"{_COUNT}{_UNIT}\s+(?:\w+ )?(?:swe|sde|dev|developer|engineer|analyst|admin|nurse|teacher|consultant|manager|programmer"
        r"|accountant|scientist|designer|technician|qa|devops|job|role)\b",
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
_STAY_BEHIND = re.compile(
    r"\s*(?:is|are|would|will|costs?|sounds?|seems?|might|could|for (?:a|the|my) (?:degree|masters?|ms))\b"
)
_NONE = r"(?:no|zero|without(?: any)?|0(?: years?(?: of)?)?|don't have(?: any)?|dont have(?: any)?|lack(?:ing)?(?: of)?|not any)"
_NO_WORK = cue("work", "no_work", NONE=_NONE)
_ASKING = re.compile(
    r"\b(?:need|require|requires|required|ask|asks|want|wants|must|mandatory|minimum)\b[^.;!?\n]{0,30}$"
)


_PLANNED = re.compile(
    r"\b(?:maybe|should|could|might|would|will|plan(?:ning)? to|going to|want to|get a job|wait|rather)\b[^.;!?\n]{0,20}$"
)
_PLANNED_BEHIND = re.compile(r"\s*(?:first|before (?!that|this)|and then|then)\b")


def find(message: Message) -> None:
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


def _is_a_stay(message: Message, end: int) -> bool:
    """Whether a place follows whose years are costed or planned: "two years in New York is over budget"."""
    place = next((hit for hit in message.hits.get("place", ()) if hit.start == end), None)
    return place is not None and _STAY_BEHIND.match(message.flat, place.end) is not None


def _add_years(message: Message, match: re.Match[str]) -> bool:
    start, end = match.span("num")
    if not message.free(start, end) or _ASKING.search(message.left(match.start(), 40)):
        return False
    if _PLANNED.search(message.left(match.start(), 30)) or _PLANNED_BEHIND.match(message.flat, match.end()):
        message.aside("time", match.group(), start, match.end())
        return False
    months = match["unit"].startswith("mo")
    if months and match["num"] in ("a", "an"):  # "5,000 a month as a nurse" tells of pay
        return False
    if months and not (_WORK_NAMED.search(match.group()) or match.group().rstrip().endswith(" as")):
        return False
    if not _WORK_NAMED.search(match.group()) and _is_a_stay(message, match.end()):
        return False
    years = read(match["num"]) / (12 if months else 1)
    if not 0 < years <= 45:
        return False
    begin = match.start() if match.end() - start >= 40 else start
    message.add("work_years", tidy(round(years, 1)), begin, match.end())
    return True
