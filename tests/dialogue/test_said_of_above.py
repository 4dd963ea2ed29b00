"""Follow-ups in few words on what stands above, in whatever words: each is read by what was spoken of."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory, Message
from actions.dialogue.school_lists import with_headings
from actions.dialogue.set_aside import set_aside
from actions.dialogue.topic_words import of_its_topic
from actions.wording.asked_line import asked_line
from knowledge.programs import Search
from tests.dialogue.conftest import Heard, Talk, Tell

FORDHAM = Memory(mentioned=("fordham-ms-data-science",), last={"action": "program_fact", "of_programs": True})
AFTER_GRE = Memory(last={"action": "answer", "topics": ["gre"]})


def test_schools_that_do_without_what_was_spoken_of_are_searched_for(talk: Talk) -> None:
    turn = talk("so which decent cs schools don't ask for it?", {"cs": "wanted"}, "faq", AFTER_GRE, "gre")
    assert {wish.key for wish in turn.memory.wishes} == {"field", "gre"}
    assert turn.replies[0].kind == "programs"


@pytest.mark.parametrize("text", ["can I do it next to a job?", "could I keep my job while doing it"])
def test_beside_a_job_is_asked_of_the_program_above(talk: Talk, text: str) -> None:
    (reply,) = talk(text, {}, "faq", FORDHAM, "careers").replies
    assert "MS Data Science at Fordham" in reply.text and "part-time study" in reply.text


def test_a_degree_that_nobody_knows_is_said_to_be_missing_at_that_school(talk: Talk) -> None:
    (reply,) = talk("and that urban systems one?", {}, "faq", FORDHAM, "ml_vs_related").replies
    assert reply.lead.startswith("“urban systems” at Fordham University is not in my records")
    assert "What I have there: MS Data Science" in reply.lead


@pytest.mark.parametrize(
    "text", ["does UIUC care that my undergrad is econ", "does it matter there that my bachelor was in music"]
)
def test_another_degree_is_asked_of_the_program(talk: Talk, text: str) -> None:
    memory = Memory(mentioned=("uiuc-mcs-online",), last={"action": "program_fact", "facts": ["deadline"]})
    (reply,) = talk(text, {}, "ask_program_fact", memory).replies
    assert "no CS degree needed" in reply.text and "February" not in reply.text


def test_an_offer_is_noted_and_asks_for_no_report(talk: Talk) -> None:
    turn = talk("uiuc has already said yes to me", {"uiuc": "wanted"}, "report_answer")
    assert turn.memory.profile["admitted"] and "What is it about" not in turn.replies[0].text


@pytest.mark.parametrize("text", ["so should I just take Columbia?", "would it be a mistake to go with Columbia?"])
def test_whether_to_take_a_school_is_weighed_as_an_offer(talk: Talk, tell: Tell, text: str) -> None:
    memory = tell("I got into Columbia for data science", {"Columbia": "admitted"})
    (reply,) = talk(text, {}, "faq", memory, "worth_it").replies
    assert "if you could pay it to the end" in reply.text


@pytest.mark.parametrize(
    ("text", "topic", "instead"),
    [
        ("4 rejections so far, 2 left", "visa_refusals", "admission_requirements"),
        ("my visa was refused twice", "visa_refusals", "visa_refusals"),
        ("if I work for three years, does that make up for it", "three_year_degree", "admission_requirements"),
        ("and how long should it be, 1 page?", "duration", "admission_requirements"),
        ("how long is it", "duration", "duration"),
        ("is a three-year bachelor enough", "three_year_degree", "three_year_degree"),
    ],
)
def test_a_topic_has_its_words(text: str, topic: str, instead: str) -> None:
    ranking = ((f"faq/{topic}", 0.6), ("faq/admission_requirements", 0.2))
    message = Message("faq", ranking, ({"entity": "topic", "value": topic},), text)
    assert of_its_topic(message, Memory()).values("topic") == [instead]


def test_what_is_left_aside_is_not_asked_about(heard: Heard) -> None:
    assert not set_aside(heard("leave drexel aside, is it needed at most places?", intent="faq")).has("program")
    assert set_aside(heard("is it needed at drexel?", intent="faq")).has("program")


def test_only_what_stands_behind_except_is_set_aside(heard: Heard) -> None:
    text = "I like EPFL and KU Leuven and I don't have the GRE because it isn't needed except some"
    assert all(each.get("op") != "not" for each in set_aside(heard(text)).entities if each["entity"] == "program")
    refused = set_aside(heard("what is there apart from OMSCS?"))
    assert [each["op"] for each in refused.entities if each["entity"] == "program"] == ["not"]


def test_the_items_below_a_heading_are_its_schools(heard: Heard) -> None:
    text = "I got these admits for Fall:\n\n- Texas A&M MCS, no funding\n- Columbia MSDS\n\nPurdue is my dream."
    roles = {
        each["value"]: each.get("role") for each in with_headings(heard(text)).entities if each["entity"] == "program"
    }
    assert roles["tamu-mcs"] == roles["columbia-msds"] == "admitted"
    assert roles["purdue-university"] is None


@pytest.mark.parametrize(
    ("question", "line"),
    [("do they waive it if I'm broke?", "Waivers: ask"), ("and for two of them?", None)],
)
def test_of_an_answer_that_stood_the_line_is_told_that_is_asked_about(question: str, line: str | None) -> None:
    found = asked_line("utter_faq/application_fee", question)
    assert (found is None) == (line is None)


def test_a_plan_for_named_subjects_teaches_these(talk: Talk, search: Search) -> None:
    text = "write me a brush-up schedule for probability and linear algebra, six hours weekly"
    (reply,) = talk(text, {"probability": "learning", "linear algebra": "learning"}, "ask_study_plan").replies
    assert "at 6 hours a week" in reply.lead and "It covers probability and linear algebra." in reply.lead
    assert [row[1].split(" (")[0] for row in reply.table.rows] and len(reply.table.rows) == 2
