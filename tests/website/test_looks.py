"""No accessibility rule is broken, whatever the window looks like: every view of it, in every look."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.website.conftest import PHONE, PLAIN, SEARCH, ask, chat_of, open_shortlist, violations

LARGE = {"width": 1200, "height": 820}
# What a browser makes of a page of 1280 by 720 that is shown at 200 %.
ZOOMED: Any = {"viewport": {"width": 640, "height": 360}, "device_scale_factor": 2}
ON_ITS_SIDE: Any = {**PHONE, "viewport": {"width": 740, "height": 360}}
LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "light": ('data-theme="light"', {"viewport": LARGE}),
    "dark": ('data-theme="dark"', {"viewport": LARGE}),
    "a pale accent": ('data-accent="#ffe08a" data-theme="light"', {"viewport": LARGE}),
    "a dark accent in the dark": ('data-accent="#300040" data-theme="dark"', {"viewport": LARGE}),
    "200 %": ("", ZOOMED),
    "360 pixels": ("", PHONE),
    "360 pixels in the dark": ('data-theme="dark"', PHONE),
}
Host = Callable[[str], str]


def shown(browser: Browser, look: dict[str, Any], address: str) -> tuple[Page, FrameLocator]:
    page = browser.new_context(**look).new_page()
    page.goto(address)
    page.wait_for_function("window.MastersAdvisor")
    page.evaluate("MastersAdvisor.open()")
    chat = chat_of(page)
    chat.get_by_label("Your message").wait_for()
    return page, chat


@pytest.mark.parametrize("look", LOOKS)
def test_no_view_breaks_an_accessibility_rule_in_any_look(browser: Browser, site: str, host: Host, look: str) -> None:
    tag, context = LOOKS[look]
    metas = '<meta name="viewport" content="width=device-width">'
    page, chat = shown(browser, context, host(metas + PLAIN.format(site=site, attributes="", tag=f"{tag} data-speech")))
    seen = [("greeting", violations(page))]
    for number, words in enumerate(
        (SEARCH, "compare omscs and penn mcit online", "i make 62k in ohio, is it worth it")
    ):
        ask(chat, words)
        last = chat.locator(".theirs").nth(number + 1)
        last.locator("summary").first.click()
        last.get_by_role("button", name="Bad answer").click()
        seen.append((words, violations(page)))
    chat.locator(".card").first.get_by_role("button", name=re.compile("^Add")).click()
    chat.get_by_role("button", name="More", exact=True).click()
    seen.append(("menu", violations(page)))
    chat.get_by_role("button", name="More", exact=True).click()
    open_shortlist(chat, 1)
    expect(chat.locator(".shortlist .line").first).to_be_visible()
    seen.append(("shortlist", violations(page)))
    assert [each for each in seen if each[1]] == []
    page.context.close()


@pytest.mark.parametrize("look", [ZOOMED, ON_ITS_SIDE], ids=["200 %", "a phone on its side"])
def test_where_there_is_little_height_half_of_it_is_the_conversation(
    browser: Browser, site: str, look: dict[str, Any]
) -> None:
    page, chat = shown(browser, look, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    frame, log = page.locator("masters-advisor iframe").bounding_box(), chat.locator("#log").bounding_box()
    assert frame and log
    assert (frame["width"], frame["height"]) == (look["viewport"]["width"], 360)
    assert log["height"] >= 180
    expect(chat.get_by_label("Your message")).to_be_in_viewport()
    expect(chat.get_by_role("group", name="Suggestions").get_by_role("button").first).to_be_in_viewport()
    chat.get_by_role("button", name="Close the chat").click()
    expect(page.get_by_role("button", name="Ask about a master's degree")).to_be_visible()
    page.context.close()
