"""Does the degree pay for one person? Costs, loan, years to break even, net present value, break-even pay.

Yearly steps from the first day of study: of every year a share is spent studying, the rest working. US dollars; rates
are percent a year. docs/finance.md has the formulas with two examples worked by hand. Exact, no chance, no I/O.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

MONTHS = 12


@dataclass(frozen=True)
class Assumptions:
    """What the calculation rests on besides the case; names and units as in catalog/assumptions.yml.

    Attributes:
        borrow: the most a person wants to owe, or None.
    """

    discount_rate: float
    raise_: float
    horizon: int
    tax: float
    living: float
    employer: float
    scholarship: float
    savings: float
    loan_rate: float
    loan_years: int
    part_time_share: float
    borrow: float | None = None


@dataclass(frozen=True)
class Limits:
    """Federal unsubsidized loans for graduate students: US dollars a year of full-time study, and in all."""

    per_year: float
    total: float


@dataclass(frozen=True)
class Case:
    """One person and one degree.

    Attributes:
        price: of the whole degree.
        months: it takes.
        part_time: beside the job, so that no pay is lost.
        income: yearly pay without the degree, now.
        pay: yearly pay with it at today's level: low, middle, high.
    """

    price: float
    months: float
    part_time: bool
    income: float
    pay: tuple[float, float, float]
    assumptions: Assumptions
    limits: Limits

    @property
    def years(self) -> float:
        """Length in years."""
        return self.months / MONTHS


@dataclass(frozen=True)
class Loan:
    """How the price is paid for: `federal` within the limits, `other` what exceeds them, `interest` over all years."""

    needed: float
    federal: float
    other: float
    interest: float


@dataclass(frozen=True)
class Costs:
    """What the degree costs in all; `net` is what is left to pay, pay forgone (after tax) included."""

    price: float
    living: float
    forgone: float
    employer: float
    scholarship: float
    interest: float

    @property
    def net(self) -> float:
        """The sum."""
        return self.price + self.living + self.forgone + self.interest - self.employer - self.scholarship


@dataclass(frozen=True)
class Outcome:
    """What one level of pay after the degree comes to.

    Attributes:
        balance: money ahead or behind after each year, not discounted.
        break_even: years until the balance is no longer negative, or None within the horizon.
        present_value: of all years, discounted.
    """

    pay: float
    balance: tuple[float, ...]
    break_even: float | None
    present_value: float


@dataclass(frozen=True)
class Payoff:
    """The whole answer.

    Attributes:
        cost_now: all costs in today's money.
        gain_now: what a dollar of yearly pay more is worth in today's money.
        income: the pay without the degree that it is measured against.
    """

    costs: Costs
    loan: Loan
    outcomes: tuple[Outcome, Outcome, Outcome]
    cost_now: float
    gain_now: float
    income: float

    @property
    def break_even_pay(self) -> float:
        """The yearly pay at which the present value is zero; infinite where the horizon ends before the degree."""
        return self.income + self.cost_now / self.gain_now if self.gain_now else float("inf")


def payoff(case: Case) -> Payoff:
    """Works out a case."""
    flows = _costs_by_year(case)
    weights = _gain_weights(case)
    low, middle, high = (_outcome(case, pay, flows, weights) for pay in case.pay)
    costs_now, gain_now = -_discounted(flows, case), _discounted(weights, case)
    return Payoff(_costs(case), loan_of(case), (low, middle, high), costs_now, gain_now, case.income)


def employer_money(case: Case) -> float:
    """What the employer pays in all: so much a year of study, never more than the price."""
    return min(case.assumptions.employer * case.years, case.price)


def scholarship_money(case: Case) -> float:
    """The scholarship, never more than what is left of the price."""
    return min(case.assumptions.scholarship, case.price - employer_money(case))


def loan_of(case: Case) -> Loan:
    """What has to be borrowed of the price, how much of it federal limits allow, and its interest."""
    given = case.assumptions
    needed = max(0.0, case.price - employer_money(case) - scholarship_money(case) - given.savings)
    share = given.part_time_share / 100 if case.part_time else 1.0
    allowed = min(case.limits.per_year * share * case.years, case.limits.total)
    federal = min(needed, allowed)
    return Loan(needed, federal, needed - federal, _interest(needed, case))


def _interest(owed: float, case: Case) -> float:
    """On average half of the loan is owed while studying; then it is paid back in equal yearly parts."""
    rate, years = case.assumptions.loan_rate / 100, case.assumptions.loan_years
    if not owed or not rate:
        return 0.0
    while_studying = owed / 2 * rate * case.years
    owed += while_studying
    payment = owed * rate / (1 - (1 + rate) ** -years)
    return while_studying + payment * years - owed


def _costs(case: Case) -> Costs:
    shares = _study_shares(case)
    forgone = 0.0 if case.part_time else sum(_net_pay(case, year) * share for year, share in enumerate(shares))
    return Costs(
        price=case.price,
        living=case.assumptions.living * case.months,
        forgone=forgone,
        employer=employer_money(case),
        scholarship=scholarship_money(case),
        interest=loan_of(case).interest,
    )


def _study_shares(case: Case) -> tuple[float, ...]:
    """Of each year within the horizon (at least the study itself), the share that is spent studying."""
    years = max(case.assumptions.horizon, -int(-case.years // 1))
    return tuple(min(max(case.years - year, 0.0), 1.0) for year in range(years))


def _growth(case: Case, year: int) -> float:
    return (1 + case.assumptions.raise_ / 100) ** year


def _net_pay(case: Case, year: int) -> float:
    """A year's pay without the degree, after tax."""
    return case.income * _growth(case, year) * (1 - case.assumptions.tax / 100)


