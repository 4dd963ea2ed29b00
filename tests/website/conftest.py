"""A real browser, a running advisor, and host pages on another origin."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Playwright, expect, sync_playwright

from tests.advisor import running_advisor

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "The website's tests need a Chromium: `.venv/bin/python -m playwright install chromium`, "
    "or on Debian `apt-get install chromium`."
)

# How long something may take to be there before a test fails: on a machine with other work, an answer takes seconds.
expect.set_options(timeout=20_000)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SEARCH = "online ms under 15k no gre"
GRE_SAYS = "programs whose policy is on record"  # the answer to "is the gre needed"
HOSTILE = """<!doctype html><html {attributes}><head><title>Host</title><style>
* {{ all: unset; color: red !important; font-size: 3px !important; display: block; transform: rotate(3deg); }}
button, iframe {{ opacity: .1 !important; width: 7px !important; }}
</style></head><body><p>A page with styles of its own.</p>
<script src="{site}/widget.js" async {tag}></script></body></html>"""
PLAIN = """<!doctype html><html lang="en" {attributes}><head><title>Host</title></head><body><h1>Host</h1>
<script src="{site}/widget.js" async {tag}></script></body></html>"""


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """Address of a running advisor that allows any host page, with limits out of the way."""
    with running_advisor(
        {
            "ADVISOR_ALLOWED_ORIGINS": "http://127.0.0.1:*",
            "ADVISOR_RATE_CONVERSATION": "1000",
            "ADVISOR_RATE_ADDRESS": "5000",
        }
    ) as (address, _):
        yield address


def _launch(playwright: Playwright) -> Browser:
    own = Path(playwright.chromium.executable_path)
    path = own if own.exists() else next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(NO_BROWSER)
    return playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox"])


@pytest.fixture(scope="package")  # closed behind its folder: beside it no other loop can run
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What the browser complained of: errors, violations of the content policy."""
    return []


@pytest.fixture
def page(browser: Browser, problems: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 820}, accept_downloads=True)
    page = context.new_page()
    watch(page, problems)
    yield page
    context.close()


def watch(page: Page, problems: list[str]) -> None:
    """Collects what goes wrong in a page."""
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Serves a host page on another origin: markup in, address out."""
    handler = partial(_Quiet, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def serve(markup: str) -> str:
        (tmp_path / "index.html").write_text(markup, encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/index.html"

    yield serve
    server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


def chat_of(page: Page) -> FrameLocator:
    """The chat window in the widget's frame."""
    return page.frame_locator("masters-advisor iframe")


def opened(page: Page, address: str) -> FrameLocator:
    """Opens a page, and its widget by the launcher unless it is open again by itself."""
    page.goto(address)
    page.wait_for_function("window.MastersAdvisor")
    if not page.locator("masters-advisor iframe").is_visible():
        page.get_by_role("button", name="Ask about a master's degree").click()
    chat = chat_of(page)
    chat.get_by_label("Your message").wait_for()
    return chat


def ask(chat: FrameLocator, words: str) -> None:
    """Types a message and sends it."""
    chat.get_by_label("Your message").fill(words)
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(chat.get_by_label("Your message")).to_have_value("")  # what was sent no longer stands there


def violations(page: Page) -> list[str]:
    """The WCAG 2.2 AA rules that the page and its frames break."""
    found = []
    for frame in page.frames:
        frame.evaluate(AXE)
        found += frame.evaluate(f"axe.run({{runOnly: {RULES}, iframes: false}})")["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def reply(page: Page, chat: FrameLocator, count: int = 2, **parts: Any) -> None:
    """Has the advisor answer the next message with this reply, and asks for it; then there are so many of its own."""
    line = json.dumps({"from": "bot", "text": parts.get("lead", "Here."), "reply": parts}) + "\n"
    page.route(
        "**/chat/message",
        lambda route: route.fulfill(status=200, content_type="application/x-ndjson", body=line),
        times=1,
    )
    ask(chat, "go")
    expect(chat.locator(".theirs")).to_have_count(count)


def open_shortlist(chat: FrameLocator, count: int) -> None:
    """Opens the shortlist by the menu."""
    chat.get_by_role("button", name="More", exact=True).click()
    chat.get_by_role("button", name=f"Shortlist ({count})").click()
    expect(chat.get_by_role("heading", name="Your shortlist")).to_be_visible()


def keep(chat: FrameLocator, count: int) -> list[str]:
    """Searches, keeps the first programs, and opens the shortlist; returns their titles in order."""
    cards = chat.locator(".card")
    before = cards.count()  # of an earlier search
    ask(chat, SEARCH)
    expect(cards).to_have_count(before + 3)
    for i in range(before, before + count):
        cards.nth(i).get_by_role("button", name=re.compile("^Add")).click()
    open_shortlist(chat, count)
    return titles_of(chat)


def titles_of(chat: FrameLocator) -> list[str]:
    """The titles on the open shortlist, in order."""
    return chat.locator(".shortlist .head strong").all_inner_texts()


PHONE: Any = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def phone(browser: Browser, problems: list[str]) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    watch(page, problems)
    yield page
    context.close()
