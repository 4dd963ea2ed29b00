"""How readiness, study plans and starts read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.wording.facts import fact_words
from actions.wording.replies import Line, Source
from actions.wording.words import listed, source
from knowledge.advice.intakes import USUAL_TERMS, Intake, earliest_intake
from knowledge.advice.readiness import COMPUTING_DEGREE, Plan, Requirement, Usual
from knowledge.base import Knowledge
from knowledge.criteria import Status
from knowledge.facts import Fact, Learning, Program, host_of
from knowledge.names import label

STARTS = {"fall": "late August", "spring": "January", "summer": "mid-May", "winter": "January"}
UNDATED = "Deadlines are recorded as month and day: I took the last one before that start. Check it with the office"


def counted_words(counted: Usual, skills: Iterable[str], knowledge: Knowledge) -> str:
    """How often the recorded lists name these skills, as a line of a calculation."""
    named = len(knowledge.named)
    parts = [f"{label(knowledge, 'skills', each)} {counted.count(each)}" for each in skills]
    return (
        f"Counted over the {counted.lists} of {named} programs whose prerequisites are recorded, so many name it: "
        f"{', '.join(parts)}"
    )


def names_of(skills: Iterable[str], knowledge: Knowledge) -> list[str]:
    """Skills as a reader knows them, each once."""
    return [label(knowledge, "skills", each) for each in dict.fromkeys(skills)]


def requirement_words(each: Requirement, knowledge: Knowledge) -> str:
    """A skill, and how the person stands to it: "programming: you know Python"."""
    return f"{label(knowledge, 'skills', each.skill)}: {standing_words(each, knowledge)}"


def standing_words(each: Requirement, knowledge: Knowledge) -> str:
    """How the person stands to a skill: "you know Python", "likely, from your degree in physics"."""
    by = label(knowledge, "skills", each.by)
    if each.status is Status.UNKNOWN:
        return "you haven’t said"
    if each.status is Status.MISSED:
        return f"you say you lack {by if each.because == 'includes' else 'it'}"
    if each.because == "degree":
        return f"likely, from your {_degree(each.by, knowledge)}"
    return f"you know {by}" if each.because == "includes" else "you say you have it"


def _degree(background: str, knowledge: Knowledge) -> str:
    if background == COMPUTING_DEGREE:
        return "computing degree"
    return f"degree in {label(knowledge, 'backgrounds', background)}"


def steps_words(plan: Plan, knowledge: Knowledge) -> str:
    """ "24 weeks at 10 hours a week (linear algebra 10, probability 14)"."""
    parts = [f"{label(knowledge, 'skills', each.learning.skill)} {each.weeks}" for each in plan.steps]
    return f"{_weeks(plan.weeks)} at {plan.hours:g} hours a week ({', '.join(parts)})"


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"


def bridge_line(bridge: Fact, program: Program, knowledge: Knowledge) -> Line:
    """That a program teaches first what is missing, with its note and receipt."""
    note = f" ({bridge.note.rstrip('.')})" if bridge.note else ""
    words = fact_words("bridge", bridge, program, knowledge)
    return Line("", f"{words}{note}", (source("bridge", bridge, knowledge, program),))


def intake_line(intake: Intake | None, program: Program, knowledge: Knowledge) -> Line:
    """The first start that leaves time, with the receipt of its deadline."""
    if intake is None:
        return Line("", "no start on record")
    return Line("", intake_words(intake), _intake_sources(intake, program, knowledge))


def intake_words(intake: Intake) -> str:
    """ "earliest start that leaves time: fall 2027 (late August); apply by March 1, 2027 (regular)"."""
    if intake.entry is None:
        terms = listed(USUAL_TERMS, "and")
        return (
            f"its deadlines aren’t recorded; of the usual terms ({terms}) the first that leaves time is "
            f"{start_words(intake)}: ask whether it admits then"
        )
    kind = f" ({str(intake.entry['round']).replace('_', ' ')})" if intake.entry.get("round") else ""
    if intake.deadline is not None:
        until = f"apply by {_full_day(intake.deadline)}{kind}"
    else:
        until = "applications are taken all along" if intake.rolling else "its deadline isn’t recorded"
    return f"earliest start that leaves time: {start_words(intake)}; {until}"


def start_words(intake: Intake) -> str:
    """ "fall 2027 (late August)", "May 2027", "any time from December 3, 2026 on"."""
    if intake.term == "any":
        return f"any time from {_full_day(intake.start)} on"
    if intake.term in STARTS:
        return f"{intake.term} {intake.start.year} ({STARTS[intake.term]})"
    return f"{intake.term.capitalize()} {intake.start.year}"


def _full_day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _intake_sources(intake: Intake, program: Program, knowledge: Knowledge) -> tuple[Source, ...]:
    fact = program.fact("deadlines")
    if intake.entry is None or fact is None:
        return ()
    page = intake.entry.get("source") or fact.source
    receipt = Fact(None, page, host_of(page), intake.entry.get("as_of") or fact.as_of, fact.secondhand)
    return (source("deadlines", receipt, knowledge, program),)


def plan_lines(plan: Plan, knowledge: Knowledge) -> tuple[str, ...]:
    """How the weeks of each subject came about, and the total."""
    lines = [_plan_line(each.learning, each.weeks, plan.hours, knowledge) for each in plan.steps]
    if len(lines) > 1:
        sums = " + ".join(str(each.weeks) for each in plan.steps)
        lines.append(f"One after another: {sums} = {_weeks(plan.weeks)}")
    if plan.steps:
        lines.append(
            f"From today that is until {_full_day(plan.end)}; the first usual start after it is {_usual(plan)}"
        )
    return tuple(lines)


def _usual(plan: Plan) -> str:
    intake = earliest_intake(None, plan.end, plan.end)
    return "" if intake is None else start_words(intake)


def _plan_line(learning: Learning, taken: int, hours: float, knowledge: Knowledge) -> str:
    whose = "my own estimate" if learning.source is None else _said_by(learning.source, knowledge)
    name = capital(label(knowledge, "skills", learning.skill))
    estimate = f"{learning.weeks:g} weeks at {learning.hours_a_week:g} hours a week"
    if hours == learning.hours_a_week:
        return f"{name}: {estimate} ({whose})"
    return (
        f"{name}: {estimate} = {learning.hours:g} hours ({whose}); "
        f"{learning.hours:g} / {hours:g} hours a week, rounded up: {_weeks(taken)}"
    )


def _said_by(said: str, knowledge: Knowledge) -> str:
    found = knowledge.sources.get(said)
    return f"says {found.name if found is not None else host_of(said)}"


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]
