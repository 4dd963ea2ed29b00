"""Replies in the terminal: any reply at any width, with all its words."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.shell.chat import payload
from bot.shell.client import Answer, answer_of
from bot.shell.render import plain, rendered

words = st.text(st.characters(whitelist_categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)
source = st.fixed_dictionaries({"name": words, "url": st.just("https://a.example"), "as_of": words})
line = st.fixed_dictionaries({"mark": st.sampled_from(["met", "missed", "unknown", ""]), "says": words})
card = st.fixed_dictionaries({"title": words, "subtitle": words, "lines": st.lists(line, max_size=3)})
amounts = st.floats(-1e6, 1e6, allow_nan=False)
bar = st.fixed_dictionaries({"label": words, "low": amounts, "value": amounts, "high": amounts, "says": words})
chart = st.fixed_dictionaries({"title": words, "bars": st.lists(bar, min_size=1, max_size=6)})
replies = st.fixed_dictionaries(
    {"lead": words},
    optional={
        "cards": st.lists(card, max_size=3),
        "table": st.fixed_dictionaries(
            {
                "columns": st.lists(words, min_size=3, max_size=3),
                "rows": st.lists(st.lists(words, min_size=3, max_size=3), max_size=3),
            }
        ),
        "closing": words,
        "chart": chart,
        "calculations": st.lists(words, max_size=3),
        "sources": st.lists(source, max_size=3),
        "chips": st.lists(st.fixed_dictionaries({"title": words, "payload": words}), max_size=3),
    },
)


@settings(deadline=None)
@given(reply=replies, width=st.integers(20, 200))
def test_any_reply_fits_any_width(reply: dict[str, Any], width: int) -> None:
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    for each in rendered([Answer("text", reply)], width):
        console.print(each)
    shown = out.getvalue()
    assert all(cell_len(each) <= width for each in shown.splitlines())
    squeezed = "".join(shown.split())
    for card in reply.get("cards", ()):
        assert "".join(card["title"].split()) in squeezed


def test_a_message_of_rest_is_one_reply_with_or_without_structure() -> None:
    chip = {"title": "A", "payload": "/a"}
    sent = [
        {"text": "Hello", "custom": {"lead": "Hello", "chips": []}},
        {"text": "More", "buttons": [chip]},
        {"text": "End"},
    ]
    found = [answer_of(each) for each in sent]
    assert [each.reply for each in found] == [{"lead": "Hello", "chips": []}, {"chips": [chip]}, {}]
    assert plain(found) == "Hello\n\nMore\n\nEnd\n\n  [1] A"


def test_numbers_titles_and_commands_become_payloads() -> None:
    chips = [{"title": "Cost", "payload": "/faq{}"}]
    assert [payload(line, chips) for line in ("1", "Cost", "2", "/reset", "cost")] == [
        "/faq{}",
        "/faq{}",
        "2",
        "/start_over",
        "cost",
    ]
