"""What is said in passing finds its way: to the open doubt, the calculation or the background that is at hand."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act


def said(say: Act, text: str, memory: Memory, topic: str) -> str:
    """What a message that sounds like a FAQ topic is answered with."""
    reply = say(text, memory, intent="faq", topics=(topic,)).replies[0]
    return reply.text if hasattr(reply, "text") else reply.response


def test_a_statement_answers_the_open_doubt_and_not_a_topic(act: Act, say: Act) -> None:
    memory = act("doubts").memory
    assert "Would you move for it?" in said(say, "10 hours a week", memory, "part_time")
    assert said(say, "10 hours a week", Memory(), "part_time") == "utter_faq/part_time"


def test_maths_is_hated_only_where_it_was_asked_for(act: Act, say: Act) -> None:
    memory = act("doubts").memory
    memory = say("10 hours", memory).memory
    memory = say("no", memory, intent="deny").memory
    assert memory.asked == "doubt_maths"
    assert "most debt" in said(say, "i hate math", memory, "prerequisites")
    assert said(say, "i hate math", Memory(), "prerequisites").startswith("Test it instead of believing it")


def test_an_employer_pays_within_a_calculation(act: Act, say: Act) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    assert "Now with: an employer pays $5,000 a year." in said(
        say, "my employer pays 5k a year", memory, "financial_aid"
    )
    assert "Now with: study part time." in say("part time instead", memory).replies[0].text
    assert said(say, "my employer pays 5k a year", Memory(), "financial_aid") == "utter_faq/financial_aid"


def test_a_corrected_pay_and_place_belong_to_the_calculation(act: Act, say: Act) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    turn = say("actually 80k", memory)
    assert turn.memory.assumptions["income"] == 80000 and turn.memory.wishes == ()
    turn = say("not ohio, texas", turn.memory)
    assert turn.memory.assumptions["state"] == "TX" and "Texas" in turn.replies[0].text


def test_hours_change_the_plan_that_is_at_hand(act: Act, say: Act) -> None:
    memory = act("readiness", "i studied biology, took calc 1, know some python").memory
    assert "weeks at 15 hours a week" in said(say, "i can do 15 hours a week", memory, "part_time")


def test_own_pay_and_own_background_are_answered_for_the_person(say: Act) -> None:
    assert "ahead in today’s money" in said(say, "i make 62k in ohio, is it worth it", Memory(), "worth_it")
    text = "i studied biology and know some python, do i have the prerequisites"
    assert "you bring programming" in said(say, text, Memory(), "prerequisites")


def test_not_that_one_is_no_complaint(act: Act, say: Act) -> None:
    memory = act("recommend", "online no gre", intent="inform").memory
    turn = say("not that one", memory, intent="wrong_answer")
    assert memory.shown[0] not in turn.memory.shown


def test_of_two_pointers_the_definite_one_counts(act: Act) -> None:
    memory = Memory(mentioned=("gatech-omscs", "utaustin-mscs-online"), shown=("gatech-omscs", "utaustin-mscs-online"))
    replies = act("program_fact", "the more expensive of the two, does it need letters", memory).replies
    assert len(replies) == 1 and "UT Austin" in replies[0].text
