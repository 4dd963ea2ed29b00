"""The report on lengths counts what a person reads."""

from __future__ import annotations

from tests.conversations.reply_lengths import is_list, report, words_of


def test_words_are_those_of_the_text() -> None:
    assert words_of({"text": "Often it is not needed.", "custom": {"lead": "x y"}}) == 5
    assert words_of({"custom": {}}) == 0


def test_lists_are_told_from_answers() -> None:
    assert is_list("5 named programs meet your wish:\n1. MS AI, Rice") and is_list("(1) Rice\nPrice: $1 | $2")
    assert not is_list("Often it is not needed: 25 of 40 do without it.")


def test_the_report_finds_long_and_repeated_texts() -> None:
    long = "word " * 230
    lines = report([["short", long.strip(), long.strip()], ["1. a list"]])
    assert lines[0] == "4 replies, 3 of them no list"
    assert lines[2] == "over 220 words: 2 of those, 2 of all"
    assert lines[3] == "sent twice in one conversation: 1"
