""" "Cheap", "cheapest", "which of these is cheapest": the answer first, and a price on every card."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from actions.dialogue.cheapest import AS_CHEAP_AS_POSSIBLE
from actions.dialogue.memory import Kept, Memory
from actions.wording.replies import General, Reply
from tests.actions.conftest import Act

# As they are classified, with nothing on screen.
ALONE = {
    "cheapest": "out_of_scope",
    "cheap": "faq",
    "the cheapest?": "inform",
    "affordable": "faq",
    "which is the cheapest": "out_of_scope",
    "which of these is cheapest": "compare_programs",
    "something cheap please": "inform",
    "show me the cheapest programs": "ask_recommendation",
}


def only(turn) -> Reply:  # type: ignore[no-untyped-def]
    (reply,) = turn.replies
    assert isinstance(reply, Reply)
    return reply


def prices_come_first(reply: Reply) -> bool:
    """Whether each card begins with its price, or with that none is recorded."""
    firsts = [card.lines[0].says for card in reply.cards]
    return bool(firsts) and all("in all" in each or "estimate" in each or "not recorded" in each for each in firsts)


@pytest.fixture
def second_page(say: Act) -> Memory:
    first = say("online ms under 15k no gre", intent="ask_recommendation").memory
    return say("more", first, intent="show_more").memory


@pytest.mark.parametrize(("text", "intent"), ALONE.items())
def test_with_nothing_on_screen_the_cheapest_of_all_are_shown(say: Act, text: str, intent: str) -> None:
    turn = say(text, intent=intent, topics=("cost",) if intent == "faq" else ())
    reply = only(turn)
    assert reply.kind == "programs" and reply.lead.startswith("Cheapest by recorded price: OMSCS at Georgia Tech, $7,")
    assert prices_come_first(reply)
    assert "as cheap as possible" in reply.lead  # what the word became
    assert turn.memory.wishes == (AS_CHEAP_AS_POSSIBLE,)
    assert only(say("undo", turn.memory, intent="go_back")).lead.startswith("Undone")


@pytest.mark.parametrize("text", ["cheapest", "cheap", "what is the cheapest"])
def test_while_a_search_runs_it_goes_on_with_its_wishes(say: Act, text: str) -> None:
    memory = say("online no gre", intent="ask_recommendation").memory
    turn = say(text, memory, intent="faq", topics=("cost",))
    assert only(turn).lead.startswith("Cheapest by recorded price: ") and prices_come_first(only(turn))
    assert {"delivery", "gre", AS_CHEAP_AS_POSSIBLE.key} == {wish.key for wish in turn.memory.wishes}
    again = say(text, turn.memory, intent="faq", topics=("cost",))
    assert again.memory.wishes == turn.memory.wishes and again.memory.shown == turn.memory.shown


def test_which_of_these_names_the_cheapest_on_screen_with_prices_under_their_numbers(
    say: Act, second_page: Memory
) -> None:
    reply = only(say("which of these is cheapest", second_page, intent="compare_programs"))
    assert reply.lead.startswith("If the price decides, take MSDSO at UT Austin: $10,000 in all")
    assert [card.id for card in reply.cards] == list(second_page.shown) and prices_come_first(reply)
    assert reply.custom()["first"] == 4
    assert "4. MSDSO, UT Austin\n   • about $10,000 in all (" in reply.text and "\n5. MCS, ASU Online\n" in reply.text


def test_a_fact_of_those_on_screen_is_told_under_their_numbers(say: Act, second_page: Memory) -> None:
    reply = only(say("what is the price of these", second_page, intent="ask_program_fact"))
    assert [card.id for card in reply.cards] == list(second_page.shown)
    assert "4. MSDSO, UT Austin\n" in reply.text and "5. MCS, ASU Online\n" in reply.text


def test_after_a_comparison_the_cheapest_of_the_compared_is_named(say: Act, act: Act) -> None:
    memory = act("compare", "compare omscs and penn mcit online").memory
    reply = only(say("cheapest", replace(memory, last={"action": "compare"}), intent="out_of_scope"))
    assert reply.lead.startswith("If the price decides, take OMSCS at Georgia Tech: $7,000 in all")
    assert prices_come_first(reply) and len(reply.cards) == 2


@pytest.mark.parametrize("text", ["cheap", "the cheapest ones"])
def test_after_the_cheapest_was_named_the_search_goes_on(say: Act, second_page: Memory, text: str) -> None:
    memory = say("which of these is cheapest", second_page, intent="compare_programs").memory
    reply = only(say(text, memory, intent="faq", topics=("cost",)))
    assert reply.kind == "programs" and reply.lead.startswith("Cheapest by recorded price: OMSCS at Georgia Tech")


def test_the_cheapest_of_more_than_fit_side_by_side_stands_above_all_their_prices(act: Act) -> None:
    ids = ["gatech-omscs", "gatech-omsa", "penn-mcit-online", "utaustin-mscs-online", "eastern-msds"]
    entities = tuple({"entity": "program", "value": each} for each in ids)
    reply = act("compare", "which is cheapest", entities=entities).replies[0]
    assert reply.lead.startswith("If the price decides, take OMSCS") and reply.table is not None  # type: ignore[union-attr]
    assert len(reply.table.rows) == 5 and reply.table.columns[1] == "Price"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["is it cheap", "is omscs cheap", "cheap housing in boston", "how cheap is it", "cheap 2"]
)
def test_what_says_more_than_cheap_is_answered_as_before(say: Act, text: str) -> None:
    turn = say(text, intent="faq", topics=("cost",))
    assert isinstance(turn.replies[0], General) or AS_CHEAP_AS_POSSIBLE not in turn.memory.wishes


def test_the_cheapest_one_of_a_place_is_named_with_prices_first(say: Act) -> None:
    turn = say("the cheapest one in texas")
    reply = only(turn)
    assert reply.kind == "programs" and reply.lead.startswith("Cheapest by recorded price: MSCSO at UT Austin, $10,000")
    assert prices_come_first(reply) and [wish.key for wish in turn.memory.wishes] == ["place"]


def test_an_estimate_below_the_lowest_recorded_price_is_named_beside_it(say: Act) -> None:
    lead = only(say("cheapest online ai masters in texas")).lead
    assert "SMU, $57,084 in all; by estimate MSAIO at UT Austin costs less, about $10,000." in lead


@pytest.mark.parametrize(
    "text", ["cheap housing in boston", "are online masters cheap", "is there cheap food in texas"]
)
def test_what_is_asked_of_costs_beside_a_wish_is_no_search(say: Act, text: str) -> None:
    assert isinstance(say(text, intent="faq", topics=("cost",)).replies[0], General)


@pytest.mark.parametrize(
    "text", ["which of my shortlist is the cheapest", "what's the cheapest on my list", "which one i saved costs least"]
)
def test_the_cheapest_of_the_shortlist_is_named(say: Act, text: str) -> None:
    memory = Memory(shortlist=tuple(map(Kept, ("penn-mcit-online", "gatech-omscs"))))
    reply = only(say(text, memory, intent="show_shortlist"))
    assert reply.lead.startswith("If the price decides, take OMSCS at Georgia Tech: $7,000 in all")
    assert [card.id for card in reply.cards] == ["penn-mcit-online", "gatech-omscs"] and prices_come_first(reply)


def test_the_cheapest_of_a_country_is_named_in_its_own_currency(say: Act) -> None:
    german = say("ai masters in germany", intent="ask_recommendation").memory
    reply = only(say("the cheapest?", german))
    assert reply.lead.startswith("Cheapest by recorded price: ") and "€0 in all, like " in reply.lead
    assert "None of these has a price" not in reply.lead
    british = say("masters in machine learning in the uk", intent="ask_recommendation").memory
    assert re.match(r"Cheapest by recorded price: [^.$€]+, £[\d,]+ in all\.", only(say("cheapest", british)).lead)


def test_which_of_these_in_euros_says_who_costs_the_same_and_who_more(say: Act) -> None:
    memory = say("ai masters in germany", intent="ask_recommendation").memory
    assert "€16,000" in only(say("what do these cost", memory, intent="ask_program_fact")).text
    lead = only(say("which of these is cheapest", memory, intent="compare_programs")).lead
    assert lead.startswith("At €0 in all ") and " cost the same, against €16,000 for MSc AI at FAU" in lead
    cheaper = only(say("which one is cheaper", memory, intent="compare_programs")).lead
    assert cheaper.startswith("Cheapest by what is recorded are ") and ": €0 each, the next €16,000." in cheaper


def test_prices_in_several_currencies_are_each_told_and_none_is_called_the_cheapest(act: Act) -> None:
    entities = tuple({"entity": "program", "value": each} for each in ("gatech-omscs", "edinburgh-msc-ai"))
    reply = act("compare", "which of these is cheapest", entities=entities).replies[0]
    assert reply.lead.startswith("Their prices are in different currencies, which I don’t convert: ")  # type: ignore[union-attr]
    assert "$7,000" in reply.lead and "£40,900" in reply.lead  # type: ignore[union-attr]


def test_cheaper_ones_in_a_country_are_searched_and_not_how_it_is_to_study_there(say: Act) -> None:
    memory = say("online ai masters", intent="ask_recommendation").memory
    reply = only(say("and the cheaper ones in the us?", replace(memory, last={"action": "answer"})))
    assert reply.lead.startswith(
        "Nothing on record that meets your other wishes costs less than $7,000, the price of O"
    )


@pytest.mark.parametrize("text", ["is there something cheaper", "anything cheaper?", "any cheaper options?"])
@pytest.mark.parametrize("intent", ["faq", "inform"])
def test_something_cheaper_than_the_program_at_hand_is_searched(say: Act, text: str, intent: str) -> None:
    memory = say("how much is cmu msml", intent="ask_program_fact").memory
    topics = ("cost",) if intent == "faq" else ()
    reply = only(say(text, memory, intent=intent, topics=topics))
    assert reply.kind == "programs" and "at most $90,599 in all" in reply.lead


@pytest.mark.parametrize(
    "text", ["is germany cheaper?", "which ones are cheaper", "why are online ones cheaper than campus"]
)
def test_what_compares_prices_is_no_search_for_cheaper_ones(say: Act, text: str) -> None:
    turn = say(text, intent="faq", topics=("cost",))
    assert getattr(turn.replies[0], "kind", "") != "programs"
