"""A real browser, a running advisor, and host pages on another origin."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Playwright, expect, sync_playwright

from tests.advisor import running_advisor

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "The website's tests need a Chromium: `.venv/bin/python -m playwright install chromium`, "
    "or on Debian `apt-get install chromium`."
)


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
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
    threading.Thread(target=server.serve_forever, daemon=True).start()

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
    """Opens a page's widget by its launcher."""
    page.goto(address)
    page.get_by_role("button", name="Ask about a master's degree").click()
    chat = chat_of(page)
    chat.get_by_label("Your message").wait_for()
    return chat


def ask(chat: FrameLocator, words: str) -> None:
    """Types a message and sends it."""
    chat.get_by_label("Your message").fill(words)
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(chat.get_by_label("Your message")).to_have_value("")  # what was sent no longer stands there
