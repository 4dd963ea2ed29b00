"""How a calculation of the pay-off reads: the range, alternatives, a chart, every step and every assumption."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.wording.payoff_basis import Basis
from actions.wording.plain import CALCULATION
from actions.wording.price_words import is_theirs, price_words
from actions.wording.replies import Bar, Chart, Chip, Reply, Table
from actions.wording.short_names import in_sentence, short_title
from actions.wording.words import listed, money
from knowledge.advice.finance import Case, Limits, Outcome, Payoff, bootcamp, payoff
from knowledge.base import Knowledge
from knowledge.names import label
from knowledge.prices import dollars
from knowledge.programs import Search

NEVER = 1e9  # a break-even pay beyond all pay
CHART_YEARS = (1, 2, 3, 5, 10)
# How each assumption reads, and an example of how to change it.
ASSUMED = {
    "horizon": ("looked at over {:g} years", "over 15 years"),
    "raise": ("pay grows {:g} % a year", "my pay grows 2 % a year"),
    "discount_rate": ("later money is worth {:g} % less a year", "assume 5 % discount rate"),
    "tax": ("{:g} % tax on pay lost and gained", "assume 30 % tax"),
    "living": ("life costs ${:,.0f} a month more because of it", "living costs 1,500 more a month"),
    "employer": ("an employer pays ${:,.0f} a year", "my employer pays 5k a year"),
    "scholarship": ("a scholarship of ${:,.0f}", "i got a 10k scholarship"),
    "savings": ("${:,.0f} of savings go in", "i have 20k saved"),
    "loan_rate": ("loans cost {:g} % a year", "loan at 7 %"),
}
OTHERS = {
    "price": ("a price of ${:,.0f} in all", ""),
    "income": ("pay without the degree ${:,.0f} a year", ""),
    "pay_after": ("pay with the degree ${:,.0f} a year", ""),
    "borrow": ("at most ${:,.0f} of debt", ""),
}
STEPS = f'/ask_payoff{{"asked_fact": "{CALCULATION}"}}'
STUDYING = {"part_time": "part time", "full_time": "full time"}


def ask_income() -> Reply:
    """The one thing that has to be known."""
    lead = (
        "I can work it out for you: what it costs, when it is back, and from which pay on. "
        "What do you earn a year now, or what would you earn without the degree? For example “I make 62k in Ohio”."
    )
    chips = tuple(
        Chip(f"About {money(each)}", f'/ask_payoff{{"income": {each}}}') for each in (40000, 60000, 80000, 100000)
    )
    return Reply("question", lead, chips=chips)


def changed_words(before: Mapping[str, Any], after: Mapping[str, Any], knowledge: Knowledge) -> str:
    """What the message changed: "Now with: an employer pays $5,000 a year." """
    words = [told_words(name, value, knowledge) for name, value in after.items() if before.get(name) != value]
    return f"Now with: {listed([each for each in words if each])}." if any(words) else ""


def told_words(name: str, value: Any, knowledge: Knowledge) -> str:
    """One thing that a person said the calculation should go by; "" for what it does not use."""
    if name == "state":
        return f"pay in {label(knowledge, 'states', value)}"
    if name == "occupation":
        occupation = knowledge.occupation(value)
        return f"the pay of {occupation.name}" if occupation else ""
    if name == "program":
        program = knowledge.program(value)
        return in_sentence(program) if program else ""
    if name == "pace":
        return f"study {STUDYING[value]}"
    template = {**ASSUMED, **OTHERS}.get(name)
    return template[0].format(value) if template else ""


def payoff_reply(basis: Basis, head: str, search: Search) -> Reply:
    """The whole answer."""
    case, result = basis.case, payoff(basis.case)
    mine = f"From your {money(case.income)} a year:" if not head else ""
    parts = (head, mine, _stand_in(basis), _verdict(basis, result, search.knowledge))
    lead = " ".join(part for part in parts if part)
    return Reply(
        "payoff",
        lead,
        table=_alternatives(basis, result, search),
        chart=_chart(result),
        closing=_closing(basis, result, search.knowledge),
        calculations=(*_steps(basis, result, search.knowledge), *_assumed(basis)),
        chips=_chips(case, basis),
        sources=basis.sources,
    )


def recalculated(reply: Reply) -> Reply:
    """What a changed figure, or "so yes or no?", gets: the answer alone, since what surrounds it was sent before."""
    whole = Chip("The whole calculation", "/ask_payoff")
    debt = " ".join(each for each in re.split(r"(?<=\.) ", reply.closing) if "borrowed" in each or "debt" in each)
    return replace(reply, table=None, chart=None, closing=debt, chips=(whole, *reply.chips))


def _stand_in(basis: Basis) -> str:
    if basis.program and basis.estimate:
        return (
            f"The price of {in_sentence(basis.program)} is not on record, so I start from an estimate, "
            f"{price_words(basis.estimate).replace(' by estimate:', ':')}."
        )
    if basis.program or not basis.recorded:
        return ""
    typical = f"I reckon with the median of {basis.recorded} recorded US prices, {money(basis.case.price)}."
    if basis.wanted:
        return f"No US-dollar price is recorded for {in_sentence(basis.wanted)}. {typical}"
    return typical


def _verdict(basis: Basis, result: Payoff, knowledge: Knowledge) -> str:
    """When it is back, what it leaves, from which pay on it pays; plainly, if it does not."""
    low, _, high = result.outcomes
    years = basis.case.assumptions.horizon
    what = in_sentence(basis.program) if basis.program else "such a degree"
    pace = "part time beside your job" if basis.case.part_time else "full time"
    needs = f"It pays from {money(result.break_even_pay)} a year after it." if result.break_even_pay < NEVER else ""
    if high.present_value <= 0:
        return (
            f"On these figures {what}, {pace}, does not pay within {years} years: it leaves you "
            f"{_range(low, high)} in today’s money, against not going. {needs}"
        )
    sure = (
        "pays even at the lower pay" if low.present_value > 0 else "pays only if you get a well-paid job of that kind"
    )
    return (
        f"{what[0].upper()}{what[1:]}, {pace}, {sure}: the money is back {_back(low, high, years)}, and after {years} "
        f"years you are {_range(low, high)} in today’s money, against not going. {needs}"
    )


def _back(low: Outcome, high: Outcome, years: int) -> str:
    if high.break_even is None:
        return f"not within {years} years"
    if low.break_even is None:
        return f"after {high.break_even:.1f} years at the higher pay, not within {years} years at the lower"
    if round(low.break_even, 1) == round(high.break_even, 1):
        return f"after {high.break_even:.1f} years"
    return f"after {high.break_even:.1f} to {low.break_even:.1f} years"


def _range(low: Outcome, high: Outcome) -> str:
    if round(low.present_value) == round(high.present_value):
        return _ahead(low.present_value)
    return f"between {_ahead(low.present_value)} and {_ahead(high.present_value)}"


def _ahead(amount: float) -> str:
    return f"{money(_rounded(abs(amount)))} {'ahead' if amount >= 0 else 'behind'}"


def _rounded(amount: float) -> float:
    """To hundreds: more digits would pretend a precision that nobody has."""
    return round(amount, -2)


def _alternatives(basis: Basis, result: Payoff, search: Search) -> Table:
    case = basis.case
    name = short_title(basis.program) if basis.program else "A typical degree"
    rows = [_row(f"{name}, {_pace(case)}", result)]
    other = replace(case, part_time=not case.part_time, months=_other_months(case, search.knowledge))
    rows.append(_row(f"The same {_pace(other)}", payoff(other)))
    if basis.cheapest is not None and (amount := dollars(basis.cheapest, search.home)) is not None:
        name = f"The cheapest that fits: {short_title(basis.cheapest)}"
        rows.append(_row(name, payoff(replace(case, price=amount))))
    assumed = search.knowledge.assumptions
    course = bootcamp(case, float(assumed["bootcamp_price"].value), float(assumed["bootcamp_months"].value))
    costs = payoff(course)
    rows.append(("A bootcamp", money(_rounded(costs.costs.net)), _pays_from(costs), "not known what pay it leads to"))
    rows.append(("Not going", money(0), "–", "the measure of all others"))
    head = f"After {case.assumptions.horizon} years"
    return Table(("", "Costs in all", "Pays from a yearly pay of", head), tuple(rows))


def _row(name: str, result: Payoff) -> tuple[str, ...]:
    low, _, high = result.outcomes
    return name, money(_rounded(result.costs.net)), _pays_from(result), _span(low.present_value, high.present_value)


def _pays_from(result: Payoff) -> str:
    return money(_rounded(result.break_even_pay)) if result.break_even_pay < NEVER else "–"


def _pace(case: Case) -> str:
    return "part time" if case.part_time else "full time"


def _other_months(case: Case, knowledge: Knowledge) -> float:
    """Length at the other pace, by the ratio that is assumed of the two."""
    assumed = knowledge.assumptions
    ratio = float(assumed["months_part_time"].value) / float(assumed["months_full_time"].value)
    return case.months / ratio if case.part_time else case.months * ratio


def _chart(result: Payoff) -> Chart:
    low, middle, high = result.outcomes
    years = [year for year in CHART_YEARS if year <= len(middle.balance)]
    bars = tuple(
        Bar(
            f"Year {year}",
            low.balance[year - 1],
            middle.balance[year - 1],
            high.balance[year - 1],
            _span(low.balance[year - 1], high.balance[year - 1]),
        )
        for year in years
    )
    return Chart("Money ahead or behind, against not going, at lower to higher pay", bars)


def _span(low: float, high: float) -> str:
    first, last = _signed(low), _signed(high)
    return first if first == last else f"{first} to {last}"


def _signed(amount: float) -> str:
    rounded = _rounded(amount)
    return f"{'−' if rounded < 0 else '+' if rounded > 0 else ''}{money(abs(rounded))}"


def _closing(basis: Basis, result: Payoff, knowledge: Knowledge) -> str:
    given = basis.case.assumptions
    parts = []
    if result.loan.other > 0:
        parts.append(
            f"Federal loans cover {money(result.loan.federal)} of the {money(result.loan.needed)} to be borrowed; "
            f"{money(result.loan.other)} has to come from elsewhere, and there are no new Grad PLUS loans."
        )
    if given.borrow is not None and result.loan.needed > given.borrow:
        parts.append(f"That is more debt than the {money(given.borrow)} you wanted.")
    if basis.wage is not None:
        parts.append(
            "The pay is that of everybody in the occupation, with and without a master’s, so it is no promise."
        )
    parts.append("Change any assumption by saying it: “my employer pays 5k a year”, “loan at 7 %”.")
    return " ".join(parts)


def _assumed(basis: Basis) -> tuple[str, ...]:
    given = basis.case.assumptions
    values = {
        "horizon": given.horizon, "raise": given.raise_, "discount_rate": given.discount_rate, "tax": given.tax,
        "living": given.living, "employer": given.employer, "scholarship": given.scholarship,
        "savings": given.savings, "loan_rate": given.loan_rate,
    }  # fmt: skip
    price = (f"Assumed: a price of {price_words(basis.estimate)} (“tuition is 30k”)",) if basis.estimate else ()
    others = (f"Assumed: {ASSUMED[name][0].format(value)} (“{ASSUMED[name][1]}”)" for name, value in values.items())
    return (*price, *others)


def _steps(basis: Basis, result: Payoff, knowledge: Knowledge) -> tuple[str, ...]:
    case, given, costs, loan = basis.case, basis.case.assumptions, result.costs, result.loan
    length = f"{case.months:g} months" + ("" if basis.months_recorded else " (assumed, not recorded)")
    by = " (an estimate)" if basis.estimate else " (for residents)" if basis.found and is_theirs(basis.found) else ""
    steps = [f"Price {money(case.price)}{by}, {length}, {_pace(case)}"]
    steps.append(_pay_step(basis, knowledge))
    if case.part_time:
        steps.append("Pay forgone: none, the job goes on")
    else:
        steps.append(
            f"Pay forgone: {money(case.income)} a year for {case.years:.3g} years, growing {given.raise_:g} % a year, "
            f"less {given.tax:g} % tax = {money(costs.forgone)}"
        )
    share = f" × {given.part_time_share:g} % of a full load" if case.part_time else ""
    limits: Limits = case.limits
    steps.append(
        f"Loan: {money(case.price)} − {money(costs.employer + costs.scholarship)} from others − {money(given.savings)} "
        f"saved = {money(loan.needed)}; federal limits allow {money(limits.per_year)}{share} × {case.years:.3g} years, "
        f"at most {money(limits.total)} in all: {money(loan.federal)}; interest over {given.loan_years} years of "
        f"paying back at {given.loan_rate:g} % = {money(loan.interest)}"
    )
    if loan.other > 0:
        steps.append(f"Beyond federal loans: {money(loan.needed)} − {money(loan.federal)} = {money(loan.other)}")
    steps.append(
        f"Costs in all: {money(costs.price)} + {money(costs.living)} living + {money(costs.forgone)} pay forgone + "
        f"{money(costs.interest)} interest − {money(costs.employer)} employer − {money(costs.scholarship)} scholarship "
        f"= {money(costs.net)}"
    )
    low, middle, high = result.outcomes
    steps.append(
        f"In today’s money after {given.horizon} years: {_signed(low.present_value)}, "
        f"{_signed(middle.present_value)} and {_signed(high.present_value)} at lower, middle and higher pay"
    )
    if result.break_even_pay < NEVER:
        steps.append(
            f"Pays from: {money(case.income)} + {money(result.cost_now)} of costs in today’s money ÷ "
            f"{result.gain_now:.3g} for each dollar more a year = {money(result.break_even_pay)}"
        )
    back = [
        f"{each.break_even:.1f} years" if each.break_even is not None else "not in time" for each in result.outcomes
    ]
    steps.append(f"Money back at lower, middle and higher pay: {', '.join(back)}")
    return tuple(steps)


def _pay_step(basis: Basis, knowledge: Knowledge) -> str:
    low, middle, high = basis.case.pay
    if basis.wage is None:
        return f"Pay with the degree: {money(middle)} a year, as you said"
    where = "the United States" if basis.wage.area == "US" else basis.wage.area_name
    missing = ""
    if basis.state and basis.wage.area == "US":
        missing = f" ({label(knowledge, 'states', basis.state)} is not published)"
    return (
        f"Pay with the degree: {basis.occupation.name} in {where}{missing}, 25th percentile {money(low)}, "
        f"median {money(middle)}, 75th percentile {money(high)} a year"
    )


def _chips(case: Case, basis: Basis) -> tuple[Chip, ...]:
    other = "full_time" if case.part_time else "part_time"
    developer = basis.occupation.soc == "15-1252"
    occupation = ("15-2051", "As a data scientist") if developer else ("15-1252", "As a software developer")
    chips = [
        Chip(f"{STUDYING[other].capitalize()} instead", f'/ask_payoff{{"pace": "{other}"}}'),
        Chip(occupation[1], f'/ask_payoff{{"occupation": "{occupation[0]}"}}'),
    ]
    if not case.assumptions.employer:
        employer = json.dumps({"assumption": {"name": "employer", "value": 5000}})
        chips.append(Chip("If an employer pays $5,000 a year", f"/ask_payoff{employer}"))
    return (*chips, Chip("How I worked it out", STEPS), Chip("Should I go at all?", "/check_doubts"))


def steps_reply(basis: Basis, search: Search) -> Reply:
    """Every step and every assumption, in words."""
    result = payoff(basis.case)
    steps = (*_steps(basis, result, search.knowledge), *_assumed(basis))
    lead = "\n".join(
        ["How I worked it out; I assume you never take a job that pays less than yours:", *map("• {}".format, steps)]
    )
    return Reply("payoff", lead, chips=_chips(basis.case, basis), sources=basis.sources)
