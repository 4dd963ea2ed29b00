"""Replies as blocks: Slack's limits hold for any reply, and nothing in it calls anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.channels.channel_base import MOST_BYTES
from bot.channels.slack.blocks import (
    BLOCKS_BYTES,
    CHARACTERS,
    MOST_BLOCKS,
    WORDS_BYTES,
    form_bytes,
    messages,
    without_chips,
)
from bot.channels.slack.home import home

words = st.text(max_size=200) | st.sampled_from(
    ["<!channel>", "<@U1>", "a" * 4000, "\U0001f393" * 4000, '"\n' * 2000, "x " * 3000, "", "&", "*b* <http://x|y>"]
)
links = st.sampled_from(["", "https://a.example/p?q=1&r=2", "javascript:alert(1)", "http://x|y>", None])
source = st.fixed_dictionaries(
    {"name": words, "url": links, "as_of": words, "secondhand": st.booleans(), "old": st.booleans()}
)
line = st.fixed_dictionaries(
    {"mark": st.sampled_from(["met", "missed", "unknown", ""]), "says": words, "sources": st.lists(source, max_size=2)}
)
card = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["", "a", "b"]),
        "title": words,
        "subtitle": words,
        "url": links,
        "lines": st.lists(line, max_size=4),
    }
)
table = st.sampled_from([0, 1, 3, 21]).flatmap(
    lambda width: st.fixed_dictionaries(
        {
            "columns": st.lists(words, min_size=width, max_size=width),
            "rows": st.lists(st.lists(words, min_size=width, max_size=width), max_size=4),
        }
    )
)
amounts = st.floats(-1e6, 1e6, allow_nan=False)
bar = st.fixed_dictionaries({"label": words, "low": amounts, "value": amounts, "high": amounts, "says": words})
chart = st.fixed_dictionaries({"title": words, "bars": st.lists(bar, min_size=1, max_size=6)})
chip = st.fixed_dictionaries({"title": words, "payload": st.text(max_size=2500)})
replies = st.fixed_dictionaries(
    {"lead": words},
    optional={
        "cards": st.lists(card, max_size=5),
        "table": table,
        "closing": words,
        "chips": st.lists(chip, max_size=12),
        "sources": st.lists(source, max_size=6),
        "chart": chart,
        "calculations": st.lists(words, max_size=20),
    },
)


def limits_hold(blocks: list[dict[str, Any]]) -> None:
    assert len(blocks) <= MOST_BLOCKS
    for block in blocks:
        (parsed,) = Block.parse_all([block])
        parsed.validate_json()
        for element in block.get("elements", ()):
            if element["type"] == "button":
                assert len(element["text"]["text"]) <= 75 and len(element["value"]) <= 2000
                assert len(element.get("url") or "") <= 3000
            if element["type"] == "mrkdwn":
                assert len(element["text"]) <= 3000
        if block["type"] == "section":
            assert 0 < len(block["text"]["text"]) <= 3000
        if block["type"] == "actions":
            assert len(block["elements"]) <= 5


def all_texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and isinstance(node.get("text"), str):
        yield node["text"]
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from all_texts(each)


def parsed_texts(node: Any) -> Iterator[str]:
    """All texts in which Slack looks for mentions and links; plain text and cells of tables are shown as they are."""
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from parsed_texts(each)


@settings(deadline=None, max_examples=60)
@given(text=words, reply=replies, thumbs=st.booleans(), share=st.booleans())
def test_limits_hold_and_nobody_is_called(text: str, reply: dict[str, Any], thumbs: bool, share: bool) -> None:
    sent = messages(text, reply, thumbs=thumbs, share=share)
    assert sent
    for each in sent:
        limits_hold(each.blocks)
        assert 0 < len(each.text) <= 40_000
        shown = " ".join([each.text, *parsed_texts(each.blocks)])
        assert "<!channel>" not in shown and "<@U1>" not in shown and "<javascript" not in shown
        limits_hold(without_chips(each.blocks, "chosen"))


SLACK_ADDS = 10_000  # bytes: who, where, the button and what it sends, ids and settings of blocks


@settings(deadline=None, max_examples=60)
@given(text=words, reply=replies)
def test_a_pressed_button_comes_back_with_less_than_the_door_reads(text: str, reply: dict[str, Any]) -> None:
    assert WORDS_BYTES + BLOCKS_BYTES + SLACK_ADDS < MOST_BYTES
    for each in messages(text, reply, thumbs=True, share=True):
        assert form_bytes(each.text) <= WORDS_BYTES
        assert sum(map(form_bytes, each.blocks)) <= BLOCKS_BYTES


def test_nothing_that_is_said_is_lost_where_it_takes_many_bytes() -> None:
    sent = messages("x", {"lead": "\U0001f393" * 5_000})
    assert len(sent) > 1
    assert sum(text.count("\U0001f393") for each in sent for text in all_texts(each.blocks)) == 5_000


def test_app_home_shows_as_many_programs_as_the_door_reads_and_how_many_more_there_are() -> None:
    kept = [{"id": f"p{i}", "title": f"program {i}", "subtitle": "x", "note": "\U0001f393" * 500} for i in range(20)]
    blocks = home(kept)["blocks"]
    assert form_bytes(blocks) + SLACK_ADDS < MOST_BYTES
    shown = sum(str(each.get("block_id")).startswith("listed_") for each in blocks)
    assert 3 < shown < 20 and f"… and {20 - shown} more: ask me for your shortlist" in json.dumps(
        blocks, ensure_ascii=False
    )
    assert (
        sum(
            str(each.get("block_id")).startswith("listed_")
            for each in home([{**each, "note": "x" * 500} for each in kept])["blocks"]
        )
        == 20
    )


def test_a_reply_without_structure_is_its_text() -> None:
    (sent,) = messages("Hello & <welcome>", {})
    assert sent.text == "Hello &amp; &lt;welcome&gt;"
    assert sent.blocks[0]["text"]["text"] == sent.text


def test_seven_chips_are_two_rows() -> None:
    chips = [{"title": f"chip {i}", "payload": f"/faq{i}"} for i in range(7)]
    (sent,) = messages("x", {"lead": "x", "chips": chips})
    rows = [block for block in sent.blocks if block["type"] == "actions"]
    assert [len(row["elements"]) for row in rows] == [5, 2]
    assert rows[1]["elements"][1]["value"] == "/faq6"


def test_forty_programs_are_several_messages() -> None:
    cards = [{"title": f"program {i}", "subtitle": "x" * 3000, "lines": []} for i in range(40)]
    sent = messages("all of it", {"lead": "x", "cards": cards})
    assert [each.text for each in sent[:2]] == ["all of it", f"(continued, 2 of {len(sent)})"]
    for each in sent:
        limits_hold(each.blocks)
        assert sum(map(len, all_texts(each.blocks))) <= CHARACTERS
    found = json.dumps([each.blocks for each in sent])
    assert all(f"program {i}*" in found for i in range(40))


def test_a_table_is_a_table_whose_cells_are_wrapped() -> None:
    (sent,) = messages("x", {"lead": "x", "table": {"columns": ["", "A"], "rows": [["Price", "$7,000"]]}})
    (found,) = [block for block in sent.blocks if block["type"] == "table"]
    assert found["rows"][1][1]["text"] == "$7,000"
    assert [each["is_wrapped"] for each in found["column_settings"]] == [True, True]


def test_cells_name_their_receipts_which_are_all_listed_below_by_number() -> None:
    table = {"columns": ["", "A", "B"], "rows": [["Price", "★ $1", "not recorded"]], "receipts": [[[1, 40], []]]}
    sources = [{"name": f"a-long-name-{i}.edu", "url": f"https://a.edu/{'x' * 80}", "as_of": "2026"} for i in range(40)]
    (sent,) = messages("x", {"lead": "x", "table": table, "sources": sources})
    limits_hold(sent.blocks)
    (found,) = [block for block in sent.blocks if block["type"] == "table"]
    assert [cell["text"] for cell in found["rows"][1]] == ["Price", "★ $1 [1][40]", "not recorded"]
    below = " ".join(text for block in sent.blocks if block["type"] == "context" for text in all_texts(block))
    assert all(f"[{i + 1}] <https://a.edu/{'x' * 80}|a-long-name-{i}.edu>, 2026" in below for i in range(40))


def test_a_program_can_be_kept_compared_and_read() -> None:
    cards = [{"id": each, "title": each, "subtitle": "", "url": f"https://{each}.example"} for each in ("a", "b")]
    (sent,) = messages("x", {"lead": "x", "cards": cards, "first": 4, "shortlist": [{"id": "b"}]})
    first, second = [block["elements"] for block in sent.blocks if block["type"] == "actions"]
    assert [each["text"]["text"] for each in first] == ["Keep", "Compare", "Page"]
    assert first[1]["value"] == '/compare_programs{"program": ["a", "b"]}' and first[2]["url"] == "https://a.example"
    assert second[0]["text"]["text"] == "Remove"
    assert "4. *" in json.dumps(sent.blocks) and "5. *" in json.dumps(sent.blocks)


def test_a_long_calculation_is_a_button_and_a_short_one_is_told() -> None:
    (short,) = messages("x", {"lead": "x", "calculations": ["30 credits x $195 = $5,850"]})
    assert "$5,850" in json.dumps(short.blocks)
    chip = {"title": "How I worked it out", "payload": '/ask_payoff{"asked_fact": "calculation"}'}
    (long,) = messages("x", {"lead": "x", "calculations": ["a step of it"] * 50, "chips": [chip]})
    assert "a step of it" not in json.dumps(long.blocks)
    assert json.dumps(long.blocks).count("How I worked it out") == 1
