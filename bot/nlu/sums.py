"""Sums that people ask for ("what's the monthly payment on 90k at 7% over 10 years"), and the figures for them.

A finding is an entity: `sum`, whose value is its kind (data/lookup/sums.yml), or `figure`, a number by its `name`:

years, months, credits, courses  how many
per_term                         courses a term; `terms` a year, or `summers` (1 or 0): whether a summer is one
percent                          a rate of interest
exchange                         units of `currency` for one `base`; `into`: only that `currency` is asked for
amount, per_credit               money of no other meaning, with `currency` and `per`
raise, employer                  US dollars a year: more pay, or paid towards the degree
factor, times                    two numbers that are multiplied: "400 x 24"
loan, living                     what was or may be borrowed; what life costs a year; with their `currency`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actions.dialogue.payoff_figures import MONTHS, WEEKS
from actions.dialogue.reckoning import KEPT
from bot.nlu.criteria.numbers import DIGITS, WORDS, decimal, read
from bot.nlu.criteria.word_tables import any_of, inverse, table
from bot.nlu.parts import sentences

Entity = Mapping[str, Any]

MOST = 10**10  # of anything
GOES_ON_WITH = ("years", "months", "percent")
MOST_GOING_ON = 7  # words of a message that gives the sum before another figure
_CURRENCIES: dict[str, str] = inverse(table("money")["currencies"])
_CURRENCY = any_of(_CURRENCIES)
_UNIT = r"(?:us\$|us dollars?|dollars?|usd|\$|euros?|eur|€|pounds?|gbp|£)"
_NUMBER = rf"(?<![\w.,])(?P<num>{DIGITS}|{WORDS})"
_TERM = r"(?:term|semester|quarter|trimester|session|sem)"
_COURSE = r"(?:class(?:es)?|courses?|subjects?|modules?)"
_EACH = r"(?:an?|per|each|every|/)"
_K = r"(?:k\b|grand\b)"
_FIGURES = {
    "years": re.compile(rf"(?<!\bafter ){_NUMBER}[ -](?:years?|yrs?|yr)\b(?! (?:of (?:exp|work)|old|ago))"),
    "months": re.compile(rf"{_NUMBER}[ -](?:months?|mos)\b"),
    "credits": re.compile(rf"{_NUMBER}[ -](?:more |other |further )?(?:credit hours?|credits?|units)\b"),
    "courses": re.compile(rf"{_NUMBER} {_COURSE}\b(?! (?:at a time|{_EACH} ))"),
    "per_term": re.compile(rf"(?:{_NUMBER}|(?P<single>a(?: single)?)) {_COURSE} ?(?:at a time|{_EACH} ?{_TERM}\b)"),
    "percent": re.compile(r"(?<![\w.,])(?P<num>\d{1,2}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)"),
}
_EVERY = re.compile(rf"{_NUMBER} {_COURSE} ?(?:every|each|per) (?P<months>[1-9]|two|three|four|six) months?\b")
_TERMS = re.compile(rf"(?P<num>\b[2-5]\b|\btwo|\bthree|\bfour|\bfive)\W{{0,2}} {_TERM}s {_EACH} (?:year|yr)\b")
_ONE_EACH = re.compile(r"\b(?P<num>one|1|two|2) (?:each|in each|per term|at a time)\b")
_PRODUCT = re.compile(rf"(?<![\w.,])\$?(?P<one>{DIGITS}) ?(?:x|×|\*|times) ?(?P<two>{DIGITS})(?![\w%])")
_FROM_EMPLOYER = re.compile(
    r"\b(?:job|work|employer|company|firm|boss|hospital|school|district)\b[^.;?!\d]{0,25}"
    r"\b(?:pays?|gives?|covers?|reimburses?|offers?)\b[^.;?!\d]{0,12}$"
)
MOST_OF_EMPLOYER = 25_000  # US dollars a year; what a job pays above is one's pay
_SUMMERS_OFF = re.compile(r"\b(?:no|without|not|skip(?:ping)?|except|minus)\b[\w ]{0,14}\bsummers?\b|\bsummers? off\b")
_SUMMERS = re.compile(r"\bsummers?\b|\byear[ -]round\b")
_CUR = rf"(?P<cur>{_CURRENCY})(?![a-z])"
_EXCHANGE = (
    re.compile(
        rf"(?P<num>{DIGITS}) ?(?:{_CUR})? ?(?:per|to (?:the|a|1|one)|/|for (?:one|a|1|every)|a)"
        rf" ?(?P<base>{_UNIT})(?![a-z])"
    ),
    re.compile(rf"\b(?:1|one|a) ?(?P<base>{_UNIT}) ?(?:=|is|equals|at|to) ?(?P<num>{DIGITS}) ?(?:{_CUR})?"),
)
_INTO = re.compile(rf"\b(?:in|into|to) (?:our |my |indian |local |the )?{_CUR}")
_RAISE = re.compile(
    rf"\b(?:raise|bump|increase|promotion)(?: of| is| would be| worth| to me)* \$? ?(?P<num>{DIGITS}) ?(?P<k>{_K})?"
    rf"|\$? ?(?P<num2>{DIGITS}) ?(?P<k2>{_K})? (?:{_EACH} year )?(?:raise|bump|pay rise|more {_EACH} year)\b"
)
# What an amount is by the words in front of it, or behind it.
_BESIDE = {
    "loan": (
        re.compile(r"\b(?:loans?|borrow\w*|lend|debt|owe)\b[^.;?!]{0,25}$"),
        re.compile(r"[^.;?!\d]{0,12}\b(?:loans?|of debt|in debt)\b"),
    ),
    "living": (
        re.compile(r"\b(?:living|rent|life|food|housing)\b[^.;?!\d]{0,25}$"),
        re.compile(r"(?: \w+){0,2} (?:for|on|of|in) (?:my )?(?:living|rent|housing)\b"),
    ),
}
_A_YEAR = {"year": 1, "semester": 2, "month": MONTHS, "week": WEEKS}
_GOES_ON = re.compile(r"\W*(?:ok(?:ay)?\W+)?(?:and|or|what if|(?:what|how) about)\b")
_ASKS = re.compile(
    r"\?|\b(?:whats?|hows?|when|calculate|compute|(?:work|figure) out|add|do the math|run the numbers)\b"
    r"|^\W*(?:the )?(?:monthly (?:re)?payments?|emi)\b"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    for mark, part in (("<PAY>", table("sums")["pay"]), ("<COURSE>", _COURSE), ("<CURRENCY>", _CURRENCY)):
        pattern = pattern.replace(mark, part)
    return re.compile(pattern)


_KINDS = [
    (each["kind"], frozenset(each.get("needs", ())), [_compiled(pattern) for pattern in each["says"]])
    for each in table("sums")["kinds"]
]


def find(text: str, heard: Sequence[Entity]) -> list[dict[str, Any]]:
    """The sum that a message asks for with its figures; without one, what it tells for a later sum.

    Args:
        heard: the message's criteria, whose amounts of money are taken over.
    """
    lower = text.lower()
    figures = [*filter(_is_usable, (*_exchange(lower), *_kept(lower, heard)))]
    asking = [each for each in sentences(lower) if _ASKS.search(each)]
    spent = {each["start"] for each in figures}
    others = (*_counts(lower), *(each for each in _amounts(lower, heard) if each["start"] not in spent))
    told = [*figures, *filter(_is_usable, others)] if asking else []
    names = {each["name"] for each in told}
    for sentence in asking:
        for kind, needs, patterns in _KINDS:
            if needs <= names and any(pattern.search(sentence) for pattern in patterns):
                return [*told, {"entity": "sum", "value": kind, "op": "is", "text": sentence}]
    if _GOES_ON.match(lower) and len(lower.split()) <= MOST_GOING_ON:  # "and over seven years?" of the sum before
        return [each for each in told if each["name"] in GOES_ON_WITH]  # amounts may be a price of the pay-off
    return [each for each in figures if each["name"] in KEPT]


def _is_usable(figure: Entity) -> bool:
    """Whether one can reckon with a figure: nothing is divided by none, or by more than there is money."""
    return figure["name"] == "summers" or 0 < figure["value"] <= MOST


def _counts(lower: str) -> Iterator[dict[str, Any]]:
    for name, pattern in _FIGURES.items():
        if (match := pattern.search(lower)) is not None:
            yield _figure(name, read(match["num"] or "a"), match)
    if (match := _SUMMERS_OFF.search(lower)) is not None:
        yield _figure("summers", 0, match)
    elif (match := _SUMMERS.search(lower)) is not None:
        yield _figure("summers", 1, match)
    if (match := _EVERY.search(lower)) is not None:
        yield _figure("per_term", read(match["num"]), match)
        yield _figure("terms", 12 / read(match["months"]), match)
    elif (match := _TERMS.search(lower)) is not None:
        yield _figure("terms", read(match["num"]), match)
        if (each := _ONE_EACH.search(lower)) is not None:
            yield _figure("per_term", read(each["num"]), each)
    if (match := _PRODUCT.search(lower)) is not None:
        yield _figure("factor", decimal(match["one"]), match)
        yield _figure("times", decimal(match["two"]), match)
    if (match := _RAISE.search(lower)) is not None:
        thousands = 1000 if match["k"] or match["k2"] else 1
        yield _figure("raise", decimal(match["num"] or match["num2"]) * thousands, match)


def _exchange(lower: str) -> Iterator[dict[str, Any]]:
    match = next((found for each in _EXCHANGE if (found := each.search(lower))), None)
    into = _INTO.search(lower)
    if match is not None:
        typed = match["cur"] or (into["cur"] if into is not None else None)
        currency = _CURRENCIES[typed] if typed else None
        base = {"e": "EUR", "€": "EUR", "p": "GBP", "g": "GBP", "£": "GBP"}.get(match["base"][0], "USD")
        yield _figure("exchange", decimal(match["num"]), match, currency=currency, base=base)
    elif into is not None:
        yield _figure("into", 1, into, currency=_CURRENCIES[into["cur"]])


def _amounts(lower: str, heard: Sequence[Entity]) -> Iterator[dict[str, Any]]:
    """The amounts that are no pay, no employer's money, no raise and no rate of exchange."""
    taken = [match.span() for each in (*_EXCHANGE, _RAISE) for match in each.finditer(lower)]
    for each in (*_money(heard), *(e for e in heard if e["entity"] == "income")):
        given = _FROM_EMPLOYER.search(lower[max(each["start"] - 60, 0) : each["start"]]) is not None
        if given and each.get("per") == "year" and each["value"] <= MOST_OF_EMPLOYER:
            yield {**each, "entity": "figure", "name": "employer"}
    for each in _money(heard):
        if not any(begin <= each["start"] < end for begin, end in taken):
            name = {"credit": "per_credit", "month": "a_month"}.get(str(each.get("per")), "amount")
            yield {**each, "entity": "figure", "name": name}


