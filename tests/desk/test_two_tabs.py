"""One editor with the desk in two tabs, logged in, out or in anew in the other one: what was typed is still there."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.conftest import TOKEN, Copy, log_in, note
from tests.desk.test_desk import removed_all, status

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
TYPED = "A fair test, “quoted” & <b>bold</b>:"
FORMS = {
    "/desk/answers/difficulty": ("Answer", "Preview"),
    "/desk/programs/gatech-omscs/letters": ("Note", "Check"),
    "/desk/topics/new": ("Phrases", "Check and preview"),
}


def log_out(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}/desk")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/desk/login")


def give_token(page: Page) -> None:
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Log in").click()


def typed_into(page: Page, desk: Copy, path: str) -> tuple[str, str]:
    """Types into a form without sending it; the field's label, and what stands there now."""
    label, _ = FORMS[path]
    page.goto(f"{desk.address}{path}")
    field = page.get_by_label(label, exact=True)
    field.fill(f"{field.input_value().replace('A fair test:', '')}\n{TYPED}\nmore".strip())
    for empty in page.locator("main [required]").all():  # a browser sends no form without them
        if not empty.input_value():
            empty.fill("nothing yet")
    return label, field.input_value()


@pytest.mark.parametrize("path", FORMS)
def test_what_was_typed_is_back_after_the_login_that_another_tab_made_necessary(
    desk: Copy, ana: Page, path: str
) -> None:
    label, typed = typed_into(ana, desk, path)
    other = ana.context.new_page()
    log_out(other, desk)
    ana.get_by_role("button", name=FORMS[path][1]).click()
    expect(ana.get_by_role("status")).to_contain_text("you are back at what you wrote: nothing of it is lost")
    ana.get_by_label("Token").fill("not the token at all")  # it stays through a wrong one
    ana.get_by_role("button", name="Log in").click()
    expect(ana.get_by_role("alert")).to_contain_text("not the token")
    give_token(ana)
    expect(ana.get_by_label(label, exact=True)).to_have_value(typed)
    expect(ana.get_by_text("What you wrote is here as you wrote it")).to_be_visible()


def test_what_was_to_be_noted_meanwhile_is_shown_is_not_noted_and_can_be(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/answers/difficulty")
    answer = ana.get_by_label("Answer", exact=True)
    answer.fill(answer.input_value().replace("A fair test:", "A fair test is free:"))
    typed = answer.input_value()
    ana.get_by_role("button", name="Preview").click()
    expect(ana.get_by_role("heading", name="As it will look")).to_be_visible()
    other = ana.context.new_page()
    log_out(other, desk)
    log_in(other, desk, "Ben")  # in anew: the form in the first tab is of the earlier visit
    ana.get_by_role("button", name="Note as pending").click()
    expect(ana.get_by_text("What you wrote is here as you wrote it, and not noted yet")).to_be_visible()
    expect(ana.get_by_label("Answer", exact=True)).to_have_value(typed)
    other.goto(f"{desk.address}/desk/pending")
    expect(other.get_by_text("Nothing is pending")).to_be_visible()
    note(ana)
    other.reload()
    expect(other.get_by_text(re.compile("^Ben, "))).to_be_visible()
    removed_all(ana, desk)


def test_a_form_that_nobody_typed_into_is_done_by_nobody_after_a_login_in_another_tab(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/old")
    other = ana.context.new_page()
    log_out(other, desk)
    log_in(other, desk, "Ben")
    ana.get_by_role("button", name=re.compile("^Read again, unchanged")).first.click()
    expect(ana.get_by_role("alert")).to_contain_text("of an earlier visit, so nothing was done")
    other.goto(f"{desk.address}/desk/pending")
    expect(other.get_by_text("Nothing is pending")).to_be_visible()


def test_the_login_may_be_open_in_two_tabs(desk: Copy, browser: Browser) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(f"{desk.address}/desk/login")
    give_token(first)  # the older form
    expect(first.get_by_role("heading", name="Overview")).to_be_visible()
    give_token(second)  # in already, in the other tab
    expect(second.get_by_role("heading", name="Overview")).to_be_visible()
    for page in (first, second):
        page.reload()
        expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    for page in (first, second):  # out already, in the other tab
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/desk/login")
    context.close()


def test_a_copy_of_the_cookie_opens_nothing_once_its_editor_logged_out(desk: Copy, ana: Page, ben: Page) -> None:
    (cookie,) = ana.context.cookies()
    copied = f"{cookie['name']}={cookie['value']}"
    assert status(f"{desk.address}/desk", Cookie=copied) == 200
    log_out(ana, desk)
    assert status(f"{desk.address}/desk", Cookie=copied) == 303
    assert status(f"{desk.address}/accuracy", Cookie=copied) == 303
    ben.reload()
    expect(ben.get_by_role("heading", name="Overview")).to_be_visible()  # another visit goes on
    with sqlite3.connect(desk.root / "var" / "channels.sqlite") as kept:
        rows = [str(row) for row in kept.execute("select key from channel_seen")]
    assert rows and not [each for each in rows if cookie["value"][:20] in each or "Ana" in each]
