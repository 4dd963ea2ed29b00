"""What is known of a person in words, whole or in one line. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from actions.dialogue.memory import Memory
from actions.dialogue.person import OTHER_DEGREE
from actions.wording.payoff_words import told_words
from actions.wording.wishes import place_name, wish_words
from actions.wording.words import listed, money
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.names import label, name_of

TESTS = {"toefl": "TOEFL", "ielts": "IELTS", "duolingo": "Duolingo", "gre_score": "GRE"}
AIMS = {
    "phd": "a PhD", "change": "a change of field", "raise": "better pay", "research": "research",
    "business": "a business of one’s own", "settle": "work where they study",
    "health": "work in health", "risk": "pricing, fraud or risk", "building": "engineering",
}  # fmt: skip
SCHOOLS = {"studied": "Studied at", "admitted": "Admitted to", "refused_by": "Refused by", "worked": "Worked at"}
MOST_NOTED = 7  # things in one line
# Wishes that only repeat what the person brings.
_BROUGHT = (*DECLARED.brought, "background")
# What is assumed of a calculation and is no figure of the person's own.
_NO_FIGURE = ("program", "occupation", "state", "pace", "hours", "income")


def told_of_oneself(profile: Mapping[str, Any], knowledge: Knowledge) -> dict[str, str]:
    """The keys of the profile that are no skills, in words."""
    tests, lives = profile.get("tests") or {}, profile.get("lives")
    return {
        "GPA": grade_said(profile),
        "Tests": listed([f"{TESTS.get(name, name)} {value:g}" for name, value in tests.items()]),
        "Years of work": f"{profile['work_years']:g}" if "work_years" in profile else "",
        "Age": f"{profile['age']:g}" if "age" in profile else "",
        "Family": listed(profile.get("family") or ()),
        "Situation": listed([each.replace("_", " ") for each in profile.get("situation") or ()]),
        "Aim": listed([AIMS.get(each, each) for each in profile.get("goal") or ()]),
        "Visa": {"needs": "needs one", "has": "needs none"}.get(str(profile.get("visa")), ""),
        "Lives in": place_name(lives, knowledge) if lives else "",
        "Comes from": label(knowledge, "countries", profile["origin"]) if profile.get("origin") else "",
        "Quoted to you": listed(
            [f"{_school(each, knowledge)} {money(amount)}" for each, amount in (profile.get("offers") or {}).items()]
        ),
        "Figures for sums": listed([*_figures(profile)]),
        **{
            words: listed([_school(each, knowledge) for each in profile.get(key) or ()])
            for key, words in SCHOOLS.items()
        },
    }


def _figures(profile: Mapping[str, Any]) -> Iterator[str]:
    if loan := profile.get("loan"):
        yield f"a loan of {money(loan[0], loan[1] or 'USD')}"
    if living := profile.get("living"):
        yield f"{money(living[0], living[1] or 'USD')} a year for living"
    if exchange := profile.get("exchange"):
        yield f"{exchange[0]:g} {exchange[1]} for one {exchange[2]}"


def grade_said(profile: Mapping[str, Any]) -> str:
    """A grade as it was said, with its scale where that is not 4: "17.2 of 20", "78 %", "2.1 (German scale)"."""
    gpa = profile.get("gpa") or {}
    if not gpa:
        return ""
    said, scale = gpa.get("said"), gpa.get("scale")
    if scale in (None, 4):
        return f"{said}"
    if scale == 100:
        return f"{said} %"
    return f"{said} ({_SCALES[scale]})" if scale in _SCALES else f"{said} of {scale}"


_SCALES = {"DE": "German scale", "UK": "British class", "BEST1": "1.0 is the best"}


def noted_line(memory: Memory, knowledge: Knowledge) -> str:
    """What was taken down from a whole post, in one line that can be corrected: "Noted: online; GPA 3.4; nursing." """
    noted = list(dict.fromkeys(_noted(memory, knowledge)))[:MOST_NOTED]
    return f"Noted: {'; '.join(noted)}." if len(noted) > 1 else ""


def _noted(memory: Memory, knowledge: Knowledge) -> Iterator[str]:
    profile = memory.profile
    yield from (wish_words(wish, knowledge) for wish in memory.wishes if wish.key not in _BROUGHT)
    if grade := grade_said(profile):
        yield f"GPA {grade}" if (profile.get("gpa") or {}).get("scale") in (None, 4) else grade
    degrees = [each for each in profile.get("backgrounds") or () if each != OTHER_DEGREE]
    if degrees:
        yield f"a degree in {listed([label(knowledge, 'backgrounds', each) for each in degrees])}"
    yield from (f"{TESTS.get(name, name)} {value:g}" for name, value in (profile.get("tests") or {}).items())
    if profile.get("work_years"):
        years = profile["work_years"]
        yield "one year of work" if years == 1 else f"{years:g} years of work"
    if income := memory.assumptions.get("income"):
        yield f"{money(income)} a year now"
    yield from (
        words
        for name, value in memory.assumptions.items()
        if name not in _NO_FIGURE and (words := told_words(name, value, knowledge))
    )
    if hours := memory.assumptions.get("hours"):
        yield f"{hours:g} hours a week"
    if profile.get("admitted"):
        yield f"admitted to {listed([_school(each, knowledge) for each in profile['admitted']])}"
    if profile.get("lives"):
        yield f"living in {place_name(profile['lives'], knowledge)}"
    if profile.get("origin"):
        yield f"from {label(knowledge, 'countries', profile['origin'])}"
    if profile.get("age"):
        yield f"{profile['age']:g} years old"
    yield from (f"aim: {AIMS[each]}" for each in profile.get("goal") or () if each in AIMS)


def _school(name: Any, knowledge: Knowledge) -> str:
    return name_of(knowledge, name) if knowledge.program(name) or knowledge.university(name) else str(name)
