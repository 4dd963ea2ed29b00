"""What an editor has seen to is told from what still waits: noted questions, learned ones, noted facts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from bot.desk.pending import NLU
from bot.desk.yaml_edits import with_phrase
from tests.advisor import Conversation
from tests.desk.conftest import Copy, note
from tests.desk.test_desk import removed_all

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
ASKED = "who tunes the piano in my living room"


def test_a_question_that_is_noted_or_learned_waits_no_longer(desk: Copy, ana: Page) -> None:
    Conversation(desk.address).say(ASKED)
    phrases = desk.text(NLU)
    ana.goto(f"{desk.address}/desk/asked")
    mark = ana.get_by_role("button", name=re.compile(f"^Out of scope.*{ASKED}"))
    mark.click()
    note(ana)
    for path in ("/desk", "/desk/asked"):
        ana.goto(f"{desk.address}{path}")
        group = ana.locator(".group", has_text=ASKED)
        if path == "/desk/asked" or group.count():  # the overview shows the most frequent ones only
            expect(group.get_by_text("pending: Something else")).to_be_visible()
        expect(mark).to_have_count(0)
    group.get_by_role("button", name="Another wording").click()
    expect(ana.get_by_label("Phrase")).to_have_value(ASKED)
    expect(ana.get_by_label("Topic", exact=True)).to_have_value("out_of_scope")
    removed_all(ana, desk)
    try:  # taken in, it is a phrase
        (desk.root / NLU).write_text(with_phrase(phrases, "out_of_scope", ASKED), encoding="utf-8")
        ana.goto(f"{desk.address}/desk/asked")
        expect(ana.get_by_text(re.compile(r"^\d+ other questions? (is|are) among the phrases by now"))).to_be_visible()
        assert ASKED not in ana.content()
    finally:
        (desk.root / NLU).write_text(phrases, encoding="utf-8")
    ana.reload()
    expect(mark).to_be_visible()  # as it was


def test_a_fact_that_was_asked_for_in_vain_is_marked_once_it_is_noted(desk: Copy, ana: Page) -> None:
    Conversation(desk.address).say("does penn mcit want letters")
    ana.goto(f"{desk.address}/desk/asked")
    row = ana.get_by_role("row", name=re.compile("^Master of Computer and Information Technology Online"))
    expect(row.get_by_text("pending")).to_have_count(0)
    row.get_by_role("link", name="letters of recommendation").click()
    ana.get_by_label("Value").fill("2")
    ana.get_by_label("Source").fill("https://online.seas.upenn.edu/admissions/")
    ana.get_by_role("button", name="Check").click()
    note(ana)
    ana.goto(f"{desk.address}/desk/asked")
    expect(row.get_by_text("pending")).to_be_visible()
    removed_all(ana, desk)
