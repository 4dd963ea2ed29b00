"""Schools that somebody leaves aside are not offered, and what else there is, is."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("OMSCS is the default answer, assume I know about it. What else is there online?", "ask_program_fact"),
        ("what else do you have online besides OMSCS", "ask_program_fact"),
        ("other than OMSCS, which online computer science masters are there?", "ask_recommendation"),
        ("online, ml, under 20k. Everyone says OMSCS or UT Austin. What else is there?", "ask_recommendation"),
        ("aside from OMSCS is there anything else online under 20k", "inform"),
    ],
)
def test_what_is_left_aside_is_not_offered(say: Act, text: str, intent: str) -> None:
    turn = say(text, intent=intent)
    listed = [card.title for each in turn.replies for card in each.cards]
    assert listed and not any("Online Master of Science in Computer Science" in each for each in listed)
    assert ("university", "not") in {(wish.key, wish.op) for wish in turn.memory.wishes}
    assert "not OMSCS at Georgia Tech" in " ".join(each.text for each in turn.replies)


@pytest.mark.parametrize("text", ["what else do I need for OMSCS?", "what else does OMSCS ask for"])
def test_what_else_of_one_program_leaves_nothing_aside(say: Act, text: str) -> None:
    assert not say(text, intent="ask_program_fact").memory.wishes


def test_a_place_that_is_missed_is_looked_for_and_nothing_refused(say: Act) -> None:
    turn = say("Hong Kong not in your list?", intent="refuse")
    assert any("Hong Kong" in card.title + card.subtitle for each in turn.replies for card in each.cards)


@pytest.mark.parametrize(
    ("text", "place"),
    [("ok leaning B", 1), ("I would take option c", 2), ("b it is", 1), ("what about (b)?", 1)],
)
def test_a_letter_is_the_place_of_a_program_that_was_spoken_of(say: Act, text: str, place: int) -> None:
    named = ("gatech-omscs", "utaustin-mscs-online", "penn-mcit-online")
    turn = say(text, Memory(mentioned=named), intent="ask_program_fact")
    assert turn.memory.mentioned[0] == named[place]


@pytest.mark.parametrize("text", ["is it good for a job", "what about a year", "C++ and calc b"])
def test_an_article_is_no_letter(say: Act, text: str) -> None:
    named = ("gatech-omscs", "utaustin-mscs-online", "penn-mcit-online")
    assert say(text, Memory(mentioned=named), intent="faq", topics=("worth_it",)).memory.mentioned[:1] == named[:1]
