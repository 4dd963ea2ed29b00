"""Replies are short: lines on a screen of 80 columns, and words, over all conversations of this folder."""

from __future__ import annotations

import io
from statistics import median
from typing import Any

from rich.console import Console

from bot.shell.client import answer_of
from bot.shell.render import rendered
from tests.advisor import Answer
from tests.conversations.player import Played
from tests.conversations.reply_lengths import MEDIAN, MOST, answers_in, is_list, report, words_of
from tests.slack.conftest import Workspace

MOST_LINES = {"programs": 15, "what_if": 15, "comparison": 25, "payoff": 25}
LONGEST_CHOICE = 60  # characters: with the programs' short names; Slack takes 75
LEAST_PLAYED = {"programs": 50, "comparison": 15, "payoff": 8}  # replies, so that the limits are tried


def lines_on_screen(answer: Answer) -> int:
    """The lines that an answer fills in the shell at 80 columns, its choices included."""
    out = io.StringIO()
    console = Console(file=out, width=80, color_system=None, legacy_windows=False)
    for each in rendered([answer_of(each) for each in answer.messages], 80, links=False):
        console.print(each)
    return len(out.getvalue().splitlines())


def kind_of(answer: Answer) -> str:
    """The kind of an answer that is one reply; the pay-off is a table of its own."""
    if len(answer.messages) != 1:
        return ""
    reply: dict[str, Any] = answer.messages[0].get("custom") or {}
    heads = (reply.get("table") or {}).get("columns") or ("",)
    if "\n• " in answer.text or "\nNoted: " in answer.text:
        return "post"  # a whole post also gets a line for each of its questions
    return "payoff" if "Costs in all" in heads else str(reply.get("kind"))


def test_searches_comparisons_and_pay_offs_fit_a_screen_and_answers_are_short(
    everywhere: Workspace, played: list[Played]
) -> None:
    scenarios = [each for turns in answers_in(everywhere.address) for each in turns]
    answers = [*scenarios, *(each.answer for each in played)]
    seen: dict[str, int] = {}
    for answer in answers:
        kind = kind_of(answer)
        seen[kind] = seen.get(kind, 0) + 1
        assert lines_on_screen(answer) <= MOST_LINES.get(kind, 1000), answer.text
    assert all(seen.get(kind, 0) >= least for kind, least in LEAST_PLAYED.items()), seen
    longest = max((title for answer in answers for title in answer.chips), key=len)
    assert len(longest) <= LONGEST_CHOICE, longest
    told = [each for each in scenarios if not any(reply.get("files") for reply in each.custom)]
    words = [words_of(each.text) for each in told if not is_list(each.text)]
    assert median(words) < MEDIAN and max(words) <= MOST


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
