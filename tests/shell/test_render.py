"""Replies in the terminal: any reply at any width, with all its words."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from actions.wording.plain import text_of
from actions.wording.reply_parts import Card, Line, ReplyParts, Source
from bot.shell.client import Answer, answer_of
from bot.shell.commands import payload
from bot.shell.render import chips_of, links_work, plain, receipts, rendered
from bot.shell.typed import decoded, leaves, typed

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
@given(reply=replies, text=st.lists(words, min_size=1).map("\n".join), width=st.integers(20, 200), links=st.booleans())
def test_any_reply_fits_any_width(reply: dict[str, Any], text: str, width: int, links: bool) -> None:
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    for each in rendered([Answer(text, reply)], width, links):
        console.print(each)
    shown = out.getvalue()
    assert all(cell_len(each) <= width for each in shown.splitlines())
    squeezed = "".join(shown.split())
    assert "".join(text.split()) in squeezed
    for chip in chips_of([Answer(text, reply)]):
        assert "".join(chip["title"].split()) in squeezed


def test_a_message_of_rest_is_one_reply_with_or_without_structure() -> None:
    chip = {"title": "A", "payload": "/a"}
    sent: list[dict[str, Any]] = [
        {"text": "Hello", "custom": {"lead": "Hello", "chips": []}},
        {"text": "More", "buttons": [chip]},
        {"text": "End"},
    ]
    found = [answer_of(each) for each in sent]
    assert [each.reply for each in found] == [{"lead": "Hello", "chips": []}, {"chips": [chip]}, {}]
    assert plain(found) == "Hello\n\nMore\n\nEnd\n\n[a] A"


def test_sources_are_numbered_as_the_text_numbers_them() -> None:
    """One receipt of a text is one number, though its facts stand on several pages; each answer begins with its own."""

    def line(says: str, name: str, page: str) -> Line:
        return Line("met", says, (Source(name, f"https://{name}/{page}", "2026"),))

    lines = (line("online", "a.edu", "1"), line("no GRE", "a.edu", "2"), line("part time", "b.edu", "3"))
    reply = ReplyParts("programs", "One fits:", (Card("x", "MS", "A", lines=lines),), sources=(Source("c.org"),))
    text = text_of(reply)
    assert "✓ online [1] · ✓ no GRE [1] · ✓ part time [2]" in text
    assert "[1] a.edu, 2026; [2] b.edu, 2026; [3] c.org, year not stated" in text
    sent = json.loads(json.dumps({"cards": [asdict(card) for card in reply.cards], "sources": [{"name": "c.org"}]}))
    numbered = [
        "[1] a.edu, 2026  https://a.edu/1  https://a.edu/2",
        "[2] b.edu, 2026  https://b.edu/3",
        "[3] c.org, year not stated",
    ]
    assert receipts([Answer(text, sent)]).splitlines() == numbered
    assert receipts([Answer(text, sent), Answer(text, sent)]).splitlines() == [*numbered, "", *numbered]
    assert receipts([Answer("Hello", {})]) == ""


def test_letters_titles_and_commands_become_payloads_and_numbers_do_not() -> None:
    chips = [{"title": "Cost", "payload": "/faq{}"}]
    typed_ = ("a", "A", "#1", "Cost", "1", "b", "#2", "/reset", "cost")
    assert [payload(line, chips) for line in typed_] == [
        "/faq{}", "/faq{}", "/faq{}", "/faq{}", "1", "b", "#2", "/start_over", "cost",
    ]  # fmt: skip


def test_bytes_are_read_as_what_they_are() -> None:
    assert decoded("é€🎓".encode()) == "é€🎓"
    assert decoded("Tübingen, café".encode("latin-1")) == "Tübingen, café"
    assert decoded(b"half \xf0\x9f emoji") == "half  emoji"
    assert typed("caf\udce9") == "café" and typed("half \ud83d") == "half " and typed("🎓") == "🎓"


def test_only_words_of_leaving_leave() -> None:
    assert all(map(leaves, ("quit", "bye!", "Exit.", "/quit"))) and not leaves("goodbye school")


def test_links_are_used_only_where_they_are_known_to_work() -> None:
    assert not links_work({"TERM": "xterm-256color"}) and not links_work({"VTE_VERSION": "4800"})
    assert links_work({"VTE_VERSION": "6800"}) and links_work({"TERM_PROGRAM": "iTerm.app"})
