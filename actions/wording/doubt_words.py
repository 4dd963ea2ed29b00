"""How the check of doubts reads: a line a test, the conclusion with its reasons, and what would change it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from actions.wording.facts import DELIVERY
from actions.wording.price_words import price_words
from actions.wording.readiness_words import names_of
from actions.wording.replies import Card, Chip, Line, Reply, Source
from actions.wording.short_names import in_sentence
from actions.wording.words import card_of, listed, money, sources
from knowledge.advice.doubts import (
    DOUBTS,
    WEEKS_A_MONTH,
    Conclusion,
    Doubt,
    Load,
    Tested,
    conclude,
    without_maths,
)
from knowledge.advice.readiness import Person, study_plan
from knowledge.base import Knowledge
from knowledge.criteria import Status
from knowledge.facts import Program

NAMES = {"hours": "hours a week", "move": "moving", "maths": "maths", "debt": "debt"}
CREDIT_HOUR = Source(
    "US federal definition of a credit hour, 34 CFR 600.2",
    "https://www.ecfr.gov/current/title-34/subtitle-B/chapter-VI/part-600/subpart-A/section-600.2",
)
ECTS = Source("ECTS Users’ Guide", "", "2015")
CREDITS = {
    45: "A semester credit is taken as 45 hours: one hour of class and two of study a week for about fifteen weeks",
    30: "A quarter credit is taken as 30 hours: one hour of class and two of study a week for about ten weeks",
    27.5: "An ECTS credit is taken as 27.5 hours, the middle of 25 to 30",
}
PACES = {
    "months_part_time": "{:g} months part time",
    "months_typical": "the usual {:g} months",
    "months_full_time": "{:g} months full time",
}
ANEW = Chip("Answer anew", '/check_doubts{"doubt_hours": {"op": "drop"}}')


def conclusion_reply(
    tests: Sequence[Tested], answers: Mapping[str, Any], savings: float, person: Person, knowledge: Knowledge
) -> Reply:
    """The conclusion in one or two sentences, the tests of each program, and what would change it."""
    if not answers or not tests:
        lead = "You skipped every question, so I have nothing to test by and won’t guess."
        missing = "I found no program to test: tell me a wish or keep a program first."
        return Reply("doubts", missing if answers else lead, chips=(ANEW, Chip("Find programs", "/ask_recommendation")))
    found = conclude(tests)
    loads = [doubt.load for each in tests for doubt in each.doubts if doubt.load is not None]
    return Reply(
        "doubts",
        _LEADS[found.kind](found, tests, knowledge),
        tuple(_card(each, answers, savings, knowledge) for each in tests),
        closing=_closing(found, tests, answers, person, knowledge),
        chips=_chips(found, tests, answers, savings),
        sources=_credit_sources(loads),
        calculations=_calculations(tests, savings, loads),
    )


# Leads


def _names(programs: Iterable[Tested]) -> str:
    return listed([in_sentence(each.program) for each in programs])


def _nothing_against(found: Conclusion, tests: Sequence[Tested], knowledge: Knowledge) -> str:
    open_ones = {doubt.key for each in found.programs for doubt in each.having(Status.UNKNOWN)}
    unsure = [NAMES[key] for key in DOUBTS if key in open_ones]
    rest = f" What I could not test for lack of a record: {listed(unsure)}." if unsure else ""
    but = f" But {_maths_is_usual(knowledge)}" if _dislikes_maths(tests) else ""
    if len(found.programs) == len(tests):
        return f"Nothing you told me speaks against {_all(tests)}.{rest}{but}"
    some = f"{len(found.programs)} of the {len(tests)} programs"
    return f"Nothing you told me speaks against {some} I tested: {_names(found.programs)}.{rest}{but}"


def _all(tests: Sequence[Tested]) -> str:
    return _names(tests) if len(tests) == 1 else f"any of the {len(tests)} programs I tested"


_FIXABLE = {
    "hours": "they take more hours a week than you have",
    "maths": "you lack maths that they ask for",
}


def _not_now(found: Conclusion, _: Sequence[Tested], __: Knowledge) -> str:
    reasons = listed([_FIXABLE[key] for key in found.because])
    return f"Not now, I would say: {reasons}. That can be put right, so it is no “never” for {_names(found.programs)}."


def _not_this_degree(found: Conclusion, tests: Sequence[Tested], knowledge: Knowledge) -> str:
    if _dislikes_maths(tests):
        return f"Not this degree, I would say: {_maths_is_usual(knowledge)}"
    reasons = listed([NAMES[key] for key in found.because])
    which = "the program I tested does not pass" if len(tests) == 1 else f"none of the {len(tests)} programs passes"
    return f"Not this degree, as far as I tested: {which} what you told me. What stands against it: {reasons}."


def _dislikes_maths(tests: Sequence[Tested]) -> bool:
    return any(doubt.reason.startswith("disliked") for each in tests for doubt in each.doubts)


def _maths_is_usual(knowledge: Knowledge) -> str:
    none, lists = without_maths(knowledge.programs)
    return (
        "you would rather avoid maths, and machine learning is built on it: "
        f"{lists - len(none)} of the {lists} recorded lists of prerequisites name some."
    )


def _nothing_to_go_by(_: Conclusion, tests: Sequence[Tested], __: Knowledge) -> str:
    which = "the program" if len(tests) == 1 else f"these {len(tests)} programs"
    return f"I can’t conclude anything: what you asked me to test is not recorded for {which}. That is no “no”."


_LEADS: Mapping[str, Callable[[Conclusion, Sequence[Tested], Knowledge], str]] = {
    "nothing_against": _nothing_against,
    "not_now": _not_now,
    "not_this_degree": _not_this_degree,
    "nothing_to_go_by": _nothing_to_go_by,
}


# Lines


def _card(each: Tested, answers: Mapping[str, Any], savings: float, knowledge: Knowledge) -> Card:
    program = each.program
    lines = tuple(
        Line(
            doubt.status.name.lower(),
            _WORDS[doubt.key](doubt, program, answers, savings, knowledge),
            sources(doubt.facts, program, knowledge),
        )
        for doubt in each.doubts
    )
    return card_of(program, lines)


def _hours_words(doubt: Doubt, _: Program, answers: Mapping[str, Any], __: float, ___: Knowledge) -> str:
    needed = doubt.load
    if needed is None:
        return "hours a week: not recorded (credits, their kind or the length is missing)"
    takes = f"about {needed.hours:.1f} hours a week over {PACES[needed.pace].format(needed.months)}"
    if doubt.status is Status.MET:
        return f"{takes}, within your {answers['hours']:g}"
    more = f"{takes}, more than your {answers['hours']:g}"
    return more if doubt.status is Status.MISSED else f"{more}; how long a slower pace takes is not recorded"


def _move_words(doubt: Doubt, program: Program, *_: Any) -> str:
    fact = program.fact("delivery")
    ways = "online or on campus is not recorded" if fact is None else listed([DELIVERY[each] for each in fact.value])
    return {
        "would_move": f"moving: you are open to it ({ways})",
        "online": "no need to move: it runs online",
        "near": f"in the place you asked for ({ways})",
        "on_campus": "on campus, and you would not move",
        "hybrid": "hybrid: some of it is on campus, and you would not move",
        "unrecorded": "moving: online or on campus is not recorded",
    }[doubt.reason]


def _maths_words(doubt: Doubt, _: Program, __: Mapping[str, Any], ___: float, knowledge: Knowledge) -> str:
    names = listed(names_of(doubt.skills, knowledge))
    return {
        "none_asked": "maths: its recorded prerequisites name none",
        "asked": f"maths: asks for {names}, and you don’t mind",
        "disliked": f"maths: asks for {names}, and you would rather avoid it",
        "lacking": f"maths: asks for {names}, which you say you lack",
    }.get(doubt.reason, "maths: what it asks for is not recorded")


def _debt_words(doubt: Doubt, program: Program, answers: Mapping[str, Any], savings: float, _: Knowledge) -> str:
    if doubt.price is None:
        return "debt: its price is not recorded"
    cost = price_words(doubt.price)
    if doubt.amount is None:
        return f"debt: {cost}, which I don’t convert to dollars"
    saved = f" minus {money(savings)} of savings" if savings else ""
    if doubt.reason == "estimated":
        leans = "within" if doubt.amount <= answers["debt"] else "more than"
        return f"debt: its price is not recorded; {cost}{saved}: {leans} what you would carry, if that holds"
    within = "within" if doubt.status is Status.MET else "more than"
    return f"debt: {cost}{saved}, {within} the {money(answers['debt'])} you would carry"


_WORDS: Mapping[str, Callable[..., str]] = {
    "hours": _hours_words,
    "move": _move_words,
    "maths": _maths_words,
    "debt": _debt_words,
}


# Calculations


def _calculations(tests: Sequence[Tested], savings: float, loads: Sequence[Load]) -> tuple[str, ...]:
    lines = [CREDITS[each] for each in dict.fromkeys(load.hours_a_credit for load in loads)]
    for each in tests:
        lines += [line for doubt in each.doubts if (line := _calculation(each.program, doubt, savings))]
    if any(doubt.amount is not None for each in tests for doubt in each.doubts if doubt.key == "debt"):
        lines.append("Tuition only: fees, living costs and interest come on top, aid and an employer’s share come off")
    return tuple(lines)


def _calculation(program: Program, doubt: Doubt, savings: float) -> str:
    if (needed := doubt.load) is not None:
        total = needed.credits * needed.hours_a_credit
        return (
            f"{in_sentence(program)}: {needed.credits:g} credits x {needed.hours_a_credit:g} hours = "
            f"{total:,.0f} hours; {total:,.0f} / ({needed.months:g} months x {WEEKS_A_MONTH} weeks) = "
            f"{needed.hours:.1f} hours a week"
        )
    if doubt.key == "debt" and doubt.amount is not None and doubt.price is not None:
        price = money(doubt.price.comparable or 0) + (" (an estimate)" if doubt.price.known is None else "")
        return f"{in_sentence(program)}: {price} - {money(savings)} saved = {money(doubt.amount)} to borrow"
    return ""


def _credit_sources(loads: Sequence[Load]) -> tuple[Source, ...]:
    ects = any(each.hours_a_credit == 27.5 for each in loads)
    federal = any(each.hours_a_credit != 27.5 for each in loads)
    return (*((CREDIT_HOUR,) if federal else ()), *((ECTS,) if ects else ()))


# What would change it


def _closing(
    found: Conclusion, tests: Sequence[Tested], answers: Mapping[str, Any], person: Person, knowledge: Knowledge
) -> str:
    parts = [_HINTS[key](tests, answers, person, knowledge) for key in DOUBTS if _fails(tests, key)]
    hints = [part for part in parts if part]
    opening = "What would change this: " if hints and found.kind != "nothing_against" else ""
    last = "It is a check against records, not a verdict on you."
    return " ".join([opening + " ".join(hints), last]).strip()


def _failed(tests: Sequence[Tested], key: str) -> list[tuple[Doubt, Program]]:
    return [
        (doubt, each.program) for each in tests for doubt in each.doubts if doubt.key == key and _speaks_against(doubt)
    ]


def _speaks_against(doubt: Doubt) -> bool:
    return doubt.status is Status.MISSED or doubt.reason == "disliked_unrecorded"


def _fails(tests: Sequence[Tested], key: str) -> bool:
    return bool(_failed(tests, key))


def _hours_hint(tests: Sequence[Tested], *_: Any) -> str:
    needed, program = min(
        ((doubt.amount or 0, program) for doubt, program in _failed(tests, "hours")), key=lambda e: e[0]
    )
    return f"With {ceil(needed)} hours a week, {in_sentence(program)} would pass on time."


def _move_hint(*_: Any) -> str:
    return "A program that runs online would not ask you to move."


def _maths_hint(tests: Sequence[Tested], answers: Mapping[str, Any], person: Person, knowledge: Knowledge) -> str:
    failed = _failed(tests, "maths")
    if any(doubt.fixable for doubt, _ in failed):
        skills = tuple(dict.fromkeys(skill for doubt, _ in failed for skill in doubt.skills))
        plan = study_plan(skills, person, knowledge.learning, knowledge.vocabulary, date.today())
        names = listed(names_of(skills, knowledge))
        return f"About {plan.weeks} weeks of study at {plan.hours:g} hours a week would close the gap in {names}."
    none, lists = without_maths(knowledge.programs)
    return (
        f"{len(none)} of the {lists} recorded lists name no maths, which does not make the courses free of it. "
        "Before you give up, try one free course in linear algebra: you may like it better than you remember."
    )


def _debt_hint(tests: Sequence[Tested], answers: Mapping[str, Any], *_: Any) -> str:
    over, program = min(
        (((doubt.amount or 0) - answers["debt"], program) for doubt, program in _failed(tests, "debt")),
        key=lambda each: each[0],
    )
    return f"With {money(over)} more in savings or aid, {in_sentence(program)} would pass on debt."


_HINTS: Mapping[str, Callable[..., str]] = {
    "hours": _hours_hint,
    "move": _move_hint,
    "maths": _maths_hint,
    "debt": _debt_hint,
}


def _chips(found: Conclusion, tests: Sequence[Tested], answers: Mapping[str, Any], savings: float) -> tuple[Chip, ...]:
    chips = []
    if any(doubt.reason == "lacking" for each in tests for doubt in each.doubts):
        chips.append(Chip("Make me a study plan", "/ask_study_plan"))
    if _fails(tests, "hours"):
        chips.append(Chip("Part-time programs", '/inform{"pace": "part_time"}'))
    if _fails(tests, "move"):
        chips.append(Chip("Online programs", '/inform{"delivery": "online"}'))
    if _fails(tests, "debt") and (most := answers["debt"] + savings) > 0:
        chips.append(Chip(f"Programs up to {money(most)}", f"/inform{json.dumps({'budget': round(most)})}"))
    if found.kind == "nothing_against":
        chips += [Chip("Does it pay for me?", "/ask_payoff"), Chip("Check my background", "/ask_readiness")]
    return (*chips, ANEW)
