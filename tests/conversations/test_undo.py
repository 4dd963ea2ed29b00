"""Undo takes back the last change, whatever it was, and nothing else."""

from __future__ import annotations

import pytest

from tests.advisor import Conversation
from tests.conversations.test_commands import noted
from tests.slack.conftest import Workspace

WORDS = ("undo", "take that back", "go back")
FIRST, SECOND = ('/shortlist_add{"program": "gatech-omscs"}', '/shortlist_add{"program": "penn-mcit-online"}')
NOTED, PAY = "note on omscs: ask maria", "i make 62k in ohio, is it worth it"
SEARCH, TESTED = "online ms under 20k", "talk me out of it"
# What is changed -> what is said before, and what changes it.
CHANGES = {
    "a wish": (["online"], "under 20k"),
    "another value of a wish": ([SEARCH], "actually 15k"),
    "a wish taken back": ([SEARCH], "forget the budget"),
    "a wish that holds no longer": ([SEARCH, "in texas"], "texas is off the table"),
    "all wishes": ([SEARCH, "i am 44"], "delete my wishes"),
    "what is not wanted": ([SEARCH], "not in texas"),
    "a program that is not wanted": ([SEARCH], "not the first one"),
    "a relative wish": (["in texas", "more"], "cheaper"),
    "a weight": ([SEARCH], "cost matters most"),
    "a wish that is only nice to have": ([SEARCH], "online is only nice to have"),
    "an answer of the guided start": (["help me choose step by step"], "online"),
    "an age": ([SEARCH], "i am 44"),
    "an age that is forgotten": (["i am 44"], "forget my age"),
    "a degree": ([SEARCH], "i studied biology"),
    "a skill": ([SEARCH], "i know python"),
    "a family": ([SEARCH], "i have two kids"),
    "a visa": ([SEARCH], "i need a visa"),
    "a home": ([SEARCH], "i live in ohio"),
    "a job": ([SEARCH], "i work as a nurse"),
    "a grade": ([SEARCH], "my gpa is 3.1"),
    "a corrected grade": (["my gpa is 3.1"], "actually 2.7"),
    "a test": ([SEARCH], "my toefl is 98"),
    "hours a week": (["i studied biology", "make me a study plan"], "i can do 15 hours a week"),
    "a program kept": ([FIRST], "keep penn mcit online"),
    "a program kept by a button": ([FIRST], SECOND),
    "a program taken off": ([FIRST, NOTED, SECOND], "remove omscs from my shortlist"),
    "the shortlist emptied": ([FIRST, NOTED, SECOND, "clear my shortlist"], "yes"),
    "a note": ([FIRST], NOTED),
    "another note": ([FIRST, NOTED], "note on omscs: ask bob"),
    "a note erased": ([FIRST, NOTED], "delete the note on omscs"),
    "the order of the shortlist": ([FIRST, SECOND], "move penn mcit online to the top"),
    "what an office told": ([FIRST], "omscs told me they need two letters"),
    "pay": (["is omscs worth it"], "i make 62k in ohio"),
    "pay that is forgotten": (["i make 62k"], "forget my salary"),
    "a figure of the pay-off": ([PAY], "my employer pays 5k a year"),
    "a rate of the pay-off": ([PAY], "assume a discount rate of 6 percent"),
    "an answer to what would make one quit": ([FIRST, TESTED], "10 hours"),
    "everything, by starting over": ([SEARCH, "my gpa is 3.1", "start over"], "yes"),
    "several things at once": ([SEARCH], "i am 44, have two kids and want it part time without the gre"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_undo_takes_back_the_last_change(what: str, everywhere: Workspace) -> None:
    conversation = Conversation(everywhere.address)
    said, changes = CHANGES[what]
    for each in said:
        conversation.say(each)
    before = noted(conversation)
    conversation.say(changes)
    assert noted(conversation) != before
    conversation.say("is the gre needed")  # a question is no change
    for words in WORDS:
        copy = conversation.copied()
        assert "Undone" in copy.say(words).text
        assert noted(copy) == before


def test_undo_goes_back_step_by_step_over_changes_of_every_kind(everywhere: Workspace) -> None:
    conversation, states = Conversation(everywhere.address), []
    for each in (SEARCH, "i am 44", FIRST, NOTED, SECOND, "move penn mcit online to the top", "i make 62k"):
        states.append(noted(conversation))
        conversation.say(each)
    for state in reversed(states):
        conversation.say("undo")
        assert noted(conversation) == state
    assert "no change to take back" in conversation.say("undo").text
