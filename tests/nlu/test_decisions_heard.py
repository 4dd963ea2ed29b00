"""Decisions that people put are heard as such, and what only reminds of one is none.

decisions.tsv: name of a decision, "hit" or "miss", a message; the misses look alike and put none ("-").
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.nlu.decisions import READ, find
from tests.growth import runs_away

FILE = Path(__file__).with_name("decisions.tsv")


def heard(text: str) -> list[str]:
    return [each["value"] for each in find(text)]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("My agent sent five names: Drexel, Pace, Stevens, NJIT and Clark. Is this list realistic?", "list_of_schools"),
        ("can someone rate my list", "list_of_schools"),
        ("so bootcamp or a real degree, what is smarter", "bootcamp"),
        ("would a master's and then reapply make sense", "reapply_after_phd"),
        ("go straight for a phd or do an ms first?", "phd_or_masters"),
        ("they want it back if i leave, would i be trapped?", "employer_strings"),
        ("would a second master's look odd?", "second_masters"),
        ("our daughter wants a data science master's at NYU, should she?", "for_my_child"),
        ("is 80k of debt crazy for this?", "loan_for_it"),
        ("am I too old for this at 55?", "too_late"),
        ("should I quit my job and go full time?", "quit_for_it"),
        ("do i apply now or wait a year", "now_or_later"),
        ("is a big name worth the extra money?", "cheap_or_name"),
        ("MS in statistics or data science for insurance jobs?", "which_kind"),
        ("can't I just self study instead of a degree?", "self_taught"),
        ("am I kidding myself?", "right_road"),
        ("Should I take the job or do the master's first?", "degree_or_offer"),
    ],
)  # fmt: skip
def test_a_decision_is_heard(text: str, decision: str) -> None:
    assert decision in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "how much does OMSCS cost",
        "is it too late to apply for fall?",
        "which machine learning or cs masters are free to apply to?",
        "I work as a consultant at Deloitte, what are the prerequisites?",
        "my daughter is two, so online please",
        "is the GRE a waste of time?",
        "do I have to quit smoking lol",
        "I did data science or statistics courses already",
    ],
)
def test_what_only_reminds_of_a_decision_is_none(text: str) -> None:
    assert not heard(text)


def test_what_a_long_message_tells_of_counts_only_where_it_asks_what_to_do() -> None:
    told = (
        "I was let go in spring and have some money left. A bootcamp in my city wants a lot and says it takes half "
        "a year. I have done reports for ten years and know a little SQL."
    )
    assert heard(f"{told} What would you do?") == ["bootcamp"]
    assert heard(f"{told} Which online programs cost less than that?") == []


def rows() -> list[tuple[str, bool, str]]:
    """Decision, whether it is put, message."""
    with FILE.open(encoding="utf-8") as file:
        return [(n, kind == "hit", s) for n, kind, s in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def test_decisions_are_put_by_their_messages_and_by_none_that_look_alike() -> None:
    wrong = [(name, text) for name, hit, text in rows() if (name in heard(text) if hit else not heard(text)) is False]
    assert not wrong


def test_a_post_that_asks_nothing_puts_a_decision_where_all_that_makes_one_is_told() -> None:
    done = "Ten of twelve modules are behind me, and I was made lead without the paper."
    assert heard(f"{done} I dread every evening of it. Everybody says I am nearly there.") == ["nearly_done"]
    assert heard(f"{done} I like it, and my brother will begin in autumn too.") == []


def test_what_is_asked_comes_before_what_is_told_of() -> None:
    told = "An agency gave me a list of four schools. My company would cover it if I stay. I have saved a bit, too."
    assert heard(f"{told} Is a famous name worth the extra money?")[0] == "cheap_or_name"


def test_a_decision_that_another_s_stance_answers_is_not_answered_too() -> None:
    text = "A PhD position here or the job offer from a bank at twice the money, which would you take?"
    assert heard(text) == ["phd_or_job"]


@pytest.mark.parametrize("piece", ["or quit ", "i have a phd ", "my son wants ", "what i really like ", "? ", "list: "])
def test_no_text_takes_long_to_look_through(piece: str) -> None:
    assert not runs_away(find, (piece * READ)[:READ])
