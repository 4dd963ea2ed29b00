"""What a rule comes to for the person who asks: their marks, their origin, their money, in front of the rule itself."""

from __future__ import annotations

from typing import Any

import pytest

from actions.advisor_action import AdvisorAction
from actions.dialogue.memory import Memory, Message
from actions.wording.applied import applied, mistakes
from knowledge.programs import Search


def asked(point: str, profile: dict[str, Any], search: Search, **assumed: float) -> str:
    said = {"entity": "particular", "value": point, "asked": True, "sure": True}
    message = Message("faq", (("faq/international", 0.9),), (said,), "and what is it for me?")
    memory = Memory(profile=profile, assumptions=assumed)
    return str(AdvisorAction.named("answer").turn(message, memory, search).replies[0].text)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "scale", "grade"),
    [("2.91", 4, "2.6"), ("3.9", None, "1.2"), ("8.1", 10, "2.0"), ("68", 100, "2.6"), ("16.4", 20, "2.1")],
)
def test_marks_come_to_a_german_grade_with_what_was_assumed(search: Search, said: str, scale: Any, grade: str) -> None:
    text = asked("german_scale", {"gpa": {"said": said, "scale": scale}}, search)
    assert text.startswith(f"By that formula your marks come to about {grade} ({said}") and "as the lowest pass" in text


@pytest.mark.parametrize(("said", "scale"), [("2:1", "UK"), ("1.7", "DE"), ("1.5", 4), ("4.4", 5)])
def test_marks_that_the_formula_does_not_fit_are_left_alone(search: Search, said: str, scale: Any) -> None:
    assert asked("german_scale", {"gpa": {"said": said, "scale": scale}}, search).startswith("German grades run from")


@pytest.mark.parametrize(
    ("origin", "says"), [("IN", "Yes, with a degree from India."), ("BD", "For a degree from Bangladesh it is not")]
)
def test_the_certificate_is_needed_or_not_by_origin(search: Search, origin: str, says: str) -> None:
    assert asked("germany_aps", {"origin": origin}, search).startswith(says)


def test_what_an_employer_pays_above_the_limit_is_taxed(search: Search) -> None:
    assert asked("employer_5250", {}, search, employer=10_000).startswith("Of your employer’s money $4,750 a year")
    assert asked("employer_5250", {}, search, employer=5_000).startswith("Up to $5,250")


def test_what_federal_loans_leave_of_the_price_that_was_named(search: Search) -> None:
    text = asked("grad_plus_ended", {"offers": {"columbia-msds": 80_000.0}}, search)
    assert text.startswith("Federal loans alone leave $19,500 a year")


def test_the_sentences_have_what_they_need() -> None:
    assert applied() and not list(mistakes())
