"""Speech input: off unless the page asks for it, and nothing is sent before the person does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.website.conftest import PLAIN, opened, violations

# A browser's recogniser, spoken to by the test: no test machine has a microphone.
RECOGNISER = """
class Recogniser {
  start() { window.heard = this; }
  abort() { window.let_go = true; this.onend?.({}); }
}
Object.defineProperty(window, "webkitSpeechRecognition", { value: Recogniser, configurable: true });
Object.defineProperty(window, "SpeechRecognition", { value: undefined, configurable: true });
"""
SAYS = "words => heard.onresult({ results: words.map((each) => [{ transcript: each }]) })"


@pytest.fixture
def spoken(page: Page) -> Page:
    page.add_init_script(RECOGNISER)
    return page


def window_of(page: Page, address: str) -> tuple[FrameLocator, Any]:
    chat = opened(page, address)
    return chat, chat.locator("html")


@pytest.mark.parametrize(("tag", "offered"), [("", 0), ('data-speech="off"', 0), ("data-speech", 1)])
def test_speech_is_off_by_default_and_one_attribute_away(
    spoken: Page, site: str, host: Callable[[str], str], tag: str, offered: int
) -> None:
    chat, _ = window_of(spoken, host(PLAIN.format(site=site, attributes="", tag=tag)))
    expect(chat.get_by_role("button", name="Speak", exact=True)).to_have_count(offered)
    allowed = spoken.locator("masters-advisor iframe").get_attribute("allow") or ""
    assert ("microphone" in allowed) == bool(offered)  # else the frame could not even ask for it


def test_where_the_browser_has_none_nothing_is_offered(page: Page, site: str, host: Callable[[str], str]) -> None:
    page.add_init_script("for (const n of ['webkitSpeechRecognition', 'SpeechRecognition']) delete window[n]")
    chat, _ = window_of(page, host(PLAIN.format(site=site, attributes="", tag="data-speech")))
    expect(chat.get_by_role("button", name="Speak", exact=True)).to_have_count(0)


def test_what_is_spoken_stands_in_the_field_and_is_sent_by_the_person(
    spoken: Page, site: str, host: Callable[[str], str]
) -> None:
    chat, root = window_of(spoken, host(PLAIN.format(site=site, attributes="", tag="data-speech")))
    field = chat.get_by_label("Your message")
    field.fill("online")
    chat.get_by_role("button", name="Speak", exact=True).click()
    stop = chat.get_by_role("button", name="Stop listening")
    expect(stop).to_have_attribute("aria-pressed", "true")
    expect(chat.get_by_text(re.compile("^Listening. Your browser"))).to_be_visible()
    assert violations(spoken) == []
    root.evaluate(f"(_, words) => ({SAYS})(words)", ["is the ", "gre needed"])
    expect(field).to_have_value("online is the gre needed")
    root.evaluate("() => heard.onend({})")
    expect(stop).to_have_count(0)
    expect(chat.locator(".mine")).to_have_count(0)
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(chat.locator(".mine p")).to_have_text("online is the gre needed")


@pytest.mark.parametrize(
    ("error", "says"),
    [("not-allowed", "The microphone may not be used here."), ("no-speech", "Nothing was understood")],
)
def test_a_microphone_that_is_refused_or_hears_nothing_says_so(
    spoken: Page, site: str, host: Callable[[str], str], error: str, says: str
) -> None:
    chat, root = window_of(spoken, host(PLAIN.format(site=site, attributes="", tag="data-speech")))
    chat.get_by_role("button", name="Speak", exact=True).click()
    root.evaluate("(_, error) => { heard.onerror({ error }); heard.onend({}) }", error)
    expect(chat.get_by_role("status").first).to_contain_text(says)
    expect(chat.get_by_role("button", name="Speak", exact=True)).to_be_visible()


@pytest.mark.parametrize("how", ["closed", "sent", "shortlist"])
def test_the_microphone_is_let_go_when_the_window_is_closed_or_something_is_sent(
    spoken: Page, site: str, host: Callable[[str], str], how: str
) -> None:
    chat, root = window_of(spoken, host(PLAIN.format(site=site, attributes="", tag="data-speech")))
    chat.get_by_role("button", name="Speak", exact=True).click()
    if how == "closed":
        spoken.evaluate("MastersAdvisor.close()")
    elif how == "sent":
        chat.get_by_label("Your message").fill("is the gre needed")
        chat.get_by_role("button", name="Send", exact=True).click()
    else:
        chat.get_by_role("button", name="More", exact=True).click()
        chat.get_by_role("button", name="Shortlist (0)").click()
    root.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    assert root.evaluate("() => window.let_go === true")


def test_only_the_window_may_listen_at_all(page: Page, site: str) -> None:
    policies = {path: page.request.get(f"{site}{path}").headers["permissions-policy"] for path in ("/chat", "/")}
    assert "microphone=(self)" in policies["/chat"] and "microphone=()" in policies["/"]
