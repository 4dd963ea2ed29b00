"""Every page of the desk, in every state that an editor meets, in light and dark, wide and on phones: rules of
accessibility, width, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.desk import measured_figures
from bot.desk.desk_pages import PAGES
from bot.desk.measured_figures import Measurement
from bot.desk.taking_in import TakingIn
from bot.desk.taking_state import FAILED, READY, RUNNING, Taking
from tests.advisor import Conversation
from tests.desk.conftest import TOKEN, Copy, log_in, note
from tests.desk.test_desk import STRANGE, removed_all
from tests.website.conftest import violations

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
PHONE = {"has_touch": True, "is_mobile": True}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1200, "height": 820}},
    "dark": {"viewport": {"width": 1200, "height": 820}, "color_scheme": "dark"},
    "light, 320 pixels": {"viewport": {"width": 320, "height": 640}, **PHONE},
    "dark, 375 pixels": {"viewport": {"width": 375, "height": 740}, "color_scheme": "dark", **PHONE},
}
OMSCS = "/desk/programs/gatech-omscs"
ADDRESSES = (
    *(path for path, _ in PAGES), OMSCS, f"{OMSCS}/deadlines", f"{OMSCS}/focus", f"{OMSCS}/gre", f"{OMSCS}/credits",
    "/desk/programs?q=georgia", "/desk/programs?q=nowhere", "/desk/answers/cost", "/desk/topics/new",
    "/desk/programs/no-such-program",
)  # fmt: skip
STYLE = """names => {
  const root = getComputedStyle(document.documentElement), body = getComputedStyle(document.body);
  return [...names.map(each => root.getPropertyValue(each).trim()), body.fontFamily, body.color, body.backgroundColor];
}"""
FIGURE = "right FAQ topic first"


def measured(model: str, share: float, *beyond: str) -> Measurement:
    """Figures of a model with topics, so that the page of figures has a chart."""
    counts, bounds = {"test questions": 944}, {FIGURE: "at least 0.8"}
    topics = [("faq/gre", share, 20), ("faq/cost", share, 30)]
    return Measurement("2026-11-01T10:00:00+00:00", model, counts, {FIGURE: share}, bounds, list(beyond), topics)


@pytest.fixture(scope="module", autouse=True)
def figures(desk: Copy) -> Iterator[None]:
    """Figures of three models, and a question that was not understood; afterwards all is as it was."""
    file = measured_figures.file_in(desk.root)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    for each in (measured("old", 0.9), measured("better", 0.95), measured("worse", 0.5, FIGURE)):
        measured_figures.add(each, file)
    Conversation(desk.address).say(STRANGE)
    yield
    file.write_text(before, encoding="utf-8")


@pytest.fixture(params=LOOKS)
def page(request: pytest.FixtureRequest, desk: Copy, browser: Browser) -> Iterator[Page]:
    """An editor who is in, in one of the looks; the rules come as a script, so the policy lets it be."""
    context = browser.new_context(**LOOKS[request.param], bypass_csp=True)
    page = context.new_page()
    log_in(page, desk, "Ana")
    yield page
    context.close()


def wrong(page: Page) -> list[str]:
    """The rules that the page breaks with all of it open, and whether it is wider than the screen."""
    page.wait_for_load_state()  # with its styles
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    # not innerWidth: a phone's browser zooms out until a page that is too wide fits
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*violations(page), *([f"{wide} pixels too wide"] if wide > 0 else [])]


def test_no_page_breaks_an_accessibility_rule_or_is_wider_than_the_screen(desk: Copy, page: Page) -> None:
    found = {}
    for path in ADDRESSES:
        page.goto(f"{desk.address}{path}")
        found[path] = wrong(page)
    page.goto(f"{desk.address}/desk")
    page.get_by_role("button", name="Log out").click()
    page.get_by_label("Token").fill(TOKEN)
    page.locator("input[name=key]").evaluate("field => field.value = 'forged'")  # a wrong token would count against us
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("was open for long")
    found["login"] = wrong(page)
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_the_desk_has_the_websites_own_style(desk: Copy, page: Page) -> None:
    """The colours by their names, and the letters; in light and in dark."""
    styles = []
    for path in ("/", "/desk"):
        page.goto(f"{desk.address}{path}")
        styles.append(
            page.evaluate(STYLE, ["--ink", "--soft", "--ground", "--card", "--accent", "--on-accent", "--rule"])
        )
    assert styles[0] == styles[1] and all(styles[0]), styles


def test_no_form_with_mistakes_previews_or_changes_breaks_one_either(desk: Copy, page: Page) -> None:
    found = {}
    for name, filled in FORMS.items():
        filled(page, desk)
        found[name] = wrong(page)
    assert {name: broken for name, broken in found.items() if broken} == {}


def phrase_with_a_mistake(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}/desk/asked")
    page.get_by_role("button", name=re.compile("^Out of scope")).first.click()
    page.get_by_label("Phrase").fill("what does [it](x) cost")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#text-error")).to_be_visible()


def phrase_with_its_diff(page: Page, desk: Copy) -> None:
    page.get_by_label("Phrase").fill("what tuition does a university in munich charge a brazilian")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".diff")).to_be_visible()


def answer_with_mistakes(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}/desk/answers/difficulty")
    page.get_by_label("Answer", exact=True).fill("Yes.\nIt costs $12,345.")
    page.locator("#payload-0").fill("/no_such_thing")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#chips-error")).to_be_visible()


def answer_with_previews(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}/desk/answers/difficulty")
    text = page.get_by_label("Answer", exact=True)
    text.fill(text.input_value().replace("A fair test:", "A fair test is free:"))
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="As it will look")).to_be_visible()


def topic_with_mistakes(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}/desk/topics/new")
    for label in ("Name", "What belongs to it", "Phrases", "Answer"):
        page.get_by_label(label, exact=True).fill("42")
    page.get_by_role("button", name="Check and preview").click()
    expect(page.locator("#title-error")).to_be_visible()


def fact_with_mistakes(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}{OMSCS}/letters")
    page.get_by_label("Value").fill("77")
    page.get_by_label("Source").fill("somewhere")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#source-error")).to_be_visible()


def deadline_with_a_mistake(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}{OMSCS}/deadlines")
    page.locator("#date-0").fill("13-45")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#date-0-error")).to_be_visible()


def fact_with_its_diff(page: Page, desk: Copy) -> None:
    page.goto(f"{desk.address}{OMSCS}/letters")
    page.get_by_label("Value").fill("2")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".diff")).to_be_visible()


FORMS: dict[str, Callable[[Page, Copy], None]] = {
    each.__name__: each
    for each in (
        phrase_with_a_mistake, phrase_with_its_diff, answer_with_mistakes, answer_with_previews, topic_with_mistakes,
        fact_with_mistakes, deadline_with_a_mistake, fact_with_its_diff,
    )
}  # fmt: skip


def test_no_step_of_taking_in_breaks_one_either(desk: Copy, page: Page) -> None:
    taking = TakingIn(desk.root / "var" / "desk", desk.root)
    fact_with_its_diff(page, desk)
    note(page)
    found = {}
    taking.log.write_text("a line of the log " * 20, encoding="utf-8")
    steps = ["copy", "check", "train", "after"]
    states = {
        (RUNNING, ""): "Training on the phrases",
        (READY, "better"): "Switch to it",
        (READY, "worse"): "is beyond its threshold",
        (FAILED, ""): "How its log ends",
    }
    for (phase, model), says in states.items():
        step = "train" if phase in (RUNNING, FAILED) else "after"
        taking._write(Taking("1", "Ana", "now", phase, step, steps, old_model="old", model=model))
        page.goto(f"{desk.address}/desk/pending")
        expect(page.locator("#taking-in")).to_contain_text(says)
        found[f"{phase} {model}"] = wrong(page)
        if phase == READY:  # before, after, and what is asked of it
            row = page.get_by_role("row", name=re.compile(f"^{FIGURE}")).inner_text().split("\t")
            assert row[1:3] == ["0.900", {"better": "0.950", "worse": "0.500"}[model]] and "at least 0.8" in row[3]
            assert ("missed" in row[3]) is (model == "worse")
            expect(page.get_by_role("button", name="Switch to it")).to_have_count(int(model == "better"))
    taking.leave()
    removed_all(page, desk)
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_pages_load_nothing_from_elsewhere_and_run_no_script_of_a_page(desk: Copy, ana: Page) -> None:
    asked: list[str] = []
    ana.on("request", lambda request: asked.append(request.url))
    for path in ADDRESSES:
        answer = ana.goto(f"{desk.address}{path}")
        assert answer is not None
        policy = answer.header_value("content-security-policy") or ""
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy
        assert answer.header_value("cache-control") == "no-store"
    assert len(asked) > len(ADDRESSES)
    assert [each for each in asked if not each.startswith(f"{desk.address}/")] == []


def test_by_the_keyboard_one_skips_the_menu_and_sees_where_one_is(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    ana.keyboard.press("Tab")
    expect(ana.get_by_role("link", name="To the content")).to_be_focused()
    expect(ana.get_by_role("link", name="To the content")).to_be_in_viewport()
    ana.keyboard.press("Enter")
    ana.keyboard.press("Tab")
    assert ana.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert ana.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
