"""When somebody wants to start: a season with or without a year, or a year alone."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Hit, Message, words
from bot.nlu.criteria.word_tables import cue, word_set

_BEFORE = word_set("around", "before")
_STARTING = words("start starting starts begin beginning join enroll")
_NOUNS = word_set("around", "nouns")
_NOUN_IN_SPAN = _NOUNS - {"or", "and", "cohort", "session", "quarter", "enrollment", "starters", "starter"}
_MONTHS = words("september sept sep august aug october oct january jan february feb june july may")
_MONTH_NOUNS = words("start intake admission cohort entry starters")
_FALLING = words("behind short apart asleep off through under within in into back")
_YEAR = re.compile(
    r"\s*(?:of\s+|semester\s+|term\s+|intake\s+|,\s*)?(?:'\s?)?(?P<year>20[2-4]\d|(?<![\d$])[23]\d)(?!\d|[.,]\d|%|k)"
    r"(?!\s*(?:k\b|grand|thousand|year|month|usd|gpa|credit))"
)
_YEAR_AHEAD = re.compile(r"\b(?P<year>20[2-4]\d)\s*$")
# What was, or what ends then: no start of the studies.
_PAST = cue("starts", "past")
# "A deadline after January" is no start in January.
_DEADLINE = re.compile(
    r"\bdeadlines?\b[^.;!?,]*\b(?:after|before|until|by|on|later than|earlier than)\s+(?:the )?(?:end of )?$"
)
_YEAR_ALONE = cue("starts", "year_alone")


def find(message: Message) -> None:
    """Adds every wanted start."""
    for hit in message.hits.get("study", ()):
        if hit.senses[0][0] == "season" and message.free(hit.start, hit.end):
            _season(message, hit, str(hit.senses[0][1]))
    if "20" in message.flat and not any(message.of("start")):
        match = _YEAR_ALONE.search(message.flat)
        if match is not None and message.free(*match.span()):
            message.add("start", None, *match.span(), year=int(match["a"] or match["b"]))


def _season(message: Message, hit: Hit, season: str) -> None:
    phrase = message.flat[hit.start : hit.end]
    of_deadline = phrase in _MONTHS and _DEADLINE.search(message.left(hit.start, 30))
    if of_deadline or _PAST.search(message.left(hit.start, 50)):
        message.aside("time", season, hit.start, hit.end)
        return
    before, behind = message.before(hit.start, 5), message.word(hit.last)
    year = _YEAR.match(message.flat, hit.end) or _YEAR_AHEAD.search(message.left(hit.start, 6))
    if phrase in _MONTHS:
        meant = bool(_STARTING.intersection(before)) or behind in _MONTH_NOUNS
        if year is not None and ((len(year["year"]) < 4 and "'" not in year.group()) or "deadline" in message.flat):
            year = None  # "february 21" is a day
    else:
        left = before[-1] if before else ""
        meant = left in _BEFORE or behind in _NOUNS or (left == "in" and bool(_STARTING.intersection(before)))
    listed = message.word(hit.first - 1) in (",", "/") and any(message.of("start"))
    alone = len(message.words) <= 3 and phrase not in ("may", "sep")
    if phrase == "may" and message.word(hit.first - 1) in ("for", "this", "from", "or", "no", "i", "you", "we", "it"):
        return
    if (phrase == "fall" and behind in _FALLING) or not (meant or listed or alone or year is not None):
        return
    _add(message, hit, season, year)


def _add(message: Message, hit: Hit, season: str, year: re.Match[str] | None) -> None:
    extras = {}
    end = hit.end
    if year is not None:
        number = int(year["year"])
        extras["year"] = number if number > 100 else 2000 + number
        end = hit.end + len(year.group()) if year.re is _YEAR else end
    elif message.word(hit.last) in _NOUN_IN_SPAN:
        end = message.ends[hit.last]
    if not any(each.value == season and each.extras == extras for each in message.of("start")):
        message.add("start", season, hit.start, end, **extras)
