"""To a decision comes a stance first, computed from what the person told, with receipts; said once."""

from __future__ import annotations

import pytest

from actions.wording.decided import decisions, mistakes
from actions.wording.replies import Reply
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


def first(say: Act, post: str, intent: str = "faq", topics: tuple[str, ...] = ("worth_it",)) -> str:
    """How the answer to a post begins."""
    reply = say(post, intent=intent, topics=topics).replies[0]
    assert isinstance(reply, Reply)
    return reply.text


SALES_NURSE = (
    "I dress wounds in an outpatient clinic in Tulsa and earn 71k. They would pay for a degree in nursing management "
    "in full. I have a nursing degree and no calculus. What I really like is the model that flags infections, I read "
    "all its papers. Should I go the technical route or just take that?"
)


def test_the_paid_degree_comes_first_where_the_other_is_closed_for_now(say: Act) -> None:
    text = first(say, SALES_NURSE)
    assert text.startswith("The paid one, and keep the other open: from nursing")
    assert "may well bring less than your $71,000" in text


@pytest.mark.parametrize(
    ("post", "lean"),
    [
        (
            "I am five months into my MSc in Cork. Two modules failed, one with 38 and one with 35. I cry before every "
            "lab. My father says come home. I can't decide whether to quit, take the diploma or repeat in August.",
            "Don't withdraw yet",
        ),
        (
            "Nine of ten courses done. They gave me the job title in spring without the degree. I withdrew from the "
            "last class twice, I am so tired, and my boy is three. Everybody says keep going.",
            "Pause a term",
        ),
        (
            "Laid off in June after 8 years of testing software. I have 150k in savings. A full-time MS costs 75k and "
            "takes two years. Is that a plan, or am I only hiding from the job market?",
            "Mostly hiding",
        ),
        (
            "I am retired, 68 years old, and don't need to work. I want to study statistics with others and be "
            "examined in it, only for the joy of it. My wife would like a year abroad. A taught master's or one by "
            "research, what would you do?",
            "Yes, and choose by the room",
        ),
        (
            "I finish my master's in Ghent. My supervisor offers me a PhD position for four years; I also have a "
            "signed job offer from a chip maker at twice the money. I like questions, and I like to pay my rent.",
            "The job first",
        ),
        (
            "Staff engineer, BS in computer science, 15 years. I can't get onto the modelling team. The part-time MS "
            "at Stanford would cost 80k, my company pays 11k a year. Convince me or tell me to stop.",
            "Stop, if the credential is the point",
        ),
        (
            "Applying to PhD programs in statistics with a 3.85. For safety I have Columbia and NYU as MS programs, my "
            "mentor calls those cash cows. I owe 22k. Do I cut the MS ones?",
            "Keep the PhD first, and cut the dear master's",
        ),
        (
            "I hold a PhD in geology and my postdoc ends in spring. 30 applications for data jobs, all said I am too "
            "academic. Should I do one more master's in data science, so that it is on paper?",
            "No, mostly: a doctorate outranks",
        ),
        (
            "I taught history in Minsk, I am 49, in Antwerp for two years. My Dutch is A2. The employment office pays "
            "a data bootcamp of four months. Or I could do a master's. I don't want to end with one more paper.",
            "Take the free bootcamp, as a trial",
        ),
        (
            "I have to choose between the taught MSc and the one by research in Dublin. I want a job afterwards and "
            "have no supervisor in mind. Both take about a year and cost the same. Which is better for that?",
            "The taught one, unless you want research",
        ),
    ],
)  # fmt: skip
def test_a_decision_gets_a_lean_first_and_says_when_the_other_is_right(say: Act, post: str, lean: str) -> None:
    text = first(say, post, intent="inform", topics=())
    assert text.startswith(lean)
    assert any(other in text for other in (" is right", "Leave, with", "stop without shame", "master's is the better"))


def test_who_studies_for_its_own_sake_hears_nothing_of_pay(say: Act) -> None:
    turn = say(
        "Retired at 70, no need to earn. I want to do a master's purely for the joy of it. Is somebody of my age silly "
        "to apply, and should it be taught or by thesis?",
        intent="faq",
        topics=("age_and_family", "worth_it"),
    )
    words = " ".join(each.text for each in turn.replies if isinstance(each, Reply))
    assert words.startswith("Yes, and choose by the room")
    assert "pay-back" not in words and "$" not in words


OFFERS_AND_HOUSE = (
    "Profile: mechanical engineer from Pune, 7.3 of 10, 2 years of work.\n"
    "Admits: Northeastern MS Data Science, Buffalo MS Data Science.\n"
    "Rejects: CMU, Purdue.\n"
    "The loan would be 40 lakhs with our house as collateral. Which one to pick, or drop it? The deposit is due on "
    "Monday."
)


