"""How much of what applicants need is on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.__main__ import main
from knowledge.base import Knowledge
from knowledge.coverage import coverage, missing, price_kinds, summary
from knowledge.facts import Fact
from tests.knowledge.builders import knowledge_of, program


def fact(value: object, as_of: str | None = "2024", secondhand: bool = False) -> Fact:
    return Fact(value, "https://example.edu/page", "example.edu", as_of, secondhand)


def test_each_need_counts_programs_own_pages_and_age() -> None:
    full = replace(program(name="MS Full"), facts={"gre": fact("optional"), "toefl_min": fact(90, "2020")})
    told = replace(program(name="MS Told"), facts={"gre": fact("required", "2026", secondhand=True)})
    rows = {row.need: row for row in coverage([full, told], 2026)}
    gre, english = rows["GRE"], rows["English tests"]
    assert (gre.programs, gre.own, gre.secondhand, gre.median_age) == (2, 1, 1, 1.0)
    assert (english.programs, english.own, english.median_age) == (1, 1, 6.0)
    assert (rows["credits"].programs, rows["credits"].median_age) == (0, None)


def test_two_tests_of_english_are_one_need() -> None:
    both = replace(program(), facts={"toefl_min": fact(90), "ielts_min": fact(7)})
    (row,) = (row for row in coverage([both], 2026) if row.need == "English tests")
    assert row.programs == 1


def test_a_price_counts_as_recorded_only_where_it_is_the_programs_own() -> None:
    rate = replace(program(name="MS Rate"), facts={"price_per_credit": fact(500)})  # the credits are assumed
    whole = replace(program(name="MS Whole"), facts={"tuition_total": fact(0)})
    rows = {row.need: row for row in coverage([rate, whole], 2026)}
    assert rows["price"].programs == 1
    assert price_kinds([rate, whole]) == {"estimated": 1, "recorded": 1}


def test_what_is_missing_stands_in_the_order_people_ask() -> None:
    known = replace(program(), facts={"deadlines": fact(()), "credits": fact(30)})
    assert missing(known) == ("price", "GRE", "delivery", "prerequisites", "GPA", "English tests", "length")


def test_check_sums_up_and_coverage_lists_every_program(
    knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    printed = capsys.readouterr().out
    assert "recorded" in printed and "noted" in printed and "estimated" in printed and "median age" in printed
    assert len(printed.splitlines()) <= 6
    assert main(["coverage"]) == 0
    report = capsys.readouterr().out
    assert all(f"\n{each.id}  [" in report for each in knowledge.named)


@pytest.mark.data
def test_nearly_every_us_program_has_a_price_of_some_kind(knowledge: Knowledge) -> None:
    american = [each for each in knowledge.named if each.university.country == "US"]
    assert sum(price_kinds(american).values()) >= 0.95 * len(american)


def test_a_catalog_without_programs_has_a_summary_too() -> None:
    assert "of 0 programs record" in summary(knowledge_of(), 2026)
