"""How old facts are, and which are older than their kind bears."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge.__main__ import main
from knowledge.ages import age, is_stale, last_read, stale
from knowledge.base import Knowledge
from knowledge.facts import Fact
from tests.knowledge.builders import knowledge_of, program


def dated(value: Any, as_of: str | None) -> Fact:
    return Fact(value, "https://example.edu/page", "example.edu", as_of)


@pytest.mark.parametrize(
    ("key", "as_of", "old"),
    [
        ("deadlines", "2024", False),
        ("deadlines", "2023-12", True),
        ("tuition_total", "2022-23", False),
        ("tuition_total", "2021-22", True),
        ("application_fee", "2022", True),
        ("gre", "fall 2022", False),
        ("gre", "fall 2021", True),
        ("credits", "2021", True),
        ("gre", "2026-27", False),
    ],
)
def test_a_deadline_bears_two_years_a_price_three_a_policy_four(key: str, as_of: str, old: bool) -> None:
    assert is_stale(key, dated(1, as_of), program(), 2026) is old


def test_an_undated_fact_is_as_old_as_its_reading() -> None:
    read = program(checked="2023-05-01")
    assert age(dated(1, None), read, 2026) == 3
    assert is_stale("deadlines", dated(1, None), read, 2026)
    assert age(dated(1, None), program(checked=None), 2026) is None
    assert not is_stale("deadlines", dated(1, None), program(checked=None), 2026)


def test_of_several_deadlines_the_newest_counts() -> None:
    entries = (
        {"intake": "fall", "date": "03-01", "as_of": "2021"},
        {"intake": "spring", "date": "10-01", "as_of": "2025"},
    )
    assert age(dated(entries, "2021"), program(), 2026) == 1


def test_the_oldest_facts_come_first() -> None:
    old = replace(program(name="MS Old"), facts={"gre": dated("optional", "2015"), "credits": dated(30, "2026")})
    older = replace(program(name="MS Older"), facts={"tuition_total": dated(1, "2012")})
    found = stale(knowledge_of(old, older), 2026)
    assert [(each.program.id, each.key, each.age) for each in found] == [
        ("ms-older", "tuition_total", 14),
        ("ms-old", "gre", 11),
    ]


def test_when_pages_were_last_read_is_known(knowledge: Knowledge) -> None:
    read = last_read(knowledge)
    assert read is not None and read >= "2026-11-25"
    assert last_read(knowledge_of(program())) is None


def test_stale_lists_page_and_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(
        line.startswith("stanford-mscs  credits  ") and "bulletin1112" in line and "read 2026-" in line
        for line in lines
    )
    assert lines[-1] == f"{len(lines) - 1} facts are older than they should be"
