"""Redo makes again what undo took back, until something else is changed."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act
from tests.dialogue.test_consent import text_of


def test_redo_without_an_undo_says_so_and_changes_nothing(say: Act) -> None:
    told = say("online under 15k").memory
    turn = say("redo", told, intent="go_back")
    assert "nothing to redo" in text_of(turn) and turn.memory.changed_since(told) == {}


@pytest.mark.parametrize(
    ("text", "intent"), [("redo", "go_back"), ("re-do that", "start_over"), ("undo the undo", "go_back")]
)
def test_redo_makes_again_what_was_undone_and_undo_takes_it_back_again(say: Act, text: str, intent: str) -> None:
    changed = say("part time", say("online under 15k").memory).memory
    undone = say("undo", changed, intent="go_back").memory
    between = say("what is machine learning", undone, intent="faq", topics=("what_is_it",)).memory
    again = say(text, between, intent=intent)
    assert "Done again." in text_of(again) and again.memory.wishes == changed.wishes
    assert say("undo", again.memory, intent="go_back").memory.wishes == undone.wishes


def test_everything_undone_is_made_again_step_by_step_or_at_once(say: Act) -> None:
    states = [Memory()]
    for text in ("online under 15k", "part time", "in texas"):
        states.append(say(text, states[-1]).memory)
    memory = say("undo everything", states[-1], intent="go_back").memory
    at_once = say("redo everything", memory, intent="start_over")
    assert "your last 3 changes" in text_of(at_once) and at_once.memory.wishes == states[-1].wishes
    for state in states[1:]:
        memory = say("redo", memory, intent="go_back").memory
        assert memory.wishes == state.wishes
    assert "nothing to redo" in text_of(say("redo", memory, intent="go_back"))


def test_after_a_new_change_there_is_nothing_to_redo(say: Act) -> None:
    undone = say("undo", say("part time", say("online under 15k").memory).memory, intent="go_back").memory
    turn = say("redo", say("in texas", undone).memory, intent="go_back")
    assert "nothing to redo" in text_of(turn) and "pace" not in {wish.key for wish in turn.memory.wishes}
