"""Programs side by side."""

from __future__ import annotations

import re

from actions.dialogue.memory import Memory
from knowledge.wishes import Wish
from tests.actions.conftest import Act


def test_rows_that_differ_come_first_and_the_wishes_decide(act: Act) -> None:
    memory = Memory(wishes=(Wish("budget", (8000.0,), "at_most", "total", "USD"),))
    reply = act("compare", "compare omscs and omsa", memory).replies[0]
    assert reply.table is not None
    same = [len(set(row[1:])) == 1 for row in reply.table.rows]
    assert same == sorted(same)
    assert re.search(r"On your wishes \S.* at Georgia Tech is ahead", reply.lead)


def test_without_wishes_nothing_is_called_better(act: Act) -> None:
    reply = act("compare", "omscs or penn mcit").replies[0]
    assert "depends on your wishes" in reply.lead
    assert " best" not in reply.text.lower()


def test_the_first_two(act: Act) -> None:
    memory = Memory(shown=("gatech-omscs", "gatech-omsa", "cmu-msml"))
    reply = act("compare", "compare the first two", memory).replies[0]
    assert reply.table is not None and len(reply.table.columns) == 3


def test_compare_these_without_any(act: Act) -> None:
    assert "Name two to four" in act("compare", "compare them").replies[0].text


def test_one_known_one_unknown(act: Act) -> None:
    replies = act("compare", "omscs vs hogwarts university").replies
    assert "is not in my records" in replies[0].text


def test_two_universities_are_compared_by_their_fitting_programs(act: Act) -> None:
    reply = act("compare", "nyu or columbia").replies[0]
    assert reply.table is not None
    assert "New York University" in reply.text and "Columbia University" in reply.text
