"""What an editor has seen to is told from what still waits: noted questions, learned ones, noted facts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.desk.heard_lately import DAYS, REFUSED, NotUnderstood
from bot.desk.pending import NLU, PHRASE, new_change
from bot.desk.seen_to import FROM, mark_of, remember, sort_out
from bot.desk.yaml_edits import with_phrase
from tests.advisor import Conversation
from tests.desk.conftest import Copy, note
from tests.desk.test_desk import removed_all

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
ASKED, OTHER = "recipe for a chocolate cake with walnuts", "hello there, which chess opening beats the sicilian"
WORDED = "which chess opening should i learn"


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
        expect(ana.get_by_text(re.compile(r"^\d+ other questions? (is|are) learned by now"))).to_be_visible()
        assert ASKED not in ana.content()
    finally:
        (desk.root / NLU).write_text(phrases, encoding="utf-8")
    ana.reload()
    expect(mark).to_be_visible()  # as it was


def test_a_question_that_was_worded_otherwise_is_marked_and_gone_once_that_is_taken_in(tmp_path: Path) -> None:
    asked = (NotUnderstood("hey, who tunes the piano? It's OLD", 3, REFUSED, ()), NotUnderstood("else", 1, REFUSED, ()))
    what = {"intent": "out_of_scope", "text": WORDED, FROM: mark_of("hey who tunes the piano its old")}
    assert sort_out(asked, folder=tmp_path).left == asked
    what[FROM] = mark_of("Hey, who tunes the piano? it's old")
    change = new_change(PHRASE, what, "Ana")
    found = sort_out(asked, [change], folder=tmp_path)
    assert (found.left, found.learned, found.noted) == (asked, 0, {asked[0].text: "out_of_scope"})
    remember(tmp_path, [change])
    found = sort_out(asked, folder=tmp_path)
    assert (found.left, found.learned, found.noted) == (asked[1:], 1, {})
    old = date.today() - timedelta(days=DAYS + 1)  # such a question can be shown no longer
    file = tmp_path / "seen_to.json"
    file.write_text(file.read_text().replace(date.today().isoformat(), old.isoformat()))
    remember(tmp_path, [new_change(PHRASE, {**what, FROM: mark_of("else")}, "Ana")])
    assert what[FROM] not in file.read_text() and sort_out(asked, folder=tmp_path).left == asked[:1]
    for broken in ("{", "[]", '{"a": 5}', '{"a": "no day"}'):
        file.write_text(broken)
        assert sort_out(asked, folder=tmp_path).left == asked


def test_the_form_knows_the_question_that_a_phrase_was_worded_from(desk: Copy, ana: Page) -> None:
    Conversation(desk.address).say(OTHER)
    ana.goto(f"{desk.address}/desk/asked")
    ana.get_by_role("button", name=re.compile(f"^Give it to a topic.*{OTHER}")).click()
    ana.get_by_label("Phrase").fill("what does [this] cost")  # a mistake first
    ana.get_by_label("Topic", exact=True).select_option("out_of_scope")
    ana.get_by_role("button", name="Check").click()
    ana.get_by_label("Phrase").fill(WORDED)
    ana.get_by_role("button", name="Check").click()
    note(ana)
    group = ana.locator(".group", has_text=OTHER)
    expect(group.get_by_text("pending: Something else")).to_be_visible()
    assert OTHER not in desk.text("var/desk/pending.yml")  # its words are not kept there
    removed_all(ana, desk)


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
