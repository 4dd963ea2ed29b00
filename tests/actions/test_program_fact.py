"""One program, its facts, and everything that can be unclear about which one is meant."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.wording.unclear import not_on_record
from knowledge.base import Knowledge
from knowledge.wishes import Wish
from tests.actions.conftest import Act


def test_the_price_of_one_program(act: Act) -> None:
    reply = act("program_fact", "how much is omscs").replies[0]
    assert "about $7,000 in all (gradpilot.com, 2026-06, second-hand)" in reply.text
    assert "31," not in reply.text  # the university's average is not its price


def test_a_value_that_is_not_recorded_says_who_can_answer(act: Act) -> None:
    reply = act("program_fact", "does bu's omds need the gre").replies[0]
    assert reply.kind == "not_recorded"
    assert "that is not in my records" in reply.text and "bu.edu" in reply.text


def test_a_university_with_several_programs_asks_which(act: Act) -> None:
    turn = act("program_fact", "how much is carnegie mellon")
    assert turn.replies[0].kind == "which_one"
    assert '"asked_fact": "price"' in turn.replies[0].chips[0].payload
    assert turn.memory.mentioned


def test_each_of_several_programs_is_told_in_a_line_on_what_was_asked(act: Act) -> None:
    reply = act("program_fact", "how much is carnegie mellon").replies[0]
    assert "• MS ML at CMU: about $90,600 in all (1.5 years × $60,400)." in reply.text and reply.sources
    assert "Which one do you want to know more of?" in reply.text


def test_a_bare_name_tells_what_is_there(act: Act) -> None:
    text = act("program_fact", "georgia tech").replies[0].text
    assert "has 4 on record" in text and "• OMSCS at Georgia Tech: about $7,000 in all; online; no GRE needed." in text
    assert "$36,450 by estimate" in text


def test_an_unknown_name_is_never_made_up(act: Act) -> None:
    reply = act("program_fact", "tell me about the ai msc at hogwarts university").replies[0]
    assert reply.kind == "not_on_record" and "“" in reply.text


def test_markup_in_a_name_is_not_echoed(act: Act) -> None:
    entity = {"entity": "unknown_program", "value": "<script>alert(1)</script> University"}
    text = act("program_fact", "", entities=(entity,)).replies[0].text
    assert "<" not in text.replace("<3", "")


def test_pointing_at_the_second_one_and_it(act: Act) -> None:
    memory = Memory(shown=("gatech-omscs", "gatech-omsa"), mentioned=("gatech-omsa",))
    assert "Analytics" in act("program_fact", "tell me about the second one", memory).replies[0].text
    assert "OMSA" in act("program_fact", "what about its deadline", memory).replies[0].text


def test_nothing_pointed_at(act: Act) -> None:
    assert "Which program do you mean?" in act("program_fact", "tell me more").replies[0].text


def test_a_field_record_is_not_given_a_title(act: Act) -> None:
    turn = act("program_fact", "", entities=({"entity": "program", "value": "field-139755-11.0701"},))
    text = turn.replies[0].text
    assert "Computer science (all its master's degrees in the field), " in text
    assert "not the title of one program" in text
    assert "the university's average graduate charge" in text


def test_what_is_known_of_the_person_is_held_against_a_program_first(act: Act) -> None:
    wishes = (Wish("delivery", ("online",)), Wish("budget", (5000.0,), "at_most", "total", "USD"))
    memory = Memory(wishes=wishes, profile={"gpa": {"value": 2.8, "scale": 4.0}})
    reply = act("program_fact", "what about omscs", memory).replies[0]
    assert reply.lead == (
        "For you: it meets “online”; it misses “at most $5,000 in all”. "
        "Your 2.8 is below its minimum of 3: ask whether they make exceptions."
    )
    assert len(reply.cards[0].lines) == 7 and reply.chips[0].title == "All I have on it"
    everything = act("program_fact", reply.chips[0].payload, memory).replies[0]
    assert len(everything.cards[0].lines) > 7


def test_the_nearest_names_are_short_ones(knowledge: Knowledge) -> None:
    reply = not_on_record("MSc Data Science and Artificial", knowledge)
    assert "MSc Data Science and AI at Saarland, " in reply.lead and "Artificial Intelligence" not in reply.lead
    assert reply.chips[0].title == "MSc Data Science and AI at Saarland"
    assert reply.chips[0].payload == "tell me about MSc Data Science and Artificial Intelligence"


def test_a_start_at_any_time_reads_as_one(act: Act) -> None:
    asked = ({"entity": "program", "value": "wgu-ms-data-analytics"}, {"entity": "asked_fact", "value": "deadline"})
    assert "any start: rolling [2025-26]" in act("program_fact", "", entities=asked).replies[0].text


@pytest.mark.parametrize(("fact", "said"), [("deadline", "deadlines are not in"), ("gre", "GRE is not in")])
def test_what_is_not_recorded_is_said_in_grammar(act: Act, fact: str, said: str) -> None:
    fields = [{"entity": "program", "value": f"field-199120-{code}"} for code in ("11.0701", "27.0502")]
    asked = (*fields, {"entity": "asked_fact", "value": fact})
    assert said in act("program_fact", "", entities=asked).replies[0].text


@pytest.mark.parametrize(("field", "unmet"), [("artificial_intelligence", True), ("computer_science", False)])
def test_a_degree_that_is_not_among_a_university_s_is_said_to_be_missing(act: Act, field: str, unmet: bool) -> None:
    named = {
        "entity": "program",
        "kind": "university",
        "value": "purdue-university",
        "text": "purdue",
        "start": 0,
        "end": 6,
    }
    asked = (named, {"entity": "field", "value": field, "text": "msai", "start": 7, "end": 11})
    text = act("program_fact", "purdue msai", entities=asked).replies[0].text
    assert ("A master’s in artificial intelligence at Purdue University is not in my records" in text) is unmet
    assert "MS CS" in text or "Master of Science in Computer Science" in text
