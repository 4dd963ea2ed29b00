"""Facts and their receipts."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.facts import Fact, frozen, host_of, year_of


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        ("2025", 2025),
        ("2024-25", 2025),
        ("2024/25", 2025),
        ("2011/12", 2012),
        ("2025-2026", 2026),
        ("2026-02", 2026),
        ("2021-05", 2021),
        ("fall 2021", 2021),
        ("Fall 2023 / Spring 2024", 2024),
        ("before 2017-18", 2018),
        ("summer semester 2023", 2023),
        ("September 2019 start", 2019),
        ("2021-31", 2021),
        ("no year", None),
        (None, None),
    ],
)
def test_the_year_of_a_fact_is_the_last_its_date_speaks_of(as_of: str | None, year: int | None) -> None:
    assert year_of(as_of) == year
    assert Fact(1, "https://example.edu/", "example.edu", as_of).year == year


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.ml.cmu.edu/academics/page.html", "ml.cmu.edu"),
        ("http://cds.nyu.edu/academics/", "cds.nyu.edu"),
        ("https://WWW.Example.edu:8080/x", "example.edu"),
        ("no address", "no address"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_a_page_is_named_by_its_host(url: str, host: str) -> None:
    assert host_of(url) == host


def test_nobody_can_change_a_fact() -> None:
    fact = Fact(frozen([{"intake": "fall"}]), "https://example.edu/", "example.edu")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.value = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        fact.value[0]["intake"] = "spring"
