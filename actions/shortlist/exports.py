"""The shortlist as files: Markdown to share, CSV for a spreadsheet, a calendar with deadlines and a plan. Pure.

The same list on the same day gives the same file, byte by byte: ids are made from what they name, and every time stamp
is the day that is passed in.
"""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from icalendar import Alarm, Calendar, Event

from actions.dialogue.memory import Kept, Reported
from actions.shortlist.entries import entries, one_line
from actions.wording.facts import DELIVERY, FACT_NAMES, deadline_words, own_lines
from actions.wording.replies import MARKDOWN, File, Line
from actions.wording.reported import told_lines
from actions.wording.words import full_name, listed, place_words, title
from knowledge.base import Knowledge
from knowledge.facts import Program, host_of, year_of

NOT_RECORDED = "not recorded"
CHECK = "check before you rely on it"
REMINDERS = (30, 7)  # days before a deadline
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "ml-masters-advisor/shortlist")
_COLUMNS = (
    "program", "university", "place", "price", "price receipt", "delivery", "GRE", "deadlines", "page", "note",
    "you were told",
)  # fmt: skip
# A spreadsheet takes what begins so for a formula, in full width too; some part cells at ";" or tabs, quoted or not.
_FORMULA = re.compile(r"(^|[;,\t\r\n|]\s*)([=+\-@＝＋－＠])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")


@dataclass(frozen=True)
class Due:
    """A deadline still ahead.

    Attributes:
        on: the day.
        intake: "fall".
        kind: "priority" or "".
        recorded: the receipt and whether the date has to be checked, in words.
        old: the record is of an earlier year, or of none.
    """

    program: Program
    on: date
    intake: str
    kind: str
    recorded: str
    old: bool

    @property
    def name(self) -> str:
        """The deadline in words: "Fall deadline (priority): MS in X (University of Y)"."""
        kind = f" ({self.kind})" if self.kind else ""
        return f"{self.intake.capitalize()} deadline{kind}: {full_name(self.program)}"


@dataclass(frozen=True)
class Step:
    """One step of the plan that leads to a deadline: the day it should be done by, and what."""

    by: date
    what: str
    why: str
    late: bool


def files(
    shortlist: Sequence[Kept], reported: Sequence[Reported], knowledge: Knowledge, today: date
) -> tuple[File, ...]:
    """The list as Markdown, CSV and calendar."""
    return (
        File("shortlist.md", MARKDOWN, markdown(shortlist, reported, knowledge, today)),
        File("shortlist.csv", "text/csv", table(shortlist, reported, knowledge)),
        File("shortlist.ics", "text/calendar", calendar(shortlist, knowledge, today)),
    )


# Dates


def dues(program: Program, today: date) -> list[Due]:
    """The program's deadlines, each at its next occurrence from today on, soonest first; rolling ones have none.

    What is recorded is a month and a day. A record of an earlier year says when it was that year: the next occurrence
    is a guess from it, and marked so.
    """
    fact = program.fact("deadlines")
    found = []
    for each in fact.value if fact else ():
        if not each.get("date"):
            continue
        as_of = each.get("as_of") or (fact.as_of if fact else None)
        year = year_of(as_of)
        old = year is None or year < today.year
        source = host_of(each.get("source") or "") or (fact.source_name if fact else "")
        words = f"{source}, {as_of or 'year not stated'}" + (f": {CHECK}" if old else "")
        kind = str(each.get("round") or "").replace("_", " ")
        found.append(Due(program, next_on(each["date"], today), str(each["intake"]), kind, words, old))
    return sorted(dict.fromkeys(found), key=lambda due: (due.on, due.intake, due.kind))


def have_dates(shortlist: Sequence[Kept], knowledge: Knowledge, today: date) -> bool:
    """Whether a deadline ahead is recorded of any program on the list."""
    return any(dues(program, today) for _, program in entries(shortlist, knowledge))


