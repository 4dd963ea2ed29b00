"""How sums are told: the arithmetic in a line, its result first in the sentence that answers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from actions.wording.replies import Source
from actions.wording.words import money
from knowledge.advice import sums

LAKH = 100_000
SEPTEMBER, A_WEEK = 8 / 12, 1 / 52  # of a year: when a fall term begins; a term ends before the next month does
_INDIAN = ("INR", "PKR", "BDT")
_WORDS = {0.25: "a quarter of a year", 0.5: "half a year", 1: "one year"}


@dataclass(frozen=True)
class Told:
    """A sum in words: what answers, what comes out in US dollars or None, receipts."""

    says: str
    amount: float | None = None
    sources: tuple[Source, ...] = ()


def amount_words(amount: float, currency: str | None) -> str:
    """An amount, in India's counting too: "INR 6,460,000 (64.6 lakh)"."""
    words = money(amount, currency or "USD")
    return f"{words} ({round(amount / LAKH, 2):g} lakh)" if currency in _INDIAN and abs(amount) >= LAKH else words


def years_words(years: float) -> str:
    """A length: "one year", "3.3 years"."""
    return _WORDS.get(years, f"{years:.1f}".rstrip("0").rstrip(".") + " years")


@dataclass(frozen=True)
class Converted:
    """An amount in another currency: how much, at which rate ("at 85 INR a dollar"), and how it reads."""

    amount: float
    rate: str
    words: str


def converted(amount: float, exchange: Sequence[Any]) -> Converted | None:
    """US dollars in the other currency of a rate of exchange; None where it is of two others."""
    rate, currency, base = exchange
    if base == "USD" and currency:
        return Converted(amount * rate, f"at {rate:g} {currency} a dollar", amount_words(amount * rate, currency))
    if currency == "USD" and rate:
        return Converted(amount / rate, f"at {rate:g} dollars a {base}", amount_words(amount / rate, base))
    return None


def monthly(
    amount: float, percent: float, years: float, income: float | None, assumed: str, currency: str = "USD"
) -> Told:
    """The payment on a loan.

    Args:
        income: in US dollars a year.
        assumed: what was taken for want of a figure, as a sentence, or "".
    """
    paid = sums.payment(amount, percent, years)
    parts = [amount_words(each, currency) for each in (paid.monthly, amount, paid.paid, paid.interest)]
    says = (
        f"About {parts[0]} a month: {parts[1]} at {percent:g} % over {years_words(years)}, paid back in equal parts, "
        f"comes to {parts[2]}, of which {parts[3]} is interest."
    )
    if currency != "USD":
        return Told(f"{says}{assumed}")
    if income:
        says += f" That is {paid.monthly * sums.MONTHS / income:.0%} of your {money(income)} a year before tax."
    return Told(f"{says}{assumed}", amount)


def months_of_pay(amount: float, income: float) -> Told:
    """A price in months of pay."""
    months = sums.months_of_pay(amount, income)
    says = (
        f"About {months:.1f} months of your pay before tax: {money(amount)} ÷ ({money(income)} ÷ 12 = "
        f"{money(income / sums.MONTHS)} a month)."
    )
    return Told(says, amount)


def out_of_pocket(price: float, yearly: float, years: float, name: str, tax: Source | None) -> Told:
    """What is left of a price that an employer helps with."""
    covered, left = sums.left_to_pay(price, yearly, years)
    whose = f" for {name}" if name else ""
    says = (
        f"{money(left) if left else 'Nothing'} of your own{whose}: {years_words(years)} × {money(yearly)} from your "
        f"employer cover {money(covered)} of {money(price)}, if the cost is spread evenly "
        f"({money(price / years)} a year) and every year is paid in full. Fees are on top."
    )
    if tax is not None and min(yearly, price / years) > sums.TAX_FREE:
        says += f" What goes above {money(sums.TAX_FREE)} a year is normally taxed as pay."
        return Told(says, left, (tax,))
    return Told(says, left)


