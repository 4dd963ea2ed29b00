"""Who asks what became of a wish is told, and nothing is changed by the question."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act
from tests.dialogue.test_consent import text_of

QUESTIONS = [
    "why did you remove the budget", "why did you drop my budget?", "how come you forgot the price limit",
    "where did my budget go", "what happened to my budget", "why is the budget gone", "did you delete my budget",
    "wait, did you just change my budget?",
]  # fmt: skip


@pytest.mark.parametrize("intent", ["inform", "show_wishes", "ask_why", "out_of_scope"])
@pytest.mark.parametrize("text", QUESTIONS)
def test_a_wish_that_stands_is_said_to_stand(say: Act, text: str, intent: str) -> None:
    memory = say("online under 15k").memory
    turn = say(text, memory, intent=intent)
    assert "I still search by “at most $15,000 in all”" in text_of(turn) and turn.memory.changed_since(memory) == {}


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_wish_that_went_is_said_to_have_gone_with_which_change(say: Act, text: str) -> None:
    gone = say("remove the budget", say("online under 15k").memory).memory
    turn = say(text, gone)
    assert "“at most $15,000 in all”: that went with your last change" in text_of(turn)
    assert "“Undo” brings it back" in text_of(turn) and turn.memory.changed_since(gone) == {}
    assert "budget" in {wish.key for wish in say("undo", turn.memory, intent="go_back").memory.wishes}


def test_of_an_earlier_change_undo_is_not_promised(say: Act) -> None:
    later = say("part time", say("remove the budget", say("online under 15k").memory).memory).memory
    said = text_of(say("why did you remove the budget", later))
    assert "went with one of your last 2 changes" in said and "Undo" not in said


def test_a_wish_that_there_never_was_is_said_never_to_have_been(say: Act) -> None:
    assert "no wish on the price" in text_of(say("why did you remove the budget", say("online").memory))
    assert "no wish on the price" in text_of(say("why did you remove the budget", Memory()))


@pytest.mark.parametrize("text", ["why did you drop omscs", "why is omscs gone"])
def test_a_program_that_is_missed_is_another_question(say: Act, text: str) -> None:
    turn = say(text, say("online under 15k").memory, intent="ask_why")
    assert "number 1 of" in text_of(turn)
