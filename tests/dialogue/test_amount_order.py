"""Programs in the order of a recorded amount, whatever the words remind of."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.wording.replies import Reply
from knowledge.programs import Search
from tests.actions.conftest import Act

AMOUNTS = {
    "which school has the highest acceptance rate": ("acceptance_rate", True),
    "rank by acceptance rate": ("acceptance_rate", True),
    "order the programs by acceptance rate, lowest first": ("acceptance_rate", False),
    "programs with the lowest median debt": ("debt_median", False),
    "sort by app fee": ("application_fee", False),
    "who asks for the fewest letters": ("letters", False),
    "biggest cohort": ("cohort_size", True),
    "list all by minimum gpa, high to low": ("gpa_min", True),
    "which masters have the smallest cohort size": ("cohort_size", False),
}


@pytest.mark.parametrize("intent", ["inform", "faq", "out_of_scope"])
@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_programs_come_in_the_order_of_what_is_recorded(
    say: Act, search: Search, text: str, amount: tuple[str, bool], intent: str
) -> None:
    key, highest = amount
    turn = say(text, intent=intent, topics=("cost",) if intent == "faq" else ())
    programs = [search.knowledge.program(each) for each in turn.memory.shown]
    values = [each.facts[key].value for each in programs if each is not None]
    assert len(values) > 1 and values == sorted(values, reverse=highest)
    assert turn.replies[0].lead.startswith("Highest" if highest else "Lowest")


def test_the_order_is_of_what_the_search_found(say: Act) -> None:
    found = say("online under 25k").memory
    (reply,) = say("sort them by application fee", found, "faq", ("application_fee",)).replies
    assert isinstance(reply, Reply) and "that meet your wishes (online and at most $25,000 in all)" in reply.lead


def test_what_may_only_meet_the_wishes_is_called_so(say: Act) -> None:
    (reply,) = say("which have the highest acceptance rate, under 9k").replies
    assert isinstance(reply, Reply) and "may meet your wish" in reply.lead and "? is not recorded" in reply.lead


def test_which_of_these_compares_them(say: Act) -> None:
    found = say("online under 25k").memory
    reply = say("which of these has the fewest credits", found, "faq", ("transfer_credits",)).replies[0]
    assert isinstance(reply, Reply) and reply.kind == "comparison"


@pytest.mark.parametrize(
    "text",
    ["why do state schools have the highest acceptance rate", "i have the highest debt of all my friends",
     "does omscs have the lowest application fee", "high acceptance rate"],
)  # fmt: skip
def test_other_words_on_an_amount_order_nothing(say: Act, text: str) -> None:
    reply = say(text, intent="faq", topics=("admission_requirements",)).replies[0]
    assert not (isinstance(reply, Reply) and reply.lead.startswith(("Highest", "Lowest")))


@pytest.mark.parametrize("text", ["accepts duolingo 115", "takes a toefl of 88", "online, accepts ielts 6"])
def test_a_score_that_is_to_be_accepted_is_the_persons(say: Act, text: str) -> None:
    memory = say(text, Memory(), "inform").memory
    assert any(each.key in ("duolingo", "toefl", "ielts") for each in memory.wishes)
