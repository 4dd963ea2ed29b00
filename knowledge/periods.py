"""The year of a fact as people are shown it: "2026", "2026-27", "2026-06", "fall 2026", "May 2021 intake"."""

from __future__ import annotations

import re
from datetime import date

FIRST = 2000
AHEAD = 2  # years: pages speak of the next academic year, which ends in the one after
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SEASON = rf"(?:spring|summer|autumn|fall|winter|{_MONTHS})(?:\s+(?:semester|term|quarter))?"
_BEFORE = rf"(?:(?:before|since|until)\s+)?(?:{_SEASON}\s+)?"
_PERIOD = r"\d{4}(?:[-–/](?:\d{4}|\d{2})(?:-\d{2})?)?"
_BEHIND = r"(?:\s+(?:start|intake|entry|applications|admissions|semester|term|edition))?"
_PART = f"{_BEFORE}{_PERIOD}{_BEHIND}"
_LABEL = re.compile(rf"{_PART}(?:\s*/\s*{_PART})?", re.IGNORECASE | re.ASCII)
_YEARS = re.compile(r"(\d{4})(?:([-–/])(\d{4}|\d{2})(?:-(\d{2}))?)?", re.ASCII)


def wrong_period(typed: str, today: date | None = None) -> str:
    """What is wrong with the year that a page is said to speak of; "" where nothing is.

    Args:
        today: by default it is; years far ahead of it or before FIRST are no year of a record.
    """
    last = (today or date.today()).year + AHEAD
    if not _LABEL.fullmatch(typed):
        return "Write the year that the page speaks of as 2026, 2026-27, 2026-06 or fall 2026, and nothing else."
    for opening, dash, closing, day in _YEARS.findall(typed):
        if not FIRST <= int(opening) <= last:
            return f"{opening} is no year of a record; write one from {FIRST} to {last}."
        if closing and not _fits(int(opening), dash, closing, day, last):
            return f"{typed} is no period; write it as 2026-27, or a month as 2026-06, up to {last}."
    return ""


def _fits(opening: int, dash: str, closing: str, day: str, last: int) -> bool:
    """Whether what stands behind a year is a month, a day, or a later year."""
    if day:
        return dash == "-" and _is_day(f"{opening}-{closing}-{day}")
    if len(closing) == 2 and dash == "-" and 1 <= int(closing) <= 12:
        return True
    end = int(closing) if len(closing) == 4 else opening // 100 * 100 + int(closing)
    return opening < end <= last


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
