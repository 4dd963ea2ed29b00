"""What the criteria extractor must bear: any text, in little time, without keeping any of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.criteria import CriteriaExtractor
from tests.growth import runs_away

ROOT = Path(__file__).resolve().parents[2]
READ = 2_000  # characters of a message that the extractor reads
# Pieces that are read by some part of the extractor, and signs that once took quadratic time without a space.
PIECES = [
    *(
        "$",
        "?",
        "(",
        ")",
        ",",
        "'",
        "*",
        "_",
        "!",
        "<",
        "#",
        '"',
        "&",
        "-",
        ".",
        "/",
        "|",
        "n't",
        "'s",
        "<b>",
        "é",
        "😀",
    ),
    *(
        "1k ",
        "2-year ",
        "ohio ",
        "20 000 ",
        "20k or ",
        "3.2 ",
        "72 % ",
        "q 168 ",
        "half a ",
        "or ",
        "in ",
        "not ",
        "no ",
    ),
    *("mit ", "penn ", "university of ", "x university ", "carnegie ", "jon hopkins ", "ms in ", "python ", "maths "),
    *("boston, ", "us ", "indian ", "from ", "i am ", "my ", "gre ", "the second one ", "full time ", "fall 2027 "),
    *("it ", "me ", "b.sc. ", "u.s. ", "st. ", "a b c ", "second class upper ", "twenty five hundred dollars "),
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_same_piece_over_and_over_takes_little_time(extractor: CriteriaExtractor, piece: str) -> None:
    assert not runs_away(extractor.extract, (piece * READ)[:READ])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_any_mixture_of_pieces_takes_little_time(extractor: CriteriaExtractor, pieces: list[str]) -> None:
    assert not runs_away(extractor.extract, ("".join(pieces) * READ)[:READ])


@pytest.mark.parametrize("text", ["half \ud83d emoji, no gre", "\udc00", "a\ud800b university of \udfff, 20k"])
def test_half_an_emoji_is_read_over(extractor: CriteriaExtractor, text: str) -> None:
    for entity in extractor.extract(text):
        assert entity["text"] == text[entity["start"] : entity["end"]]


def test_no_gre_is_found_beside_half_an_emoji(extractor: CriteriaExtractor) -> None:
    assert [each["entity"] for each in extractor.extract("half \ud83d emoji, no gre")] == ["gre"]


def test_nothing_of_messages_is_kept(extractor: CriteriaExtractor) -> None:
    def message(number: int) -> str:
        return " ".join(f"qz{number}x{word}w" for word in range(120))

    for number in range(50):
        extractor.extract(message(number))
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(50, 350):
            extractor.extract(message(number))
        kept = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert kept < 100_000  # bytes for 300 messages with 120 new words each; spaCy's vocabulary kept 91,000 a message


def test_the_tables_are_found_from_any_working_directory(tmp_path: Path) -> None:
    code = "from bot.nlu.criteria.word_tables import table; print(len(table('places')['regions']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 10


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_spans_of_any_text_lie_within_it(extractor: CriteriaExtractor, text: str) -> None:
    for span in extractor.spans(text):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span["text"] == text[span["start"] : span["end"]]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("purdue offered me a place for 28k", "money", "28k"),
        ("i owe 35k in loans", "money", "35k"),
        ("my friend got in with a 3.9", "grade", "3.9"),
        ("i studied at drexel", "university", "drexel"),
        ("i did my btech at NIT Trichy", "university", "NIT Trichy"),
        ("i work in a marketing analytics role", "subject", "marketing analytics"),
        ("masters in civil engineering", "subject", "civil engineering"),
        ("then i want to work in canada", "place", "canada"),
        ("i graduated in spring 2021", "time", "spring"),
        ("can i tutor part time", "pace", "part time"),
        ("i never took calculus", "skill", "calculus"),
    ],
)
def test_what_is_no_wish_is_a_span_all_the_same(extractor: CriteriaExtractor, text: str, kind: str, said: str) -> None:
    assert (kind, said) in [(each["kind"], each["text"]) for each in extractor.spans(text)]


@pytest.mark.parametrize("text", ["cgpa 7.4/10", "72 % in btech", "my german grade is 1.7", "2:1 in history"])
def test_grades_of_other_scales_are_not_converted(extractor: CriteriaExtractor, text: str) -> None:
    grade = next(each for each in extractor.extract(text) if each["entity"] == "gpa")
    assert grade["value"] is None
    assert grade["said"] in (7.4, 72, 1.7, "2:1")
    assert grade["scale"] in (10, 100, "DE", "UK")
