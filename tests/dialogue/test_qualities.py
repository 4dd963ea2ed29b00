"""What no record holds of programs is said so, with what is nearest: how hard, how respected, how good."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.dialogue.qualities import quality_asked
from tests.dialogue.conftest import Talk

BOTH = Memory(
    mentioned=("gatech-omscs", "utaustin-mscs-online"),
    shown=("gatech-omscs", "utaustin-mscs-online"),
    last={"action": "compare"},
)


@pytest.mark.parametrize(
    ("text", "intent", "begins", "row"),
    [
        ("which is harder?", "faq", "Which is harder no record says.", "Knowledge to bring"),
        ("ok but which one has better ML courses", "faq", "How good the courses are no record says", "Focus"),
        ("which of them has the better name", "faq", "How employers see them no record says", None),
        (
            "is UT Austin MSCSO harder than OMSCS",
            "compare_programs",
            "Which is harder no record says.",
            "Knowledge to bring",
        ),
    ],
)
def test_of_several(talk: Talk, text: str, intent: str, begins: str, row: str | None) -> None:
    (reply,) = talk(text, {}, intent, BOTH).replies
    assert reply.lead.startswith(begins)
    assert row is None or [each[0] for each in reply.table.rows] == [row]


@pytest.mark.parametrize(
    ("text", "intent", "begins"),
    [
        ("is OMSCS respected by employers", "faq", "How employers see OMSCS at Georgia Tech no record says."),
        ("how hard is MCIT", "ask_program_fact", "How hard MCIT Online at Penn no record says"),
    ],
)
def test_of_one(talk: Talk, text: str, intent: str, begins: str) -> None:
    (reply,) = talk(text, {}, intent).replies
    assert reply.lead.replace(" is no record", " no record").startswith(begins)


@pytest.mark.parametrize(
    "text",
    ["how hard is it to get into MIT", "which is cheaper", "which has the earlier deadline", "a good bachelor's"],
)
def test_what_a_record_holds_is_no_such_quality(text: str) -> None:
    assert quality_asked(text) is None
