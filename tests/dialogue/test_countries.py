"""How a country is to study in: what is on record there, its rules in a sentence, and no list of programs."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act
from tests.dialogue.test_route import text_of

ASKED = {
    "ok": ("would ireland be ok", "out_of_scope", "In Ireland I have 3 named programs on record."),
    "how": ("how is it over in canada", "out_of_scope", "(PGWP)"),
    "follow-on": ("and australia, a good option?", "faq", "the 485 visa"),
    "advice": ("would you recommend germany", "inform", "only semester dues"),
    "price": ("how much is it in ireland in total", "faq", "about €43,470 in all"),
    "none there": ("is peru a sensible choice", "out_of_scope", "In Peru I have no program on record."),
}


@pytest.mark.parametrize(("text", "intent", "told"), ASKED.values(), ids=ASKED.keys())
def test_a_country_is_told_of(say: Act, text: str, intent: str, told: str) -> None:
    turn = say(text, intent=intent, topics=("international",) if intent == "faq" else ())
    assert told in text_of(turn) and turn.replies[0].kind == "answer"


def test_two_countries_are_weighed(say: Act) -> None:
    text = text_of(say("is the uk better or the netherlands", intent="faq", topics=("international",)))
    assert "In the United Kingdom I have" in text and "In the Netherlands I have" in text
    assert "The visa outlasts the degree" in text


NOT_OF_A_COUNTRY = {
    "a search": ("find me cheap programs in ireland", "ask_recommendation", "named programs"),
    "a fact": ("is the gre needed in canada", "faq", "utter_faq/gre"),
    "a home": ("i live in germany and would like an online degree", "inform", "online"),
}


@pytest.mark.parametrize(("text", "intent", "told"), NOT_OF_A_COUNTRY.values(), ids=NOT_OF_A_COUNTRY.keys())
def test_what_asks_for_something_else_gets_that(say: Act, text: str, intent: str, told: str) -> None:
    text = text_of(say(text, intent=intent, topics=("gre",) if intent == "faq" else ()))
    assert told in text and "named programs on record.\n" not in text


def test_the_first_programs_there_do_not_hang_on_another_place(say: Act) -> None:
    before = say("programs in texas", intent="ask_recommendation").memory
    assert "at Tübingen" in text_of(say("is germany better", before, intent="out_of_scope"))
    assert before != Memory()


def test_who_wishes_for_another_country_is_told_its_rules_and_not_those_of_the_us(say: Act) -> None:
    before = say("programs in ireland", intent="ask_recommendation").memory
    text = text_of(say("what about the visa", before, intent="faq", topics=("international",)))
    assert "Stamp 1G" in text and "F-1" not in text


def test_and_another_country_after_a_comparison_is_told_of(act: Act, say: Act) -> None:
    compared = act("compare", "compare omscs and ut austin mscs online").memory
    assert "In Canada I have" in text_of(say("and canada?", compared, intent="faq", topics=("international",)))
