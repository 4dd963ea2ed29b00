"""Programs side by side."""

from __future__ import annotations

import random
import re

from actions.compare import comparison
from actions.dialogue.memory import Memory
from actions.wording.plain import TABLE_LINES, lines_of
from actions.wording.replies import Reply
from actions.wording.short_names import in_sentence
from bot.grammar import faults
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.actions.conftest import Act


def test_rows_that_differ_come_first_and_the_wishes_decide(act: Act) -> None:
    memory = Memory(wishes=(Wish("budget", (8000.0,), "at_most", "total", "USD"),))
    reply = act("compare", "compare omscs and omsa", memory).replies[0]
    assert reply.table is not None
    same = [len(set(row[1:])) == 1 for row in reply.table.rows]
    assert same == sorted(same)
    assert re.search(
        r"^By your wishes I would take \S.* at Georgia Tech: it meets “at most \$8,000 in all”", reply.lead
    )


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
    assert "NYU" in reply.text and "Columbia" in reply.text


def test_every_comparison_is_short_and_right_english(search: Search) -> None:
    chance = random.Random(5)
    programs = [each for each in search.knowledge.programs if each.kind == "program"]
    wishes = (Wish("budget", (30_000.0,), "at_most", "total", "USD"), Wish("delivery", ("online",)))
    for _ in range(150):
        chosen = chance.sample(programs, chance.choice((2, 2, 3)))
        reply = comparison(chosen, wishes[: chance.randint(0, 2)], search)
        assert lines_of(reply.text) <= TABLE_LINES, reply.text
        assert faults(reply.text) == [], reply.text
        assert reply.table is not None and len(reply.table.short) == len(chosen)
        for name in ("Thesis", "Capstone"):  # a row never shows the other's fact
            other = {"Thesis": "capstone", "Capstone": "thesis"}[name]
            cells = [cell for row in reply.table.rows if row[0] == name for cell in row[1:]]
            assert not any(other in cell for cell in cells), cells


def test_a_cell_does_not_repeat_the_name_of_its_row(act: Act) -> None:
    text = act("compare", "omscs or penn mcit").replies[0].text
    assert "TOEFL: TOEFL" not in text and "letters of recommendation: 3 letters" not in text.casefold()


def test_choices_are_no_longer_than_a_button(act: Act, knowledge: Knowledge) -> None:
    fields = [each for each in knowledge.programs if each.kind == "field"]
    long = [each for each in fields if "warehousing" in in_sentence(each)]
    titles = [chip.title for chip in compared(act, long[:3]).chips]
    assert len(titles) == 3 and all(title.startswith("More on ") and len(title) <= 60 for title in titles)
    here = [each for each in fields if each.university == long[0].university][:2]
    assert len(here) == 2 and len({chip.title for chip in compared(act, here).chips}) == 2  # each by its field there


def compared(act: Act, programs: list[Program]) -> Reply:
    named = tuple({"entity": "program", "value": each.id} for each in programs)
    return act("compare", "", entities=named).replies[0]  # type: ignore[return-value]
