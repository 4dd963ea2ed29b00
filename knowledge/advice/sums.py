"""Arithmetic that people ask for: payments on a loan, a plan of courses, a price in months of pay. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

MONTHS = 12
TERMS, TERMS_WITH_SUMMER = 2, 3  # a year
CREDITS_A_COURSE = 3
USUAL_COURSES = 10
TAX_FREE = 5250  # US dollars a year that an employer may pay towards study without tax (26 U.S.C. 127)
USUAL_YEARS = 2  # of study on campus, where nobody said how many
LOAN_YEARS = 10
GI_MONTHS, GI_A_YEAR = 36, 9  # months of the Post-9/11 GI Bill; those that two full-time semesters are charged, about


@dataclass(frozen=True)
class Payment:
    """An even payment a month on a loan, and all that is paid, in the loan's currency."""

    monthly: float
    paid: float
    interest: float


def payment(amount: float, percent: float, years: float) -> Payment:
    """What a loan costs a month at so many percent a year over so many years."""
    months, rate = years * MONTHS, percent / 100 / MONTHS
    monthly = amount / months if not rate else amount * rate / (1 - (1 + rate) ** -months)
    return Payment(monthly, monthly * months, monthly * months - amount)


def months_of_pay(amount: float, yearly: float) -> float:
    """How many months one earns an amount in, before tax."""
    return amount / (yearly / MONTHS)


def years_of_courses(courses: float, per_term: float, terms: float) -> float:
    """How many years so many courses take, at so many a term and so many terms a year."""
    return ceil(courses / per_term) / terms


def left_to_pay(price: float, yearly: float, years: float) -> tuple[float, float]:
    """What an employer covers of a price that is spread evenly over the years, and what is left."""
    covered = min(price, yearly * years)
    return covered, price - covered
