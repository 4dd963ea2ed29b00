"""How much of what applicants need is on record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actions.dialogue.memory import Memory
from actions.keeping import records
from actions.program_fact import ActionProgramFact
from knowledge import gaps
from knowledge.__main__ import main
from knowledge.base import Knowledge
from knowledge.coverage import coverage, missing, price_kinds, report, summary
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


SAID = "what would my grandmother say"
GRE_OF_BARE = {"action": "program_fact", "intent": "ask_program_fact", "facts": ["gre", "price", "credits"]}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Keeps turns of conversations as the bot does; returns their address."""
    engines = []

    def keep(*turns: tuple[str, dict[str, Any] | None, list[str], str]) -> str:
        """Turns are (conversation, the slot of what was answered last if it changed, ids spoken of, kind of reply)."""
        address = f"sqlite:///{tmp_path / 'kept.sqlite'}"
        engines.append(records.database(records.CONVERSATIONS, address))
        with engines[-1].begin() as connection:
            for sender, last, ids, kind in turns:
                slots = {gaps.MENTIONED: ids, **({gaps.LAST: last} if last else {})}
                rows = [
                    ("user", None, {"text": SAID}),
                    ("action", gaps.ACTION, {}),
                    ("bot", None, {"text": SAID, "data": {"custom": {"kind": kind, "lead": SAID}}}),
                    *(("slot", name, {"value": value}) for name, value in slots.items()),
                    ("action", gaps.LISTENS, {}),
                ]
                for type_name, name, data in rows:
                    row = {"sender_id": sender, "type_name": type_name, "action_name": name, "data": json.dumps(data)}
                    connection.execute(records.events.insert(), row)
        return address

    yield keep
    for engine in engines:
        engine.dispose()


def test_what_was_asked_for_in_vain_is_counted_without_words(kept: Callable[..., str]) -> None:
    bare, full = program(name="Bare", facts={"credits": 30}), program(name="Full", facts={"gre": "optional"})
    knowledge = knowledge_of(bare, full)
    address = kept(
        ("anna", GRE_OF_BARE, ["bare", "full", "gone-from-the-catalog"], "program_fact"),
        ("anna", None, ["bare"], "not_recorded"),  # asked again: what was answered last has not changed
        ("anna", None, ["bare"], "not_on_record"),  # of a program nobody knows
        ("bert", {"action": "compare", "facts": ["gre"]}, ["bare"], "comparison"),
        ("carl", {"action": "program_fact", "facts": ["no-subject", "url"]}, ["bare"], "program_fact"),
    )
    found = gaps.asked_in_vain(knowledge, address)
    assert found == {("bare", "gre"): 2, ("bare", "price"): 2, ("full", "price"): 1, ("full", "credits"): 1}
    printed = report(knowledge, 2026, found)
    assert SAID not in printed and "anna" not in printed
    assert "not recorded: price 3, GRE 2, credits 1\n    2  bare  GRE\n    2  bare  price\n    1  full  cre" in printed
    assert printed.index("\nbare  [") < printed.index("\nfull  [")


def test_what_is_recorded_since_is_asked_for_in_vain_no_more(kept: Callable[..., str]) -> None:
    address = kept(("anna", GRE_OF_BARE, ["bare"], "program_fact"))
    facts = {"gre": "optional", "tuition_total": 30000, "credits": 30}
    assert gaps.asked_in_vain(knowledge_of(program(name="Bare", facts=facts)), address) == {}
    assert "asked for nothing that is not recorded" in report(knowledge_of(), 2026, {})


@pytest.mark.parametrize("address", ["sqlite:///{}/nowhere.sqlite", "no address", "postgresql://localhost:1/nothing"])
def test_without_conversations_there_is_coverage_all_the_same(tmp_path: Path, address: str) -> None:
    assert gaps.asked_in_vain(knowledge_of(), address.format(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []
    assert "no conversations to read" in report(knowledge_of(), 2026)


def test_a_file_of_something_else_is_no_conversation(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear all,\n" * 200, encoding="utf-8")
    assert gaps.asked_in_vain(knowledge_of(), f"sqlite:///{tmp_path / 'letter.sqlite'}") is None


def test_the_names_that_are_read_are_those_that_are_kept() -> None:
    assert ActionProgramFact().name() == gaps.ACTION
    assert {gaps.LAST, gaps.MENTIONED} <= set(Memory.__dataclass_fields__)
    assert {"id", "sender_id", "type_name", "action_name", "data"} <= set(records.events.columns.keys())