def next_on(month_day: str, today: date) -> date:
    """The next day of that month and day ("02-29" is February 28 in a common year), today included."""
    month, day = (int(part) for part in month_day.split("-"))
    this_year = _day(today.year, month, day)
    return this_year if this_year >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def plan(due: Due, today: date) -> list[Step]:
    """Backwards from a deadline: tests, letters, statement, transcripts, application. Nothing lies before today.

    The intervals are this advisor's assumptions, not anybody's rule: they leave room for an answer that comes late.
    """
    steps = []
    for days, what, why in _steps(due.program):
        by = due.on - timedelta(days=days)
        steps.append(Step(max(by, today), what, why, by < today))
    return steps


def _steps(program: Program) -> Iterator[tuple[int, str, str]]:
    """(days before the deadline, what, why), earliest first."""
    yield from _gre(program)
    yield from _english(program)
    letters = program.fact("letters")
    if letters is None:
        yield 45, "Check how many letters they want, and ask your referees", "letters: not recorded"
    elif letters.value:
        yield 45, f"Ask your referees for {letters.value:g} letters", f"{letters.value:g} letters are recorded"
    yield 28, "Have a draft of the statement, and somebody to read it", "four weeks leave time for two revisions"
    yield 21, "Order the transcripts", "universities take days to weeks to send them"
    yield 3, "Submit the application", "three days before the last one, in case the form fails"


def _gre(program: Program) -> Iterator[tuple[int, str, str]]:
    fact = program.fact("gre")
    if fact is None:
        yield 100, "Check whether they want the GRE", "GRE: not recorded"
    elif fact.value in ("required", "waivable"):
        waived = "; it can be waived in some cases" if fact.value == "waivable" else ""
        yield 100, "Book the GRE", f"GRE required{waived}" if not waived else f"GRE{waived}"
        yield 50, "Take the GRE", "so that the scores arrive, with time for a second try"


def _english(program: Program) -> Iterator[tuple[int, str, str]]:
    least = [f"{name} from {fact.value:g}" for name, fact in _english_facts(program)]
    if least:
        yield 60, "Take the English test, if you need one", f"recorded: {listed(least, 'or')}"
    else:
        yield 90, "Check whether you need an English test", "English tests: not recorded"


def _english_facts(program: Program) -> Iterator[tuple[str, Any]]:
    for name, key in (("TOEFL", "toefl_min"), ("IELTS", "ielts_min")):
        if (fact := program.fact(key)) is not None:
            yield name, fact


# Markdown


def markdown(shortlist: Sequence[Kept], reported: Sequence[Reported], knowledge: Knowledge, today: date) -> str:
    """The list to share, with receipts, dates ahead and the plan to the nearest of them."""
    lines = ["# My shortlist", ""]
    found = entries(shortlist, knowledge)
    for number, (kept, program) in enumerate(found, 1):
        lines += [
            f"{number}. **{escaped(title(program))}**, {escaped(_where(program))}",
            *_points(kept, program, reported, knowledge),
        ]
    ahead = sorted((due for _, program in found for due in dues(program, today)), key=lambda due: due.on)
    if ahead:
        lines += ["", "## Dates ahead", ""]
        lines += [f"- {due.on.isoformat()} {escaped(due.name)} ({escaped(due.recorded)})" for due in ahead]
        lines += ["", f"## Plan for the first of them, {ahead[0].on.isoformat()}", ""]
        lines += [f"- {step.by.isoformat()} {escaped(_step_words(step))}" for step in plan(ahead[0], today)]
    return "\n".join(
        [*lines, "", f"As of {today.isoformat()}. What is not recorded is no “no”: ask the admissions office.", ""]
    )


def _points(kept: Kept, program: Program, reported: Sequence[Reported], knowledge: Knowledge) -> Iterator[str]:
    if note := one_line(kept.note):
        yield f"   - Note: {escaped(note)}"
    for asked in ("price", "delivery", "gre", "deadline"):
        lines = own_lines(program, asked, knowledge)[:1]
        says = lines[0].words().removeprefix("• ") if lines else NOT_RECORDED
        name = FACT_NAMES[asked]
        yield f"   - {name[0].upper()}{name[1:]}: {escaped(says)}"
    for line in told_lines(program, tuple(FACT_NAMES), reported, with_name=True):
        yield f"   - {escaped(one_line(line.says))}"
    if program.url:
        yield f"   - <{program.url}>"


def escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _where(program: Program) -> str:
    return ", ".join(part for part in (program.university.name, place_words(program)) if part)


def _step_words(step: Step) -> str:
    late = "; this plan would have begun earlier, so do it now" if step.late else ""
    return f"{step.what} ({step.why}){late}"


# CSV


def table(shortlist: Sequence[Kept], reported: Sequence[Reported], knowledge: Knowledge) -> str:
    """One row a program."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for kept, program in entries(shortlist, knowledge):
        writer.writerow([inert(cell) for cell in _row(kept, program, reported, knowledge)])
    return out.getvalue()


def _row(kept: Kept, program: Program, reported: Sequence[Reported], knowledge: Knowledge) -> Iterator[str]:
    price = own_lines(program, "price", knowledge)[:1]
    told = told_lines(program, tuple(FACT_NAMES), reported, with_name=True)
    fact = program.fact("delivery")
    yield title(program)
    yield program.university.name
    yield place_words(program)
    yield price[0].says if price else NOT_RECORDED
    yield _receipts(price)
    yield listed([DELIVERY[each] for each in fact.value]) if fact else NOT_RECORDED
    yield _says(own_lines(program, "gre", knowledge)[:1])
    yield deadline_words(program) or NOT_RECORDED
    yield program.url or ""
    yield one_line(kept.note)
    yield one_line("; ".join(line.says for line in told))


def _says(lines: Sequence[Line]) -> str:
    return lines[0].says if lines else NOT_RECORDED


def _receipts(lines: Iterable[Line]) -> str:
    return "; ".join(dict.fromkeys(source.words() for line in lines for source in line.sources))


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, nor a part of it for one where another sign parts the cells."""
    return _FORMULA.sub(r"\1'\2", cell)


# Calendar


def calendar(shortlist: Sequence[Kept], knowledge: Knowledge, today: date) -> str:
    """All deadlines ahead with reminders, and the steps that lead to each, as iCalendar (RFC 5545)."""
    made = Calendar()
    made.add("prodid", "-//ML master's advisor//shortlist//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Master's applications")
    stamp = datetime(today.year, today.month, today.day, tzinfo=timezone.utc)
    for kept, program in entries(shortlist, knowledge):
        for due in dues(program, today):
            made.add_component(_deadline_event(due, kept, stamp))
            for step in plan(due, today):
                made.add_component(_step_event(step, due, stamp))
    return made.to_ical().decode("utf-8")


def _deadline_event(due: Due, kept: Kept, stamp: datetime) -> Event:
    note = one_line(kept.note)
    old = f"This date is taken from an earlier record; {CHECK}." if due.old else ""
    parts = [f"Recorded: {due.recorded}.", old, due.program.url or "", f"Your note: {note}" if note else ""]
    event = _event(due.on, due.name, "\n".join(part for part in parts if part), (_key(due), "deadline"), stamp)
    for days in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{days} days: {due.name}")
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _step_event(step: Step, due: Due, stamp: datetime) -> Event:
    description = f"For: {due.name}, {due.on.isoformat()}.\n{_step_words(step)}.\nRecorded: {due.recorded}."
    return _event(step.by, f"{step.what}: {full_name(due.program)}", description, (_key(due), step.what), stamp)


def _key(due: Due) -> str:
    return f"{due.program.id}/{due.intake}/{due.kind}/{due.on.isoformat()}"


def _event(day: date, summary: str, description: str, key: Sequence[str], stamp: datetime) -> Event:
    """An event of a whole day."""
    event = Event()
    fields: Mapping[str, Any] = {
        "uid": f"{uuid.uuid5(_NAMESPACE, '/'.join(key))}@ml-masters-advisor",
        "dtstamp": stamp,
        "dtstart": day,
        "dtend": day + timedelta(days=1),
        "summary": summary,
        "description": description,
        "transp": "TRANSPARENT",
    }
    for name, value in fields.items():
        event.add(name, value)
    return event
