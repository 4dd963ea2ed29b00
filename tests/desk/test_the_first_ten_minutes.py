"""docs/editing.md: what it calls the buttons and pages is what they say, and its numbers are the desk's."""

from __future__ import annotations

import re

import pytest

from bot.desk.desk_input import REQUESTS, WRONG_TOKENS
from bot.desk.desk_pages import HERE, PAGES
from bot.desk.editor_session import HOURS
from bot.desk.few import FEW
from bot.settings import ROOT, SHORTEST_SECRET

PAGE = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
NUMBERS = {2: "two", 5: "five", 12: "twelve"}
SHOWN = " ".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "templates").glob("*.html")))


def named() -> list[str]:
    """What stands in italics: names of buttons, links and pages."""
    return list(dict.fromkeys(" ".join(each.split()) for each in re.findall(r"(?<!\*)\*([^*\n][^*]*)\*(?!\*)", PAGE)))


def test_every_step_is_there_in_order_and_something_is_named_in_it() -> None:
    assert re.findall(r"(?m)^\*\*(\d)\. ", PAGE) == list("1234567") and len(named()) >= 8


@pytest.mark.parametrize("name", named())
def test_what_the_page_tells_to_press_stands_on_a_page_of_the_desk(name: str) -> None:
    assert re.search(rf">\s*{re.escape(name)}(?!\w)", SHOWN) or name in [title for _, title in PAGES], name


def test_its_pictures_are_there_and_its_numbers_are_those_of_the_desk() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert len(pictures) >= 4 and [each for each in pictures if not (ROOT / "docs" / each).is_file()] == []
    for words in (
        f"{SHORTEST_SECRET} characters or more", f"A visit lasts {NUMBERS[HOURS]} hours",
        f"After {NUMBERS[WRONG_TOKENS]} wrong tokens a minute", f"after {REQUESTS} requests a minute",
        f"one under {NUMBERS[FEW]}",
    ):  # fmt: skip
        assert words in " ".join(PAGE.split()), words
