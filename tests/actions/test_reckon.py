"""What somebody reads who asks for a sum: its result first, then the arithmetic, from their own figures."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.keeping.summary import known
from actions.wording.replies import Reply
from knowledge.base import Knowledge
from tests.actions.conftest import Act

# After a post with three offers, whose roles a trained labeller tells (tests/conversations plays such posts whole).
OFFERS = Memory(
    mentioned=("northeastern-msds", "field-104151-11.0701", "buffalo-ms-cse"),
    shown=("northeastern-msds", "field-104151-11.0701", "buffalo-ms-cse"),
    profile={
        "offers": {"northeastern-msds": 56_000.0, "arizona-state-university": 40_000.0, "buffalo-ms-cse": 33_000.0},
        "living": [18_000.0, "USD"],
        "loan": [4_500_000.0, "INR"],
    },
    last={"action": "compare", "intent": "compare_programs"},
)


def read(say: Act, *texts: str, memory: Memory | None = None) -> str:
    """The last reply of these messages, in words."""
    for text in texts:
        turn = say(text, memory, intent="ask_payoff")
        memory = turn.memory
    return "\n".join(each.text for each in turn.replies if isinstance(each, Reply))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("monthly payment on 90k at 6.8% for 10 years?",), "About $1,036 a month: $90,000 at 6.8 % over 10 years"),
        (("monthly payment on 90k at 6.8% for 10 years?",), "$124,287, of which $34,287 is interest"),
        (("what's the monthly payment on a 30k loan",), "For want of yours I took 8.083 % a year"),
        (("I make 84k. 54k is how many months of my pay?",), "About 7.7 months of your pay before tax"),
        (("54k is how many months of my pay?",), "tell me the price and what you earn a year in one sentence."),
        (("My employer pays 10k a year", "75k all in, 5 years: what's my out of pocket?"), "$25,000 of your own"),
        (("My employer pays 10k a year", "75k all in, 5 years: what's my out of pocket?"), "normally taxed as pay"),
        (("If they cover 80% of 40k, what do I pay myself?",), "$8,000 of your own"),
        (
            ("My employer pays 3,500 a year", "49 more credits at 330 a credit over three years: what is left to pay?"),
            "$5,670 of your own",
        ),
        (("if i do 1 class every 4 months when am i done. im 44 now",), "About 3.3 years: 10 courses"),
        (("if i do 1 class every 4 months when am i done. im 44 now",), "You would be about 47."),
        (
            ("three terms a year then, one each. 10 courses. I get done when?",),
            "10 courses at 1 a term, 3 terms a year",
        ),
        (("if i throw 1500 a month at the 27k, done when. before interest",), "After 18 months"),
        (
            ("400 x 24 is 9600, so OMSCS I could finish in two years?",),
            "400 × 24 = $9,600; OMSCS at Georgia Tech costs",
        ),
        (("my job pays 5250 a yr. does that cover MCIT Online if i do it in 3 yrs?",), "cover $15,750 of"),
        (("36 months of bill minus a 2 yr program, what's left over",), "About 18 of 36 months are left"),
        (("one class a term at Penn MCIT Online, how many years counting summers?",), "About 3.3 years: 10 courses"),
        (("how long at two courses a term without summers",), "About 2.5 years"),
        (
            ("a raise of 12k a year, how long until 30k are paid back?",),
            "About 2.5 years from the day the raise begins",
        ),
        (("33 credits at 1,150 per credit, how much is that",), "$37,950: 33 credits × $1,150"),
        (("what is 22,000 dollars in naira at 1500 naira per dollar",), "NGN 33,000,000"),
        (("if I save 800 a month for 18 months what do I have",), "$14,400"),
    ],
)
def test_a_sum_is_worked_out(say: Act, texts: tuple[str, ...], words: str) -> None:
    assert words in read(say, *texts)


def test_offers_of_a_post_are_reckoned_with_by_their_place_in_it(say: Act) -> None:
    asked = ("what will be total for the second one with living for 2 years, in rupees? take 85 per dollar",)
    second = read(say, *asked, memory=OFFERS)
    assert "$40,000 + 2 years × $18,000 for living = $76,000" in second
    assert "INR 6,460,000 (64.6 lakh), INR 1,960,000 (19.6 lakh) more than the loan" in second
    third = read(say, *asked, "and third?", memory=OFFERS)
    assert "$33,000 + 2 years × $18,000" in third and "58.65 lakh" in third and "64.6" not in third
    enough = read(say, *asked, "and third?", "so the loan is not enough for any of them?", memory=OFFERS)
    assert enough.startswith("No, by your figures the loan is not enough for any of them.") and "78.2 lakh" in enough


def test_the_same_is_asked_of_another_program_and_with_another_figure(say: Act) -> None:
    asked = ("My employer pays 10k a year", "Say Stanford is 75k all in and I take 5 years, what's my out of pocket?")
    assert "Nothing of your own for OMSCS at Georgia Tech" in read(say, *asked, "and OMSCS?")
    assert "$16,000 of your own" in read(say, *asked, "no wait, 66k")


def test_a_loan_in_rupees_is_reckoned_in_rupees_and_again_over_fewer_years(say: Act) -> None:
    first = say("my loan is 30 lakh at 9%, what's the emi over 10 years", intent="ask_payoff")
    assert "About INR 38,003 a month: INR 3,000,000 (30 lakh) at 9 % over 10 years" in first.replies[0].text
    again = say("and over 5 years?", first.memory, intent="inform").replies[0].text
    assert "About INR 62,275 a month" in again and "$" not in again


def test_amounts_of_a_sum_become_no_wish_and_what_is_kept_is_shown(say: Act, knowledge: Knowledge) -> None:
    memory = say("monthly payment on 90k at 6.8% for 10 years?", intent="ask_payoff").memory
    assert memory.wishes == ()
    memory = say("75k all in and I take 5 years, what's my out of pocket?", intent="inform").memory
    assert memory.wishes == ()
    shown = known(OFFERS, knowledge)
    assert shown["Figures for sums"] == "a loan of INR 4,500,000 and $18,000 a year for living"
    assert "$56,000" in shown["Quoted to you"]


@pytest.mark.parametrize(
    "text",
    [
        "monthly payment on 50k at 5% over 0 years?",
        "monthly payment on 50k at 0% over 3 years?",
        "if I throw 0 a month at 27k, when am I done?",
        "a raise of 0 a year, how long until 30k are paid back?",
        "two classes a term and 1 course, when am I done?",
        f"monthly payment on ${'9' * 40} at 5% over {'9' * 30} years?",
        "total with living for two years?",
        "36 months of bill minus a 9 yr program, what's left over",
    ],
)
def test_odd_figures_get_a_sentence(say: Act, text: str) -> None:
    assert say(text, intent="ask_payoff").replies
