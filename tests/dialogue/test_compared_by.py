"""A comparison opens with the facts that it was asked for."""

from __future__ import annotations

import pytest

from actions.wording.replies import Reply
from tests.actions.conftest import Act


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("compare rit and stony brook data science by application fee", "Application fee – "),
        ("compare omscs and penn mcit by letters", "Letters of recommendation – OMSCS at Georgia Tech: 3; "),
        ("omscs vs penn mcit: cohort size", "Not recorded for any of them: Cohort size."),
        ("compare omscs and penn mcit by deadline", "Deadlines – OMSCS at Georgia Tech: "),
    ],
)
def test_the_reply_opens_with_what_was_asked(say: Act, text: str, lead: str) -> None:
    (reply,) = say(text, intent="compare_programs").replies
    assert isinstance(reply, Reply) and reply.lead.startswith(lead)
    assert "price decides" not in reply.lead


@pytest.mark.parametrize("text", ["compare omscs and penn mcit by price", "compare omscs and penn mcit"])
def test_the_price_opens_where_it_was_asked_or_nothing_was(say: Act, text: str) -> None:
    (reply,) = say(text, intent="compare_programs").replies
    assert isinstance(reply, Reply) and reply.lead.startswith("If the price decides, take OMSCS")
