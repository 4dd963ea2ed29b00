"""To a decision comes a stance first, computed from what the person told, with receipts; said once."""

from __future__ import annotations

from actions.wording.decided import decisions, mistakes
from tests.actions.conftest import Act


def test_every_stance_needs_only_what_is_known() -> None:
    assert not list(mistakes())


def test_no_stance_types_a_figure() -> None:
    for name, each in decisions().items():
        for sentence in (*each.takes, *each.adds):
            assert not any(letter.isdigit() for letter in sentence.says), name


AGENT = (
    "I finish my B.Tech in Nagpur in May, 7.9 of 10. My dad takes a loan against our flat. The agent gave me this "
    "list: Northeastern, USC and Buffalo, and he says Buffalo is sure. Is the list good? I am afraid of debt."
)


def test_a_list_is_judged_by_its_prices_and_not_by_whom_it_comes_from(say: Act) -> None:
    turn = say(AGENT, intent="faq", topics=("admission_requirements",))
    stance = turn.replies[0]
    assert stance.text.startswith("Not on an agent’s word")
    assert "USC" in stance.text and "$" in stance.text and stance.sources
    assert "Not with the house behind it" in stance.text


def test_a_stance_is_not_said_twice(say: Act) -> None:
    asked = "is a big name worth the extra money?"
    first = say(asked, intent="faq", topics=("rankings",))
    again = say(asked, first.memory, intent="faq", topics=("rankings",))
    assert first.replies[0].text.startswith("The cheap one, in most cases")
    assert not any(getattr(each, "text", "").startswith("The cheap one") for each in again.replies)


def test_without_a_bachelor_s_neither_bootcamp_nor_master_s_comes_first(say: Act) -> None:
    told = say("I only have an associate's degree", intent="inform")
    turn = say("bootcamp or a master's, which is better", told.memory, intent="faq", topics=("alternatives",))
    assert turn.replies[0].text.startswith("Neither yet")


def test_beside_a_search_the_stance_stands_in_front_of_the_list(say: Act) -> None:
    turn = say(
        "I am 55 and have taught statistics at a high school for thirty years. I would like a second career in an "
        "office of the state when I retire, and I have the summers and two evenings a week. Am I too old for this? "
        "Which online programs under 15k would do?",
        intent="ask_recommendation",
    )
    assert turn.replies[0].text.startswith("Not silly, and not too late at 55")
    assert turn.replies[-1].cards


def test_a_parent_gets_figures_and_what_to_ask(say: Act) -> None:
    turn = say(
        "My son is a senior in computer science, he wants a master's and named Columbia and NYU. We have 45k saved "
        "that was meant for a house. Is that good money?",
        intent="faq",
        topics=("worth_it",),
    )
    assert turn.replies[0].text.startswith("Not at full price: ")
    assert "which jobs do you want that ask for it" in turn.replies[0].text


def test_an_employer_s_money_that_has_to_be_paid_back_asks_for_a_cheap_program(say: Act) -> None:
    turn = say(
        "HR pays 10k a year for a master's, but if I quit I have to pay it back within 24 months, not prorated. I am a "
        "claims analyst with 80k. Is it worth it or is that a trap? Online would be fine for me.",
        intent="faq",
        topics=("financial_aid",),
    )
    assert turn.replies[0].text.startswith("Take the money, but for a cheap program only")
    assert "a share per month served" in turn.replies[0].text
