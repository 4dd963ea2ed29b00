"""What a fact of a program may say: type, unit and range of every key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

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


def identifier(value: Any) -> str | None:
    """An id: lower-case letters, digits and hyphens."""
    fits = isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
    return None if fits else "must be lower-case letters, digits and hyphens"


MONEY = number(0, 1_000_000, "money, in the program's currency")
MONTHS = number(1, 120, "months")
FACTS: Mapping[str, Rule] = {
    "focus": list_of(text),
    "delivery": list_of(one_of("online", "on_campus", "hybrid")),
    "synchronous": yes_or_no,
    "part_time": yes_or_no,
    "credits": number(1, 400, "credits"),
    "credit_system": one_of("semester", "quarter", "units", "ects"),
    "months_full_time": MONTHS,
    "months_part_time": MONTHS,
    "months_typical": MONTHS,
    "tuition_total": MONEY,
    "tuition_total_in_state": MONEY,
    "price_per_credit": MONEY,
    "price_per_credit_in_state": MONEY,
    "price_per_year": MONEY,
    "price_note": text,
    "gre": one_of("required", "optional", "waivable", "not_required", "not_accepted"),
    "gpa_min": number(0, 4.3, "grade points"),
    "toefl_min": number(0, 120, "TOEFL points"),
    "ielts_min": number(0, 9, "IELTS band"),
    "cs_degree_required": yes_or_no,
    "prerequisites": list_of(text),
    "bridge": yes_or_no,
    "work_years": number(0, 20, "years"),
    "letters": whole(0, 6, "letters"),
    "application_fee": number(0, 2000, "money, in the program's currency"),
    "thesis": one_of("required", "optional", "none"),
    "capstone": one_of("required", "optional", "none"),
    "courses": list_of(text),
    "deadlines": lambda value: None if isinstance(value, list) and value else "must be a list of deadlines",
    "median_salary": MONEY,
    "acceptance_rate": rate,
    "cohort_size": whole(1, 20_000, "people"),
    "funding": text,
    "stem_opt": yes_or_no,
}


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
    }
    return wrong + [(key, f"{key} {problem}") for key, problem in checks.items() if problem]
