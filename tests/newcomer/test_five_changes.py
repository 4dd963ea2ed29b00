"""HOUSE.md's five tasks, done again in a scratch copy by the README's table alone: what is touched, and that it works.

A new topic and a new action want a model trained anew, in minutes: here their answers are asked for by the chips that
lead to them, and the check of the data says that nothing is missing; `make slow` trains and asks for them in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from tests.newcomer import made
from tests.newcomer.scratch import Scratch
from tests.test_house import MOST_TOUCHED

# What the README's table calls it -> what is done.
CHANGES: dict[str, Callable[[Scratch], None]] = {
    "a new FAQ topic": made.new_topic,
    "a new fact, shown, asked for, compared and wished for": made.new_fact,
    "a recorded fact that can be searched by, its words": made.searchable_fact,
    "a new action": made.new_action,
    "a new channel": made.new_channel,
}


LEAST_RUN = 40  # tests that the contract and the scenarios are, over one channel


def changed(what: str, folder: Path) -> Scratch:
    """A copy with a change, which the README tells and the checks find whole."""
    copy = Scratch(what, folder)
    CHANGES[what](copy)
    touched = copy.touched()
    assert copy.not_named() == [] and 0 < len(touched) <= MOST_TOUCHED[what], touched
    copy.check()
    return copy


def test_all_five_are_done() -> None:
    assert CHANGES.keys() == MOST_TOUCHED.keys()


def test_a_new_topic_is_answered(tmp_path: Path) -> None:
    copy = changed("a new FAQ topic", tmp_path)
    assert copy.ask('/faq{"topic": "parking"}')[0].startswith("Most campuses sell a parking permit")


def test_a_new_fact_is_wished_for_asked_compared_and_put_to_an_office(tmp_path: Path) -> None:
    copy = changed("a new fact, shown, asked for, compared and wished for", tmp_path)
    wished, asked, unknown, compared, office = copy.ask(
        "programs with mentoring", "does omscs have mentoring", "does omsa have mentors",
        "compare omscs and penn mcit by mentoring", '/ask_admissions{"program": "gatech-omsa"}',
    )  # fmt: skip
    assert "2 named programs meet your wish (mentoring)" in wished and "✓ every student has a mentor" in wished
    assert "every student has a mentor" in asked and "omscs.gatech.edu" in asked
    assert "It is no “no”" in unknown
    assert "Mentoring" in compared
    assert "Does every student have a mentor?" in office


def test_a_recorded_fact_is_searched_by(tmp_path: Path) -> None:
    copy = changed("a recorded fact that can be searched by, its words", tmp_path)
    found, dropped = copy.ask("programs with at least 500 degrees awarded", "forget the degrees awarded")
    assert "(at least 500 degrees awarded)" in found and "✓" in found and "degrees awarded in a year" in found
    assert "I no longer ask for: at least 500 degrees awarded" in dropped


def test_a_new_action_answers(tmp_path: Path, knowledge: Knowledge) -> None:
    copy = changed("a new action", tmp_path)
    count = sum(each.kind == "program" for each in knowledge.programs)
    assert copy.ask("/count_programs") == [f"I know {count} named programs."]


def test_a_new_channel_keeps_the_contract_and_has_every_conversation(tmp_path: Path) -> None:
    copy = changed("a new channel", tmp_path)
    run = ("pytest", "-q", "-k", "kiosk", "-p", "no:cacheprovider", "-o", "addopts=")
    said = copy.run(*run, "tests/conversations/test_contract.py", "tests/conversations/test_conversations.py")
    passed = re.search(r"(\d+) passed", said)
    assert passed is not None and int(passed[1]) >= LEAST_RUN and "failed" not in said


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_a_new_topic_and_a_new_action_are_asked_for_in_words_once_trained(tmp_path: Path) -> None:
    """Both in one copy, so that one training does; questions that are none of the phrases."""
    copy = Scratch("a new FAQ topic", tmp_path)
    made.new_topic(copy)
    made.new_action(copy)
    copy.run("bot", "train", seconds=1800)
    parked, counted = copy.ask("is there a place to park my car near class", "how many programs do you have")
    assert parked.startswith("Most campuses sell a parking permit") and counted.startswith("I know ")
