"""What people tell of their life that bears on a master's: age, family, visa, situation, aim.

The expressions stand in data/lookup/life.yml.

entity      value
age         years
family      "children" or "partner"
visa        "needs" or "has" (citizens, residents and those with a right to work)
situation   laid_off, working, student, military, veteran, refused (by all programs), rising (grades), english_medium,
            pressed (to pay), no_degree, advised_by_an_agent, home_pledged (behind a loan), repays_in_full (an
            employer's money), career_break, offered_a_post (an assistantship), bootcamp_done,
            applied_in_vain (for jobs), worn_out, goal_reached (without the degree), doctor (has a PhD),
            free_bootcamp, new_language (of the country), money_no_object, over_budget, for_my_child, deposit_due,
            moving_away
goal        phd, change (of field), raise (pay or promotion), research, business, settle (work abroad),
            health, risk (pricing, fraud), building
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from bot.nlu.criteria.word_tables import FOLDER

_YOUNGEST, _OLDEST = 15, 90
_AGE = re.compile(
    r"\b(?:i['’]?m|i am|im|turning|turned|aged?|at|being|be)\s+(?:almost |nearly |about |only |already |now )?(\d{2})"
    r"(?!\s*(?:%|k\b|credits?|hours?|hrs?|months?|weeks?|miles?|days?|minutes?|percent|programs?|courses?|units|,\d|\.\d))"
    r"(?=\s*(?:years? old|yrs? old|y/?o\b|yo\b|and\b|with\b|now\b|[,.;:!?()]|$|,|but\b|in\b|working\b|year old))"
    r"|\b(\d{2})[\s-]*(?:y/?o\b|yo\b|yrs? old(?!s)|years?[\s-]old(?!s))|\((?:m|f)?\s?(\d{2})\s?(?:m|f)?\)"
    r"|^\s*(\d{2})\s?[mf]\b"
    r"|\bi have (\d{2}) years(?= and\b|[,.;]|$)",
    re.IGNORECASE,
)


def _read() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    entries = yaml.load((FOLDER / "life.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple((e["entity"], e["value"], re.compile("|".join(e["said"]), re.IGNORECASE)) for e in entries)


_READ = _read()
_NOT = re.compile(
    r"\b(?:not?|don['’]?t|dont|do not|never|without|no need|isn['’]?t|n['’]t)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_NOT_INSIDE = re.compile(r"\b(?:not|no|never|without|don['’]?t|instead of|rather than)\b", re.IGNORECASE)


def find(text: str) -> list[dict[str, Any]]:
    """The entities of the module's docstring, each value once, in the text's order; denied ones have op "not"."""
    found = [entity for entity in (_age(text), *(_told(text, *each) for each in _READ)) if entity is not None]
    return sorted(found, key=lambda each: each["start"])


def _age(text: str) -> dict[str, Any] | None:
    for match in _AGE.finditer(text):
        years = int(next(group for group in match.groups() if group))
        if _YOUNGEST <= years <= _OLDEST:
            return _entity("age", years, match)
    return None


def _told(text: str, kind: str, value: str, pattern: re.Pattern[str]) -> dict[str, Any] | None:
    match = pattern.search(text)
    if match is None:
        return None
    inside = kind == "goal" and _NOT_INSIDE.search(match.group()) is not None
    refused = inside or (_NOT.search(text[: match.start()]) is not None and value != "no_degree")
    return {**_entity(kind, value, match), "op": "not" if refused else "is"}


def _entity(kind: str, value: Any, match: re.Match[str]) -> dict[str, Any]:
    return {
        "entity": kind, "value": value, "start": match.start(), "end": match.end(), "text": match.group(), "op": "is",
    }  # fmt: skip