def test_with_the_house_behind_the_loan_it_is_the_cheapest_offer_or_none(say: Act) -> None:
    turn = say(OFFERS_AND_HOUSE, intent="ask_recommendation")
    stance, table = turn.replies
    assert isinstance(stance, Reply) and stance.text.startswith("The cheapest of them, or none: ")
    assert "Northeastern" in stance.text and "Purdue" not in stance.text  # which refused
    assert "ask for a week more" in stance.text
    assert isinstance(table, Reply) and table.table is not None and len(table.table.columns) == 3
    assert "is ahead" not in table.text


def test_a_list_is_held_against_what_each_school_asks_for(say: Act) -> None:
    turn = say(
        "My list: Stanford MS CS, NC State, Georgia Tech. I have a 3.2, a TOEFL of 85 and 2 years as a developer in "
        "Manila. Realistic? I would like to hear it straight, please.",
        intent="compare_programs",
    )
    text = turn.replies[0].text  # type: ignore[union-attr]
    assert text.startswith("Partly: ") and "On your wishes" not in text
    stanford = next(line for line in text.split("\n") if line.startswith("• ") and "Stanford" in line)
    assert "✗" in stanford and "GPA" in stanford


def test_a_parent_with_money_hears_who_has_to_apply_and_that_the_child_chooses(say: Act) -> None:
    asked = say(
        "I write about my son. He finished computer science in Amman with 3.6 of 4, and IELTS 6.5. We will pay any "
        "university, money is not the problem. We want Stanford or Columbia. Please tell which will accept him.",
        intent="ask_recommendation",
    )
    text = asked.replies[0].text  # type: ignore[union-attr]
    assert "The applicant has to write the statement" in text
    after = say("She says now she wants film and not computers", asked.memory, intent="out_of_scope")
    assert after.replies[0].text.startswith("Let that count more than any ranking")  # type: ignore[union-attr]
    alone = say("She says now she wants film and not computers", intent="out_of_scope")
    assert "any ranking" not in str(alone.replies[0])


@pytest.mark.parametrize(
    "asked", ["so if you were me. one sentence", "just tell me", "ok what do I do", "so which one"]
)
def test_asked_for_the_conclusion_it_says_the_lean_again_and_no_points_of_programs(say: Act, asked: str) -> None:
    put = say(SALES_NURSE, topics=("worth_it",))
    priced = say("how much is OMSCS", put.memory, intent="ask_program_fact")
    turn = say(asked, priced.memory, intent="ask_what_if")
    text = turn.replies[0].text  # type: ignore[union-attr]
    assert text.startswith("The paid one, and keep the other open")
    assert text.count(". ") <= 2 and "points" not in text


def test_asked_for_a_conclusion_it_goes_by_what_was_told_since(say: Act) -> None:
    put = say("would grad school be hiding from the market?", intent="faq", topics=("worth_it",))
    assert put.replies[0].text.startswith("Not for that alone")  # type: ignore[union-attr]
    told = say("I was laid off in May and have 90k in savings", put.memory)
    turn = say("so what should I do", told.memory, intent="help")
    assert turn.replies[0].text.startswith("Mostly hiding")  # type: ignore[union-attr]


def test_which_of_the_programs_above_is_another_question(say: Act) -> None:
    put = say(SALES_NURSE, topics=("worth_it",))
    listed = say("show me online programs under 12k", put.memory, intent="ask_recommendation")
    turn = say("which would you pick?", listed.memory, intent="compare_programs")
    assert "The paid one" not in turn.replies[0].text  # type: ignore[union-attr]


def test_who_moves_away_before_the_money_is_served_hears_what_that_costs(say: Act) -> None:
    turn = say(
        "My bank would pay a master's in data science, with two years of work-back, pro rata. My wife is keen on "
        "Canada, and we hope to move there in three years. So is that a trap or free money?",
        intent="faq",
        topics=("financial_aid",),
    )
    assert "As you mean to move before it would be served" in turn.replies[0].text  # type: ignore[union-attr]


def test_what_was_worked_out_last_has_a_conclusion_of_its_own(say: Act) -> None:
    put = say(SALES_NURSE, topics=("worth_it",))
    reckoned = say("I make 71k in Oklahoma, does it pay", put.memory, intent="ask_payoff")
    turn = say("so yes or no?", reckoned.memory, intent="deny")
    assert "The paid one" not in str(turn.replies[0])


def test_no_list_of_programs_stands_behind_a_stance_unless_it_is_asked_for(say: Act) -> None:
    post = (
        "I work in a lab in Ohio and would like an online master's under 20k, part time, without the GRE. My company "
        "would pay it but I must stay two years or pay it back. Would that trap me?"
    )
    turn = say(post, intent="faq", topics=("financial_aid",))
    assert not any("named programs fit" in str(each) for each in turn.replies)
    turn = say(f"{post} Which schools have that?", intent="faq", topics=("financial_aid",))
    assert any("named program" in str(each) for each in turn.replies)
