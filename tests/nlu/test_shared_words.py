"""What a text shares with the texts of many things: rare words count, words of all things hardly."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.shared_words import SharedWords

TEXTS = ("the IELTS score that the school wants", "the loan that the bank gives", "the TOEFL score, and the IELTS too")


@pytest.fixture(scope="module")
def shared() -> SharedWords:
    return SharedWords.learned(TEXTS)


def test_a_rare_word_counts_more_than_one_of_all_things(shared: SharedWords) -> None:
    assert [*shared.likeness("bank?").nonzero()[0]] == [1]
    both = shared.likeness("the bank")
    assert both.argmax() == 1 and both[1] > 2 * both[0]


def test_a_text_is_wholly_like_itself_in_any_case(shared: SharedWords) -> None:
    likeness = shared.likeness(TEXTS[1].upper())
    assert likeness[1] == pytest.approx(1.0, abs=1e-5) and likeness.max() == likeness[1]


@pytest.mark.parametrize("text", ["", "??", "nobody says this"])
def test_what_shares_no_word_is_like_nothing(shared: SharedWords, text: str) -> None:
    assert not shared.likeness(text).any()


def test_what_is_stored_is_read_again(shared: SharedWords) -> None:
    read = SharedWords.of_arrays(shared.arrays())
    assert np.array_equal(read.likeness(TEXTS[0]), shared.likeness(TEXTS[0]))
