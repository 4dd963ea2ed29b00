"""What people say of declared criteria, understood by the trained model and answered: by what they read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from actions.advisor_action import AdvisorAction
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Reply
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.role_labeller import Roles
from bot.nlu.understanding import base_intent
from knowledge.base import Knowledge
from knowledge.programs import Search
from tests.nlu import evaluate

Talk = Callable[..., list[Reply]]


@pytest.fixture(scope="module")
def heard(knowledge: Knowledge) -> Callable[[str], Message]:
    """A message as the whole pipeline hears it: intent, criteria, roles, topics."""
    reader = evaluate.trained_reader()
    roles = Roles(reader.roles, SentenceEncoder.shared(), knowledge)

    def hear(text: str) -> Message:
        entities = roles.label(text, reader.hearing.hear(text))
        understood = evaluate.understood_in(text, entities, reader.understander)
        topics = [{"entity": "topic", "value": each.split("/", 1)[1]} for each in understood.topics]
        return Message(base_intent(understood.intent), understood.ranking, (*entities, *topics), text)

    return hear


@pytest.fixture
def talk(heard: Callable[[str], Message], search: Search) -> Talk:
    """A conversation: what is said -> the replies to each message."""

    def run(*said: str) -> list[Any]:
        memory, replies = Memory(), []
        for text in said:
            previous = heard(text)
            turn = AdvisorAction._by_file["talk"].turn(previous, memory, search)
            memory = replace(turn.memory)
            replies.append(turn.replies[0])
        return replies

    return run


# What is said -> all that the reply names as wished for.
WISHED = {
    "cs programs that list linear algebra": "computer science, linear algebra among what to bring",
    "cs programs that list calculus": "computer science, calculus among what to bring",
    "cs programs with no recommenders": "computer science, no letters of recommendation",
    "cs programs with a small cohort": "computer science, a cohort of at most 50 students a year",
    "ai programs with a large cohort": "artificial intelligence, a cohort of at least 200 students a year",
    "data science programs that don't ask for letters": "data science, no letters of recommendation",
    "taught in english in germany": "in Germany, taught in English",
    "lectures in english, italy": "in Italy, taught in English",
    "msc programmes in sweden with lectures in english": "in Sweden, taught in English",
    "english taught masters in germany under 10k": "in Germany, at most $10,000 in all, taught in English",
    "english speaking master in france below 15k": "in France, at most $15,000 in all, taught in English",
    "graduates earning at least 100k in texas": "in Texas, graduates' pay of at least $100,000",
    "alumni earning over 90k in california": "in California, graduates' pay of over $90,000",
    "no gre, no fee, at most two letters, bridge, online":
        "online, no GRE, bridge courses, at most 2 letters of recommendation, no application fee",
    "no gre, bridge, english, under 20k": "at most $20,000 in all, no GRE, bridge courses, taught in English",
    "no fees to apply, english, bridge, no gre, part time":
        "part time, no GRE, bridge courses, taught in English, no application fee",
    "require calculus but not linear algebra":
        "calculus among what to bring, no linear algebra among what to bring",
    "expects statistics but not calculus": "statistics among what to bring, no calculus among what to bring",
    "no gre and small classes": "no GRE, a cohort of at most 50 students a year",
    "no thesis and small classes": "no thesis, a cohort of at most 50 students a year",
    "no capstone and a small cohort": "no capstone, a cohort of at most 50 students a year",
    "no ielts and under 20k": "at most $20,000 in all, no English test",
    "that list linear algebra": "linear algebra among what to bring",
    "which cs programs need no recommendation letters": "computer science, no letters of recommendation",
    "no application fee": "no application fee",
    "with a bridge": "bridge courses",
    "taught in english": "taught in English",
    "programs without linear algebra": "no linear algebra among what to bring",
    "masters without calculus": "no calculus among what to bring",
    "toefl below 90": "a TOEFL minimum of under 90",
    "which programs accept a toefl score under 90": "a TOEFL minimum of under 90",
    "programs with minimum toefl at most 85": "a TOEFL minimum of at most 85",
    "min toefl 80 or less": "a TOEFL minimum of at most 80",
    "ielts below 6.5": "an IELTS minimum of under 6.5",
    "duolingo 105, online": "online, with a Duolingo score of 105",
    "programs with a price note": "a note on the price",
    "price notes": "a note on the price",
    "in german": "taught in German",
    "in french": "taught in French",
    "debt below 30k": "graduates' debt of under $30,000",
    "student debt under 20k": "graduates' debt of under $20,000",
    "min gpa 2.7 or lower": "a minimum GPA at most 2.7",
    "i refuse to pay an application fee, online": "online, no application fee",
    "i won't pay an application fee": "no application fee",
    "graduates make 100k+, online": "online, graduates' pay of at least $100,000",
    "grads earn 90k or more, online": "online, graduates' pay of at least $90,000",
    "at most 30 credits": "at most 30 credits",
    "under 36 credits": "below 36 credits",
    "no more than 33 credit hours": "at most 33 credits",
    "online, 32 credits or less": "online, at most 32 credits",
    "ms in data science with fewer than 36 credits, no gre": "data science, no GRE, below 36 credits",
    "between 30 and 33 credits, online": "online, 30 to 33 credits",
    "30 credits": "at most 30 credits",
    "only 30 credit programs": "at most 30 credits",
    "2 letters": "at most 2 letters of recommendation",
    "programs with high earnings": "graduates' pay of at least $100,000",
    "high salaries": "graduates' pay of at least $100,000",
    "schools where graduates earn well, online": "online, graduates' pay of at least $100,000",
    # a place or a limit beside another wish is wished for
    "below 24k in georgia": "in Georgia, at most $24,000 in all",
    "part time, no gre, in arizona": "part time, in Arizona, no GRE",
    "oregon, at most 38k": "in Oregon, at most $38,000 in all",
    "online in florida, no application fee": "online, in Florida, no application fee",
    "no more than 22k around denver": "near Denver, at most $22,000 in all",
    "show me something below 31k in michigan": "in Michigan, at most $31,000 in all",
    "3.2 gpa, in utah, under 21k": "in Utah, at most $21,000 in all, with a GPA of 3.2",
    "under 26k outside california": "not in California, at most $26,000 in all",
    "kansas resident, under 19k": "at most $19,000 in all",
    "live in ohio, online below 17k": "online, at most $17,000 in all",
    "online below 17k, based in iowa": "online, at most $17,000 in all",
    "job in raleigh, online below 19k": "online, at most $19,000 in all",
    "ms in data science with a prep year": "data science, bridge courses",
    "classes held in german": "taught in German",
    "in germany with english lectures": "in Germany, taught in English",
    # what is told of a life stays what it is
    "i studied cs, small cohort": "with a computing degree, a cohort of at most 50 students a year",
    "i'm in texas, graduates earning 100k": "graduates' pay of at least $100,000",
    "i work in ohio, no letters": "no letters of recommendation",
    "i'm bad at cs, programs with no letters": "no letters of recommendation",
}  # fmt: skip


@pytest.mark.parametrize(("text", "wishes"), WISHED.items())
def test_all_that_is_wished_for_is_searched_by(talk: Talk, text: str, wishes: str) -> None:
    (reply,) = talk(text)
    assert reply.kind in ("programs", "nothing_fits")
    assert f"({wishes})" in reply.lead and (reply.cards or reply.kind == "nothing_fits")


UNSEARCHABLE = {
    "internships": "internships", "co-op": "internships", "interview": "interviews", "abet": "accreditation",
    "career services": "career services", "alumni network": "alumni networks", "housing": "housing",
    "rolling admission": "rolling admission", "duolingo accepted": "whether Duolingo is taken",
    "internship": "internships", "with internships": "internships", "paid internships": "internships",
    "no interviews": "interviews", "without an interview": "interviews", "ABET accreditation": "accreditation",
    "abet accredited": "accreditation", "good career services": "career services",
    "good professors": "teachers and class quality", "with good professors": "teachers and class quality",
    "programs with a mostly female class": "“mostly female class”", "with nice weather": "“nice weather”",
    "deadline after march": "deadlines", "programs with a late deadline": "deadlines",
    "deadline after january": "deadlines", "which programs can i still apply to": "deadlines",
    "programs that still accept applications": "deadlines", "which programs have decent pay": "“decent pay”",
    "that take duolingo": "whether Duolingo is taken", "which programs accept duolingo": "whether Duolingo is taken",
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), UNSEARCHABLE.items())
def test_what_no_record_tells_is_named_and_not_dropped(talk: Talk, text: str, name: str) -> None:
    assert f"I can't search by {name}" in talk(text)[0].lead


@pytest.mark.parametrize(
    ("text", "name", "wish"),
    [
        ("good professors, under 20k", "teachers and class quality", "at most $20,000 in all"),
        ("coop, under 20k", "internships", "at most $20,000 in all"),
        ("career support, online", "career services", "online"),
        ("rolling admission and no duolingo", "rolling admission", "no English test"),
        ("with internships, under 20k", "internships", "at most $20,000 in all"),
        ("without an interview, no gre", "interviews", "no GRE"),
        ("abet accreditation and at most 30 credits", "accreditation", "at most 30 credits"),
        ("schools with great career services and no application fee", "career services", "no application fee"),
        ("with good professors under 30k", "teachers and class quality", "at most $30,000 in all"),
        ("good teachers and no gre", "teachers and class quality", "no GRE"),
        ("online programs where the deadline is after march", "deadlines", "online"),
        # what no criterion reads, in messages that sound out of scope
        ("in oregon with mild winters", "“mild winters”", "in Oregon"),
        ("online, below 24k, with a rowing club", "“rowing club”", "online, at most $24,000 in all"),
        ("schools that have nap rooms, under 27k", "“nap rooms”", "at most $27,000 in all"),
        ("online with a capstone and free laptops", "“free laptops”", "online, a capstone"),
        ("with a sauna, no gre", "“sauna”", "no GRE"),
    ],
)
def test_what_no_record_tells_is_named_beside_a_search(talk: Talk, text: str, name: str, wish: str) -> None:
    (reply,) = talk(text)
    assert f"I can't search by {name}" in reply.lead and f"({wish})" in reply.lead


def test_a_search_that_speaks_of_something_without_a_wish_is_told_so(talk: Talk) -> None:
    first, _, third = talk("programs with decent salaries", "online under 20k", "programs with decent salaries")
    for each in (first, third):
        assert each.lead.startswith("I can't tell what you wish of the graduates' pay: say how much")
    assert "(online, at most $20,000 in all)" in third.lead


@pytest.mark.parametrize("text", ["which jobs have high salaries", "i already have 30 credits", "when is the deadline"])
def test_words_of_such_wishes_in_a_question_are_none(talk: Talk, text: str) -> None:
    assert getattr(talk(text)[0], "kind", "") not in ("programs", "question")


@pytest.mark.parametrize(
    "text",
    [
        "i had a great internship at intel",
        "do programs offer good internships",
        "how do i prepare for the interview",
        "can i do an internship",
        "is accreditation important",
        "funding",
    ],
)
def test_a_question_on_such_a_thing_is_answered(talk: Talk, text: str) -> None:
    assert "I can't search by" not in getattr(talk(text)[0], "lead", "")


TAKEN_BACK = {
    "forget the letters": "at most 2 letters of recommendation", "drop the letters of rec": "at most 2 letters",
    "forget the bridge": "bridge courses", "remove the bridge wish": "bridge courses",
    "forget the credits": "at most 30 credits", "drop the credit limit": "at most 30 credits",
    "forget the language": "taught in English", "drop the english": "taught in English",
    "delete only the texas wish": "in Texas", "ignore the small cohort": "a cohort of at most 50 students",
}  # fmt: skip


@pytest.mark.parametrize(("text", "wish"), TAKEN_BACK.items())
def test_a_wish_is_taken_back_by_its_name(talk: Talk, text: str, wish: str) -> None:
    said = "in texas, at most two letters, at most 30 credits, with a bridge, taught in english, small cohort"
    before, after = talk(said, text)
    assert wish in before.lead
    assert f"I no longer ask for: {wish}" in after.lead


def test_a_wish_that_there_is_not_cannot_be_taken_back(talk: Talk) -> None:
    assert "You have no wish on bridge courses" in talk("forget the bridge")[0].lead


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("letters matter most", "at most 2 letters of recommendation (a must, counts 3 times)"),
        ("a bridge is nice to have", "bridge courses (nice to have)"),
        ("the bridge would be nice", "bridge courses (nice to have)"),
        ("english is nice to have", "taught in English (nice to have)"),
    ],
)
def test_a_declared_wish_is_weighed_by_its_name(talk: Talk, text: str, noted: str) -> None:
    _, after = talk("no gre, at most two letters, with a bridge, taught in english", text)
    assert f"Noted: {noted}" in after.lead


def test_a_fact_that_few_records_tell_is_said_to_be_so(talk: Talk) -> None:
    assert "recorded for" not in talk("taught in english")[0].lead  # twenty records and more
    said = talk("acceptance rate over 40")[0].lead
    assert re.search(r"The acceptance rate is recorded for \d+ programs only\.", said)
    assert "recorded for" not in talk("online under 15k")[0].lead


def _rows(reply: Reply) -> list[str]:
    return [row[0] for row in reply.table.rows] if reply.table else []


def test_a_comparison_by_named_facts_shows_those(talk: Talk) -> None:
    first, second = talk("compare omscs and penn mcit by letters and toefl", "compare omscs and penn mcit")
    assert _rows(first) == ["Letters of recommendation", "TOEFL"]
    assert first.lead and "Price" in _rows(second)


@pytest.mark.parametrize("text", ["and the cohort", "cohort size of both", "compare their cohort size"])
def test_a_further_fact_is_asked_of_those_compared(talk: Talk, text: str) -> None:
    _, reply = talk("compare duke mids and northwestern msai", text)
    assert reply.kind == "comparison" and _rows(reply) == ["Cohort size"]


@pytest.mark.parametrize("text", ["compare their debt", "and the median debt"])
def test_what_is_recorded_of_none_of_them_is_said(talk: Talk, text: str) -> None:
    _, reply = talk("compare omscs and penn mcit", text)
    assert not _rows(reply) and "Not recorded for any of them: Graduates' debt" in reply.text


@pytest.mark.parametrize("text", ["compare eastern and omscs application fee", "compare omscs and eastern by app fee"])
def test_a_short_name_beside_a_program_is_compared(talk: Talk, text: str) -> None:
    (reply,) = talk(text)
    assert "Eastern" in reply.text and "OMSCS" in reply.text and _rows(reply) == ["Application fee"]


@pytest.mark.parametrize(
    ("text", "answer", "receipt"),
    [
        ("does omscs require linear algebra", "No, OMSCS at Georgia Tech", "omscs.gatech.edu"),
        ("is linear algebra required at omscs", "No, OMSCS at Georgia Tech", "omscs.gatech.edu"),
        ("does omscs ask for algorithms", "Yes, OMSCS at Georgia Tech", "omscs.gatech.edu"),
        ("is it taught in english at tübingen", "Yes, MSc ML at Tübingen", "daad.de"),
    ],
)
def test_whether_a_program_asks_for_something_is_answered(talk: Talk, text: str, answer: str, receipt: str) -> None:
    (reply,) = talk(text)
    assert reply.lead.startswith(answer) and receipt in reply.text


def test_whether_is_no_no_where_nothing_is_recorded(talk: Talk) -> None:
    assert "It is no “no”" in talk("does penn mcit ask for calculus")[0].lead


def test_it_is_asked_of_the_program_spoken_of(talk: Talk) -> None:
    assert talk("omscs", "does it require calculus")[1].lead.startswith("No, OMSCS at Georgia Tech")


@pytest.mark.parametrize(
    "text", ["is tum taught in english", "are classes at tum in english", "is TUM taught in english?"]
)
def test_the_language_at_a_school_is_told(talk: Talk, text: str) -> None:
    (reply,) = talk(text)
    assert reply.lead.startswith("Yes, ") and "taught in English" in reply.lead


def test_words_of_something_else_stay_out_of_scope(talk: Talk) -> None:
    for text in ("pizza in boston under 20", "cheap flights to texas below 200 dollars"):
        assert getattr(talk(text)[0], "kind", "") != "programs"
