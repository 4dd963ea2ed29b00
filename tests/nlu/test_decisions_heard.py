"""Decisions that people put are heard as such, and what only reminds of one is none."""

from __future__ import annotations

import pytest

from bot.nlu.decisions import find


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
