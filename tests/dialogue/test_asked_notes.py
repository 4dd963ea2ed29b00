"""A question on notes is answered: nothing is written down, no program is kept."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Kept, Memory
from tests.actions.conftest import Act


@pytest.mark.parametrize(
    "text",
    [
        "is there a note on the price at rit",
        "has rit got a price note",
        "what does the pricing note of rit say",
        "so what is rit's note about the price?",
        "are there notes on the price of rit",
    ],
)
def test_a_question_on_a_price_note_tells_it(say: Act, text: str) -> None:
    turn = say(text, intent="shortlist_note")
    assert "Tuition is the same online and on campus" in turn.replies[0].text
    assert not turn.memory.shortlist


def test_a_price_note_is_told_of_what_is_pointed_at(say: Act) -> None:
    shown = Memory(shown=("rit-mscs", "gatech-omscs"))
    assert (
        "is the same online" in say("what is the price note of the first one", shown, "shortlist_note").replies[0].text
    )


@pytest.mark.parametrize("text", ["what did i note on omscs", "what's my note on the first one", "do i have any notes"])
def test_a_question_on_ones_own_notes_shows_the_list(say: Act, text: str) -> None:
    kept = Memory(shortlist=(Kept("gatech-omscs", "ask about summers"),))
    turn = say(text, kept, "shortlist_note")
    assert "ask about summers" in turn.replies[0].text and turn.memory.shortlist == kept.shortlist


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("note on omscs: is it the same price for all", "is it the same price for all"),
        ("could you note on omscs that the fee is low", "the fee is low"),
        ("do note on omscs that summers are busy", "summers are busy"),
    ],
)
def test_an_order_to_note_stays_one(say: Act, text: str, note: str) -> None:
    (kept,) = say(text, intent="shortlist_note").memory.shortlist
    assert (kept.id, kept.note) == ("gatech-omscs", note)
