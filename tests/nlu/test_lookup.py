"""Which questions need more than the general answer because they are about the person."""

from __future__ import annotations

import pytest

from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.lookup import topics_to_look_up
from knowledge.base import Knowledge


@pytest.mark.parametrize(
    ("text", "topic", "personal"),
    [
        ("i make 62k in ohio, is it worth it", "worth_it", True),
        ("is it worth it at 35", "worth_it", False),
        ("i studied biology and know some python, do i have the prerequisites?", "prerequisites", True),
        ("which math do i need to know?", "prerequisites", False),
        ("i took calculus and statistics, do they let me in without a cs degree?", "bachelor_needed", True),
        ("can a biology major get into an ai masters?", "bachelor_needed", False),
    ],
)
def test_personal_questions_are_looked_up(text: str, topic: str, personal: bool, knowledge: Knowledge) -> None:
    entities = CriteriaExtractor(knowledge).extract(text)
    assert bool(topics_to_look_up([f"faq/{topic}"], entities, text)) is personal
