"""How old the records are, in the words that people ask it with; and a university's fee where a program has none."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from knowledge.ages import last_read
from knowledge.programs import Search
from knowledge.university_facts import application_fee
from tests.actions.conftest import Act

SPOKEN_OF = Memory(mentioned=("gatech-omscs",), last={"action": "program_fact", "facts": ["price"]})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how old is this?", "out_of_scope"),
        ("How old are these numbers", "faq"),
        ("when was your data last updated", "bot_challenge"),
        ("last update of the data?", "go_back"),
        ("is this up to date?", "faq"),
        ("when were the prices checked", "ask_program_fact"),
        ("which of your facts are old", "out_of_scope"),
        ("how many of the deadlines are out of date?", "faq"),
    ],
)
def test_the_age_of_the_records_is_told(say: Act, search: Search, text: str, intent: str) -> None:
    (reply,) = say(text, SPOKEN_OF, intent=intent).replies
    assert f"read last on {last_read(search.knowledge)}" in reply.text
    assert reply.text.startswith("• OMSCS at Georgia Tech: facts of 20")


@pytest.mark.parametrize(
    "text", ["how old are people in these programs", "how old are you", "how old is oxford university"]
)
def test_the_age_of_anything_else_is_not_meant(say: Act, text: str) -> None:
    replies = say(text, SPOKEN_OF, intent="out_of_scope").replies
    assert not any("read last on" in str(getattr(each, "text", "")) for each in replies)


def test_a_university_s_fee_stands_in_for_a_program_s_and_says_so(act: Act, search: Search) -> None:
    without = next(
        each
        for each in search.knowledge.named
        if each.fact("application_fee") is None and application_fee(each.university) is not None
    )
    fee = application_fee(without.university)
    pointed = ({"entity": "pointer", "value": "it"}, {"entity": "asked_fact", "value": "application_fee"})
    reply = act("program_fact", "and its application fee?", Memory(mentioned=(without.id,)), entities=pointed).replies[
        0
    ]
    assert fee is not None and f"the university asks graduate applicants for ${fee.value:,.0f}" in reply.text
    assert "the program’s own application fee isn’t recorded" in reply.text and "IPEDS" in reply.text
