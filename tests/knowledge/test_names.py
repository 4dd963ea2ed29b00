"""What people call programs and universities: every name leads to its bearer, and none to two programs."""

from __future__ import annotations

import re

import pytest

from bot.nlu.criteria import CriteriaExtractor
from knowledge.base import Knowledge
from knowledge.facts import Program
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
