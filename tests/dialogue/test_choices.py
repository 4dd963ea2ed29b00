"""The words of a choice on screen choose it: exact ones always, telling ones where it was asked which one is meant."""

from __future__ import annotations

import pytest

from actions.dialogue.choices import as_chip, chosen
from actions.dialogue.memory import Memory, Message
from actions.dialogue.route import route
from tests.actions.conftest import Act

CS, DS, DSA = (f'/ask_program_fact{{"program": "{each}"}}' for each in ("the-cs", "the-ds", "the-dsa"))
WHICH = Memory(
    asked="which_one",
    chips=(("MS in Computer Science", CS), ("MS in Data Science", DS), ("MS in Data Science and Analytics", DSA)),
)
SEARCHED = Memory(chips=(("Show three more", "/show_more"), ("Online instead", '/inform{"delivery": "online"}')))

TELLING = {
    "short form": ("the cs one", CS),
    "in full": ("data science", DS),
    "the longer title": ("Data science and analytics please", DSA),
    "shouting": ("THE CS ONE!!", CS),
    "politely": ("I meant the one in computer science", CS),
    "by what only one has": ("the analytics one", DSA),
    "exact title": ("MS in Data Science", DS),
    "ds": ("ds", DS),
}


@pytest.mark.parametrize(("text", "payload"), TELLING.values(), ids=TELLING.keys())
def test_which_one_is_told_by_its_words(text: str, payload: str) -> None:
    taken = chosen(Message("nlu_fallback", text=text), WHICH)
    assert taken.text == payload and taken.intent == "ask_program_fact"


NOT_TELLING = {
    "none of them": "the biology one",
    "no telling word": "the first one please",
    "too long": "well I was thinking about computer science but then my uncle said something else",
    "two fit alike": "science",
    "empty": "",
}


@pytest.mark.parametrize("text", NOT_TELLING.values(), ids=NOT_TELLING.keys())
def test_words_that_fit_none_or_several_choose_nothing(text: str) -> None:
    message = Message("nlu_fallback", text=text)
    assert chosen(message, WHICH) == message


EXACT = {
    "as written": "Show three more",
    "small letters": "show three more",
    "with a dot": "show three more.",
    "spaced": "  Show   three more!",
}


@pytest.mark.parametrize("text", EXACT.values(), ids=EXACT.keys())
def test_the_exact_words_of_a_choice_press_it(text: str) -> None:
    assert chosen(Message("faq", text=text), SEARCHED).intent == "show_more"


@pytest.mark.parametrize("text", ["three more", "show", "online", "instead of online"])
def test_a_part_of_the_words_presses_nothing_unless_asked_which_one(text: str) -> None:
    message = Message("faq", text=text)
    assert chosen(message, SEARCHED) == message


def test_without_choices_nothing_is_chosen() -> None:
    message = Message("faq", text="show three more")
    assert chosen(message, Memory()) == message


def test_a_payload_in_plain_words_changes_nothing() -> None:
    message = Message("faq", text="x")
    assert as_chip(message, "compare the first two") == message


def test_a_payload_brings_its_values_and_no_guess() -> None:
    taken = as_chip(
        Message("faq", text="Online instead", entities=({"entity": "act", "value": "wish"},)), SEARCHED.chips[1][1]
    )
    assert [(each["entity"], each["value"]) for each in taken.entities] == [("delivery", "online")]
    assert route(taken, Memory(), "recommend").way == "chip"


def test_several_values_of_one_kind_are_several_entities() -> None:
    taken = as_chip(Message("faq"), '/compare_programs{"program": ["a", "b"], "gre": {"op": "drop"}}')
    assert [each.get("value") for each in taken.entities] == ["a", "b", None]
    assert taken.entities[2]["op"] == "drop"


def test_which_program_of_a_university_is_told_in_words(act: Act, say: Act) -> None:
    asked = act("program_fact", "tell me about georgia tech")
    assert asked.memory.asked == "which_one"
    assert "OMSA" in dict(asked.memory.chips)
    answer = say("omsa", asked.memory, intent="nlu_fallback").replies[0]
    assert (answer.kind, answer.cards[0].id) == ("program", "gatech-omsa")


def test_the_choices_are_those_of_the_last_answer_only(say: Act) -> None:
    searched = say("online under 15k no gre").memory
    assert "Show three more" in dict(searched.chips)
    greeted = say("hello", searched, intent="greet").memory
    assert "Show three more" not in dict(greeted.chips)
