"""The reply on what somebody brings: against each program, with the weeks that gaps take and the first start. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.wording.readiness_words import (
    UNDATED,
    bridge_line,
    capital,
    counted_words,
    intake_line,
    names_of,
    plan_lines,
    requirement_words,
    standing_words,
    start_words,
    steps_words,
)
from actions.wording.replies import Card, Chip, Line, Reply, Table
from actions.wording.reply_parts import MARKS
from actions.wording.short_names import in_sentence
from actions.wording.words import card_of, listed, source
from knowledge.advice.intakes import Intake, earliest_intake
from knowledge.advice.readiness import Person, Plan, Readiness, Usual, readiness, study_plan, usual
from knowledge.base import Knowledge
from knowledge.criteria import Status
from knowledge.facts import Program
from knowledge.names import label

MOST_ASKED = 4  # skills offered when nothing is known yet
MOST_UNSAID = 3  # skills offered as chips when they haven't been spoken of


# Nothing known yet


def ask_background(
    programs: Sequence[Program], counted: Usual, knowledge: Knowledge, intent: str = "ask_readiness"
) -> Reply:
    """Asks for the background, with chips of what programs name most."""
    skills = [skill for skill, _ in counted.counts[:MOST_ASKED]]
    names = [label(knowledge, "skills", each) for each in skills]
    chips = tuple(
        Chip(f"I know {name}", payload(intent, programs, skill=skill))
        for skill, name in zip(skills, names, strict=True)
    )
    none = Chip("None of these", payload(intent, programs, skill=[{"value": each, "op": "not"} for each in skills]))
    lead = (
        "Gladly. What did you study, and what do you know already? For example “I studied biology, took calc 1 and "
        f"know some Python”. Programs name {listed(names)} most; one of them is enough to start, and answers add up."
    )
    return Reply("readiness", lead, chips=(*chips, none), calculations=(counted_words(counted, skills, knowledge),))


def payload(intent: str, programs: Sequence[Program], **entities: Any) -> str:
    """A chip's payload that keeps speaking of the same programs."""
    about = {"program": [each.id for each in programs]} if programs else {}
    return f"/{intent}{json.dumps({**entities, **about})}" if entities or about else f"/{intent}"


# The comparison


@dataclass(frozen=True)
class Prospect:
    """A person against one program, the plan that closes the gaps, and the first start after it."""

    found: Readiness
    plan: Plan
    intake: Intake | None


def readiness_reply(programs: Sequence[Program], person: Person, knowledge: Knowledge) -> Reply:
    """What is there, what is missing and what was not said, for each program, with weeks and the first start."""
    today = date.today()
    found = compared(programs, person, knowledge)
    prospects = [_prospect(each, person, knowledge, today) for each in found]
    plan = plan_of(found, person, knowledge, today)
    cards = tuple(_card(each, each.found.program, knowledge) for each in prospects if each.found.program is not None)
    return Reply(
        "readiness",
        _lead(found, knowledge),
        cards,
        None if programs else _usual_table(found[0], knowledge),
        closing=_closing(prospects, plan, knowledge),
        chips=_chips(found, programs, plan, knowledge),
        calculations=_calculations(prospects, plan, knowledge),
    )


def _prospect(found: Readiness, person: Person, knowledge: Knowledge, today: date) -> Prospect:
    plan = plan_of((found,), person, knowledge, today)
    return Prospect(found, plan, earliest_intake(found.program, plan.end, today))


def _calculations(prospects: Sequence[Prospect], plan: Plan, knowledge: Knowledge) -> tuple[str, ...]:
    counted = usual(knowledge.programs)
    guessed = any(each.found.fact is None for each in prospects)
    dated = any(each.intake is not None and each.intake.deadline is not None for each in prospects)
    return (
        *((counted_words(counted, counted.skills, knowledge),) if guessed else ()),
        *plan_lines(plan, knowledge),
        *(_start_line(each) for each in prospects if each.plan.steps and each.intake is not None),
        *((UNDATED,) if dated else ()),
    )


def _start_line(prospect: Prospect) -> str:
    """How a program's first start follows from its plan."""
    name = "What is usual" if prospect.found.program is None else in_sentence(prospect.found.program)
    sums = " + ".join(str(each.weeks) for each in prospect.plan.steps)
    until = prospect.plan.end.isoformat()
    words = "" if prospect.intake is None else start_words(prospect.intake)
    return f"{name}: {sums} = {prospect.plan.weeks} weeks, until {until}; the next start is {words}"


def _usual_table(found: Readiness, knowledge: Knowledge) -> Table:
    counted = usual(knowledge.programs)
    rows = tuple(
        (
            capital(label(knowledge, "skills", each.skill)),
            f"{MARKS[each.status.name.lower()]} {standing_words(each, knowledge)}",
            f"{counted.count(each.skill)} of {counted.lists}",
        )
        for each in found.requirements
    )
    return Table(("Usually asked for", "You", "Programs whose list names it"), rows)


def compared(programs: Sequence[Program], person: Person, knowledge: Knowledge) -> tuple[Readiness, ...]:
    """The person against each program; against the usual list where there is no program."""
    skills = usual(knowledge.programs).skills
    return tuple(readiness(each, person, knowledge.vocabulary, skills) for each in programs or (None,))


