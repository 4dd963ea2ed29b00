"""What the catalog holds beside programs: names of universities, wages, aid, sources and the vocabulary."""

from __future__ import annotations

import pytest

from knowledge.base import Knowledge

pytestmark = pytest.mark.data


@pytest.mark.parametrize(
    ("alias", "university_id"),
    [
        ("CMU", "carnegie-mellon-university"),
        ("Georgia Tech", "georgia-institute-of-technology"),
        ("UIUC", "university-of-illinois-urbana-champaign"),
        ("UT Austin", "university-of-texas-at-austin"),
        ("MIT", "massachusetts-institute-of-technology"),
        ("Berkeley", "university-of-california-berkeley"),
        ("Penn State", "penn-state-world-campus"),
        ("ASU", "arizona-state-university"),
        ("ETH", "eth-zurich"),
        ("UofT", "university-of-toronto"),
        ("WashU", "washington-university-in-st-louis"),
        ("Georgia Institute of Technology-Main Campus", "georgia-institute-of-technology"),
        ("University of Texas Rio Grande Valley", "university-of-texas-rio-grande-valley"),
        ("Rutgers Camden", "rutgers-university-camden"),
    ],
)
def test_universities_know_what_people_call_them(knowledge: Knowledge, alias: str, university_id: str) -> None:
    university = knowledge.university(university_id)
    assert university is not None
    assert alias in university.aliases


def test_aliases_are_clean(knowledge: Knowledge) -> None:
    for university in knowledge.universities:
        folded = [alias.casefold() for alias in (university.name, *university.aliases)]
        assert len(folded) == len(set(folded)), university.name
        for alias in university.aliases:
            assert alias == alias.strip() and "|" not in alias and ";" not in alias and "  " not in alias, alias
    assert not [each.name for each in knowledge.universities if "Main Campus" in each.name]


def test_wages_come_with_place_source_and_year(knowledge: Knowledge) -> None:
    wage = knowledge.wage("15-2051", "OH")
    assert wage is not None
    assert (wage.p25, wage.median, wage.p75) == (79510, 102630, 130920)
    median = wage.fact("median")
    assert median is not None and (median.value, median.source_name, median.year) == (102630, "BLS wage survey", 2025)
    nation = knowledge.wage("15-2051")
    assert nation is not None and nation.median == 120230


def test_a_wage_that_was_not_released_is_absent(knowledge: Knowledge) -> None:
    alaska = knowledge.wage("15-1252", "AK")
    assert alaska is not None and alaska.employment == 530
    assert alaska.median is None and alaska.fact("median") is None
    assert knowledge.wage("15-2021", "WY") is None


def test_the_outlook_is_in_people_not_thousands(knowledge: Knowledge) -> None:
    outlook = knowledge.outlook("15-2051")
    assert outlook is not None
    assert (outlook.change_percent, outlook.openings_per_year, outlook.employment_now) == (33.5, 23400, 245900)


def test_machine_learning_engineers_have_two_nearest_occupations(knowledge: Knowledge) -> None:
    nearest = [each.soc for each in knowledge.occupations if "machine learning engineer" in each.nearest_for]
    assert nearest == ["15-1252", "15-2051"]
    assert not [each for each in knowledge.occupations if "machine learning engineer" in each.aliases]


def test_aid_and_article_keep_their_receipts(knowledge: Knowledge) -> None:
    assert knowledge.aid["unsubsidized_graduate_per_year"].value == 20500
    assert knowledge.aid["federal_lifetime_total"].value == 257500
    assert knowledge.aid["interest_rate_2024_25"].year == 2025
    assert knowledge.article["data_scientist_pay"].value == 100910
    assert knowledge.article["data_scientist_pay"].year == 2021
    assert all(each.secondhand and each.year is not None for each in knowledge.article.values())


def test_who_must_be_credited_is(knowledge: Knowledge) -> None:
    credit = knowledge.sources["scorecard-fields"].credit
    assert credit is not None and "Truewise" in credit and "CC BY 4.0" in credit


def test_every_receipt_names_its_source(knowledge: Knowledge) -> None:
    facts = [found for each in knowledge.programs for found in each.facts.values()]
    assert all(found.source_name and (found.source in knowledge.sources or "://" in found.source) for found in facts)


def test_the_vocabulary_covers_what_people_say(knowledge: Knowledge) -> None:
    words = knowledge.vocabulary
    assert tuple(words.fields) == (
        "machine_learning",
        "artificial_intelligence",
        "data_science",
        "computer_science",
        "statistics",
        "analytics",
        "other",
    )
    assert len(words.states) == 54 and len(words.countries) >= 40 and len(words.backgrounds) >= 60
    assert all(
        isinstance(each.computing, bool) and isinstance(each.quantitative, bool) for each in words.backgrounds.values()
    )
    assert words.backgrounds["computer_science"].computing and not words.backgrounds["biology"].computing
    assert "computational linguistics" in words.focus["nlp"].synonyms
