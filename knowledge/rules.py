"""What a fact of a program may say: type, unit and range of every key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from knowledge.declarations import DECLARED
from knowledge.declared import RecordedFact
from knowledge.facts import year_of

# A rule gives what is wrong with a value, or None.
Rule = Callable[[Any], "str | None"]

# fmt: off
CURRENCIES = (
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "SEK", "NOK", "DKK", "AED", "INR", "CNY", "JPY",
    "KRW", "ILS", "BRL", "MXN", "ZAR", "PLN", "CZK",
)
INTAKES = (
    "fall", "spring", "summer", "winter", "any", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)
# fmt: on
DEADLINE_KEYS = ("intake", "date", "rolling", "round", "source", "as_of", "note")


def number(low: float, high: float, unit: str) -> Rule:
    """A number between two bounds."""

    def rule(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f"must be a number ({unit})"
        return None if low <= value <= high else f"must be from {low:,} to {high:,} ({unit})"

    return rule


def whole(low: float, high: float, unit: str) -> Rule:
    """A whole number between two bounds."""
    within = number(low, high, unit)
    return lambda value: within(value) or (None if isinstance(value, int) else f"must be whole ({unit})")


def one_of(*choices: str) -> Rule:
    """One of a few words."""
    return lambda value: None if value in choices else f"must be one of {', '.join(choices)}"


def yes_or_no(value: Any) -> str | None:
    """true or false."""
    return None if isinstance(value, bool) else "must be true or false"


def text(value: Any) -> str | None:
    """A text with something in it."""
    return None if isinstance(value, str) and value.strip() else "must be a text"


def list_of(item: Rule) -> Rule:
    """A list, not empty, without repetitions, of values that obey a rule."""

    def rule(value: Any) -> str | None:
        if not isinstance(value, list) or not value:
            return "must be a list with something in it (leave the fact out when nothing is recorded)"
        if len(value) != len({str(each) for each in value}):
            return "names something twice"
        return next((f"{each!r} {wrong}" for each in value if (wrong := item(each))), None)

    return rule


def rate(value: Any) -> str | None:
    """A fraction, or the words of the source where it gives no number ("under 10%")."""
    if isinstance(value, str) and "%" in value:
        return None
    return "must be a fraction from 0 to 1, or the source's words with a %" if number(0, 1, "fraction")(value) else None


def day(value: Any) -> str | None:
    """A day of any year, "MM-DD"."""
    try:
        date.fromisoformat(f"2024-{value}")  # a leap year, so that 02-29 is a day
    except ValueError:
        return 'must be a day "MM-DD"'
    return None


def full_date(value: Any) -> str | None:
    """A date "YYYY-MM-DD"."""
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return 'must be a date "YYYY-MM-DD"'
    return None


def url(value: Any) -> str | None:
    """A web address."""
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        usable = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in value
    except ValueError:
        usable = False
    return None if usable else "must be a web address (https://…)"


def dated(value: Any) -> str | None:
    """A text that names a year; a forecast's lie far ahead ("2021-31")."""
    return None if year_of(str(value)) is not None else f"{value!r} names no year: write 2026, 2026-27 or fall 2026"


def identifier(value: Any) -> str | None:
    """An id: lower-case letters, digits and hyphens."""
    fits = isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
    return None if fits else "must be lower-case letters, digits and hyphens"


def rule_of(fact: RecordedFact) -> Rule:
    """What a declared fact may say."""
    rules: dict[str, Callable[[], Rule]] = {
        "number": lambda: number(fact.low, fact.high, fact.unit),
        "whole": lambda: whole(fact.low, fact.high, fact.unit),
        "money": lambda: number(fact.low, fact.high, "money, in the program's currency"),
        "fraction": lambda: rate,
        "yes_no": lambda: yes_or_no,
        "choice": lambda: one_of(*fact.choices),
        "choices": lambda: list_of(one_of(*fact.choices)),
        "terms": lambda: list_of(text),
        "texts": lambda: list_of(text),
        "text": lambda: text,
        "deadlines": lambda: _deadlines,
    }
    return rules[fact.type]()


def _deadlines(value: Any) -> str | None:
    return None if isinstance(value, list) and value else "must be a list of deadlines"


FACTS: Mapping[str, Rule] = {key: rule_of(fact) for key, fact in DECLARED.facts.items() if not fact.federal}
# Facts that speak a word list of the vocabulary.
WORD_LISTS: Mapping[str, str] = {key: fact.vocabulary for key, fact in DECLARED.facts.items() if fact.vocabulary}


def deadline_problems(entry: Any) -> list[tuple[str, str]]:
    """Everything that is wrong with one deadline, as (key, what is wrong)."""
    if not isinstance(entry, dict):
        return [("", "a deadline must be a mapping with intake and date")]
    wrong = [(key, f"{key} is nothing a deadline has") for key in entry if key not in DEADLINE_KEYS]
    rolling = entry.get("rolling") is True
    checks = {
        "intake": one_of(*INTAKES)(entry.get("intake")),
        "date": day(entry.get("date")) if "date" in entry or not rolling else None,
        "rolling": yes_or_no(entry["rolling"]) if "rolling" in entry else None,
        "source": url(entry["source"]) if "source" in entry else None,
        "as_of": dated(entry["as_of"]) if "as_of" in entry else None,
    }
    return wrong + [(key, f"{key} {problem}") for key, problem in checks.items() if problem]
