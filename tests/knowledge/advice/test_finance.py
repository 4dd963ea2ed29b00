"""The pay-off: the examples of docs/finance.md worked by hand, and what must hold for any case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.settings import ROOT
from knowledge.advice.finance import Assumptions, Case, Limits, bootcamp, loan_of, payoff

PLAIN = Assumptions(
    discount_rate=0, raise_=0, horizon=3, tax=0, living=0, employer=0, scholarship=0, savings=10_000, loan_rate=8,
    loan_years=10, part_time_share=50,
)  # fmt: skip
LIMITS = Limits(20_500, 100_000)
FIRST = Case(10_000, 12, True, 60_000, (70_000, 70_000, 70_000), PLAIN, LIMITS)
SECOND = Case(
    20_000,
    12,
    False,
    50_000,
    (80_000, 80_000, 80_000),
    replace(PLAIN, horizon=4, tax=20, discount_rate=10, savings=20_000),
    LIMITS,
)
DOC = (ROOT / "docs" / "finance.md").read_text(encoding="utf-8")

money = st.integers(0, 200_000).map(float)
cases = st.builds(
    Case,
    price=st.integers(1, 150_000).map(float),
    months=st.integers(6, 60).map(float),
    part_time=st.booleans(),
    income=money,
    pay=st.tuples(money, money, money).map(lambda pays: tuple(sorted(pays))),
    assumptions=st.builds(
        Assumptions,
        discount_rate=st.integers(0, 12).map(float),
        raise_=st.integers(0, 8).map(float),
        horizon=st.integers(6, 25),
        tax=st.integers(0, 50).map(float),
        living=st.integers(0, 2000).map(float),
        employer=st.integers(0, 20_000).map(float),
        scholarship=st.integers(0, 50_000).map(float),
        savings=st.integers(0, 50_000).map(float),
        loan_rate=st.integers(0, 12).map(float),
        loan_years=st.integers(5, 15),
        part_time_share=st.just(50.0),
    ),
    limits=st.just(LIMITS),
)


def test_example_1_of_the_doc() -> None:
    result = payoff(FIRST)
    assert result.outcomes[1].balance == (-10_000, 0, 10_000)
    assert result.outcomes[1].break_even == 2.0
    assert result.outcomes[1].present_value == 10_000
    assert result.break_even_pay == 65_000
    assert "60,000 + 10,000 ÷ 2 = 65,000" in DOC


def test_example_2_of_the_doc() -> None:
    result = payoff(SECOND)
    middle = result.outcomes[1]
    assert middle.balance == pytest.approx((-60_000, -36_000, -12_000, 12_000))
    assert middle.break_even == pytest.approx(3.5)
    assert middle.present_value == pytest.approx(-286.86, abs=0.01)
    assert result.break_even_pay == pytest.approx(80_158.62, abs=0.01)
    assert "−286.86 in today's money" in DOC and "= 80,158.62" in DOC


def test_example_3_of_the_doc() -> None:
    loan = loan_of(replace(FIRST, assumptions=replace(PLAIN, savings=0)))
    assert loan.interest == pytest.approx(5_499.07, abs=0.01)
    assert "= 5,499.07" in DOC


def test_what_exceeds_the_federal_limits_is_told_apart() -> None:
    loan = loan_of(replace(SECOND, price=60_000, assumptions=replace(PLAIN, savings=0)))
    assert (loan.federal, loan.other) == (20_500, 39_500)
    beside_the_job = loan_of(replace(SECOND, price=60_000, part_time=True, assumptions=replace(PLAIN, savings=0)))
    assert beside_the_job.federal == 10_250


def test_a_degree_that_never_comes_back_says_never() -> None:
    result = payoff(replace(SECOND, pay=(50_000, 50_000, 50_000)))
    assert result.outcomes[1].break_even is None
    assert result.outcomes[1].present_value == pytest.approx(-54_545.45, abs=0.01)


def test_a_bootcamp_has_no_federal_loans() -> None:
    course = bootcamp(replace(FIRST, assumptions=replace(PLAIN, savings=0)), 14_000, 5)
    assert loan_of(course).federal == 0 and not course.part_time


@given(cases, st.integers(1, 50_000))
def test_a_higher_price_never_makes_it_better(case: Case, more: int) -> None:
    dearer = payoff(replace(case, price=case.price + more))
    for before, after in zip(payoff(case).outcomes, dearer.outcomes, strict=True):
        assert after.present_value <= before.present_value + 1e-6


@given(cases, st.integers(0, 50_000))
def test_more_pay_after_it_never_makes_it_worse(case: Case, more: int) -> None:
    raised = payoff(replace(case, pay=tuple(each + more for each in case.pay)))
    for before, after in zip(payoff(case).outcomes, raised.outcomes, strict=True):
        assert after.present_value >= before.present_value - 1e-6


@given(cases, st.integers(0, 20_000))
def test_money_from_an_employer_never_makes_it_worse(case: Case, more: int) -> None:
    helped = replace(case, assumptions=replace(case.assumptions, employer=case.assumptions.employer + more))
    assert payoff(helped).outcomes[0].present_value >= payoff(case).outcomes[0].present_value - 1e-6
    assert payoff(helped).costs.net <= payoff(case).costs.net + 1e-6


@given(cases)
def test_at_the_break_even_pay_it_comes_out_at_zero(case: Case) -> None:
    needed = payoff(case).break_even_pay
    assume(needed < 1e9)
    exact = payoff(replace(case, pay=(needed, needed, needed)))
    assert exact.outcomes[1].present_value == pytest.approx(0.0, abs=0.01)


@given(cases)
def test_federal_limits_are_never_exceeded_and_a_loan_adds_up(case: Case) -> None:
    loan = loan_of(case)
    assert 0 <= loan.federal <= LIMITS.total
    assert loan.federal <= LIMITS.per_year * case.years + 1e-6
    assert loan.federal + loan.other == pytest.approx(loan.needed)
    assert loan.needed <= case.price and loan.interest >= 0
