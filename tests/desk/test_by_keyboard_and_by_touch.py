"""Whole tasks as some people have to do them: by the keyboard alone; on a phone, by touch, without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from bot.desk.pending import program_path
from tests.advisor import Conversation
from tests.desk.conftest import RENEWED, TOKEN, Copy, wait_for
from tests.desk.test_clean_diffs import changed, committed
from tests.desk.test_desk import removed_all
from tests.desk.test_taking_in import LONG

pytestmark = pytest.mark.timeout(900)  # the first test waits for the servers too
ASKED, WORDED = "who feeds my goldfish over the summer", "can my goldfish live in the dorm over the summer"
MOST_TABS = 400  # on a page
# Of what has the focus: its outline, whether it stands on top of all else, and what it is; the page itself has none.
SEEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  if (at === document.body) return ["solid", true];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  return [getComputedStyle(at).outlineStyle, !top || at.contains(top) || top.contains(at), at.outerHTML];
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Goes on by Tab until something has the focus, also behind the end of the page; wherever it is, one sees it."""
    page.wait_for_load_state()  # with its styles
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(SEEN)
        assert here[:2] == ["solid", True], here
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached")


def test_a_question_is_given_to_a_topic_by_the_keyboard_alone(desk: Copy, ana: Page) -> None:
    Conversation(desk.address).say(ASKED)
    ana.goto(f"{desk.address}/desk/asked")
    tab_to(ana, ana.get_by_role("button", name=re.compile(f"^Give it to a topic.*{ASKED}")))
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("heading", level=1, name="Give a question to a topic")).to_be_visible()
    tab_to(ana, ana.get_by_label("Phrase"))
    ana.keyboard.press("Control+A")
    ana.keyboard.type(WORDED)
    tab_to(ana, ana.get_by_label("Topic", exact=True))
    ana.keyboard.type("Student life")
    tab_to(ana, ana.get_by_role("button", name="Check"))
    ana.keyboard.press("Enter")
    expect(ana.locator(".diff .added").last).to_contain_text(f"- {WORDED}")
    tab_to(ana, ana.get_by_role("button", name="Note as pending"))
    ana.keyboard.press("Enter")
    ana.wait_for_url("**said=kept*")
    tab_to(ana, ana.get_by_role("link", name="Pending 1"))
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("heading", level=1, name="Pending")).to_be_visible()
    tab_to(ana, ana.get_by_role("button", name=re.compile("^Remove")))
    ana.keyboard.press("Enter")
    expect(ana.get_by_text("Nothing is pending")).to_be_visible()


@pytest.fixture
def phone(desk: Copy, browser: Browser) -> Iterator[Page]:
    """A phone that runs no script, whose editor is in."""
    context = browser.new_context(
        viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True, java_script_enabled=False
    )
    context.set_default_navigation_timeout(RENEWED * 1000)
    page = context.new_page()
    page.goto(f"{desk.address}/desk")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Log in").tap()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    yield page
    context.close()


def facts_of(desk: Copy, program: str) -> dict[str, dict[str, object]]:
    """What the file of a program records."""
    found: dict[str, dict[str, object]] = yaml.safe_load(desk.text(program_path(program)))["facts"]
    return found


def place_of(page: Page, link: str) -> tuple[str, str]:
    """Program and fact that a link of the page of old facts leads to."""
    address = page.get_by_role("link", name=re.compile(f"^{link}")).first.get_attribute("href") or ""
    program, fact = unquote(address).partition("?")[0].split("/")[-2:]
    return program, fact


def test_on_a_phone_without_scripts_old_facts_are_read_again_changed_taken_in_and_told(desk: Copy, phone: Page) -> None:
    removed_all(phone, desk)  # a phrase would be trained
    committed(desk.root)
    phone.get_by_role("link", name="Grown old", exact=True).tap()
    read, changed_to = place_of(phone, "Changed to … GRE of"), place_of(phone, "Changed to … TOEFL min of")
    assert read[0] != changed_to[0]
    before = [facts_of(desk, program)[fact] for program, fact in (read, changed_to)]
    phone.get_by_role("button", name=re.compile("^Read again, unchanged.*GRE of")).first.tap()
    expect(phone.get_by_text("Noted as pending")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^Changed to … TOEFL min of")).first.tap()
    phone.get_by_label("Value").fill("77")
    phone.get_by_label("Year").fill("2026-27")
    phone.get_by_role("button", name="Check").tap()
    phone.get_by_role("button", name="Note as pending").tap()
    expect(phone.get_by_text("a change is pending")).to_have_count(2)
    phone.get_by_role("link", name="Pending").tap()
    phone.get_by_role("button", name="Take everything in").tap()
    switch = phone.get_by_role("button", name="Switch to it")

    def is_ready() -> bool:
        if not switch.count():
            phone.get_by_role("link", name="Look again").tap()  # no script does it
        return switch.count() > 0

    wait_for(is_ready, "it is not taken in", LONG)
    assert changed(desk.root) == {}  # nothing yet
    switch.tap()
    expect(phone.get_by_text("Taken in: the files are written")).to_be_visible(timeout=RENEWED * 1000)
    after = [facts_of(desk, program)[fact] for program, fact in (read, changed_to)]
    month = after[0]["as_of"]
    assert re.fullmatch(r"20\d\d-\d\d", str(month)) and after[0] == {**before[0], "as_of": month}
    assert after[1] == {**before[1], "value": 77, "as_of": "2026-27"}
    lines = changed(desk.root)
    assert set(lines) == {program_path(read[0]), program_path(changed_to[0])}
    assert all(len(each) <= 4 for each in lines.values()), lines
    wait_for(lambda: "77" in _told(desk, *changed_to, "english_test"), "the servers were not renewed", 300)
    wait_for(lambda: str(month) in _told(desk, *read, "gre"), "what was read again is told as before", 300)
    phone.get_by_role("link", name="Grown old", exact=True).tap()
    expect(phone.get_by_role("heading", level=1, name="What has grown old")).to_be_visible()
    for program, fact in (read, changed_to):
        assert f"/desk/programs/{program}/{fact}?" not in phone.content()


def _told(desk: Copy, program: str, _fact: str, subject: str) -> str:
    try:
        asked = f'/ask_program_fact{{"program": "{program}", "asked_fact": "{subject}"}}'
        answer = Conversation(desk.address).say(asked)
        return f"{answer.text} {answer.custom}"
    except OSError:  # the server is being renewed
        return ""
