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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.nlu.criteria.word_tables import FOLDER

_YOUNGEST, _OLDEST = 15, 90
# An age to come: "afraid to be 48 with one more paper".
_FEARED = re.compile(
    r"\b(?:afraid|scared|terrified|hate|fear|want|like|wish|mind|imagine|before|until|by the time i)\b[^.;!?\n]{0,15}$",
    re.I,
)
# What is so old is no person: "my calculus is 30 years old".
_OF_A_THING = re.compile(
    r"\b(?:calculus|math\w*|statistics|algebra|transcripts?|degrees?|diplomas?|gpa|grades?|credits?|courses?|laptop"
    r"|company|firm|house|school|program(?:me)?|university|children|kids?|sons?|daughters?)\b[^.;!?,\n]{0,20}$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:i['’]?m|i am|im|turning|turned|aged?|at|being|be)\s+(?:almost |nearly |about |only |already |now )?(\d{2})"
    r"(?!\s*(?:%|k\b|credits?|hours?|hrs?|months?|weeks?|miles?|days?|minutes?|percent|programs?|courses?|units|,\d|\.\d))"
    r"(?=\s*(?:years? old|yrs? old|y/?o\b|yo\b|and\b|with\b|now\b|[,.;:!?()]|$|,|but\b|in\b|working\b|year old))"
    r"|\b(\d{2})[\s-]*(?:y/?o\b|yo\b|yrs? old(?!s)|years?[\s-]old(?!s))|\((?:m|f)?\s?(\d{2})\s?(?:m|f)?\)"
    r"|^\s*(\d{2})\s?[mf]\b"
    r"|\bi have (\d{2}) years(?= and\b|[,.;]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What of a life an expression tells, and beside which words it does not."""

    kind: str
    value: str
    said: re.Pattern[str]
    unless_before: re.Pattern[str] | None
    unless_behind: re.Pattern[str] | None


def _any(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _read() -> tuple[_Telling, ...]:
    entries = yaml.load((FOLDER / "life.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        _Telling(
            each["entity"],
            each["value"],
            re.compile("|".join(each["said"]), re.IGNORECASE),
            _any(each.get("unless_before", ())),
            _any(each.get("unless_behind", ())),
        )
        for each in entries
    )


_READ = _read()
_NOT = re.compile(
    r"\b(?:not?|don['’]?t|dont|do not|never|without|no need|isn['’]?t|n['’]t)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_NOT_INSIDE = re.compile(r"\b(?:not|no|never|without|don['’]?t|instead of|rather than)\b", re.IGNORECASE)


def find(text: str) -> list[dict[str, Any]]:
    """The entities of the module's docstring, each value once, in the text's order; denied ones have op "not"."""
    found = [entity for entity in (_age(text), *(_told(text, each) for each in _READ)) if entity is not None]
    return sorted(found, key=lambda each: each["start"])


def _age(text: str) -> dict[str, Any] | None:
    for match in _AGE.finditer(text):
        years = int(next(group for group in match.groups() if group))
        before, of_me = text[: match.start()], match.group()[:1] in "iI"
        of_a_thing = not of_me and _OF_A_THING.search(before) is not None
        if _YOUNGEST <= years <= _OLDEST and not (_FEARED.search(before) or of_a_thing):
            return _entity("age", years, match)
    return None


def _told(text: str, telling: _Telling) -> dict[str, Any] | None:
    match = next((each for each in telling.said.finditer(text) if _counts(text, each, telling)), None)
    if match is None:
        return None
    inside = telling.kind == "goal" and _NOT_INSIDE.search(match.group()) is not None
    refused = inside or (_NOT.search(text[: match.start()]) is not None and telling.value != "no_degree")
    return {**_entity(telling.kind, telling.value, match), "op": "not" if refused else "is"}


def _counts(text: str, match: re.Match[str], telling: _Telling) -> bool:
    before = telling.unless_before is None or telling.unless_before.search(text[: match.start()]) is None
    return before and (telling.unless_behind is None or telling.unless_behind.match(text, match.end()) is None)


def _entity(kind: str, value: Any, match: re.Match[str]) -> dict[str, Any]:
    return {
        "entity": kind, "value": value, "start": match.start(), "end": match.end(), "text": match.group(), "op": "is",
    }  # fmt: skip