def plan_of(found: Sequence[Readiness], person: Person, knowledge: Knowledge, today: date) -> Plan:
    """One plan for the gaps of all, what is said to be lacking first."""
    lacking = [skill for each in found for skill in each.having(Status.MISSED)]
    unsaid = [skill for each in found for skill in each.having(Status.UNKNOWN)]
    gaps = tuple(dict.fromkeys((*lacking, *unsaid)))
    return study_plan(gaps, person, knowledge.learning, knowledge.vocabulary, today)


def _lead(found: Sequence[Readiness], knowledge: Knowledge) -> str:
    """What is there, what is missing, what was not said: one or two sentences over all programs."""

    def names(status: Status) -> str:
        return listed(names_of([skill for each in found for skill in each.having(status)], knowledge))

    met, missing, unsaid = names(Status.MET), names(Status.MISSED), names(Status.UNKNOWN)
    asked = _asked(found)
    guessed = any(each.because == "degree" for one in found for each in one.requirements)
    bring = "likely bring" if guessed else "bring"
    if not missing and not unsaid:
        return f"You {bring} everything that {asked}: {met}."
    first = f"Of what {asked}, you {bring} {met}." if met else f"Nothing you told me yet is among what {asked}."
    gaps = [f"you lack {missing}" if missing else "", f"you haven’t said whether you know {unsaid}" if unsaid else ""]
    rest = "; ".join(each for each in gaps if each)
    return f"{first} {rest[0].upper()}{rest[1:]}."


def _asked(found: Sequence[Readiness]) -> str:
    """What the comparison is with, as the end of a sentence."""
    programs = [each.program for each in found if each.program is not None]
    if not programs:
        return "programs usually ask for"
    recorded = any(each.fact is not None for each in found)
    if not recorded:
        return "programs usually ask for (theirs isn’t recorded)"
    return f"{in_sentence(programs[0])} asks for" if len(programs) == 1 else f"these {len(programs)} programs ask for"


def _card(prospect: Prospect, program: Program, knowledge: Knowledge) -> Card:
    lines = [*_requirement_lines(prospect.found, knowledge), *_gap_lines(prospect, program, knowledge)]
    return card_of(program, lines)


def _requirement_lines(found: Readiness, knowledge: Knowledge) -> list[Line]:
    fact, program = found.fact, found.program
    receipt = () if fact is None or program is None else (source("prerequisites", fact, knowledge, program),)
    lines = [Line(each.status.name.lower(), requirement_words(each, knowledge), receipt) for each in found.requirements]
    if found.fact is None and found.program is not None:
        lines.insert(0, Line("", "what it asks for is not recorded; below is what programs usually ask for"))
    return lines


def _gap_lines(prospect: Prospect, program: Program, knowledge: Knowledge) -> list[Line]:
    """What closing the gaps takes, the bridge there is, and the first start after it."""
    lines = []
    if prospect.plan.steps:
        lines.append(Line("", f"to close the gaps: {steps_words(prospect.plan, knowledge)}"))
    bridge = program.fact("bridge")
    if prospect.found.gaps and bridge is not None and bridge.value is True:
        lines.append(bridge_line(bridge, program, knowledge))
    return [*lines, intake_line(prospect.intake, program, knowledge)]


def _closing(prospects: Sequence[Prospect], plan: Plan, knowledge: Knowledge) -> str:
    """The first start over all programs, and what would make the answer surer."""
    found = [each.found for each in prospects]
    parts = [_first_start(prospects)]
    if plan.unplanned:
        parts.append(f"I have no way on file to learn {listed(names_of(plan.unplanned, knowledge))}.")
    if any(each.because == "degree" for one in found for each in one.requirements):
        parts.append("“Likely” is what such a degree usually teaches: look at your transcript.")
    if any(one.having(Status.UNKNOWN) for one in found):
        parts.append("Tell me what else you know, and the weeks get fewer.")
    return " ".join(part for part in parts if part)


def _first_start(prospects: Sequence[Prospect]) -> str:
    """The earliest recorded start; the usual one where no program is compared."""
    if prospects[0].found.program is None:
        intake = prospects[0].intake
        return "" if intake is None else f"The first usual start that leaves time is {start_words(intake)}."
    recorded = [
        (each.intake, each.found.program)
        for each in prospects
        if each.intake is not None and each.intake.entry is not None and each.found.program is not None
    ]
    if not recorded:
        return "No deadline of these is on record: ask for the next start."
    intake, program = min(recorded, key=lambda each: (each[0].start, each[1].id))
    return f"The earliest start on record that leaves time is {start_words(intake)}: {in_sentence(program)}."


def _chips(
    found: Sequence[Readiness], programs: Sequence[Program], plan: Plan, knowledge: Knowledge
) -> tuple[Chip, ...]:
    unsaid = list(dict.fromkeys(skill for each in found for skill in each.having(Status.UNKNOWN)))
    known = tuple(
        Chip(f"I know {label(knowledge, 'skills', each)}", payload("ask_readiness", programs, skill=each))
        for each in unsaid[:MOST_UNSAID]
    )
    if not plan.steps:
        return (*known, Chip("Find programs", "/ask_recommendation"), Chip("Should I go at all?", "/check_doubts"))
    return (
        Chip("Make me a study plan", payload("ask_study_plan", programs)),
        *known,
        Chip("Programs with a bridge", '/ask_readiness{"asked_fact": "bridge"}'),
    )
