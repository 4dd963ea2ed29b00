"""FAQ topics that need the records; and the ways out when something was not understood."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from actions.wording.replies import General, Reply
from tests.actions.conftest import Act


def topic(name: str) -> dict[str, object]:
    return {"entity": "topic", "value": name}


def test_a_topic_about_a_named_program_is_answered_from_its_record(act: Act) -> None:
    reply = act("answer", "how much does omscs cost", entities=(topic("cost"),)).replies[0]
    assert isinstance(reply, Reply) and "about $7,000 in all" in reply.text
    assert reply.chips[0].payload == '/faq{"topic": "cost"}'  # the general answer stays one tap away


def test_two_topics_are_both_answered_once_and_in_order(act: Act) -> None:
    turn = act("answer", "", entities=(topic("gre"), topic("duration"), topic("gre")))
    assert turn.replies == (General("utter_faq/gre"), General("utter_faq/duration", lines=2))


def test_is_it_worth_it_points_at_no_program(act: Act) -> None:
    memory = Memory(mentioned=("gatech-omscs",))
    assert act("answer", "is it worth it", memory, entities=(topic("worth_it"),)).replies == (
        General("utter_faq/worth_it"),
    )


def test_does_it_need_the_gre_points_at_the_program_spoken_of(act: Act) -> None:
    memory = Memory(mentioned=("gatech-omscs",))
    reply = act("answer", "does it need the gre", memory, entities=(topic("gre"),)).replies[0]
    assert isinstance(reply, Reply) and "no GRE needed" in reply.text


def test_pay_by_occupation_and_state(act: Act) -> None:
    reply = act("answer", "what do data scientists earn in ohio", entities=(topic("salary"),)).replies[0]
    assert isinstance(reply, Reply) and reply.table is not None
    assert [row[0] for row in reply.table.rows] == ["Data scientists, United States", "Data scientists, Ohio"]
    assert "$120,230" in reply.text and "May 2025" in reply.text


def test_pay_in_a_state_without_an_occupation(act: Act) -> None:
    reply = act("answer", "salary in texas", entities=(topic("salary"),)).replies[0]
    assert isinstance(reply, Reply) and "Software developers, Texas" in reply.text


def test_outlook_by_occupation(act: Act) -> None:
    reply = act("answer", "are statisticians in demand", entities=(topic("job_outlook"),)).replies[0]
    assert isinstance(reply, Reply) and "+8.5 %" in reply.text


def test_an_unknown_topic_from_a_forged_payload(act: Act) -> None:
    assert "no answer by that name" in act("answer", "", entities=(topic("x"),)).replies[0].text  # type: ignore[union-attr]


def test_unsure_offers_the_likeliest(act: Act) -> None:
    ranking = (("faq/cost", 0.2), ("out_of_scope", 0.15), ("faq/financial_aid", 0.1))
    reply = act("clarify", "money", intent="nlu_fallback", ranking=ranking).replies[0]
    assert [chip.payload for chip in reply.chips] == ['/faq{"topic": "cost"}', '/faq{"topic": "financial_aid"}']


def test_a_wrong_answer_offers_the_other_candidates_of_that_message(act: Act) -> None:
    previous = (("faq/cost", 0.6), ("faq/financial_aid", 0.3))
    reply = act("clarify", "not that", intent="wrong_answer", previous_ranking=previous).replies[0]
    assert [chip.title for chip in reply.chips] == ["Paying for it"]
