"""The criteria extractor on sentences with expected criteria, on traps by name, and on anything at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.criteria import CriteriaExtractor
from tests.nlu.scoring import load, score

CASES = load(Path(__file__).with_name("criteria.yml"))


@pytest.mark.parametrize("part", sorted(CASES))
def test_expected_criteria_are_found_and_nothing_else(extractor: CriteriaExtractor, part: str) -> None:
    result = score(CASES[part], extractor)
    assert result.overall.precision >= 0.97, "\n".join(map(str, result.failures))
    assert result.overall.recall >= 0.97, "\n".join(map(str, result.failures))


def found(extractor: CriteriaExtractor, text: str, entity: str) -> list[Any]:
    return [each["value"] for each in extractor.extract(text) if each["entity"] == entity]


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("ms in cs", "state", []),
        ("tell me about it or not", "state", []),
        ("is it in maine", "state", ["ME"]),
        ("online or in person, ok with me", "state", []),
        ("university of washington ms data science", "state", []),
        ("programs in washington state", "state", ["WA"]),
        ("with a thesis", "program", []),
        ("i have done ml with python", "gre", []),
        ("no gre", "gre", ["not_required"]),
        ("forget the gre", "gre", [None]),
        ("2.88 GPA", "gpa", [2.88]),
        ("i make 62k", "budget", []),
        ("under 20k", "budget", [20000]),
    ],
)
def test_traps(extractor: CriteriaExtractor, text: str, entity: str, expected: list[Any]) -> None:
    assert found(extractor, text, entity) == expected


@pytest.mark.parametrize("text", ["nyu or columbia", "omscs vs ut austin", "carnegie melon and berkley"])
def test_two_names_are_two_programs(extractor: CriteriaExtractor, text: str) -> None:
    assert len(found(extractor, text, "program")) == 2


def test_a_university_with_many_campuses_is_any_of_them(extractor: CriteriaExtractor) -> None:
    (found,) = [each for each in extractor.extract("california state university") if each["entity"] == "program"]
    assert len(found["candidates"]) > 5
    assert all("california-state-university" in each for each in found["candidates"])


@given(st.text(max_size=300))
def test_any_text_is_read_and_offsets_lie_within_it(extractor: CriteriaExtractor, text: str) -> None:
    for entity in extractor.extract(text):
        assert 0 <= entity["start"] <= entity["end"] <= len(text)
        assert entity["text"] == text[entity["start"] : entity["end"]]


@given(
    st.lists(
        st.sampled_from(
            ["no", "not", "under", "20k", "or", "in", "ma", "me", "online", "gre", "3.2", "cmu", "mit", "with", "the"]
        ),
        max_size=12,
    )
)
def test_words_that_mean_something_in_any_order_are_read(extractor: CriteriaExtractor, words: list[str]) -> None:
    assert extractor.extract(" ".join(words)) == extractor.extract(" ".join(words))


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("I earn 9k zł a month in Wrocław", ["PLN"]),
        ("I earn R45k a month in Durban", ["ZAR"]),
        ("my salary is N350,000 monthly", ["NGN"]),
        ("my salary is 14k PLN gross, my old salary was 5k", ["PLN", "PLN"]),
        ("my salary was 9 lakhs, since the move my salary is 72k a month", ["INR", "INR"]),
        ("I make 72k in Ohio", ["USD"]),
        ("in Germany it costs €3,000, my salary is 60k", ["USD"]),
    ],
)
def test_pay_in_another_currency_is_not_taken_for_dollars(
    extractor: CriteriaExtractor, text: str, currencies: list[str]
) -> None:
    pay = [each["currency"] for each in extractor.extract(text) if each["entity"] == "income"]
    assert pay == currencies


def test_a_letter_is_a_currency_only_before_thousands(extractor: CriteriaExtractor) -> None:
    assert not found(extractor, "I use R 4.3 and python, n 20 papers read", "budget")
    assert found(extractor, "my budget is R350k", "budget") == [350_000]


def test_a_price_in_euros_leaves_a_budget_in_dollars(extractor: CriteriaExtractor) -> None:
    text = "the French one costs €4,000, my budget is 20k"
    assert [each["currency"] for each in extractor.extract(text) if each["entity"] == "budget"] == ["USD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sorry, I write since this bot is english. I have a licence in economics.", ["economics"]),
        ("My major is English and I want NLP", ["english"]),
        ("I never saw a single teacher there, BA in music", ["music"]),
        ("I'm a high school teacher, 8 years", ["education"]),
        ("Research engineer, BSc in mathematics", ["mathematics"]),
        ("as an engineer I want a masters in ML", ["engineering"]),
        ("21 graduate credits in economics, never finished. Bachelor's in sociology", ["sociology"]),
        ("I dropped out of philosophy, then a BSc in botany", ["biology"]),
        ("Undergrad: Oregon State, Math, junior now", ["mathematics"]),
        ("me bsc maths 8.4 cgpa", ["mathematics"]),
    ],
)
def test_a_degree_is_one_that_somebody_finished_or_is_in(
    extractor: CriteriaExtractor, text: str, expected: list[str]
) -> None:
    assert found(extractor, text, "background") == expected


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("the best grade is 1.0 there, not like US", "country", []),
        ("It's not like in Germany where it is free. I want Canada", "country", ["CA"]),
        ("I'm here in Chicago since 2021. In Bogota I was an accountant", "city", ["Chicago"]),
        ("I'm here in Chicago since 2021. In Bogota I was an accountant", "origin", ["CO"]),
        ("In Boston I worked at a bank", "city", []),
        ("I like Denver, MS in data science", "city", ["Denver"]),
        ("applying to NYU, Munich, MIT", "city", []),
        ("I got an offer from the US", "origin", []),
        ("I want to land a job around Denver or remote", "city", []),
        ("I want to land a job around Denver or remote", "delivery", []),
        ("don't say Ohio State, everybody says ohio state", "state", []),
    ],
)
def test_places_are_wished_for_only_where_one_would_study(
    extractor: CriteriaExtractor, text: str, entity: str, expected: list[Any]
) -> None:
    assert found(extractor, text, entity) == expected


@pytest.mark.parametrize(
    "text", ["don't say Ohio State, everybody says ohio state", "Please stop mentioning Ohio State"]
)
def test_a_school_that_nobody_shall_name_is_refused(extractor: CriteriaExtractor, text: str) -> None:
    said = [each for each in extractor.extract(text) if each["entity"] == "program"]
    assert [(each["value"], each["op"]) for each in said] == [("ohio-state-university", "not")]


def test_a_city_among_schools_is_the_school(extractor: CriteriaExtractor) -> None:
    assert "university-of-chicago" in found(extractor, "Offers: NYU, Columbia, Chicago", "program")


def test_full_time_that_is_hard_leaves_part_time(extractor: CriteriaExtractor) -> None:
    assert found(extractor, "with two kids full time is hard, so part time data science", "pace") == ["part_time"]
    assert [e["op"] for e in extractor.extract("Berkeley is hard, but I apply") if e["entity"] == "program"] == ["is"]


def test_near_a_place_or_online_makes_neither_a_must(extractor: CriteriaExtractor) -> None:
    said = extractor.extract("Want an MS near Denver or online")
    assert {each["strength"] for each in said if each["entity"] in ("city", "delivery")} == {"nice"}


LACKS = [
    "BSc in economics, second lower. No IELTS yet. Masters in data science in Germany",
    "No GRE, no TOEFL so far. Want an MS in AI in the US",
    "haven't taken the GRE. 3.4 in econ",
    "I never sat for IELTS, MSc in the UK",
    "GRE: none. TOEFL: pending. MS in data science",
    "In the third year of physics in Lille, average 13. No TOEFL. I look for a master of machine learning taught in "
    "Sweden, is that list realistic for me",
    "I don't have GRE scores. which programs in ML?",
]


@pytest.mark.parametrize("text", LACKS)
def test_a_test_not_taken_so_far_is_no_wish(extractor: CriteriaExtractor, text: str) -> None:
    said = extractor.extract(text)
    assert not [e for e in said if e["entity"] == "gre" or e.get("of") == "english_test"]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("haven't taken the GRE and don't want to", ["gre"]),
        ("I never took the GRE, which schools waive it?", ["gre"]),
        ("no ielts, no gre, scholarship please", ["criterion", "gre"]),
        ("online, cheap. No GRE. Data science", ["gre"]),
        ("any program without TOEFL in Ireland?", ["criterion"]),
    ],
)
def test_a_test_that_schools_shall_do_without_is_one(
    extractor: CriteriaExtractor, text: str, wishes: list[str]
) -> None:
    said = [e for e in extractor.extract(text) if e["entity"] == "gre" or e.get("of") == "english_test"]
    assert sorted(e["entity"] for e in said) == wishes


def test_a_score_is_that_of_the_test_before_it(extractor: CriteriaExtractor) -> None:
    assert found(extractor, "never took the toefl, only duolingo 120", "toefl") == []
    assert found(extractor, "never took the toefl, only duolingo 120", "duolingo") == [120]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BS IT from Manila, GWA 1.9 (1.0 is the highest)", [(1.9, "BEST1")]),
        ("my average is 2.2 (1.0 is the highest)", [(2.2, "BEST1")]),
        ("At the Hochschule I have a 2,1 (1,0 is the best)", [(2.1, "DE")]),
        ("in L3 of physics at Lille, 12,8 of average", [(12.8, 20)]),
        ("avg 4.4/5 in Krakow, BSc mathematics", [(4.4, 5)]),
        ("the class average was 14/20", []),
        ("I have 3.5 mo of savings, BS in biology", []),
        ("rent eats 4.5 of my pay", []),
        ("GPA 3.4 (4.0 is the highest)", [(3.4, 4)]),
    ],
)
def test_a_grade_keeps_the_scale_it_is_on(extractor: CriteriaExtractor, text: str, said: list[Any]) -> None:
    assert [(e["said"], e["scale"]) for e in extractor.extract(text) if e["entity"] == "gpa"] == said


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("IELTS writing 6, overall 7.5", [7.5]),
        ("sorry, my speaking in IELTS is 6.0", []),
        ("IELTS 7.5, writing 6.5", [7.5]),
        ("my writing is weak, IELTS 6.5", [6.5]),
        ("IELTS: L 8 R 7.5 W 6 S 6.5, overall 7", [7]),
        ("5.5 in IELTS writing", []),
    ],
)
def test_the_score_of_a_section_is_not_that_of_the_test(
    extractor: CriteriaExtractor, text: str, total: list[float]
) -> None:
    assert found(extractor, text, "ielts") == total


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("full time isn't possible. MS in stats", "pace", ["part_time"]),
        ("Full time hard for me with a baby", "pace", ["part_time"]),
        ("I never met a professor in person", "delivery", []),
        ("I want to meet people on campus", "delivery", ["on_campus"]),
        ("in Spain this is called notable", "country", []),
        ("I want to land a job around Waco/Dallas", "city", []),
        ("thesis 1,3, bachelor 2,0", "thesis", []),
        ("I want to write a thesis", "thesis", ["required"]),
        ("passed all five and the capstone", "capstone", []),
        ("passed the capstone and cried at the capstone", "capstone", []),
        ("MS with capstone", "capstone", ["required"]),
        ("did a micromasters in statistics and data science", "field", []),
        ("BSEE from Purdue", "background", ["electrical_engineering"]),
        ("finished the WGU computer science bachelors", "background", ["computer_science"]),
        ("Finishing MSc in machine learning at Wroclaw", "field", []),
    ],
)
def test_what_lies_behind_somebody_is_no_wish(
    extractor: CriteriaExtractor, text: str, entity: str, expected: list[Any]
) -> None:
    assert found(extractor, text, entity) == expected


@pytest.mark.parametrize("text", ["programs in washington, dc", "masters in Washington, D.C.", "washington dc"])
def test_the_capital_is_not_in_the_state_of_its_name(extractor: CriteriaExtractor, text: str) -> None:
    assert found(extractor, text, "state") == ["DC"]


@pytest.mark.parametrize(
    "text", ["forget about me going to ohio", "forget moving to ohio", "never mind us going to ohio"]
)
def test_a_place_that_is_to_be_forgotten_is_no_wish(extractor: CriteriaExtractor, text: str) -> None:
    assert found(extractor, text, "state") == ["OH"]
    assert [each["op"] for each in extractor.extract(text) if each["entity"] == "state"] == ["drop"]


def test_a_city_behind_places_is_no_school(extractor: CriteriaExtractor) -> None:
    assert found(extractor, "We want America or London, MIT, Stanford, Oxford", "city") == ["London"]


def test_years_somewhere_that_are_costed_are_no_work(extractor: CriteriaExtractor) -> None:
    assert found(extractor, "two years in Boston is over budget", "work_years") == []
    assert found(extractor, "two years in Boston as a nurse", "work_years") == [2]
