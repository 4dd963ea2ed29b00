"""The measure of growth tells even from uneven."""

from __future__ import annotations

import re

from tests.growth import runs_away

TEXT = "a" * 12_000


def test_time_that_grows_with_the_square_is_seen() -> None:
    assert runs_away(re.compile("a*b").findall, TEXT)


def test_time_that_grows_with_the_length_is_not() -> None:
    assert not runs_away(lambda text: [re.compile("a").findall(text) for _ in range(100)], TEXT)
