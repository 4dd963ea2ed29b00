"""Schools that admitted or refused somebody, by what stands before them or before their list, and what follows."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.dialogue.quoted import quoted
from actions.dialogue.school_lists import with_offers
from knowledge.wishes import Wish
from tests.dialogue.conftest import Heard, Talk


def roles(heard: Heard, text: str) -> dict[str, str | None]:
    message = with_offers(heard(text, {}, "compare_programs"))
    named = [each for each in message.entities if each["entity"] in ("program", "unknown_program")]
    return {str(each["value"]): each.get("role") for each in named}


@pytest.mark.parametrize(
    "text",
    [
        "I have admits from Boston University (MS CS), Rutgers and Arizona State, which one?",
        "Got into Boston University, Rutgers and Arizona State. Which?",
        "accepted to Boston University, Rutgers + Arizona State",
    ],
)
def test_all_of_a_list_behind_an_offer_admitted(heard: Heard, text: str) -> None:
    assert set(roles(heard, text).values()) == {"admitted"}


def test_a_list_of_refusals_ends_where_the_offers_begin(heard: Heard) -> None:
    found = roles(heard, "Rejected from CMU, Stanford and UCSD. Got into Northeastern and NYU for MS CS.")
    assert [found[each] for each in ("carnegie-mellon-university", "stanford-university")] == ["refused_by"] * 2
    assert found["northeastern-university"] == found["new-york-university"] == "admitted"


def test_what_is_told_of_one_says_nothing_of_a_school_in_another_sentence(heard: Heard) -> None:
    assert roles(heard, "I was rejected by Duke. Is Rutgers any good?")["rutgers-university-new-brunswick"] is None


@pytest.mark.parametrize("words", ["0/6", "All rejected.", "rejected by every one of them"])
def test_where_all_refused_none_is_set_beside_another(talk: Talk, words: str) -> None:
    text = f"CMU, Stanford, Berkeley, UCSD, Columbia and Cornell. {words}. 3.62 in CS. what did I do wrong"
    reply, *_ = talk(text, {}, "compare_programs").replies
    assert getattr(reply, "table", None) is None and not getattr(reply, "cards", ())


def test_where_one_admitted_not_all_refused(heard: Heard) -> None:
    found = roles(heard, "0/5 last year: CMU, MIT, Duke. This year I got into Rutgers")
    assert found["rutgers-university-new-brunswick"] == "admitted" and found["duke-university"] != "refused_by"


def test_a_price_is_quoted_where_the_name_stands_a_second_time(heard: Heard) -> None:
    text = "accepted to usc and uci mcs. usc 75k uci 50k. help me decide"
    message = heard(text, {"75k": "price", "50k": "price"})
    assert quoted(message) == {"university-of-southern-california": 75000, "university-of-california-irvine": 50000}


def test_the_cheaper_offer_by_what_they_quote_is_said_in_few_words_too(talk: Talk) -> None:
    text = "accepted to usc and uci mcs. usc 75k uci 50k. help me decide"
    (reply,) = talk(text, {"75k": "price", "50k": "price"}, "compare_programs").replies
    assert reply.lead.startswith(
        "By what you were told: MCS at UC Irvine $50,000 and MS Computer Science at USC $75,000."
    )
    assert "I would take MCS at UC Irvine unless another is worth $25,000 more to you" in reply.lead
    assert reply.table is not None and len(reply.table.short) == 2
    wished = Memory(wishes=(Wish("field", ("data_science",)),))  # for which the same school has another degree
    (reply,) = talk(text, {"75k": "price", "50k": "price"}, "compare_programs", wished).replies
    assert "MCS at UC Irvine $50,000 and MS" in reply.lead and "MDS" not in reply.lead


def test_a_choice_between_offers_opens_with_what_to_take(talk: Talk) -> None:
    text = "Got into Northeastern and NYU Tandon for MS CS. Deposit due friday. which one should i take"
    (reply,) = talk(text, {}, "compare_programs").replies
    assert reply.lead.startswith("I would take the cheapest") and reply.table is not None
