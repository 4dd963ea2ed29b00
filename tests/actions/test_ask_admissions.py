"""Emails to admissions offices, and what people report of the answers."""

from __future__ import annotations

from actions.dialogue.memory import Kept, Memory, Reported
from actions.wording.replies import Reply
from knowledge.base import Knowledge
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.actions.conftest import Act

OMSCS, MCIT, OMSA = "gatech-omscs", "penn-mcit-online", "gatech-omsa"
HARVARD = "harvard-extension-alm-data-science"  # of which no GRE policy is recorded


def said(turn) -> Reply:  # type: ignore[no-untyped-def]
    (reply,) = turn.replies
    assert isinstance(reply, Reply)
    return reply


def test_one_email_an_office_with_what_is_not_recorded(act: Act) -> None:
    memory = Memory(shortlist=(Kept(OMSCS), Kept(MCIT), Kept(OMSA)))
    reply = said(act("ask_admissions", "write the email to admissions for me", memory))
    assert reply.lead.startswith("2 emails, one for each admissions office")
    assert "Addresses of people are not in my records" in reply.lead
    first, second = reply.closing.split("\n\n---\n\n")
    assert first.startswith("To: admissions office, Georgia Institute of Technology")
    assert "On Online Master of Science in Computer Science:" in first
    assert (
        "Where to send it: https://onlinelearning.seas.upenn.edu/mcit/, or the university's admissions page" in second
    )
    assert "Subject: Questions on Master of Computer and Information Technology Online" in second
    assert "What is the application fee, and are there waivers?" in second
    assert "What does the whole program cost, with all fees" not in second  # recorded
    assert "Do you admit people whose bachelor's degree is not in computing?" not in second  # recorded
    assert second.rstrip().endswith("(your name)")
    assert "@" not in reply.closing  # no address is made up
    assert [(each.name, each.type) for each in reply.files] == [("questions-for-admissions.md", "text/markdown")]
    assert reply.text.count("Dear admissions team,") == 2  # told once, although it is a file too


def test_what_matters_to_the_wishes_comes_first(act: Act) -> None:
    memory = Memory(shortlist=(Kept(MCIT),), wishes=(Wish("thesis", ("required",)),))
    reply = said(act("ask_admissions", "", memory))
    assert "1. Is a thesis required, optional, or not offered? (It matters to me: a thesis.)" in reply.closing


def test_a_budget_is_not_told_to_the_office(act: Act) -> None:
    memory = Memory(shortlist=(Kept("northwestern-msai"),), wishes=(Wish("budget", (15000,)),))
    closing = said(act("ask_admissions", "", memory)).closing
    assert "1. What does the whole program cost" in closing and "15,000" not in closing


def test_old_records_are_asked_to_be_confirmed(act: Act) -> None:
    reply = said(act("ask_admissions", "", Memory(shortlist=(Kept(MCIT),))))
    assert "Is this still right: fall: March 1 (early) [2020]; fall: May 1" in reply.closing


def test_without_a_shortlist_the_program_spoken_of(act: Act) -> None:
    assert "Subject: Questions on Online Master of Science in Computer Science" in said(
        act("ask_admissions", "", Memory(shown=(OMSA, MCIT), mentioned=(OMSCS,)))
    ).closing  # fmt: skip
    assert "For which programs" in said(act("ask_admissions")).text


def test_answers_are_kept_and_not_asked_again(act: Act) -> None:
    memory = Memory(shortlist=(Kept(MCIT), Kept(OMSCS)))
    turn = act("report_answer", "penn told me they need two letters", memory)
    assert turn.memory.reported == (Reported(MCIT, "letters", "they need two letters"),)
    assert "you were told: “they need two letters” (your report, not checked)" in said(turn).text
    assert "It changes no search and no order." in said(turn).text
    asked = said(act("ask_admissions", "questions for penn mcit online", turn.memory)).closing
    assert "How many letters" not in asked and "What is the application fee" in asked


def test_a_report_is_shown_as_theirs_beside_the_records(act: Act) -> None:
    memory = Memory(
        reported=(
            Reported(MCIT, "gre", "no gre at all"),
            Reported(OMSCS, "price", "9,000 from next year"),
            Reported(HARVARD, "gre", "two courses instead"),
        ),
    )
    reply = said(act("program_fact", "does harvard extension data science need the gre", memory))
    assert "It is not in my records, but you told me:" in reply.text
    assert "GRE: you were told: “two courses instead” (your report, not checked)" in reply.text
    reply = said(act("program_fact", "does penn mcit online need the gre", memory))
    assert "GRE optional" in reply.text and "It is not in my records" not in reply.text
    assert "GRE: you were told: “no gre at all” (your report, not checked)" in reply.text
    assert reply.cards[0].lines[-1].sources == ()
    reply = said(act("program_fact", "how much is omscs", memory))
    assert "about $7,000 in all (gradpilot.com, 2026-06, second-hand)" in reply.text
    assert "Price: you were told: “9,000 from next year”" in reply.text
    table = said(act("compare", "compare omscs and penn mcit online", memory)).table
    assert table is not None
    assert ("You were told, not checked: GRE", "–", "no gre at all") in table.rows
    assert said(act("program_fact", "tell me about omscs", Memory())).text.count("you were told") == 0


def test_a_report_never_changes_the_order(act: Act, search: Search, knowledge: Knowledge) -> None:
    words = "online under 20k without the gre"
    plain = act("recommend", words, Memory(), intent="inform")
    reports = tuple(Reported(each.id, "gre", "no gre") for each in knowledge.programs)
    told = act("recommend", words, Memory(reported=reports), intent="inform")
    assert plain.memory.shown == told.memory.shown
    assert said(plain).text == said(told).text


def test_what_is_unclear_is_asked_and_the_words_are_kept(act: Act) -> None:
    memory = Memory(shortlist=(Kept(MCIT), Kept(OMSCS)))
    reply = said(act("report_answer", "they told me that it is all fine", memory))
    assert "Which program is that about?" in reply.text
    assert reply.chips[0].payload == '/report_answer{"program": "penn-mcit-online", "note": "it is all fine"}'
    entities = ({"entity": "program", "value": MCIT}, {"entity": "note", "value": "it is all fine"})
    reply = said(act("report_answer", "", memory, entities=entities))
    assert "What is it about?" in reply.text
    chip = next(chip for chip in reply.chips if chip.title == "Letters of recommendation")
    assert chip.payload.endswith('"asked_fact": "letters", "note": "it is all fine"}')
    turn = act("report_answer", "", memory, entities=(*entities, {"entity": "asked_fact", "value": "letters"}))
    assert turn.memory.reported == (Reported(MCIT, "letters", "it is all fine"),)


def test_a_later_report_replaces_the_earlier(act: Act) -> None:
    memory = Memory(reported=(Reported(OMSCS, "gre", "yes"),))
    turn = act("report_answer", "omscs said the gre is not required", memory)
    assert turn.memory.reported == (Reported(OMSCS, "gre", "the gre is not required"),)
