"""Is it worth it for me: asked, worked out, changed in words."""

from __future__ import annotations

from typing import Any

from actions.dialogue.memory import Memory
from actions.wording.plain import lines_of
from tests.actions.conftest import Act
from tests.actions.test_changed_mind import entity


def test_the_income_is_asked_for_first(act: Act) -> None:
    reply = act("payoff").replies[0]
    assert "What do you earn a year now" in reply.text
    assert reply.chips[0].payload == '/ask_payoff{"income": 40000}'


def test_a_range_with_receipts_steps_assumptions_and_a_chart(act: Act) -> None:
    reply = act("payoff", "i make 62k in ohio, is it worth it").replies[0]
    assert "ahead in today’s money, against not going" in reply.lead and "It pays from $" in reply.lead
    assert any("data scientists in Ohio, 25th percentile $" in each for each in reply.calculations)
    assert "BLS wage survey, May 2025" in reply.text
    assert "Assumed: later money is worth 4 % less a year (“assume 5 % discount rate”)" in reply.calculations
    assert reply.chart is not None and "Year 10" in reply.chart.words() and "█" in reply.chart.words()
    assert reply.table is not None
    assert [row[0] for row in reply.table.rows][-2:] == ["A bootcamp", "Not going"]


def test_the_program_spoken_of_is_reckoned_with(act: Act) -> None:
    turn = act("payoff", "i make 62k in ohio", Memory(mentioned=("gatech-omscs",)))
    assert " at Georgia Tech, " in turn.replies[0].lead
    assert "Price $7,000, 30 months (assumed, not recorded), part time" in turn.replies[0].calculations
    assert "gradpilot.com, 2026-06, second-hand" in turn.replies[0].text


def test_an_assumption_changes_and_is_named(act: Act) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    turn = act("payoff", "", memory, entities=(entity("assumption", 5000, name="employer"),))
    assert turn.replies[0].lead.startswith("Now with: an employer pays $5,000 a year.")
    turn = act("payoff", "part time", turn.memory)
    assert "Now with: study part time." in turn.replies[0].lead
    assert "Pay forgone: none, the job goes on" in turn.replies[0].calculations


def test_a_price_in_another_currency_is_not_converted(act: Act) -> None:
    reply = act("payoff", "i make 62k, what about eth zurich").replies[0]
    assert "No US-dollar price is recorded for" in reply.lead and "median of" in reply.lead


def test_federal_limits_are_respected_and_said(act: Act) -> None:
    reply = act("payoff", "i make 62k in ohio").replies[0]
    assert "has to come from elsewhere, and there are no new Grad PLUS loans" in reply.closing


def test_who_earns_more_than_the_job_pays_is_told_plainly(act: Act) -> None:
    reply = act("payoff", "i make 250k in ohio").replies[0]
    assert "does not pay within 10 years" in reply.lead


def test_more_debt_than_wanted_is_said(act: Act) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    turn = act("payoff", "", memory, entities=(entity("assumption", 10_000, name="borrow"),))
    assert "That is more debt than the $10,000 you wanted." in turn.replies[0].closing


def test_the_answer_is_short_and_its_steps_are_a_choice_away(act: Act) -> None:
    turn = act("payoff", "i make 62k in ohio")
    assert lines_of(turn.replies[0].text) <= 25 and "interest over" not in turn.replies[0].text
    assert "How I worked it out" in [chip.title for chip in turn.replies[0].chips]
    steps = act("payoff", "", turn.memory, entities=(entity("asked_fact", "calculation"),)).replies[0]
    assert "interest over" in steps.text and "• Assumed: pay grows 3 % a year" in steps.text


def test_nonsense_is_not_taken(act: Act) -> None:
    wrong: list[Any] = ["x", True, -5, 1e12, None]
    for value in wrong:
        turn = act("payoff", "i make 62k", None, entities=(entity("assumption", value, name="employer"),))
        assert "employer" not in turn.memory.assumptions


def test_an_hourly_wage_counts_for_a_year(act: Act) -> None:
    memory = act("payoff", "", None, entities=(entity("income", 30, per="hour", currency="USD"),)).memory
    assert memory.assumptions["income"] == 62_400
