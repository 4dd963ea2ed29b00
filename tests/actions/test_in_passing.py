"""What is said in passing finds its way: to the open doubt, the calculation or the background that is at hand."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act
from tests.actions.test_changed_mind import entity


def said(act: Act, text: str, memory: Memory, topic: str, op: str = "says") -> str:
    turn = act("answer", text, memory, intent="faq", entities=(entity("topic", topic) | {"op": op},))
    return turn.replies[0].text if hasattr(turn.replies[0], "text") else turn.replies[0].response


def test_a_statement_answers_the_open_doubt_and_not_a_topic(act: Act) -> None:
    memory = act("doubts").memory
    assert "Would you move for it?" in said(act, "10 hours a week", memory, "part_time", "wish")
    assert said(act, "10 hours a week", Memory(), "part_time", "wish") == "utter_faq/part_time"


def test_maths_is_hated_only_where_it_was_asked_for(act: Act) -> None:
    memory = act("doubts").memory
    for answer in ("10 hours", "no"):
        memory = act(
            "deny" if answer == "no" else "recommend", answer, memory, intent="deny" if answer == "no" else "inform"
        ).memory
    assert memory.asked == "doubt_maths"
    assert "most debt" in said(act, "i hate math", memory, "prerequisites")
    assert said(act, "i hate math", Memory(), "prerequisites") == "utter_faq/prerequisites"


def test_an_employer_pays_within_a_calculation(act: Act) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    assert "Now with: an employer pays $5,000 a year." in said(
        act, "my employer pays 5k a year", memory, "financial_aid"
    )
    assert (
        "Now with: study part time." in act("recommend", "part time instead", memory, intent="inform").replies[0].text
    )
    assert said(act, "my employer pays 5k a year", Memory(), "financial_aid") == "utter_faq/financial_aid"


def test_hours_change_the_plan_that_is_at_hand(act: Act) -> None:
    memory = act("readiness", "i studied biology, took calc 1, know some python").memory
    assert "weeks at 15 hours a week" in said(act, "i can do 15 hours a week", memory, "part_time")


def test_own_pay_and_own_background_are_answered_for_the_person(act: Act) -> None:
    assert "ahead in today’s money" in said(act, "i make 62k in ohio, is it worth it", Memory(), "worth_it", "is")
    text = "i studied biology and know some python, do i have the prerequisites"
    turn = act("answer", text, intent="faq", entities=(entity("topic", "prerequisites"),))
    assert turn.replies[0].response == "utter_faq/prerequisites"
    assert "you bring programming" in turn.replies[1].text


def test_not_that_one_is_no_complaint(act: Act) -> None:
    memory = act("recommend", "online no gre", intent="inform").memory
    turn = act("clarify", "not that one", memory, intent="wrong_answer")
    assert memory.shown[0] not in turn.memory.shown


def test_of_two_pointers_the_definite_one_counts(act: Act) -> None:
    memory = Memory(mentioned=("gatech-omscs", "utaustin-mscs-online"), shown=("gatech-omscs", "utaustin-mscs-online"))
    replies = act("program_fact", "the more expensive of the two, does it need letters", memory).replies
    assert len(replies) == 1 and "Texas" in replies[0].text
