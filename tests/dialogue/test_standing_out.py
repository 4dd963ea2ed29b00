""" "And the priciest?" and "the third one" after a list: the one that is meant, also several turns later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.memory import Memory
from actions.wording.short_names import in_sentence
from knowledge.base import Knowledge
from knowledge.prices import dollars
from knowledge.rates import length
from tests.actions.conftest import Act
from tests.dialogue.test_consent import text_of


@pytest.fixture
def listed(say: Act) -> Memory:
    """A list of three programs, all with a price on record."""
    memory = say("online under 20k artificial intelligence").memory
    assert len(memory.shown) == 3
    return memory


PRICIEST = (
    "and the priciest?", "the most expensive one", "the priciest", "which is the most expensive?",
    "the dearest of these", "and which one is the costliest", "ok what about the most expensive",
)  # fmt: skip


@pytest.mark.parametrize("text", PRICIEST)
@pytest.mark.parametrize("intent", ["inform", "out_of_scope", "compare_programs"])
def test_the_priciest_of_a_list_is_named_with_its_price(
    say: Act, listed: Memory, knowledge: Knowledge, text: str, intent: str
) -> None:
    programs = [knowledge.program(each) for each in listed.shown]
    dearest = max((each for each in programs if each), key=lambda each: dollars(each) or 0)
    said = text_of(say(text, listed, intent=intent))
    assert said.startswith("Most expensive of the 3 on screen") and in_sentence(dearest) in said.split("\n")[0]
    assert f"{dollars(dearest):,.0f}" in said


@pytest.mark.parametrize(
    ("text", "choose"), [("the longest", max), ("and the shortest?", min), ("the shortest one", min)]
)
def test_the_longest_and_the_shortest_of_a_list_are_named(say, listed, knowledge, text, choose) -> None:  # type: ignore[no-untyped-def]
    ids = [each.id for each in knowledge.programs if length(each) and each.kind == "program"][:40]
    months = {each: length(knowledge.program(each))[1].value for each in ids}
    three = sorted(ids, key=lambda each: months[each])
    shown = (three[0], three[-1], listed.shown[0])
    among = {each: length(found)[1].value for each in shown if length(found := knowledge.program(each))}
    named = choose(among, key=lambda each: among[each])
    said = text_of(say(text, replace(listed, shown=shown, mentioned=shown), intent="inform"))
    assert in_sentence(knowledge.program(named)) in said.split("\n")[0] and f"{among[named]:g} months" in said


def test_where_no_length_is_recorded_none_is_named(say: Act, listed: Memory, knowledge: Knowledge) -> None:
    without = tuple(each.id for each in knowledge.programs if each.kind == "program" and not length(each))[:3]
    said = text_of(say("the longest", replace(listed, shown=without, mentioned=without), intent="inform"))
    assert said.startswith("I have no length on record of") and "can't tell which is longest" in said


def test_shortest_alone_searches_with_the_shortest_first(say: Act, listed: Memory, knowledge: Knowledge) -> None:
    shown = say("shortest", listed).memory.shown
    months = [length(knowledge.program(each))[1].value for each in shown]  # type: ignore[arg-type,index]
    assert months == sorted(months)


def test_a_number_means_the_list_before_also_after_a_comparison_of_two_of_it(say: Act, listed: Memory) -> None:
    compared = say("compare the first and the second", listed, intent="compare_programs").memory
    assert compared.shown == listed.shown[:2]
    later = say("thanks", compared, intent="thanks").memory
    assert say("the third one", later, intent="ask_program_fact").memory.mentioned == (listed.shown[2],)
    assert say("keep the third one", later, intent="shortlist_add").memory.shortlist[0].id == listed.shown[2]


@pytest.mark.parametrize("intent", ["ask_program_fact", "shortlist_add"])
def test_a_number_that_no_list_has_is_asked_about_and_changes_nothing(say: Act, listed: Memory, intent: str) -> None:
    turn = say("keep number 6" if intent == "shortlist_add" else "number 6", listed, intent=intent)
    assert "only 3 programs on screen" in text_of(turn) and turn.memory.shortlist == ()
