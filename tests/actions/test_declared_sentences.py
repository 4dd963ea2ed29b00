"""Wishes and questions on declared criteria in people's own words, by what they read in the reply."""

from __future__ import annotations

import pytest

from actions.wording.replies import Reply
from tests.actions.conftest import Act

# What is said -> what the reply names as the wish. The intents are what the classifier takes such sentences for.
WISHES = {
    "which cs programs need no recommendation letters": "no letters of recommendation",
    "no application fee": "no application fee",
    "with a bridge": "bridge courses",
    "that list linear algebra": "linear algebra among what to bring",
    "taught in english": "taught in English",
    "programs with scholarships": "scholarships or other funding",
    "accept below 3.0": "a minimum GPA below 3.0",
    "small cohort": "a cohort of at most 50 students a year",
    "acceptance rate over 40": "an acceptance rate of over 40%",
    # letters
    "i have nobody who would write for me, without letters of recommendation": "no letters of recommendation",
    "im a nurse on night shifts, online and no lors": "no letters of recommendation",
    "programs that don't ask for references": "no letters of recommendation",
    "show me schools that dont require recommendation letters": "no letters of recommendation",
    "at most two letters of recommendation": "at most 2 letters of recommendation",
    "fewer than three letters": "at most 2 letters of recommendation",
    "max 1 letter of recommendation": "at most 1 letter of recommendation",
    "2 letters max": "at most 2 letters of recommendation",
    "letters not required": "no letters of recommendation",
    "ideally no letters of rec": "no letters of recommendation",
    # fee
    "application fee waived": "no application fee",
    "free to apply": "no application fee",
    "i can't afford application fees, which ones have no application fee": "no application fee",
    "application fee under $50": "an application fee of under $50",
    "app fee at most 75": "an application fee of at most $75",
    "data science without an application fee": "no application fee",
    "programs that do not charge an application fee": "no application fee",
    # bridge
    "i studied history, programs with bridge courses": "bridge courses",
    "ms in ai that offers a bridge program": "bridge courses",
    "schools with a foundation year": "bridge courses",
    "looking for preparatory courses": "bridge courses",
    "universities that have conversion courses": "bridge courses",
    "online, part time, bridge courses": "bridge courses",
    # prerequisites
    "which programs don't require linear algebra": "no linear algebra among what to bring",
    "programs that do not require calculus": "no calculus among what to bring",
    "schools that require python": "Python among what to bring",
    "no linear algebra prerequisite": "no linear algebra among what to bring",
    "without a calculus requirement": "no calculus among what to bring",
    "programs that ask for no statistics": "no statistics among what to bring",
    "ones that don't need calculus or linear algebra": "no calculus or linear algebra among what to bring",
    # language
    "masters in germany taught in english": "taught in English",
    "english taught masters in switzerland": "taught in English",
    "programs not taught in german": "not taught in German",
    "english speaking programs in france": "taught in English",
    "a master's with instruction in french": "taught in French",
    # funding
    "i need a scholarship": "scholarships or other funding",
    "programs that offer assistantships": "scholarships or other funding",
    "fully funded masters in ai": "scholarships or other funding",
    "online, no gre, scholarships": "scholarships or other funding",
    "single mom here, looking for financial aid": "scholarships or other funding",
    "universities that give tuition waivers": "scholarships or other funding",
    # minimum GPA
    "programs that accept a gpa below 3.0": "a minimum GPA below 3.0",
    "minimum gpa under 2.8": "a minimum GPA below 2.8",
    "which schools take people with a gpa under 3": "a minimum GPA below 3.0",
    "no minimum gpa": "no minimum GPA",
    "schools with no gpa requirement": "no minimum GPA",
    # cohort, acceptance
    "classes of at most 30": "a cohort of at most 30 students a year",
    "cohort size under 100": "a cohort of at most 99 students a year",
    "a large cohort": "a cohort of at least 200 students a year",
    "no application fee over 75": "an application fee of at most $75",
    "no acceptance rate below 25%": "an acceptance rate of at least 25%",
    "debt not over 31k": "graduates' debt of at most $31,000",
    "application fee of at most 60": "an application fee of at most $60",
    "acceptance rate above 30%": "an acceptance rate of over 30%",
    "acceptance rate between 20 and 40 percent": "an acceptance rate of 20% to 40%",
    "high acceptance rate": "an acceptance rate of at least 50%",
    # English tests
    "no english test": "no English test",
    "schools that waive the toefl": "no English test",
    "without toefl or ielts": "no English test",
    "i got 115 on duolingo": "with a Duolingo score of 115",
    "my ielts is 6.5": "with an IELTS of 6.5",
    "toefl 88": "with a TOEFL of 88",
    # earnings and debt
    "graduates earn at least 90k": "graduates' pay of at least $90,000",
    "where alumni make over 100k": "graduates' pay of over $100,000",
    "median earnings above 80,000": "graduates' pay of over $80,000",
    "programs with median debt under 30k": "graduates' debt of under $30,000",
    "low debt": "graduates' debt of at most $25,000",
    "graduates owe less than 40k": "graduates' debt of under $40,000",
    # budget
    "between 10k and 20k": "$10,000 to $20,000 in all",
    "under 5k a semester": "at most $5,000 a semester",
    "at most 1500 a month": "at most $1,500 a month",
    "12k per year tops": "at most $12,000 a year",
}


