"""What asks for all receipts of the last answer, and what only looks like it."""

from __future__ import annotations

import pytest

from actions.dialogue.receipts_asked import asks_for_receipts
from actions.wording.all_receipts import RESPONSE
from actions.wording.replies import General
from tests.actions.conftest import Act

ASKED = (
    "all sources", "All sources, please!", "sources?", "source?", "show me all the sources", "what are your sources",
    "the other sources", "and the other 5 sources", "list the receipts", "can you show me the rest of the sources?",
    "where did you get that", "where does that figure come from?", "where are these numbers from",
    "ok, how do you know that", "what's [3]", "what is source 4", "give me the references for that",
    "every one of the sources", "so where's that from",
)  # fmt: skip
ELSE = (
    "references?", "how many references do they want", "who should write my references",
    "what funding sources are there", "where are you from", "where is omscs", "where did you study",
    "sources of funding", "all programs", "all of them", "is open source work good for my application",
    "how do you know if you are ready", "what is [a] credit", "show me all", "where do graduates come from",
    "my sources of income are small", "data sources for a thesis",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_all_receipts_are_asked_for(text: str, say: Act) -> None:
    memory = say("online ms under 15k no gre").memory
    turn = say(text, memory, intent="out_of_scope")
    assert turn.replies == (General(RESPONSE),)
    assert (turn.memory.last, turn.memory.wishes, turn.memory.asked) == (memory.last, memory.wishes, memory.asked)


@pytest.mark.parametrize("text", ELSE)
def test_something_else_is_asked(text: str) -> None:
    assert not asks_for_receipts(text)
