"""Sentences that only say that something is no question."""

from __future__ import annotations

import pytest

from bot.nlu.parts import is_settled


@pytest.mark.parametrize(
    ("sentence", "settled"),
    [
        ("tuition is fine", True),
        ("The location does not matter.", True),
        ("money isn't the problem", False),
        ("is tuition fine?", False),
        ("my grades are not the issue", True),
        ("the deadline is march 1", False),
    ],
)
def test_what_is_settled_asks_nothing(sentence: str, settled: bool) -> None:
    assert is_settled(sentence) == settled