def _costs_by_year(case: Case) -> tuple[float, ...]:
    """What the degree takes from each year, as negative amounts."""
    shares = _study_shares(case)
    paid = case.price - employer_money(case) - scholarship_money(case) + case.assumptions.living * case.months
    interest = loan_of(case).interest
    interest_shares = _payback_shares(case, len(shares))
    flows = []
    for year, share in enumerate(shares):
        forgone = 0.0 if case.part_time else _net_pay(case, year) * share
        flows.append(-(paid * share / case.years + forgone + interest * interest_shares[year]))
    return tuple(flows)


def _payback_shares(case: Case, years: int) -> tuple[float, ...]:
    """Of each year the share of all interest: equal parts over the years of paying back, after the degree."""
    begins, lasts = case.years, case.assumptions.loan_years
    return tuple(max(0.0, min(year + 1, begins + lasts) - max(year, begins)) / lasts for year in range(years))


def _gain_weights(case: Case) -> tuple[float, ...]:
    """What a dollar of yearly pay more brings in each year: after tax, grown, for the share that is worked with it."""
    keep = 1 - case.assumptions.tax / 100
    return tuple((1 - share) * _growth(case, year) * keep for year, share in enumerate(_study_shares(case)))


def _outcome(case: Case, pay: float, costs: Sequence[float], weights: Sequence[float]) -> Outcome:
    """Nobody has to take a job that pays less than the one they have, so a gain is never negative."""
    gain = max(0.0, pay - case.income)
    flows = [cost + gain * weight for cost, weight in zip(costs, weights, strict=True)]
    balance = tuple(accumulate(flows))
    return Outcome(pay, balance, _break_even(flows, balance), _discounted(flows, case))


def _break_even(flows: Sequence[float], balance: Sequence[float]) -> float | None:
    """The moment from which the balance stays at or above zero, within a year by even parts."""
    last = max((year for year, amount in enumerate(balance) if amount < 0), default=None)
    if last is None:
        return 0.0
    if last == len(balance) - 1:
        return None
    return last + 1 + -balance[last] / flows[last + 1]


def _discounted(flows: Sequence[float], case: Case) -> float:
    rate = 1 + case.assumptions.discount_rate / 100
    return float(sum(flow / rate ** (year + 1) for year, flow in enumerate(flows)))


def bootcamp(case: Case, price: float, months: float) -> Case:
    """The same person at a bootcamp: full time, paid for alike, without federal loans, which are for degrees."""
    return replace(case, price=price, months=months, part_time=False, limits=Limits(0.0, 0.0))
