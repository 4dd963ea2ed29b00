"""One campus of several, called as people call it: without "university", by the system's letters; and as a place."""

from __future__ import annotations

import pytest

from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.criteria.campuses import campus_names, not_on_record
from bot.nlu.criteria.geography import state_names
from bot.nlu.criteria.text import flatten
from knowledge.base import Knowledge

QUESTIONS = ("how much is {}", "does {} need the gre", "deadline for {}?", "compare {} and stanford")


def read(extractor: CriteriaExtractor, text: str) -> set[str]:
    """Ids of the programs and universities read, and of those that a name may stand for."""
    found = [each for each in extractor.extract(text) if each["entity"] == "program"]
    return {str(each) for one in found for each in (one["value"], *one.get("candidates", ()))}


CALLED = {
    "indiana bloomington": "indiana-university-bloomington",
    "iu south bend": "indiana-university-south-bend",
    "illinois urbana": "university-of-illinois-urbana-champaign",
    "illinois urbana champaign": "university-of-illinois-urbana-champaign",
    "u of i chicago": "university-of-illinois-chicago",
    "unc chapel hill": "university-of-north-carolina-at-chapel-hill",
    "unc greensboro": "university-of-north-carolina-at-greensboro",
    "ut arlington": "university-of-texas-at-arlington",
    "texas dallas": "university-of-texas-at-dallas",
    "ut knoxville": "university-of-tennessee-knoxville",
    "penn state world campus": "penn-state-world-campus",
    "uw green bay": "university-of-wisconsin-green-bay",
    "wisconsin la crosse": "university-of-wisconsin-la-crosse",
    "umich flint": "university-of-michigan-flint",
    "alabama huntsville": "university-of-alabama-in-huntsville",
    "nebraska omaha": "university-of-nebraska-at-omaha",
    "uh clear lake": "university-of-houston-clear-lake",
    "texas a&m corpus christi": "texas-a-and-m-university-corpus-christi",
    "tamu kingsville": "texas-a-and-m-university-kingsville",
    "suny new paltz": "state-university-of-new-york-at-new-paltz",
    "umass dartmouth": "university-of-massachusetts-dartmouth",
    "california san diego": "university-of-california-san-diego",
    "cal santa cruz": "university-of-california-santa-cruz",
    "missouri st. louis": "university-of-missouri-st-louis",
    "cu denver": "university-of-colorado-denver",
    "oklahoma norman": "university-of-oklahoma",
    "embry riddle daytona beach": "embry-riddle-aeronautical-university-daytona-beach",
}


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize(("called", "university"), CALLED.items())
def test_a_campus_is_known_by_the_names_that_people_say(
    knowledge: Knowledge, extractor: CriteriaExtractor, called: str, university: str, asked: str
) -> None:
    programs = {each.id for each in knowledge.programs_of(university)}
    assert knowledge.university(university) is not None
    assert read(extractor, asked.format(called)) & {university, *programs}


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_campus_is_known_by_all_its_short_names(
    knowledge: Knowledge, extractor: CriteriaExtractor, asked: str
) -> None:
    states = state_names(knowledge)
    called = [
        (name, university.id)
        for university in knowledge.universities
        for full in (university.name, *university.aliases)
        for name in campus_names(full, states)
    ]
    missed = [
        (name, university)
        for name, university in called
        if not read(extractor, asked.format(name))
        & {university, *(each.id for each in knowledge.programs_of(university))}
    ]
    assert len(called) > 200 and missed == []


@pytest.mark.parametrize(
    "text",
    [
        "i live in indiana bloomington",
        "jobs in california san diego",
        "i am from nevada las vegas",
        "we are moving to texas dallas",
        "programs near wisconsin madison",
        "i'm based in illinois chicago",
        "something online, phoenix arizona is home",
        "Indiana, Bloomington is where i am",
    ],
)
def test_where_somebody_is_stays_a_place(extractor: CriteriaExtractor, text: str) -> None:
    assert read(extractor, text) == set()


@pytest.mark.parametrize(
    "name",
    ["Indiana University of Pennsylvania", "University of Phoenix-Arizona", "Arizona State University Online",
     "University of Maryland Global Campus", "Catholic University of America", "Stanford University",
     "Pennsylvania State University-Main Campus", "University of Western Ontario"],
)  # fmt: skip
def test_a_university_that_is_none_of_several_has_no_such_name(knowledge: Knowledge, name: str) -> None:
    assert list(campus_names(name, state_names(knowledge))) == []


@pytest.mark.parametrize(
    "called",
    ["uc merced", "texas a&m commerce", "cal state bakersfield", "suny oswego", "uw stout", "unc asheville",
     "university of nebraska at kearney", "tamu galveston", "uc san francisco"],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["how much is {}", "does {} need the gre", "data science at {}"])
def test_a_campus_that_is_not_on_record_is_not_answered_by_another(
    extractor: CriteriaExtractor, called: str, asked: str
) -> None:
    found = [each for each in extractor.extract(asked.format(called)) if "program" in each["entity"]]
    assert [(each["entity"], each["value"]) for each in found] == [("unknown_program", called)]


def test_what_is_said_to_be_on_no_record_is_on_none(knowledge: Knowledge) -> None:
    states = state_names(knowledge)
    known = {
        flat
        for university in knowledge.universities
        for full in (university.name, *university.aliases)
        for flat in (flatten(full), *campus_names(full, states))
    }
    assert len(list(not_on_record())) > 60 and known.isdisjoint(not_on_record())