def pace(
    courses: float,
    per_term: float,
    how: str,
    receipts: tuple[Source, ...],
    summers: int | None = None,
    terms: float | None = None,
    age: float | None = None,
) -> Told:
    """How long so many courses take.

    Args:
        how: where the number of courses comes from.
        summers: whether summers count; None where nothing was said.
        terms: how many terms a year were said to have.
        age: of the person, in years.
    """
    with_summer = sums.years_of_courses(courses, per_term, sums.TERMS_WITH_SUMMER)
    without = sums.years_of_courses(courses, per_term, sums.TERMS)
    at_most = f"{courses:g} courses{how} at {per_term:g} a term"
    if terms:
        years = sums.years_of_courses(courses, per_term, terms)
        says = (
            f"About {years_words(years)}: {at_most}, {terms:g} terms a year. Check that each has the courses you need."
        )
    elif summers == 0:
        years = without
        says = f"About {years_words(years)}: {at_most}, two terms a year without summers."
    elif summers:
        years = with_summer
        says = (
            f"About {years_words(years)}: {at_most}, three terms a year with summers; {years_words(without)} "
            "without them. Check that the courses you need run in summer."
        )
    else:
        years = without
        says = (
            f"About {years_words(years)}: {at_most}, two terms a year; {years_words(with_summer)} if you study in "
            "summer too."
        )
    if age:
        says += f" You would be about {age + years:.0f}."
    starts = date.today().year + 1
    says += f" Begun in the fall of {starts}, that ends in {int(starts + SEPTEMBER + years - A_WEEK)}."
    return Told(f"{says} Most schools set a limit of five to seven years.", None, receipts)


def break_even(price: float, raised: float, tax: float | None) -> Told:
    """How long a raise takes to bring a price back."""
    net = raised * (1 - (tax or 0) / 100)
    less = f" ({money(raised)} less {tax:g} % tax)" if tax else " before tax"
    says = (
        f"About {years_words(price / net)} from the day the raise begins: {money(price)} ÷ {money(net)} a year{less}. "
        "The time of study comes before it, and no raise is promised."
    )
    return Told(says, price)


def saved(monthly_amount: float, months: float, currency: str | None) -> Told:
    """What one puts aside."""
    total = monthly_amount * months
    each = money(monthly_amount, currency or "USD")
    return Told(f"{amount_words(total, currency)}: {months:g} months × {each}, interest not counted.", total)


def share(price: float, percent: float) -> Told:
    """What is left of a price of which somebody pays a share."""
    left = price * (1 - percent / 100)
    return Told(f"{money(left)} of your own: they cover {percent:g} % of {money(price)}, {money(price - left)}.", left)


def paid_down(amount: float, monthly_amount: float) -> Told:
    """How long a debt takes at so much a month."""
    months = ceil(amount / monthly_amount)
    says = (
        f"After {months} months, {years_words(months / sums.MONTHS)}: {money(amount)} ÷ {money(monthly_amount)} a "
        "month, before interest, which adds a month or two at usual rates."
    )
    return Told(says, amount)


def product(one: float, two: float) -> tuple[str, float]:
    """Two numbers multiplied, in words, and what comes out."""
    return f"{one:,g} × {two:,g} = {money(one * two)}", one * two


def held_against(amount: float, price: float, how: str) -> str:
    """How a price stands to an amount: behind a program's name."""
    apart = money(abs(price - amount))
    stands = f"{apart} short" if price > amount else f"enough, with {apart} left"
    return f"costs about {money(price)}{how}: {stands}, without fees."


def by_credit(credits: float, rate: float, currency: str | None) -> Told:
    """Credits at a price each."""
    total = credits * rate
    return Told(
        f"{amount_words(total, currency)}: {credits:g} credits × {money(rate, currency or 'USD')}, without fees.", total
    )


def gi_months(months: float, years: float) -> Told:
    """What full-time study leaves of the months of a GI Bill."""
    charged = years * sums.GI_A_YEAR
    left = f"About {months - charged:g} of {months:g} months are left" if charged < months else "Nothing is left"
    says = (
        f"{left}: only enrolled days are charged, about {sums.GI_A_YEAR} months for two full-time semesters, so "
        f"{years_words(years)} take some {charged:g}; a summer term takes two to three more. At part time months are "
        "charged in proportion. VA's own count in your account decides."
    )
    return Told(says)


def total(name: str, price: float, years: float, living: Sequence[Any] | None, how: str) -> tuple[str, float]:
    """A price with what life costs beside it, in words, and what comes out."""
    if living is None or living[1] not in (None, "USD"):
        return f"{name}: {money(price)}{how}", price
    amount = price + years * living[0]
    added = f"{years_words(years)} × {money(living[0])} for living"
    return f"{name}: {money(price)}{how} + {added} = {money(amount)}", amount


def against(amount: float, currency: str | None, loan: Sequence[Any]) -> str:
    """Whether a loan covers an amount; "" where they are in two currencies."""
    if (loan[1] or "USD") != (currency or "USD"):
        return ""
    short = amount - loan[0]
    if short > 0:
        return f"{amount_words(short, currency)} more than the loan of {amount_words(loan[0], loan[1])}"
    return f"within the loan of {amount_words(loan[0], loan[1])}"


def joined(parts: Sequence[str]) -> str:
    """Parts of one answer, each on a line of its own where they are several."""
    return "\n".join(f"• {each}." for each in parts) if len(parts) > 1 else f"{''.join(parts)}."
