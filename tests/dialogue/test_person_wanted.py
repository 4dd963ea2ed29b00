"""Who asks for a person is shown where to turn, also where the intent is not sure of it; who asks else is not."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory, Message
from actions.dialogue.person_wanted import person_wanted


def wants(text: str, likely: float = 0.2) -> bool:
    ranking = (("out_of_scope", 0.4), ("human_handoff", likely))
    return person_wanted(Message("out_of_scope", ranking, (), text), Memory()) is not None


WANTED = (
    "not good enough for something this big. loop in a human", "can i talk with person please", "escalate this please",
    "put me in touch with someone who really knows", "i'd rather have a human double check this first",
    "you can give them to the adviser now", "send what we have to the adviser anyway", "let me talk to one of them",
    "would one of your staff give him a ring this week",
)  # fmt: skip
OTHER = (
    "do people send letters of recommendation", "which school has good advisors", "don't send it to an advisor",
    "is a human factors degree any good", "who wrote this to be cheap",
)  # fmt: skip


@pytest.mark.parametrize("text", WANTED)
def test_words_for_a_person_decide_where_the_intent_is_unsure(text: str) -> None:
    assert wants(text) and not wants(text, likely=0.0)


@pytest.mark.parametrize("text", OTHER)
def test_other_words_do_not(text: str) -> None:
    assert not wants(text)
