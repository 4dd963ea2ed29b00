"""The first sentences of a general answer: about the person, right, once, and from records."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from actions.dialogue.memory import Memory
from actions.wording.applied import applied
from actions.wording.decided import decisions
from actions.wording.personal import MOST_SENTENCES, MOST_WORDS, PARTS, mistakes, personal, templates
from actions.wording.personal.said import Part, Said
from actions.wording.replies import General
from bot.grammar import faults
from knowledge.figures import references
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.actions.conftest import Act

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# What a person may be, one of each kind or nothing.
PROFILE: dict[str, list[Any]] = {
    "gpa": [
        *({"value": value, "said": value, "scale": 4} for value in (2.1, 2.8, 2.8, 3, 3.4, 3.9)),
        {"value": None, "said": 7.4, "scale": 10},
        {"value": 2.9, "said": 72, "scale": 100},
        {"value": None, "said": 2.1, "scale": "DE"},
        {"value": None, "said": "2:1", "scale": "UK"},
        {"value": None, "said": 17.2, "scale": 20},
    ],
    "backgrounds": [["biology"], ["physics"], ["computer_science"], ["other"], ["computing"], ["biology", "physics"]],
    "skills": [["python"], ["python", "calculus", "linear_algebra", "statistics"]],
    "lacking": [["linear_algebra"], ["statistics", "calculus"]],
    "hours": [1.0, 5.0, 10.0, 25.0],
    "work_years": [0, 1, 6],
    "age": [22, 38, 38, 58],
    "family": [["children"], ["partner"], ["children", "partner"]],
    "visa": ["needs", "has"],
    "situation": [
        ["english_medium"],
        ["pressed"],
        ["no_degree"],
        ["laid_off"],
        ["working"],
        ["student"],
        ["military"],
        ["veteran"],
        ["refused"],
        ["rising"],
    ],
    "goal": [["phd"], ["change"], ["raise"], ["research"], ["business"], ["settle"], ["change", "raise"]],
    "lives": [
        ["state", "OH"],
        ["state", "TX"],
        ["state", "AK"],
        ["country", "IN"],
        ["city", "Boston"],
        ["city", "Austin", "TX"],
    ],
    "origin": ["IN", "US"],
    "job": ["15-1252", "15-1242", "99-9999"],
    "tests": [{"toefl": 98}, {"ielts": 6.5}, {"gre_score": 325}, {"gre_score": 300}],
    "admitted": [["gatech-omscs"], ["udel-ms-data-science"], ["gatech-omscs", "wpi-msai"], ["hogwarts"]],
    "refused_by": [["cornell-university", "cmu-msml"], ["hogwarts"]],
    "studied": [["purdue-university"], ["hogwarts"]],
}
FIGURES: dict[str, list[Any]] = {
    "income": [62_000.0, 250_000.0],
    "employer": [5_000.0],
    "scholarship": [20_000.0],
    "savings": [300.0, 25_000.0],
    "borrow": [30_000.0],
    "state": ["TX"],
}
WISHES = [
    Wish("budget", (15_000.0,), "at_most", "total", "USD"),
    Wish("budget", (500.0,), "at_most", "total", "USD"),
    Wish("budget", (700.0,), "at_most", "credit", "USD"),
    Wish("place", (("state", "TX"),)),
    Wish("place", (("country", "CA"),)),
    Wish("delivery", ("online",)),
    Wish("delivery", ("on_campus",)),
    Wish("delivery", ("online",), "not"),
    Wish("pace", ("part_time",)),
    Wish("field", ("data_science",)),
    Wish("focus", ("robotics",), strength="nice"),
    Wish("budget", (400.0,), "at_most", "month", "USD"),
    Wish("budget", (6_000.0,), "at_most", "year"),
    Wish("budget", (1_500_000.0,), "at_most", "total", "INR"),
    Wish("start", ("spring",)),
    Wish("duration", (18.0,), "at_most"),
    Wish("letters", (2.0,), "at_most"),
    Wish("application_fee", (0.0,), "at_most"),
    Wish("funding", (True,)),
    Wish("live", (False,)),
]


def persons(count: int) -> Iterator[Memory]:
    """Persons of whom one to nine things are known, by chance and always the same."""
    chance = random.Random(7)
    for _ in range(count):
        known = chance.sample([*PROFILE, *FIGURES, *["wish"] * 4], chance.randint(1, 9))
        profile = {key: chance.choice(PROFILE[key]) for key in known if key in PROFILE}
        figures = {key: chance.choice(FIGURES[key]) for key in known if key in FIGURES}
        wishes = {(wish.key, wish.op): wish for wish in chance.sample(WISHES, known.count("wish"))}
        yield Memory(profile=profile, assumptions=figures, wishes=tuple(wishes.values()))


def once_a_person(part: Part) -> Part:
    """The same part, found out once for one person, who is asked about on every topic."""
    asked: list[tuple[Memory, Said | None]] = []

    def known(memory: Memory, search: Search) -> Said | None:
        if not asked or asked[0][0] is not memory:
            asked[:] = [(memory, part(memory, search))]
        return asked[0][1]

    return known


def own_words(memory: Memory) -> str:
    return f"{memory.profile} {memory.assumptions} {[wish.values for wish in memory.wishes]}"


def numbers(text: str) -> set[float]:
    return {float(each.replace(",", "")) for each in NUMBER.findall(text)}


@pytest.mark.data
def test_the_file_is_in_order() -> None:
    assert list(mistakes()) == []
    stances = [one for each in decisions().values() for one in (*each.takes, *each.adds)]
    said = (*templates().values(), *applied().values(), stances)
    assert {name for each in said for one in each for name in one.needs} == set(PARTS)


@pytest.mark.data
def test_every_sentence_is_whole_short_right_and_has_receipts_for_its_numbers(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, part in PARTS.items():
        monkeypatch.setitem(PARTS, name, once_a_person(part))
    told: set[str] = set()
    for memory in persons(1500):
        for topic in templates():
            found = personal(topic, memory, search)
            if found is None:
                continue
            about = f"{topic}, {own_words(memory)}: {found.says}"
            assert faults(found.says) == [], about
            assert len(found.says.split()) <= MOST_WORDS, about
            assert len(re.findall(r"[.!?](?: [$A-Z0-9]|$)", found.says)) == len(found.keys) <= MOST_SENTENCES, about
            assert found.says[0].isupper() or found.says[0] in "$0123456789", about
            known = numbers(own_words(memory) + " ".join(each.says for each in found.sources))
            assert numbers(found.says) - {1.0} <= known, about
            told |= set(found.keys)
    assert len(told) > 200  # different sentences


@pytest.mark.data
def test_each_sentence_of_the_file_is_told_to_somebody(search: Search) -> None:
    left = {(topic, i) for topic, each in templates().items() for i in range(len(each))}
    for memory in persons(12_000):
        left -= {(topic, i) for topic, i in left if all(PARTS[n](memory, search) for n in templates()[topic][i].needs)}
    assert left == set()


@pytest.mark.parametrize("topic", sorted(templates()))
@pytest.mark.data
def test_no_figure_is_typed_into_a_sentence(topic: str) -> None:
    for each in templates()[topic]:
        bare = re.sub(r"\{[^}]+\}", "", each.says).replace("F-1", "")
        assert NUMBER.findall(bare) == [], each.says
        assert all("/" in reference for reference in references(each.says))


def says(topic: str, search: Search, **known: Any) -> str:
    found = personal(topic, Memory(**known), search)
    return found.says if found else ""


def test_a_gpa_is_told_against_what_is_recorded(search: Search) -> None:
    def about(gpa: float) -> str:
        return says("gpa", search, profile={"gpa": {"value": gpa, "said": gpa, "scale": 4}})

    assert re.match(r"3\.1 is above the 3\.0 that most ask for: it meets \d+ of \d+ recorded minimums;", about(3.1))
    assert about(3).startswith("3.0 is exactly what most ask for")
    facts = [(fact.value, each) for each in search.knowledge.programs if (fact := each.fact("gpa_min")) is not None]
    least = min(value for value, _ in facts)
    schools = {each.university.name for value, each in facts if value == least}
    below = re.search(r"the lowest recorded minimum is ([\d.]+) \((.+?)\); 2\.8 meets (\d+) of (\d+)", about(2.8))
    assert below is not None and float(below[1]) == least and re.split(", | and ", below[2])[0] in schools
    assert (int(below[3]), int(below[4])) == (sum(value <= 2.8 for value, _ in facts), len(facts))
    assert about(2.0).startswith(f"2.0 is below every recorded minimum, the lowest being {below[1]} ({below[2]}")


def test_marks_from_abroad_are_never_converted(search: Search) -> None:
    profile = {"gpa": {"value": 2.96, "said": 7.4, "scale": 10}, "origin": "IN"}
    told = says("gpa", search, profile=profile)
    assert told.startswith("7.4/10 from India has no official conversion to a GPA") and "2.96" not in told


def test_who_needs_a_visa_hears_of_campus_and_stem_first(search: Search) -> None:
    assert "on campus and STEM first" in says("international", search, profile={"origin": "IN"})
    assert "it has to be on campus" in says("online_vs_in_person", search, profile={"visa": "needs"})
    assert says("international", search, profile={"origin": "IN", "visa": "has"}).startswith("With the right to live")


def test_at_38_with_two_children_and_a_job(search: Search) -> None:
    profile = {"age": 38, "family": ["children"], "situation": ["working"], "hours": 10.0}
    assert says("worth_it", search, profile=profile).startswith("At 38, with children and a job")
    part_time = says("part_time", search, profile=profile)
    assert "10 hours a week" in part_time and re.search(r"run from \d+ to \d+ months", part_time)


def test_a_budget_is_told_against_the_recorded_prices(search: Search) -> None:
    told = says("cost", search, wishes=(WISHES[0],))
    assert re.match(r"\d+ of \d+ recorded prices that can be compared fit your limit \(at most \$15,000", told)
    assert "the lowest is $7,000" in says("cost", search, wishes=(WISHES[1],))


def test_money_is_told_by_the_programs_it_pays_and_the_time_it_takes(search: Search) -> None:
    monthly = Wish("budget", (400.0,), "at_most", "month", "USD")
    told = re.search(r"pays (.+?) \(\$([\d,]+)\) in (\d+) months", says("cost", search, wishes=(monthly,)))
    assert told is not None and (int(told[3]) - 1) * 400 < int(told[2].replace(",", "")) <= int(told[3]) * 400
    paid = says("financial_aid", search, assumptions={"employer": 5_000.0})
    assert re.search(r"\$5,000 a year from your employer|Over three years, \$5,000", paid)
    campus = Wish("delivery", ("on_campus",))
    limits = {"wishes": (monthly,), "assumptions": {"employer": 5_000.0}}
    assert says("financial_aid", search, **limits).count("OMSCS") == 1  # one list of prices is enough
    assert "OMSCS" in says("worth_it", search, assumptions={"savings": 25_000.0})
    assert "OMSCS" not in says("worth_it", search, assumptions={"savings": 25_000.0}, wishes=(campus,))


def test_offers_are_told_with_their_recorded_prices(search: Search) -> None:
    both = {"admitted": ["gatech-omscs", "wpi-msai"]}
    cheap, dear = (search.price(search.knowledge.program(each)).known for each in both["admitted"])  # type: ignore
    told = says("worth_it", search, profile=both)
    assert f"OMSCS at Georgia Tech (${cheap:,.0f})" in told and f"${dear - cheap:,.0f} more" in told
    one = {"admitted": ["wpi-msai"]}
    told = says("cost", search, profile=one, assumptions={"scholarship": 20_000.0})
    assert f"${dear - 20_000:,.0f} is left" in told


def test_somebody_in_a_city_hears_of_the_price_for_residents_of_its_state(search: Search) -> None:
    told = says("cost", search, profile={"lives": ["city", "Austin", "TX"]})
    assert re.match(r"Texas has \d+ named programs of public universities .+ for residents is .+ \(\$[\d,]+\)\.$", told)
    assert says("cost", search, profile={"lives": ["city", "Springfield"]}) == ""


def test_low_grades_hear_of_exceptions_that_are_recorded(search: Search) -> None:
    told = says("gpa", search, profile={"gpa": {"value": 2.8, "said": 2.8, "scale": 4}})
    assert "exceptions to their minimum GPA: " in told
    for each in search.knowledge.programs:
        assert each.short is None or each.short not in told or (each.fact("gpa_min") and each.fact("gpa_min").note)  # type: ignore


def test_german_marks_are_told_to_run_the_other_way(search: Search) -> None:
    told = says("gpa", search, profile={"gpa": {"value": None, "said": 2.1, "scale": "DE"}})
    assert "2.1 on the German scale has no official conversion" in told and "lowest mark is the best" in told


def test_refusals_and_the_own_university_are_called_by_name(search: Search) -> None:
    assert "Ask Cornell University why" in says("this_year", search, profile={"refused_by": ["cornell-university"]})
    assert "Purdue University" in says("transfer_credits", search, profile={"studied": ["purdue-university"]})


def test_pay_is_told_against_the_median_of_the_own_state(search: Search) -> None:
    told = says("salary", search, assumptions={"income": 62_000.0}, profile={"lives": ["state", "OH"]})
    assert re.match(r"You earn \$62,000; the median is \$[\d,]+ \(data scientists in Ohio\)", told)


def test_of_whom_nothing_is_known_nothing_is_said(search: Search) -> None:
    told = [topic for topic in templates() if personal(topic, Memory(), search)]
    assert told == ["application_fee"]  # who has none on record answers anybody


def test_a_sentence_is_told_once_and_the_long_text_too(act: Act) -> None:
    memory = Memory(profile={"gpa": {"value": 2.8, "said": 2.8, "scale": 4}})
    topic = ({"entity": "topic", "value": "gpa"},)
    first = act("answer", "", memory, entities=topic)
    again = act("answer", "", first.memory, entities=topic)
    (before,), (after,) = first.replies, again.replies
    assert isinstance(before, General) and isinstance(after, General)
    assert before.personal is not None and not before.again
    said_again = after.personal.keys if after.personal else ()
    assert after.again and not set(before.personal.keys) & set(said_again)
