"""Two editors at once, in two browsers: nothing is lost, and a conflict is plain."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.advisor import Conversation
from tests.desk.conftest import Copy, note
from tests.desk.test_desk import NEW_PHRASE, OMSCS, STRANGE, removed_all

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
FREE, NOTHING = "A fair test is free:", "A fair test costs nothing:"


def test_two_editors_of_one_fact_meet_a_plain_conflict_and_lose_nothing(desk: Copy, ana: Page, ben: Page) -> None:
    for page, value in ((ana, "2"), (ben, "1")):
        page.goto(f"{desk.address}{OMSCS}/letters")
        page.get_by_label("Value").fill(value)
        page.get_by_label("Year").fill("2026")
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".diff .added").first).to_contain_text(f"value: {value}")
    note(ana)
    ben.get_by_role("button", name="Note as pending").click()
    expect(ben.get_by_role("alert")).to_contain_text("Ana changed this fact while you wrote")
    expect(ben.get_by_role("alert")).to_contain_text("Theirs says: 2")
    expect(ben.get_by_label("Value")).to_have_value("1")  # what was written is still there
    ana.goto(f"{desk.address}/desk/pending")
    expect(ana.get_by_role("link", name="letters of recommendation): 2 (2026)")).to_be_visible()
    note(ben)  # having seen it
    ana.reload()
    expect(ana.get_by_role("link", name="letters of recommendation): 1 (2026)")).to_be_visible()
    expect(ana.get_by_text(re.compile("^Ben, "))).to_be_visible()
    removed_all(ana, desk)


def test_two_editors_of_different_things_lose_nothing(desk: Copy, ana: Page, ben: Page) -> None:
    for page, fact in ((ana, "letters"), (ben, "credits")):
        page.goto(f"{desk.address}{OMSCS}/{fact}")
        page.get_by_label("Year").fill("2026")
        page.get_by_role("button", name="Check").click()
    note(ana)
    note(ben)
    ana.goto(f"{desk.address}/desk/pending")
    expect(ana.get_by_role("heading", name="2 changes")).to_be_visible()
    removed_all(ana, desk)


def test_two_editors_of_one_answer_meet_a_plain_conflict_and_lose_nothing(desk: Copy, ana: Page, ben: Page) -> None:
    for page, words in ((ana, FREE), (ben, NOTHING)):
        page.goto(f"{desk.address}/desk/answers/difficulty")
        answer = page.get_by_label("Answer", exact=True)
        answer.fill(answer.input_value().replace("A fair test:", words))
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".diff .added")).to_contain_text(words)
    note(ana)
    ben.get_by_role("button", name="Note as pending").click()
    expect(ben.get_by_role("alert")).to_contain_text("Ana changed this answer while you wrote")
    expect(ben.get_by_role("alert")).to_contain_text(FREE)  # theirs, to take over from
    expect(ben.get_by_label("Answer", exact=True)).to_have_value(re.compile(NOTHING))  # what was written is still there
    assert FREE in desk.text("var/desk/pending.yml") and NOTHING not in desk.text("var/desk/pending.yml")
    note(ben)  # having seen it
    assert NOTHING in desk.text("var/desk/pending.yml")
    removed_all(ana, desk)


def test_two_editors_who_give_one_phrase_to_two_topics_are_told_of_each_other(desk: Copy, ana: Page, ben: Page) -> None:
    Conversation(desk.address).say(STRANGE)
    for page, intent in ((ana, "faq/cost"), (ben, "faq/financial_aid")):
        page.goto(f"{desk.address}/desk/asked")
        page.get_by_role("button", name=re.compile("^Give it to a topic")).first.click()
        page.get_by_label("Phrase").fill(NEW_PHRASE)
        page.get_by_label("Topic", exact=True).select_option(intent)
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".diff .added").last).to_contain_text(NEW_PHRASE)
    note(ana)
    ben.get_by_role("button", name="Note as pending").click()
    expect(ben.get_by_role("alert")).to_contain_text("Ana has noted this phrase already, for Cost")
    expect(ben.get_by_label("Phrase")).to_have_value(NEW_PHRASE)
    ana.goto(f"{desk.address}/desk/pending")
    expect(ana.locator(".group", has_text=f"“{NEW_PHRASE}” is asked for Cost")).to_be_visible()
    removed_all(ana, desk)
