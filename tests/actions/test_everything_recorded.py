"""Whatever is recorded can be wished, asked and compared, in people's words, understood by the trained model."""

from __future__ import annotations

import re

import pytest

from tests.actions.test_declared_understood import Talk, heard, talk

__all__ = ["heard", "talk"]

# What is recorded -> a wish, and how the reply names it; a question, and what is in its answer; what is compared by it,
# and the cells of its row.
RECORDED = {
    "letters": (
        ("which cs programs need no recommendation letters", "computer science, no letters of recommendation"),
        ("how many letters does omscs want", "3 letters of recommendation"),
        ("compare omscs and berkeley mids by letters", "Letters of recommendation", "3", "★ 2"),
    ),
    "application fee": (
        ("no application fee", "no application fee"),
        ("is there an application fee at berkeley mids", r"application fee \$120"),
        ("compare berkeley mids and brown data science by application fee", "Application fee", r"\$120", r"★ \$100"),
    ),
    "bridge": (
        ("with a bridge", "bridge courses"),
        ("does omscs have a bridge", "has a bridge or preparatory courses"),
        ("compare omscs and penn mcit by bridge courses", "Bridge courses", "has a bridge.*", "not recorded"),
    ),
    "prerequisites": (
        ("that list linear algebra", "linear algebra among what to bring"),
        ("what are the prerequisites of omscs", "to bring: programming"),
        ("compare omscs and baylor cs by prerequisites", "Knowledge to bring", "programming, .*", ".*databases.*"),
    ),
    "funding": (
        ("programs that offer funding", "scholarships or other funding"),
        ("is there funding at brown data science", "No scholarships for this program"),
        ("compare omscs and penn mcit by funding", "Funding", "not recorded", "Online students may apply .*"),
    ),
    "language": (
        ("taught in english", "taught in English"),
        ("what language is tübingen's machine learning master taught in", "taught in English"),
        ("compare ku leuven ai and tübingen ml by teaching language", "Language of instruction", ".*English", ".*"),
    ),
    "cohort": (
        ("small cohort", "a cohort of at most 50 students a year"),
        ("how big is the cohort at duke mids", "about 35 students a year"),
        ("compare duke mids and northwestern msai by cohort size", "Cohort size", "about 35 .*", "about 40 .*"),
    ),
    "acceptance rate": (
        ("acceptance rate above 25%", "an acceptance rate of over 25%"),
        ("what is the acceptance rate of harvard data science", "6% admitted"),
        ("compare harvard data science and mcds at cmu by acceptance rate", "Acceptance rate", "6% .*", "under 10% .*"),
    ),
    "minimum GPA": (
        ("which programs take a gpa below 3", "a minimum GPA below 3.0"),
        ("minimum gpa of omscs", "minimum GPA 3.0"),
        ("compare omscs and penn mcit by minimum gpa", "Minimum GPA", "3.0", "not recorded"),
    ),
    "English tests": (
        ("no english test", "no English test"),
        ("what english test does yale computer science want", "an English test required"),
        ("compare yale cs and princeton computer science by english test", "TOEFL", "an English .*", ".*"),
    ),
    "TOEFL": (
        ("toefl minimum under 90", "a TOEFL minimum of under 90"),
        ("toefl minimum of omscs", "TOEFL from 100"),
        ("compare omscs and berkeley mids by toefl", "TOEFL", "from 100", "from 90"),
    ),
    "IELTS": (
        ("ielts below 6.5", "an IELTS minimum of under 6.5"),
        ("what ielts does omscs want", "IELTS from 7.5"),
        ("compare omscs and berkeley mids by ielts", "IELTS", "from 7.5", "from 7"),
    ),
    "earnings": (
        ("graduates earn more than 100k", "graduates' pay of over $100,000"),
        ("what do graduates of rit computer science earn", r"median pay \$129,000"),
        ("compare omscs and rit computer science by graduates' pay", "Graduates' pay", "median .*", r".*129,000"),
    ),
    "debt": (
        ("graduates with debt below 25k", "graduates' debt of under $25,000"),
        ("how much debt do graduates of omscs have", "that is not in my records. It is no “no”"),
        ("compare omscs and penn mcit by debt",),
    ),
    "price notes": (
        ("programs with a price note", "a note on the price"),
        ("any notes on the price of usc data science", "on the price: "),
        ("compare cmu mcds and columbia data science by price notes", "Notes on the price", "Billed .*", "No cost .*"),
    ),
    "credits": (
        ("at most 30 credits", "at most 30 credits"),
        ("how many credits is omscs", "30"),
        ("compare omscs and penn mcit by credits", "Credits", "30", "10"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", RECORDED)
def test_it_is_wished_for_and_a_list_answers(talk: Talk, what: str) -> None:
    text, wish = RECORDED[what][0]
    (reply,) = talk(text)
    assert reply.kind == "programs" and f"({wish})" in reply.lead
    assert 0 < len(reply.cards) <= 3 and "\n1. " in reply.text
    for card in reply.cards:
        marks = [line.mark for line in card.lines if line.mark in ("met", "missed", "unknown")]
        assert "missed" not in marks and (marks[0] == "met" or "is not recorded" in reply.lead)


@pytest.mark.parametrize("what", RECORDED)
def test_it_is_asked_of_a_program_and_told(talk: Talk, what: str) -> None:
    text, answer = RECORDED[what][1]
    (reply,) = talk(text)
    assert reply.kind in ("program_fact", "not_recorded") and re.search(answer, reply.text)


@pytest.mark.parametrize("what", [each for each in RECORDED if len(RECORDED[each][2]) > 1])
def test_programs_are_compared_by_it_and_by_nothing_else(talk: Talk, what: str) -> None:
    text, name, *cells = RECORDED[what][2]
    (reply,) = talk(text)
    assert reply.kind == "comparison" and reply.table is not None and reply.lead.startswith(f"{name} – ")
    ((head, *told),) = reply.table.rows
    assert head == name and all(re.fullmatch(cell, one) for cell, one in zip(cells, told, strict=True))


def test_what_is_recorded_of_federal_records_only_is_said_to_be_recorded_of_no_program(talk: Talk) -> None:
    (reply,) = talk(RECORDED["debt"][2][0])
    assert reply.text.startswith("Not recorded for any of them: Graduates' debt")


def test_what_an_ielts_is_asked_for_is_not_answered_by_a_toefl_alone(talk: Talk) -> None:
    (reply,) = talk("ielts minimum at uiuc")
    assert "TOEFL from 103" in reply.text and "Not recorded: IELTS" in reply.text
