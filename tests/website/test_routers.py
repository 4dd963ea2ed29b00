"""The window on sites whose pages change without being loaded: by Turbo and pjax themselves, in a real browser.

`make test` fetches them into var/routers, by tests/website/routers/package-lock.json.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.settings import VAR
from tests.website.conftest import GRE_SAYS, ask, chat_of

LIBRARIES = VAR / "routers" / "node_modules"
LAUNCHER = "Ask about a master's degree"
FILES = {"turbo": "@hotwired/turbo/dist/turbo.es2017-umd.js", "pjax": "pjax/pjax.min.js"}
# Turbo takes over by itself, and replaces the body; pjax is told what it replaces.
BEGINS = {
    "turbo": "",
    "pjax": """<script>addEventListener('DOMContentLoaded', () => {
      new Pjax({ elements: 'a', selectors: ['title', '#main'], cacheBust: false });
    })</script>""",
}
PAGE = """<!doctype html><html lang="en">
<head><meta name="viewport" content="width=device-width"><title>Page {n}</title>
<script src="router.js"></script>{begins}</head><body><div id="main"><h1>Page {n}</h1><a href="{next}.html">Next</a>
<script src="{site}/widget.js" async {tag}></script></div></body></html>"""
Host = Callable[[str], str]


@pytest.fixture(params=FILES)
def first(request: pytest.FixtureRequest, site: str, host: Host, tmp_path: Path) -> str:
    """The address of the first of four pages; the second and later ones are about a program."""
    library = LIBRARIES / FILES[request.param]
    if not library.exists():
        pytest.skip("Turbo and pjax are not there: `make test` fetches them where Node and a network are.")
    shutil.copy(library, tmp_path / "router.js")
    for n in range(1, 5):
        tag = 'data-theme="dark"' + (' data-program="gatech-omscs"' if n > 1 else "")
        page = PAGE.format(n=n, next=n + 1, site=site, begins=BEGINS[request.param], tag=tag)
        (tmp_path / f"{n}.html").write_text(page, encoding="utf-8")
    return host("").replace("index.html", "1.html")


def gone_on(page: Page, n: int) -> None:
    """On page n, which was not loaded anew."""
    expect(page.get_by_role("heading", name=f"Page {n}")).to_be_visible()
    assert page.evaluate("window.loadedOnce")


def begun(page: Page, first: str) -> None:
    page.goto(first)
    page.wait_for_function("window.MastersAdvisor")
    page.evaluate("window.loadedOnce = true")


def test_window_words_and_conversation_stay_over_pages_of_turbo_and_pjax(
    page: Page, first: str, problems: list[str]
) -> None:
    begun(page, first)
    page.get_by_role("link", name="Next").click()
    gone_on(page, 2)
    launcher = page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_have_count(1)
    launcher.click()
    chat = chat_of(page)
    expect(chat.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("masters-advisor")).to_have_attribute("theme", "dark")
    if page.evaluate("'Turbo' in window"):  # pjax runs a page's tags without their attributes
        expect(chat.get_by_role("button", name="When is the deadline?")).to_be_visible()  # of the new page's program
    chat.get_by_label("Your message").fill("half a question")
    page.get_by_role("link", name="Next").click()
    gone_on(page, 3)
    expect(page.locator("masters-advisor iframe")).to_be_visible()
    expect(chat.get_by_label("Your message")).to_have_value("half a question")
    ask(chat, "is the gre needed")
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    expect(page.locator("masters-advisor")).to_have_attribute("theme", "dark")  # as the page's tag still wants it
    page.go_back()
    gone_on(page, 2)
    expect(page.locator("masters-advisor")).to_have_count(1)
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    assert [each for each in problems if "favicon" not in each and "404" not in each] == []


def test_back_on_a_phone_closes_the_window_and_then_goes_back_by_turbo_and_pjax(phone: Page, first: str) -> None:
    begun(phone, first)
    phone.get_by_role("link", name="Next").tap()
    gone_on(phone, 2)
    phone.get_by_role("button", name=LAUNCHER).tap()
    chat_of(phone).get_by_label("Your message").wait_for()
    phone.go_back()
    expect(phone.locator("masters-advisor iframe")).to_be_hidden()
    gone_on(phone, 2)  # the site's own router moved nothing
    phone.go_back()
    gone_on(phone, 1)
    expect(phone.get_by_role("button", name=LAUNCHER)).to_be_visible()
