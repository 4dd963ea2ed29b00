"""The shortlist as files, read back by the readers that people use."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from actions.dialogue.memory import Kept, Memory, Reported
from actions.shortlist.entries import one_line
from actions.shortlist.exports import calendar, dues, files, inert, markdown, next_on, plan, table
from actions.wording.replies import Reply
from knowledge.base import Knowledge
from tests.actions.conftest import Act

TODAY = date(2026, 11, 25)
MCIT, OMSCS = "penn-mcit-online", "gatech-omscs"
BOTH = (Kept(MCIT, "ask Maria, she knows; really"), Kept(OMSCS))


def events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_deadlines_of_the_calendar_are_ahead_and_remind(knowledge: Knowledge) -> None:
    found = [each for each in events(calendar(BOTH, knowledge, TODAY)) if "deadline" in str(each["summary"])]
    mcit = [each for each in found if "Pennsylvania" in str(each["summary"])]
    assert [each.decoded("dtstart") for each in mcit] == [
        date(2027, 3, 1), date(2027, 5, 1), date(2027, 8, 1), date(2027, 10, 1)
    ]  # fmt: skip
    assert str(mcit[0]["summary"]).startswith("Fall deadline (early): Master of Computer and Information Technology")
    description = str(mcit[0]["description"])
    assert "onlinelearning.seas.upenn.edu, 2020: check before you rely on it" in description
    assert "Your note: ask Maria, she knows; really" in description
    assert [alarm.decoded("trigger") for alarm in mcit[0].walk("VALARM")] == [timedelta(days=-30), timedelta(days=-7)]


def test_the_plan_leads_to_each_deadline(knowledge: Knowledge) -> None:
    recorded = knowledge.program(MCIT)
    assert recorded is not None
    program = replace(recorded, facts={key: fact for key, fact in recorded.facts.items() if key != "gre"})
    (first, *_) = dues(program, TODAY)
    steps = plan(first, TODAY)
    assert [(step.by, step.what) for step in steps] == [
        (date(2026, 11, 25), "Check whether they want the GRE"),
        (date(2026, 12, 31), "Take the English test, if you need one"),
        (date(2027, 1, 15), "Check how many letters they want, and ask your referees"),
        (date(2027, 2, 1), "Have a draft of the statement, and somebody to read it"),
        (date(2027, 2, 8), "Order the transcripts"),
        (date(2027, 2, 26), "Submit the application"),
    ]
    assert [step.late for step in steps] == [True, *[False] * 5]


def test_a_gre_that_is_not_needed_is_not_planned(knowledge: Knowledge) -> None:
    for program in knowledge.programs:
        fact = program.fact("gre")
        words = " ".join(step.what for due in dues(program, TODAY) for step in plan(due, TODAY))
        if fact is not None and fact.value in ("not_required", "not_accepted", "optional"):
            assert "GRE" not in words
        elif words:
            assert "GRE" in words


@pytest.mark.parametrize(
    ("month_day", "today", "found"),
    [
        ("12-15", date(2026, 11, 25), date(2026, 12, 15)),
        ("11-25", date(2026, 11, 25), date(2026, 11, 25)),
        ("11-24", date(2026, 11, 25), date(2027, 11, 24)),
        ("02-29", date(2026, 11, 25), date(2027, 2, 28)),
        ("02-29", date(2027, 11, 25), date(2028, 2, 29)),
    ],
)
def test_the_next_occurrence(month_day: str, today: date, found: date) -> None:
    assert next_on(month_day, today) == found


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_nothing_of_the_calendar_lies_in_the_past(knowledge: Knowledge, today: date) -> None:
    shortlist = tuple(Kept(each.id) for each in knowledge.programs if each.fact("deadlines"))[:20]
    found = events(calendar(shortlist, knowledge, today))
    assert found and min(each.decoded("dtstart") for each in found) >= today
    assert len({str(each["uid"]) for each in found}) == len(found)


def test_the_same_list_gives_the_same_files(knowledge: Knowledge) -> None:
    assert files(BOTH, (), knowledge, TODAY) == files(BOTH, (), knowledge, TODAY)
    names = [(each.name, each.type) for each in files(BOTH, (), knowledge, TODAY)]
    assert names == [
        ("shortlist.md", "text/markdown"), ("shortlist.csv", "text/csv"), ("shortlist.ics", "text/calendar")
    ]  # fmt: skip


def test_the_table_has_receipts_and_says_what_is_not_recorded(knowledge: Knowledge) -> None:
    told = (Reported(MCIT, "letters", "two are enough"),)
    first, second = csv.DictReader(io.StringIO(table(BOTH, told, knowledge)))
    assert first["program"] == "Master of Computer and Information Technology Online"
    assert first["price"] == "about $32,140 in all" and "2022-04" in first["price receipt"]
    assert first["deadlines"].startswith("fall: March 1 (early) [2020]; fall: May 1")
    assert first["note"] == "ask Maria, she knows; really"
    assert "two are enough" in first["you were told"] and "not checked" in first["you were told"]
    assert second["price"] == "about $7,000 in all"
    assert second["price receipt"] == "gradpilot.com, 2026-06, second-hand"
    assert second["page"] == "https://omscs.gatech.edu/"


def test_the_text_to_share(knowledge: Knowledge) -> None:
    text = markdown(BOTH, (), knowledge, TODAY)
    assert "1. **Master of Computer and Information Technology Online**, University of Pennsylvania" in text
    assert "   - Price: about $7,000 in all (gradpilot.com, 2026-06, second-hand)" in text
    assert "- 2027-03-01 Fall deadline (early)" in text
    assert "- 2027-02-26 Submit the application" in text


@pytest.mark.parametrize(
    "note", ["=1+1", "hi;=cmd|'/C calc'!A0;x", "a, -2", "＝1+1", "x\t@SUM(A1)", "a; ＋1", "ok | +3", "=1;=2,=3"]
)
def test_no_spreadsheet_takes_a_note_for_a_formula_whatever_sign_parts_its_cells(
    knowledge: Knowledge, note: str
) -> None:
    text = table((Kept(MCIT, note),), (), knowledge)
    for sign in ";,\t|":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            for row in csv.reader(io.StringIO(text), delimiter=sign, quoting=quoting):
                assert not [cell for cell in row if cell.strip(' "')[:1] in tuple("=+-@＝＋－＠")]


ANY = st.text(max_size=60) | st.sampled_from(
    ["=1+1", "-2", "BEGIN:VEVENT", "a\r\nEND:VCALENDAR", '",";\n', "<b>**x**</b>", "[a](javascript:b)", "\\", "`", "  "]
)


@pytest.fixture(scope="module")
def without_notes(knowledge: Knowledge) -> list[icalendar.Event]:
    return events(calendar((Kept(MCIT), Kept(OMSCS)), knowledge, TODAY))


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_no_note_breaks_a_file(knowledge: Knowledge, without_notes: list[icalendar.Event], note: str) -> None:
    kept = (Kept(MCIT, note), Kept(OMSCS))
    words = one_line(note)
    rows = list(csv.DictReader(io.StringIO(table(kept, (), knowledge))))
    assert len(rows) == 2 and rows[0]["note"] == inert(words)

    noted = events(calendar(kept, knowledge, TODAY))
    assert [each["uid"] for each in without_notes] == [each["uid"] for each in noted]
    shown = str(noted[0]["description"])
    if re.search(r"\\[,;:nN]", words) is None:  # of a backslash before these the library reads no file right
        assert not words or words in " ".join(shown.split("\n"))

    html = MarkdownIt("commonmark").render(markdown(kept, (), knowledge, TODAY))
    assert html.count("<li>") == MarkdownIt("commonmark").render(
        markdown((Kept(MCIT, "x" if words else ""), Kept(OMSCS)), (), knowledge, TODAY)
    ).count("<li>")
    assert "<b>" not in html and "javascript" not in html.split("Note:")[0]
    assert 'href="javascript' not in html


def test_the_action_gives_the_files_and_names_the_next_dates(act: Act) -> None:
    (reply,) = act("export_shortlist", "export my shortlist", Memory(shortlist=BOTH)).replies
    assert isinstance(reply, Reply)
    assert [each["name"] for each in reply.custom()["files"]] == ["shortlist.md", "shortlist.csv", "shortlist.ics"]
    assert "The next dates on record:" in reply.closing and "check before you rely on it" in reply.closing
    assert "# My shortlist" in reply.text  # complete in words, also where files cannot be had
