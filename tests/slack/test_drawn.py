"""The drawing of Slack's blocks for docs/slack-pictures.md leaves nothing out and adds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings

from bot.channels.slack.blocks import messages
from bot.channels.slack.home import home
from bot.channels.slack.steps import steps_view
from tests.slack.drawn import drawn, figure, page_of, view
from tests.slack.test_blocks import replies

LINK = re.compile(r"<https?://[^|>]+\|([^>]*)>")
MARKS = re.compile(r"[\s*`]")  # white space, and the marks of bold and code


def squeezed(text: str) -> str:
    return MARKS.sub("", text)


def said_in(node: Any) -> Iterator[str]:
    """All texts of a block as a person reads them: of a link its name, where the text is parsed for links."""
    if isinstance(node, dict) and isinstance(node.get("text"), str):
        yield LINK.sub(r"\1", node["text"]) if node.get("type") == "mrkdwn" else node["text"]
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from said_in(each)


@settings(deadline=None, max_examples=60)
@given(reply=replies)
def test_every_word_of_a_message_is_drawn_and_nothing_else(reply: dict[str, Any]) -> None:
    for message in messages("x", reply, thumbs=True, share=True):
        for block in message.blocks:
            said = "".join(said_in(block))
            shown = unescape(re.sub(r"<[^<>]*>", "", drawn(block)))
            assert sorted(squeezed(shown)) == sorted(squeezed(unescape(said)))


def test_links_bold_words_and_wrapped_cells_are_drawn_as_such() -> None:
    card = {"id": "a", "title": "MS <AI>", "subtitle": "", "url": "https://a.example/?b=1&c=2"}
    table = {"columns": ["", "A"], "rows": [["Price", "$1"]]}
    (sent,) = messages("x", {"lead": "Here *it* is", "cards": [card], "table": table})
    page = page_of(figure("now", [sent.blocks]))
    assert '<b><a href="https://a.example/?b=1&amp;c=2">MS &lt;AI&gt;</a></b>' in page
    assert '<td class="wrapped"><span class="words">$1</span></td>' in page
    assert page.count('<span class="button">') == 2  # Keep and Page


def test_windows_and_app_home_are_drawn_with_their_titles() -> None:
    window = figure("pressed", [view(steps_view(["30 x $195 = $5,850"]))], "modal")
    assert "<h1>" in window and "How I worked it out" in window and "30 x $195 = $5,850" in window
    assert "Your shortlist" in figure("now", [view(home([{"id": "a", "title": "MS AI"}]))], "home")


def test_a_block_of_another_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn({"type": "video"})
