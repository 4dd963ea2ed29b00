"""Particular points are heard where they are raised, in many people's words, and nowhere else.

particulars.tsv: name of a point, "hit" or "miss", a sentence; the misses look alike and mean something else.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from actions.dialogue.intents import load
from bot.nlu.particulars import _may_stand_in as expressions_that_may_stand_in
from bot.nlu.particulars import expressions, find, needed
from tests.growth import runs_away
from tests.nlu.test_criteria_limits import READ

FILE = Path(__file__).with_name("particulars.tsv")


def rows() -> list[tuple[str, bool, str]]:
    """Point, whether it is raised, sentence."""
    with FILE.open(encoding="utf-8") as file:
        return [(n, kind == "hit", s) for n, kind, s in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def raised(sentence: str) -> set[str]:
    """The points that a sentence raises as a message of its own, asked as a question."""
    return {each["value"] for each in find(f"{sentence.rstrip('.!?')}?")}


def test_every_point_is_raised_by_its_sentences_and_not_by_those_that_look_alike() -> None:
    wrong = [(name, hit, sentence) for name, hit, sentence in rows() if (name in raised(sentence)) != hit]
    assert not wrong
    assert {name for name, hit, _ in rows() if hit} == {
        each["name"] for each in load("particulars.yml") if "said" in each
    }


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is a 4+1", True),
        ("My school has a 4+1 in computer science, with a 3.0 to get in. Should I take it or apply elsewhere?", True),
        ("I saw a 4+1 poster today on my way to the lab, and had lunch with my sister afterwards in the sun.", None),
    ],
)  # fmt: skip
def test_a_point_is_asked_about_in_a_question_before_one_and_in_few_words(text: str, asked: bool | None) -> None:
    found = {each["value"]: each["asked"] for each in find(text)}
    assert found.get("four_plus_one") == asked


def test_a_point_spans_the_words_that_raise_it() -> None:
    text = "I make 90k. I use JAWS, a screen reader. Which programs work?"
    (point,) = (each for each in find(text) if each["value"] == "screen_reader_blind")
    assert text[point["start"] : point["end"]] == point["text"]


@pytest.mark.parametrize(
    ("expression", "pieces"),
    [
        (r"\b4 ?\+ ?1\b", {"4", "+", "1"}),
        (r"\b(?:gi bill|post 9/11)\b", {"gi bill", "post 9/11"}),
        (r"\bsenior(?:s)? waiver\b", {" waiver", "senior"}),
        (r"^(?!.*x)\w+$", set()),
    ],
)
def test_an_expression_is_tried_only_where_what_it_needs_stands(expression: str, pieces: set[str]) -> None:
    assert needed(expression) <= pieces and bool(needed(expression)) == bool(pieces)


@pytest.mark.parametrize("piece", ["a ", "?", "my gpa ", "(", "second master "])
def test_no_expression_runs_away(piece: str) -> None:
    assert not runs_away(find, (piece * READ)[:READ])


def test_of_all_pieces_few_are_looked_for_and_none_is_missed() -> None:
    by_start, without = expressions()
    pieces = [(piece, each.place) for start in by_start.values() for piece, of_it in start for each in of_it]
    for _, _, sentence in rows():
        text = sentence.lower()
        expected = {place for piece, place in pieces if piece in text} | {each.place for each in without}
        assert [each.place for each in expressions_that_may_stand_in(text)] == sorted(expected)
    asked = "is the gre needed for a master's in machine learning"
    tried = sum(len(found) for start, found in by_start.items() if start in asked)
    assert tried < sum(map(len, by_start.values())) / 8
