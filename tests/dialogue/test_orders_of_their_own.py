"""Short orders that remind of others: a yes with a verb, all but one wish, a kept program that goes, a reminder."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Kept, Memory
from actions.wording.replies import Reply
from tests.actions.conftest import Act

OMSCS = "gatech-omscs"


@pytest.fixture
def searched(say: Act) -> Memory:
    memory = say("online under 22k no gre").memory
    assert memory.asked == "place"
    return memory


# A yes to the open question


@pytest.mark.parametrize("text", ["yes, mail it to me", "sure, export that", "ok delete them", "yes keep the lot"])
def test_a_yes_with_an_order_of_its_own_wishes_for_nothing(say: Act, searched: Memory, text: str) -> None:
    turn = say(text, searched, "affirm")
    assert turn.memory.wishes == searched.wishes and turn.memory.asked == "place"
    assert isinstance(turn.replies[0], Reply) and "United States" in turn.replies[0].text


@pytest.mark.parametrize("text", ["yes", "yep", "sure", "yes do it", "yes go ahead", "yes, show me"])
def test_a_plain_yes_agrees(say: Act, searched: Memory, text: str) -> None:
    assert "place" in [each.key for each in say(text, searched, "affirm").memory.wishes]


# All but what is named


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("drop everything but the budget", ["budget"]),
        ("delete all except online", ["delivery"]),
        ("please forget everything except the gre and the budget", ["budget", "gre"]),
        ("clear all my filters apart from online", ["delivery"]),
    ],
)
@pytest.mark.parametrize("intent", ["forget_me", "refuse", "inform"])
def test_all_wishes_go_but_those_named(say: Act, searched: Memory, text: str, left: list[str], intent: str) -> None:
    turn = say(text, searched, intent)
    assert [each.key for each in turn.memory.wishes] == left
    assert "I no longer ask for" in turn.replies[0].text and not turn.forgotten


@pytest.mark.parametrize("text", ["erase everything except my shortlist", "wipe all but the notes"])
def test_all_but_what_is_no_wish_deletes_nothing(say: Act, searched: Memory, text: str) -> None:
    turn = say(text, searched, "forget_me")
    assert "Delete all of it?" not in turn.replies[0].text and turn.memory.wishes == searched.wishes


def test_everything_is_still_everything(say: Act, searched: Memory) -> None:
    assert "Delete all of it?" in say("erase everything", searched, "forget_me").replies[0].text


# A kept program


@pytest.mark.parametrize("intent", ["ask_program_fact", "faq", "inform", "compare_programs"])
@pytest.mark.parametrize("text", ["ditch omscs", "axe omscs please", "get rid of omscs"])
def test_a_kept_program_is_taken_off(say: Act, text: str, intent: str) -> None:
    kept = Memory(shortlist=(Kept(OMSCS), Kept("penn-mcit-online")))
    assert [each.id for each in say(text, kept, intent).memory.shortlist] == ["penn-mcit-online"]


def test_whether_to_take_one_off_takes_none_off(say: Act) -> None:
    kept = Memory(shortlist=(Kept(OMSCS),))
    assert say("should i ditch omscs", kept, "ask_program_fact").memory.shortlist == kept.shortlist


# What is not to be forgotten, and the last change


@pytest.mark.parametrize(
    "text", ["dont forget my gpa is 3.4", "never forget that my gpa is 3.4", "do not overlook my 3.4 gpa"]
)
def test_what_is_not_to_be_forgotten_is_noted(say: Act, text: str) -> None:
    turn = say(text)
    assert turn.memory.profile["gpa"]["value"] == 3.4
    assert "verification" not in turn.replies[0].text


@pytest.mark.parametrize("text", ["take the last thing back", "roll back the last change", "take my last answer back"])
def test_the_last_thing_told_is_taken_back(say: Act, text: str) -> None:
    told = say("i am 44 years old").memory
    assert told.profile["age"] == 44
    assert "age" not in say(text, told, "go_back").memory.profile


# More than is recorded


@pytest.mark.parametrize("text", ["full ride", "fully funded, online", "programs with full tuition scholarships"])
def test_a_wish_for_more_than_is_recorded_says_what_is_looked_for(say: Act, text: str) -> None:
    (reply,) = say(text).replies
    assert "My records don't tell full funding from a part of it" in reply.text
    assert "scholarships or other funding" in reply.text


def test_a_wish_for_some_funding_says_nothing_of_it(say: Act) -> None:
    assert "a part of it" not in say("with scholarships, online").replies[0].text
