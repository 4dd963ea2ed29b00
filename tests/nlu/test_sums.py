"""Sums that people ask for are heard with their figures, and what only reminds of one is none."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.hearing import Hearing


def heard(hearing: Hearing, text: str) -> tuple[str | None, dict[str, Any]]:
    """The kind of sum and its figures by name."""
    found = hearing.hear(text)
    kind = next((each["value"] for each in found if each["entity"] == "sum"), None)
    return kind, {each["name"]: each["value"] for each in found if each["entity"] == "figure"}


@pytest.mark.parametrize(
    ("text", "kind", "figures"),
    [
        ("monthly payment on 80k at 6%", "monthly", {"amount": 80_000, "percent": 6}),
        ("what's the emi on 40 lakh at 11% for 12 years", "monthly", {"amount": 4_000_000, "percent": 11, "years": 12}),
        (
            "Monthly payment if I borrow 52,000 at 8.08 percent over ten years?",
            "monthly",
            {"percent": 8.08, "years": 10},
        ),
        ("how many months of my salary would 48k be", "months_of_pay", {"amount": 48_000}),
        ("at two courses a semester, no summers, when would I be done?", "pace", {"per_term": 2, "summers": 0}),
        ("how long does it take me with one class at a time", "pace", {"per_term": 1}),
        ("it's 45k and work gives 6k per year for 3 years, what do I still pay", "out_of_pocket", {"years": 3}),
        # after how many years somebody goes home is not how long they pay back
        ("after 3 yrs I go back. 55 lakh at 10.5%, what is the emi for a 10 yr tenure", "monthly", {"years": 10}),
        ("how long to recoup 60k with a 15k raise", "break_even", {"raise": 15_000}),
        ("33 credits at 1,150 per credit, how much is that", "by_credit", {"credits": 33, "per_credit": 1150}),
        ("what is 30,000 dollars in rupees at 84 per dollar", "convert", {"exchange": 84, "amount": 30_000}),
        ("total with living for two years?", "total", {"years": 2}),
        ("if I save 650 a month for 20 months what do I have", "saved", {"months": 20, "a_month": 650}),
    ],
)
def test_a_sum_is_heard_with_its_figures(hearing: Hearing, text: str, kind: str, figures: dict[str, float]) -> None:
    found, told = heard(hearing, text)
    assert found == kind
    assert {name: told.get(name) for name in figures} == figures


@pytest.mark.parametrize(
    "text",
    [
        "Can I pay monthly at OMSCS?",
        "how long does the degree take",
        "how much do ml engineers make a month",
        "online ms under 15k",
        "is 30k a lot for a masters?",
        "I took two courses a semester during my bachelor's.",
        "what is the total cost of OMSCS",
        "which programs can I pay for out of 20k",
        "My employer pays 5k a year. Which online programs would you show me?",
    ],
)
def test_what_only_reminds_of_a_sum_is_none(hearing: Hearing, text: str) -> None:
    assert heard(hearing, text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "monthly payment on 50k at 5% over 0 years?",
        "one class a term, how long for 0 courses?",
        "if I throw 0 a month at 27k, when am I done?",
        "what is 400 x 0",
        f"{'9' * 400} x 2 is what",
        f"monthly payment on ${'9' * 40} at 5% over {'9' * 30} years?",
        "how much is 20k dollars in rupees at 0 per dollar",
        "0 classes a term, when am I done?",
    ],
)
def test_nothing_is_reckoned_with_none_or_with_more_than_there_is(hearing: Hearing, text: str) -> None:
    told = heard(hearing, text)[1]
    assert all(0 < value <= 10**10 for name, value in told.items() if name != "summers")


def test_what_a_later_sum_needs_is_heard_where_none_is_asked(hearing: Hearing) -> None:
    told = heard(hearing, "Dad got a loan of 45 lakh. Living is about 1,500 a month there. Which one should I take?")
    assert told == (None, {"loan": 4_500_000, "living": 18_000})
