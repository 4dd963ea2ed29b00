"""What people call programs and universities: every name leads to its bearer, and none to two programs."""

from __future__ import annotations

import re

import pytest

from actions.wording.short_names import in_sentence, listed_title, short_title
from bot.nlu.criteria import CriteriaExtractor
from knowledge.base import Knowledge
from knowledge.facts import Program, University
from knowledge.names import bearers
from tests.knowledge.test_catalog import named

LONGEST_SHORT = 52
# Names that say too little for the bot to read them alone: it asks for the university.
_BARE = re.compile(r"(ms|msc|mse|meng|mps|mcs|mds)[ -]?[a-z]{0,3}( online)?$", re.IGNORECASE)


@pytest.fixture(scope="module")
def extractor(knowledge: Knowledge) -> CriteriaExtractor:
    return CriteriaExtractor(knowledge)


@pytest.mark.data
def test_every_program_has_a_short_name_of_its_own(knowledge: Knowledge) -> None:
    shorts = [program.short or "" for program in named(knowledge)]
    assert all(0 < len(short) <= LONGEST_SHORT and ", " in short for short in shorts), shorts
    assert len({short.casefold() for short in shorts}) == len(shorts)


@pytest.mark.data
def test_every_program_has_an_alias(knowledge: Knowledge) -> None:
    assert [program.id for program in named(knowledge) if not program.aliases] == []


@pytest.mark.data
def test_every_name_of_a_program_leads_to_it_alone(knowledge: Knowledge) -> None:
    wrong = [
        (program.id, name, found)
        for program in named(knowledge)
        for name in (program.id, program.short or "", *program.aliases)
        for typed in (name, name.lower(), name.upper())
        if (found := bearers(knowledge, typed)) != (program.id,)
    ]
    assert wrong == []


@pytest.mark.data
def test_every_name_of_a_university_leads_to_it(knowledge: Knowledge) -> None:
    wrong = [
        (university.id, name)
        for university in knowledge.universities
        for name in (university.name, *university.aliases)
        if university.id not in bearers(knowledge, name.lower())
    ]
    assert wrong == []


@pytest.mark.data
def test_a_name_that_several_universities_share_leads_to_all_of_them(knowledge: Knowledge) -> None:
    assert set(bearers(knowledge, "usd")) == {"university-of-san-diego", "university-of-south-dakota"}
    assert set(bearers(knowledge, "osu")) == {
        "ohio-state-university",
        "oklahoma-state-university",
        "oregon-state-university",
    }
    assert len(bearers(knowledge, "ksu")) == 3 and len(bearers(knowledge, "u of m")) == 3


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("vandy", "vanderbilt-university"),
        ("wash u", "washington-university-in-st-louis"),
        ("cal state la", "california-state-university-los-angeles"),
        ("umea", "umea-university"),
        ("tuebingen ml", "tuebingen-msc-ml"),
        ("université de montréal", "universite-de-montreal"),
        ("st peters university", "saint-peters-university"),
        ("omscs", "gatech-omscs"),
        ("ms-ds", "cuboulder-msds-coursera"),
        ("no such place", None),
    ],
)
def test_names_are_found_as_people_type_them(knowledge: Knowledge, typed: str, thing: str | None) -> None:
    assert bearers(knowledge, typed) == (() if thing is None else (thing,))


def understood(extractor: CriteriaExtractor, text: str) -> list[object]:
    return [entity["value"] for entity in extractor.extract(text) if entity["entity"] == "program"]


def test_the_bot_reads_every_alias_in_lower_case(knowledge: Knowledge, extractor: CriteriaExtractor) -> None:
    """As the program itself, or as its university where the name alone doesn't decide."""

    def reads(program: Program, alias: str) -> bool:
        found = understood(extractor, f"how much is {alias.lower()}")
        return program.id in found or (len(found) == 1 and program.university.id in str(found))

    aliases = [(program, alias) for program in named(knowledge) for alias in program.aliases if not _BARE.match(alias)]
    missed = [(program.id, alias) for program, alias in aliases if not reads(program, alias)]
    assert missed == []


QUESTIONS = ("how much is {}", "does {} need the gre")
# In lower case another thing: a currency, a state, a word.
_OTHERWISE_READ = {"usd", "units", "a-state", "astate", "nec", "pnw", "vt", "washington state"}
_ONLY_OF_SOME_QUESTIONS = {"ut", "cal"}  # "how much is cal" may be about anything


@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_bot_reads_each_programs_short_name_as_replies_show_it(
    knowledge: Knowledge, extractor: CriteriaExtractor, asked: str
) -> None:
    missed = [
        (program.id, shown)
        for program in named(knowledge)
        for shown in {short_title(program), listed_title(program), in_sentence(program)}
        if understood(extractor, asked.format(shown.lower())) != [program.id]
    ]
    assert missed == []


@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_bot_reads_every_name_of_a_university_in_lower_case(
    knowledge: Knowledge, extractor: CriteriaExtractor, asked: str
) -> None:
    """As the university, as one of several that share the name, or as a program of it."""

    def reads(university: University, name: str) -> bool:
        found = [each for each in extractor.extract(asked.format(name.lower())) if each["entity"] == "program"]
        ids = {each for one in found for each in (one["value"], *one.get("candidates", ()))}
        return university.id in ids or any(each.id in ids for each in knowledge.programs_of(university.id))

    names = [(each, name) for each in knowledge.universities for name in (each.name, *each.aliases)]
    missed = {name.lower() for university, name in names if not reads(university, name)}
    assert missed - _ONLY_OF_SOME_QUESTIONS == _OTHERWISE_READ
    assert "gre" not in asked or missed == _OTHERWISE_READ


def test_two_names_parted_by_a_comma_are_not_read_as_one_across_it(extractor: CriteriaExtractor) -> None:
    said = "admits: northeastern ms data science, buffalo ms data science. rejects: cmu"
    assert understood(extractor, said)[:2] == ["northeastern-msds", "buffalo-ms-data-science"]


@pytest.mark.parametrize("wished", ["an online ms data science, arizona", "ms data science, arizona or texas"])
def test_a_degree_and_a_place_are_wishes_and_no_programs_name(extractor: CriteriaExtractor, wished: str) -> None:
    assert understood(extractor, wished) == []


@pytest.mark.parametrize(
    "text",
    [
        "um, how much does it cost",
        "uh i don't know which one",
        "i need to sit for the gre",
        "is this a good fit for me",
        "the pace is too fast for me",
        "i eat brown rice every day",
        "i worked in the mines",
        "the high point of my career",
        "how many units is it",
        "metro area jobs",
        "i had cal 1 and cal 2",
        "waiting in penn station",
        "a national university or a western university",
        "how good is the american university system",
        "me and my wife",
        "i live in washington state",
        "vt is cold",
        "my professor is named hopkins",
        "i'm in leiden",
    ],
)
def test_a_name_that_is_an_everyday_word_is_one_where_it_is_used_so(extractor: CriteriaExtractor, text: str) -> None:
    assert understood(extractor, text) == []
