"""Job, hours, family, visa and aims of a person, as far as they bear on a master's. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.dialogue.memory import Memory
from actions.dialogue.person import usable_hours
from actions.wording.personal.said import Part, Said, counted, holds, receipted
from knowledge.base import Knowledge
from knowledge.names import label
from knowledge.programs import Search

LATE, LATER = 30, 50  # years of age from which people ask whether they are too old, and few working years are left
FEW_HOURS, MANY_HOURS = 8, 20  # a week: less than one course asks for, enough for two
HOME = "US"


def has(key: str, *values: str) -> Part:
    """Whether one of these was said of the person."""
    return lambda memory, _: holds(bool(set(memory.profile.get(key) or ()) & set(values)))


def is_working(memory: Memory) -> bool:
    """Whether the person has a job, as said outright or by what it is or pays."""
    told = set(memory.profile.get("situation") or ())
    pays = bool(memory.assumptions.get("income") or memory.assumptions.get("employer") or memory.profile.get("job"))
    return "working" in told or (pays and not told & {"laid_off", "student"})


def is_from_abroad(memory: Memory) -> bool:
    """Whether the person needs a visa for the US: said so, or from another country without a word of living there."""
    visa, lives = memory.profile.get("visa"), memory.profile.get("lives") or ("", "")
    origin = memory.profile.get("origin") or (lives[1] if lives[0] == "country" else HOME)
    if lives[0] == "country" and lives[1] not in (HOME, origin) and not _wishes_for_home(memory):
        return False  # a Syrian in the Netherlands asks about the Netherlands
    return visa == "needs" or (visa is None and origin != HOME and lives[0] not in ("state", "city"))


def _wishes_for_home(memory: Memory) -> bool:
    places = [value for wish in memory.wishes if wish.key == "place" and wish.op != "not" for value in wish.values]
    return any(HOME in place for place in places)


def lives_at_home(memory: Memory) -> bool:
    """Whether the person lives in the US: in a state or city they named, or paid in dollars; and from nowhere else."""
    lives = memory.profile.get("lives") or ("", "")
    paid = bool(memory.assumptions.get("income")) and lives[0] != "country"
    at_home = lives[0] in ("state", "city") or paid or memory.profile.get("visa") == "has"
    return at_home and memory.profile.get("origin") in (None, HOME) and memory.profile.get("visa") != "needs"


def was_refused(memory: Memory) -> bool:
    """Whether programs refused the person, as said in general or by their names."""
    return "refused" in (memory.profile.get("situation") or ()) or bool(memory.profile.get("refused_by"))


def _age(low: float, high: float) -> Part:
    """The person's age, if from `low` on and below `high`."""

    def met(memory: Memory, _search: Search) -> Said | None:
        age = memory.profile.get("age")
        return Said(f"{age:g}") if age is not None and low <= age < high else None

    return met


def _hours(low: float, high: float) -> Part:
    """The hours a week that were said, if from `low` on and below `high`."""

    def met(memory: Memory, _search: Search) -> Said | None:
        hours = usable_hours(memory.profile.get("hours"))
        if hours is None or not low <= hours < high:
            return None
        return Said("1 hour a week" if hours == 1 else f"{hours:g} hours a week")

    return met


def _work_years(memory: Memory, _search: Search) -> Said | None:
    years = memory.profile.get("work_years")
    if not years:
        return None
    return Said("one year of work" if years == 1 else f"{years:g} years of work")


def _no_work(memory: Memory, _search: Search) -> Said | None:
    return holds(memory.profile.get("work_years") == 0)


def _work_asked(_memory: Memory, search: Search) -> Said | None:
    asked = [fact.value for each in search.knowledge.named if (fact := each.fact("work_years")) is not None]
    return counted(f"{sum(each > 0 for each in asked)} of {len(asked)}", search.knowledge) if asked else None


def _job(memory: Memory, search: Search) -> Said | None:
    occupation = search.knowledge.occupation(str(memory.profile.get("job")))
    return Said(occupation.name) if occupation else None


def _job_pay(memory: Memory, search: Search) -> Said | None:
    wage = search.knowledge.wage(str(memory.profile.get("job")))
    fact = wage.fact("median") if wage else None
    return receipted(f"${fact.value:,.0f}", [(fact, None)], search.knowledge) if fact else None


def _job_outlook(memory: Memory, search: Search) -> Said | None:
    outlook = search.knowledge.outlook(str(memory.profile.get("job")))
    fact = outlook.fact("change_percent") if outlook else None
    return receipted(f"{fact.value:+g} %", [(fact, None)], search.knowledge) if fact else None


# Countries that take an article in a sentence.
THE = ("AE", "BS", "CD", "CZ", "DO", "GB", "GM", "MV", "NL", "PH", "US")


def country_words(country: str, knowledge: Knowledge) -> str:
    """A country as it stands in a sentence: "India", "the Netherlands"."""
    return f"{'the ' if country in THE else ''}{label(knowledge, 'countries', country)}"


def state_told(memory: Memory) -> str | None:
    """The US state somebody lives in, by itself or by their city; None where none was told."""
    lives: Any = memory.profile.get("lives") or ()
    if lives and lives[0] == "state":
        return str(lives[1])
    return str(lives[2]) if len(lives) > 2 and lives[0] == "city" else None


def home_state(memory: Memory) -> str | None:
    """The US state somebody lives in, as told; else the one whose pay they asked to reckon with; None if neither."""
    told = memory.assumptions.get("state")
    return state_told(memory) or (str(told) if told else None)


LIFE: Mapping[str, Part] = {
    "age": _age(LATE, LATER),
    "late_age": _age(LATER, 200),
    "young_age": _age(0, LATE),
    "children": has("family", "children"),
    "partner": has("family", "partner"),
    "hours": _hours(0, 1000),
    "few_hours": _hours(0, FEW_HOURS),
    "hours_for_one": _hours(FEW_HOURS, MANY_HOURS),
    "hours_for_two": _hours(MANY_HOURS, 1000),
    "working": lambda memory, _: holds(is_working(memory)),
    "laid_off": has("situation", "laid_off"),
    "student": has("situation", "student"),
    "rising": has("situation", "rising"),
    "english_medium": has("situation", "english_medium"),
    "pressed": has("situation", "pressed"),
    "no_degree": has("situation", "no_degree"),
    "served": has("situation", "military", "veteran"),
    "serving": has("situation", "military"),
    "veteran": has("situation", "veteran"),
    "refused": lambda memory, _: holds(was_refused(memory)),
    "wants_phd": has("goal", "phd"),
    "wants_change": has("goal", "change"),
    "wants_raise": has("goal", "raise"),
    "wants_research": has("goal", "research", "phd"),
    "wants_business": has("goal", "business"),
    "wants_to_settle": has("goal", "settle"),
    "abroad": lambda memory, _: holds(is_from_abroad(memory)),
    "no_visa_needed": lambda memory, _: holds(memory.profile.get("visa") == "has"),
    "work_years": _work_years,
    "no_work": _no_work,
    "work_asked": _work_asked,
    "job": _job,
    "job_pay": _job_pay,
    "job_outlook": _job_outlook,
}
