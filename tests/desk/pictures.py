"""`python -m tests.desk.pictures` takes the pictures of docs/editing.md, on a copy of the project."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bot.settings import ROOT
from tests.advisor import Conversation
from tests.desk.conftest import Copy, log_in, made_older, note, running_copy
from tests.website.conftest import _launch

ASKED = (
    "is the gre needed", "how much is omscs", "online ms under 15k no gre", "what's the weather in chicago tomorrow",
    "do they cut my unemployment benefits if i'm in school", "can my dog live with me in the dorm", "write my essay",
    "will it rain in chicago this weekend", "are dogs allowed in student housing", "does penn mcit want letters",
    "how long does it take", "compare omscs and penn mcit online", "what do data scientists earn in ohio",
)  # fmt: skip
WIDE = {"width": 1100, "height": 760}
PHONE = {"width": 375, "height": 740}


def main() -> None:
    """Writes docs/desk-….png."""
    with tempfile.TemporaryDirectory() as folder, running_copy(Path(folder)) as desk, sync_playwright() as playwright:
        for number in range(8):
            conversation = Conversation(desk.address)
            for words in ASKED[number % 3 :]:
                conversation.say(words)
        made_older(desk.root, 7)
        Conversation(desk.address).say(ASKED[3])
        browser = _launch(playwright)
        page = browser.new_context(viewport=WIDE).new_page()
        log_in(page, desk, "Ana")
        taken(page, desk, "/desk", "overview")
        phrase(page, desk)
        answer(page, desk)
        fact(page, desk)
        taking_in(page, desk)
        phone = browser.new_context(viewport=PHONE, color_scheme="dark", has_touch=True, is_mobile=True).new_page()
        log_in(phone, desk, "Ben")
        taken(phone, desk, "/desk/asked#not-understood", "asked")
        browser.close()


def taken(page: Page, desk: Copy, path: str, name: str) -> None:
    """Takes one picture of what is on the screen."""
    page.goto(f"{desk.address}{path}")
    page.screenshot(path=ROOT / "docs" / f"desk-{name}.png")


def phrase(page: Page, desk: Copy) -> None:
    """A phrase, noted as pending."""
    page.goto(f"{desk.address}/desk/asked")
    page.get_by_role("button", name=re.compile("^Give it to a topic")).first.click()
    page.get_by_label("Phrase").fill("university fees in germany for a mexican citizen")
    page.get_by_label("Topic", exact=True).select_option("faq/cost")
    page.get_by_role("button", name="Check").click()
    note(page)


def answer(page: Page, desk: Copy) -> None:
    """An answer with its preview, noted as pending."""
    page.goto(f"{desk.address}/desk/answers/difficulty")
    text = page.get_by_label("Answer", exact=True)
    text.fill(text.input_value().replace("A fair test:", "A fair test that costs nothing:"))
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="As it will look").wait_for()
    page.get_by_role("heading", name="As it will look").evaluate("each => each.scrollIntoView()")
    page.screenshot(path=ROOT / "docs" / "desk-answer.png")
    note(page)


def fact(page: Page, desk: Copy) -> None:
    """A fact, noted as pending."""
    page.goto(f"{desk.address}/desk/programs/gatech-omscs/letters")
    page.get_by_label("Year").fill("2026-27")
    page.get_by_role("button", name="Check").click()
    note(page)


def taking_in(page: Page, desk: Copy) -> None:
    """What is pending while it is taken in; then it is left."""
    page.goto(f"{desk.address}/desk/pending")
    page.get_by_role("button", name="Take everything in").click()
    page.get_by_text("Training on the phrases …").wait_for(timeout=120_000)
    taken(page, desk, "/desk/pending", "pending")
    page.get_by_role("button", name="Leave all as it was").click()


if __name__ == "__main__":
    main()
