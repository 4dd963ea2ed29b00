"""A plan, week by week, for what is missing before the programs at hand; also as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.guide import ReadinessTalk
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.person import person_of, programs_at_hand
from actions.wording.readiness_replies import ask_background, compared, payload, plan_of
from actions.wording.readiness_words import capital, intake_line, names_of, plan_lines, start_words
from actions.wording.replies import Chip, File, Reply, Source, Table
from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.advice.intakes import earliest_intake
from knowledge.advice.readiness import Plan, Step, study_plan, usual
from knowledge.base import Knowledge
from knowledge.facts import Program, Way
from knowledge.names import label
from knowledge.programs import Search

COLUMNS = ("Weeks", "Subject", "A way to learn it", "Why")
OFFERED_HOURS = (5, 15, 20)


class ActionStudyPlan(AdvisorAction):
    """`ask_study_plan`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The plan for the gaps of all programs at hand; without a background, asks for it."""
        knowledge = search.knowledge
        known = replace(memory, guide=ReadinessTalk(), asked=None)
        programs = programs_at_hand(message, known, search)
        known = replace(known, mentioned=tuple(each.id for each in programs)) if programs else known
        person = person_of(known)
        if wanted := _subjects(message):
            others = tuple(each for each in knowledge.learning if each not in wanted)  # nothing that they build on
            reader = replace(person, skills=others, lacking=())
            plan = study_plan(wanted, reader, knowledge.learning, knowledge.vocabulary, date.today())
            return Turn((_reply(plan, (), knowledge, wanted),), known)
        if not person.is_known:
            asked = ask_background(programs, usual(knowledge.programs), knowledge, "ask_study_plan")
            return Turn((asked,), known)
        plan = plan_of(compared(programs, person, knowledge), person, knowledge, date.today())
        reply = _reply(plan, programs, knowledge) if plan.steps else _no_plan(programs)
        return Turn((reply,), known)


def _subjects(message: Message) -> tuple[str, ...]:
    """The skills that a plan is asked for by name: "a plan for linear algebra and calculus", of no program."""
    if message.has(*NAMES):
        return ()
    said = [each for each in message.entities if each["entity"] == "skill" and each.get("op") == "learning"]
    return tuple(dict.fromkeys(str(each["value"]) for each in said))


def _no_plan(programs: Sequence[Program]) -> Reply:
    what = listed([in_sentence(each) for each in programs]) if programs else "what programs usually ask for"
    lead = f"You don’t need a study plan for {what}: from what you told me, nothing on record is missing."
    chips = (
        Chip("Check my background", payload("ask_readiness", programs)),
        Chip("Find programs", "/ask_recommendation"),
    )
    return Reply("study_plan", lead, chips=chips)


def _reply(plan: Plan, programs: Sequence[Program], knowledge: Knowledge, wanted: Sequence[str] = ()) -> Reply:
    """The plan as a table, with what it is for.

    Args:
        wanted: the skills that it was asked for by name, if it was.
    """
    today = date.today()
    what = listed([in_sentence(each) for each in programs]) if programs else "what programs usually ask for"
    covers = f"It covers {listed([label(knowledge, 'skills', each) for each in wanted])}."
    lead = (
        f"{plan.weeks} weeks at {plan.hours:g} hours a week, one subject after another, until "
        f"{plan.end:%B} {plan.end.day}, {plan.end.year}. {covers if wanted else f'It closes the gaps for {what}.'}"
    )
    rows = tuple(_row(step, knowledge) for step in plan.steps)
    starts = _starts(programs, plan, today, knowledge)
    closing = "\n".join([*starts, *_notes(plan, knowledge)])
    table = Table(COLUMNS, rows)
    sources = tuple(_receipt(way) for step in plan.steps for way in step.learning.ways[:1])
    content = _markdown(lead, plan, closing, knowledge)
    return Reply(
        "study_plan",
        lead,
        table=table,
        closing=closing,
        chips=_chips(plan, programs, knowledge),
        sources=sources,
        calculations=plan_lines(plan, knowledge),
        files=(File("study-plan.md", "text/markdown", content),),
    )


def _row(step: Step, knowledge: Knowledge) -> tuple[str, ...]:
    name = capital(label(knowledge, "skills", step.learning.skill))
    why = "you lack it" if step.said else "you haven’t said that you know it"
    return _span(step), name, way_words(step.learning.ways[0]), why


def _span(step: Step) -> str:
    return f"Week {step.first}" if step.first == step.last else f"Weeks {step.first}–{step.last}"


def way_words(way: Way) -> str:
    """A course or book in words: "18.06 Linear Algebra (MIT OpenCourseWare, free)"."""
    price = {True: ", free", False: ", paid", None: ""}[way.free]
    return f"{way.name} ({way.provider}{price})"


def _receipt(way: Way) -> Source:
    return Source(f"{way.provider}, {way.name}", way.url, way.as_of or "undated page")


def _starts(programs: Sequence[Program], plan: Plan, today: date, knowledge: Knowledge) -> list[str]:
    """The first start after the plan, for each program with the receipt of its deadline."""
    if not programs:
        first = earliest_intake(None, plan.end, today)
        return [f"The first usual start that leaves time: {start_words(first)}."] if first else []
    lines = [(each, intake_line(earliest_intake(each, plan.end, today), each, knowledge)) for each in programs]
    return [f"• {in_sentence(each)}: {line.words().removeprefix('• ')}" for each, line in lines]


def _notes(plan: Plan, knowledge: Knowledge) -> list[str]:
    notes = ["Weeks are estimates, and no admissions office has agreed to them: ask it which courses it accepts."]
    if plan.unplanned:
        notes.append(f"I have no way on file to learn {listed(names_of(plan.unplanned, knowledge))}.")
    return notes


def _chips(plan: Plan, programs: Sequence[Program], knowledge: Knowledge) -> tuple[Chip, ...]:
    hours = tuple(
        Chip(f"{each} hours a week", payload("ask_study_plan", programs, assumption={"name": "hours", "value": each}))
        for each in OFFERED_HOURS
        if each != plan.hours
    )
    unsaid = [step.learning.skill for step in plan.steps if not step.said][:2]
    known = tuple(
        Chip(f"I know {label(knowledge, 'skills', each)}", payload("ask_study_plan", programs, skill=each))
        for each in unsaid
    )
    return (*hours, *known, Chip("Programs with a bridge", '/ask_readiness{"asked_fact": "bridge"}'))


def _markdown(lead: str, plan: Plan, closing: str, knowledge: Knowledge) -> str:
    """The plan to keep: every way to learn each subject, with its address."""
    lines = ["# Study plan", "", lead, "", "| Weeks | Subject | Ways to learn it |", "|---|---|---|"]
    for step in plan.steps:
        ways = "; ".join(f"[{way.name}]({way.url}) ({way.provider})" for way in step.learning.ways)
        lines.append(f"| {_span(step)} | {capital(label(knowledge, 'skills', step.learning.skill))} | {ways} |")
    worked_out = [f"- {each}" for each in plan_lines(plan, knowledge)]
    return "\n".join([*lines, "", closing, "", "How the weeks were worked out:", "", *worked_out, ""])