@pytest.mark.parametrize(("text", "wish"), WISHES.items())
def test_a_wish_in_peoples_words_is_searched_by_and_named(say: Act, text: str, wish: str) -> None:
    reply = say(text).replies[0]
    assert isinstance(reply, Reply) and reply.kind in ("programs", "nothing_fits")
    assert wish in reply.lead
    assert not [line for card in reply.cards for line in card.lines if line.mark == "missed"]


@pytest.mark.parametrize("text", ["no application fee", "that list linear algebra", "accept below 3.0", "small cohort"])
def test_it_is_searched_by_even_where_its_words_are_taken_for_a_general_question(say: Act, text: str) -> None:
    reply = say(text, intent="faq", topics=("admission_requirements",)).replies[0]
    assert isinstance(reply, Reply) and reply.kind == "programs" and WISHES[text] in reply.lead


QUESTIONS = {
    "does omscs need letters": "Letters of recommendation",
    "is there an application fee at omscs": "pplication fee",
    "does omscs have a bridge program": "bridge",
    "is omscs taught in english": "anguage of instruction",
    "what is the median debt at omscs": "raduates' debt",
    "how big is the cohort of omscs": "ohort size",
    "are there scholarships for omscs": "unding",
}


@pytest.mark.parametrize(("text", "subject"), QUESTIONS.items())
def test_a_question_on_a_program_is_answered_and_wishes_for_nothing(say: Act, text: str, subject: str) -> None:
    turn = say(text, intent="ask_program_fact")
    assert turn.memory.wishes == ()
    assert subject.casefold() in turn.replies[0].text.casefold() or "letters" in turn.replies[0].text


@pytest.mark.parametrize(
    "text",
    ["can i get a scholarship", "do i need linear algebra", "how many letters do i need",
     "why is there an application fee", "i did an internship at google", "what is a bridge program",
     "can i transfer up to 12 credits", "i can take at most 12 credits a semester", "i have at most 30 credits so far",
     "at most 500 a credit", "how many credits are normal",
     "i have a 10k scholarship", "no funding no money what should i do", "how do i find out if a school is accredited",
     "Programs list probability and linear algebra. I only know a bit of JavaScript. How deep does that have to be?"],
)  # fmt: skip
def test_what_only_asks_or_tells_is_no_wish(say: Act, text: str) -> None:
    assert say(text, intent="faq", topics=("cost",)).memory.wishes == ()


def test_a_verb_is_a_limit_only_before_a_number_of_grades(say: Act) -> None:
    for text in ("I don't want to take the gre", "i can accept at most 2 classes a term"):
        assert "gpa_minimum" not in {wish.key for wish in say(text).memory.wishes}


def test_what_no_record_tells_is_named_and_the_rest_is_searched_by(say: Act) -> None:
    reply = say("top ranked online programs with internships").replies[0]
    assert "I can't search by rankings or internships" in reply.text and reply.kind == "programs"
    alone = say("accredited programs").replies[0]
    assert "I can't search by accreditation" in alone.text and "I can use a budget" in alone.text


def test_a_price_that_compares_with_nothing_is_said_so(say: Act) -> None:
    course = say("at most 2000 per course").replies[0]
    assert "I can't search by a price a course: prices compare in all, a year or a credit." in course.text
    semester = say("under 5k a semester").replies[0]
    assert "Prices compare in all, a year or a credit; one for a semester" in semester.text


def test_an_amount_too_small_for_a_whole_program_is_no_budget(act: Act) -> None:
    small = {"entity": "budget", "value": 800, "op": "at_most", "per": "total"}
    reply = act("recommend", "online", intent="inform", entities=(small,)).replies[0]
    assert "Less than $1,000 is no price of a whole program" in reply.text and "your wish (online)" in reply.text
    free = act("recommend", "", intent="inform", entities=({**small, "value": 0},))
    assert [wish.value for wish in free.memory.wishes] == [0]


def test_a_declared_wish_is_changed_weighed_out_and_dropped_like_any_other(say: Act) -> None:
    first = say("no letters of recommendation")
    second = say("at most two letters", first.memory)
    assert (
        "Instead of “no letters of recommendation”, now “at most 2 letters of recommendation”" in second.replies[0].text
    )
    third = say("forget the letters", say("online", second.memory).memory)
    assert "I no longer ask for: at most 2 letters of recommendation" in third.replies[0].text
    assert [wish.key for wish in third.memory.wishes] == ["delivery"]


def test_live_or_recorded_classes_are_kept_as_a_wish_beside_online(say: Act) -> None:
    text = say("online with recorded lectures i can watch at my own pace").replies[0].text
    assert "classes at one's own time" in text