def _kept(lower: str, heard: Sequence[Entity]) -> Iterator[dict[str, Any]]:
    """What somebody may borrow or was lent, and what life costs: amounts beside such a word."""
    for each in heard:  # an amount a month that the criteria took for life already
        if each["entity"] == "assumption" and each.get("name") == "living":
            yield {
                **each,
                "entity": "figure",
                "value": each["value"] * MONTHS,
                "per": "year",
                "currency": "USD",
            }
    for each in _money(heard):
        before, behind = lower[max(each["start"] - 40, 0) : each["start"]], lower[each["end"] : each["end"] + 30]
        name = next(
            (name for name, (left, right) in _BESIDE.items() if left.search(before) or right.match(behind)), None
        )
        if name == "loan":
            yield {**each, "entity": "figure", "name": name}
        elif name == "living" and each.get("per") in _A_YEAR:
            yield {
                **each,
                "entity": "figure",
                "name": name,
                "value": each["value"] * _A_YEAR[each["per"]],
                "per": "year",
            }


def _money(heard: Sequence[Entity]) -> Iterator[dict[str, Any]]:
    for each in heard:
        if each["entity"] in ("money", "budget") and isinstance(each.get("value"), (int, float)):
            yield {**each, "currency": each.get("currency") or "USD"}


def _figure(name: str, value: float, match: re.Match[str], **more: Any) -> dict[str, Any]:
    start, end = match.span()
    return {"entity": "figure", "name": name, "value": value, "op": "is", "start": start, "end": end, **more}
