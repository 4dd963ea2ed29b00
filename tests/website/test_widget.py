"""The widget in a real browser: what people see and do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.website.conftest import GRE_SAYS, HOSTILE, PLAIN, SEARCH, ask, chat_of, opened, violations, watch


def test_search_cards_compare_shortlist_export(page: Page, site: str, problems: list[str]) -> None:
    chat = opened(page, site)
    assert violations(page) == []
    ask(chat, SEARCH)
    cards = chat.locator(".card")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("online")
    expect(cards.first.get_by_role("img", name="meets").first).to_be_visible()
    cards.first.locator("summary").first.click()
    expect(cards.first.locator(".receipts").first).to_contain_text(re.compile(r"20\d\d"))
    assert violations(page) == []

    cards.nth(0).get_by_role("button", name=re.compile("^Add")).click()
    cards.nth(1).get_by_role("button", name=re.compile("^Add")).click()
    expect(cards.nth(0).get_by_role("button", name=re.compile("^Remove"))).to_have_attribute("aria-pressed", "true")
    chat.get_by_role("button", name="Compare these").click()
    expect(chat.get_by_role("region", name=re.compile("Comparison"))).to_be_visible()
    expect(chat.locator(".mine p").last).to_have_text("Compare these")
    assert violations(page) == []

    chat.get_by_role("button", name="More", exact=True).click()
    chat.get_by_role("button", name="Shortlist (2)").click()
    expect(chat.get_by_role("heading", name="Your shortlist")).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as saved:
        chat.get_by_role("button", name="Save as text").click()
    assert Path(saved.value.path()).read_text("utf-8").count(". **") == 2
    chat.get_by_role("button", name="Back to the chat").click()
    chat.get_by_role("button", name="More", exact=True).click()
    with page.expect_download() as saved:
        chat.get_by_role("button", name="Save the conversation").click()
    assert SEARCH in Path(saved.value.path()).read_text("utf-8")
    assert problems == []


def test_files_of_a_reply_are_buttons(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, '/shortlist_add{"program": "gatech-omscs"}')
    ask(chat, "/ask_admissions")
    expect(chat.locator(".theirs").last).to_contain_text("Dear admissions team,")
    with page.expect_download() as saved:
        chat.get_by_role("button", name="Save questions-for-admissions.md").click()
    assert "Dear admissions team," in Path(saved.value.path()).read_text("utf-8")
    assert violations(page) == []


def test_chips_carry_payloads_and_show_titles(page: Page, site: str) -> None:
    chat = opened(page, site)
    chat.get_by_role("button", name="What does it cost?").click()
    expect(chat.locator(".mine p")).to_have_text("What does it cost?")
    expect(chat.locator(".theirs").nth(1)).to_contain_text("$")
    expect(chat.get_by_role("button", name="Find programs for me")).to_have_count(0)  # only the last chips are shown


def test_the_conversation_survives_a_reload_and_can_start_over(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    chat = opened(page, site)
    expect(chat.locator(".mine p")).to_have_text(SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    chat.get_by_role("button", name="More", exact=True).click()
    chat.get_by_role("button", name="Start over").click()
    chat.get_by_role("button", name="Yes, start over").click()
    expect(chat.locator(".mine")).to_have_count(0)
    ask(chat, "what do you know about me")
    expect(chat.locator(".theirs").nth(1)).not_to_contain_text("15,000")


def test_a_draft_is_not_lost(page: Page, site: str) -> None:
    opened(page, site).get_by_label("Your message").fill("half a question")
    expect(opened(page, site).get_by_label("Your message")).to_have_value("half a question")


def test_offline_and_back_sends_once(page: Page, site: str) -> None:
    chat = opened(page, site)
    page.context.set_offline(True)
    expect(chat.get_by_role("status").first).to_contain_text("You are offline")
    ask(chat, "is the gre needed")
    expect(chat.locator(".mine .failed")).to_be_visible()
    assert violations(page) == []
    page.context.set_offline(False)
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    expect(chat.locator(".mine")).to_have_count(1)
    chat = opened(page, site)
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    expect(chat.locator(".mine")).to_have_count(1)


def test_a_lost_answer_is_fetched_by_trying_again(page: Page, site: str) -> None:
    chat = opened(page, site)
    page.route("**/chat/message", lambda route: route.abort())
    ask(chat, "is the gre needed")
    expect(chat.locator(".mine .failed")).to_contain_text("did not go out")
    page.unroute("**/chat/message")
    chat.get_by_role("button", name="Try again").click()
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    expect(chat.locator(".mine")).to_have_count(1)


def test_two_tabs_show_the_same_conversation(page: Page, site: str) -> None:
    first = opened(page, site)
    ask(first, "is the gre needed")
    expect(first.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    other = page.context.new_page()
    second = opened(other, site)
    expect(second.locator(".mine p")).to_have_text("is the gre needed")
    ask(second, "how long does it take")
    expect(second.locator(".theirs")).to_have_count(3)
    expect(first.locator(".theirs")).to_have_count(3)


MARKUP = "<b>bold</b><img src=x onerror=\"document.title='broken in'\"><script>document.title=1</script>"


def test_markup_stays_words(page: Page, site: str) -> None:
    chat = opened(page, site)
    page.route(
        "**/chat/message",
        lambda route: route.fulfill(
            status=200,
            content_type="application/x-ndjson",
            body=json.dumps(
                {
                    "from": "bot",
                    "text": MARKUP,
                    "reply": {
                        "lead": MARKUP,
                        "cards": [{"id": "x", "title": MARKUP, "subtitle": MARKUP, "url": "javascript:alert(1)"}],
                        "table": {"columns": ["", MARKUP], "rows": [[MARKUP, MARKUP]]},
                        "sources": [{"name": MARKUP, "url": "javascript:alert(1)", "as_of": MARKUP}],
                        "chips": [{"title": MARKUP, "payload": MARKUP}],
                    },
                }
            )
            + "\n",
        ),
    )
    ask(chat, MARKUP)
    expect(chat.locator(".card h3 [dir]")).to_have_text(MARKUP)
    expect(chat.locator(".mine p")).to_have_text(MARKUP)
    assert chat.locator("img:not([role]), #chat script").count() == 0
    assert chat.locator('a[href^="javascript"]').count() == 0
    assert page.title() != "broken in"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_rule_is_broken(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1000, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site)
    page.wait_for_function("window.MastersAdvisor")
    assert violations(page) == []  # closed
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    chat.get_by_role("button", name="Good answer").last.click()
    chat.get_by_role("button", name="More", exact=True).click()
    assert violations(page) == []  # cards, feedback, menu
    context.close()


def test_with_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    launcher = page.get_by_role("button", name="Ask about a master's degree")
    launcher.focus()
    page.keyboard.press("Enter")
    chat = chat_of(page)
    expect(chat.get_by_label("Your message")).to_be_focused()
    page.keyboard.type("is the gre needed")
    page.keyboard.press("Enter")
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    expect(chat.get_by_label("Your message")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # the last chip
    expect(chat.locator(".mine")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Ask about a master's degree")).to_be_focused()
    expect(page.locator("masters-advisor iframe")).to_be_hidden()


def test_new_messages_are_announced_in_a_log(page: Page, site: str) -> None:
    chat = opened(page, site)
    expect(chat.get_by_role("log", name="Conversation")).to_be_visible()
    for button in chat.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("attributes", ['lang="en"', 'lang="ar" dir="rtl"'])
def test_a_hostile_host_page_cannot_break_it(
    page: Page, site: str, host: Callable[[str], str], problems: list[str], attributes: str
) -> None:
    page.goto(host(HOSTILE.format(site=site, attributes=attributes, tag="")))
    launcher = page.get_by_role("button", name="Ask about a master's degree")
    box = launcher.bounding_box()
    assert box is not None and box["width"] == 56
    launcher.click()
    assert (box["x"] < 200) == ("rtl" in attributes)
    chat = chat_of(page)
    ask(chat, "is the gre needed")
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    frame = page.locator("masters-advisor iframe").bounding_box()
    assert frame is not None and frame["width"] > 300
    assert [each for each in problems if "favicon" not in each and "404" not in each] == []


def test_nothing_but_the_launcher_is_loaded_before_it_is_opened(
    page: Page, site: str, host: Callable[[str], str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host(PLAIN.format(site=site, attributes="", tag="")))
    page.wait_for_function("window.MastersAdvisor")
    assert [each for each in asked if each.startswith(site)] == [f"{site}/widget.js"]
    page.evaluate("MastersAdvisor.open()")
    chat_of(page).get_by_label("Your message").wait_for()
    origins = {"/".join(each.split("/")[:3]) for each in asked}
    assert len(origins) == 2  # the host's and ours


def test_attributes_and_the_javascript_interface(page: Page, site: str, host: Callable[[str], str]) -> None:
    tag = 'data-topic="gre" data-accent="rgb(120, 0, 80)" data-theme="dark"'
    page.goto(host(PLAIN.format(site=site, attributes="", tag=tag)))
    page.wait_for_function("window.MastersAdvisor")
    page.evaluate("window.heard = []; MastersAdvisor.on('message', (m) => heard.push(m.from)); MastersAdvisor.open()")
    chat = chat_of(page)
    expect(chat.get_by_role("button", name="Tell me about this topic")).to_be_visible()
    assert chat.locator("html").get_attribute("data-theme") == "dark"
    page.evaluate("MastersAdvisor.send('how long does it take')")
    expect(chat.locator(".theirs").nth(1)).to_contain_text("30 credits")
    assert page.evaluate("heard") == ["user", "bot"]
    page.evaluate("MastersAdvisor.reset()")
    expect(chat.locator(".mine")).to_have_count(0)
    page.evaluate("MastersAdvisor.close()")
    expect(page.locator("masters-advisor iframe")).to_be_hidden()


def test_a_program_page_offers_questions_on_that_program(page: Page, site: str, host: Callable[[str], str]) -> None:
    page.goto(host(PLAIN.format(site=site, attributes="", tag='data-program="gatech-omscs"')))
    page.get_by_role("button", name="Ask about a master's degree").click()
    chat = chat_of(page)
    chat.get_by_role("button", name="What does it cost?").click()
    expect(chat.locator(".theirs").nth(1)).to_contain_text("$7,000")


def test_a_phone_gets_the_whole_screen(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    chat = opened(page, site)
    frame = page.locator("masters-advisor iframe").bounding_box()
    assert frame is not None and (frame["width"], frame["height"]) == (360, 640)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    wide = chat.locator("#log").evaluate("each => each.scrollWidth > each.clientWidth")
    assert not wide
    chat.get_by_role("button", name="Close the chat").click()
    expect(page.get_by_role("button", name="Ask about a master's degree")).to_be_visible()
    context.close()


def test_text_at_200_percent_still_fits(page: Page, site: str) -> None:
    chat = opened(page, site)
    chat.locator("html").evaluate("each => { each.style.fontSize = '200%' }")
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    assert not chat.locator("#log").evaluate("each => each.scrollWidth > each.clientWidth")
    expect(chat.get_by_label("Your message")).to_be_visible()


def test_a_site_that_is_not_allowed_cannot_show_the_window(
    browser: Browser, site: str, host: Callable[[str], str]
) -> None:
    page = browser.new_page()
    refused: list[str] = []
    watch(page, refused)
    address = host(f'<iframe src="{site}/chat"></iframe>')
    page.goto(address.replace("127.0.0.1", "localhost"))  # another origin than the allowed ones
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in each for each in refused)
    page.close()


def test_the_demo_page_says_when_the_widget_is_missing(page: Page, site: str) -> None:
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(site)
    expect(page.get_by_text("The chat did not load")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
