"""Budgets and incomes: amounts with a currency, a multiplier or a reason to be money."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.criteria.numbers import DIGITS, WORDS, any_number, read, tidy
from bot.nlu.criteria.text import Entity, Message

_CURRENCIES = {
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "us dollars": "USD",
    "bucks": "USD",
    "$": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
    "inr": "INR",
    "rupees": "INR",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "s$": "SGD",
    "sgd": "SGD",
    "hk$": "HKD",
    "hkd": "HKD",
    "chf": "CHF",
    "francs": "CHF",
    "sek": "SEK",
    "kr": "SEK",
    "aed": "AED",
    "dirhams": "AED",
}
_MULTIPLIERS = {
    "k": 1e3,
    "ks": 1e3,
    "grand": 1e3,
    "thousand": 1e3,
    "thousands": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "lacs": 1e5,
    "lpa": 1e5,
    "l": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "cr": 1e7,
}
_INDIAN = frozenset(("lakh", "lakhs", "lac", "lacs", "lpa", "l", "crore", "crores", "cr"))
_PER = {
    "credit": "credit",
    "credits": "credit",
    "unit": "credit",
    "cr": "credit",
    "year": "year",
    "yr": "year",
    "annum": "year",
    "pa": "year",
    "semester": "semester",
    "sem": "semester",
    "term": "semester",
    "month": "month",
    "mo": "month",
    "course": "course",
    "class": "course",
    "module": "course",
    "hour": "hour",
    "hr": "hour",
    "week": "week",
    "yearly": "year",
    "annually": "year",
    "monthly": "month",
    "annual": "year",
}


def _any(words: object) -> str:
    return "|".join(re.escape(str(word)) for word in sorted(words, key=lambda w: -len(str(w))))  # type: ignore[call-overload]


_BEFORE = rf"(?:{_any(w for w in _CURRENCIES if len(w) < 4)})"
_TIMES = rf"(?:{_any(_MULTIPLIERS)})(?![a-z])"
_BEHIND = rf"(?:{_any(_CURRENCIES)})(?![a-z])"
_PERIOD = (
    r"(?:\s*(?:(?:/|per|a|an|each|every|for each|p)\s*)(?P<per>credits?|cr|unit|year|yr|annum|semester|sem|term|month|mo"
    r"|course|class|module|hour|hr|week)(?![a-z])|\s*(?P<per2>yearly|annually|monthly|pa)(?![a-z]))"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<cur>{_BEFORE})?\s?(?:"
    rf"(?P<low>{DIGITS})\s?(?P<lowtimes>{_TIMES})?\s?(?:{_BEHIND})?\s?(?:-|to|and)\s?(?:{_BEFORE})?\s?)?"
    rf"(?P<num>{DIGITS}|{WORDS}(?=\s(?:{_TIMES}|{_BEHIND})))(?![\d%])\s?(?P<times>{_TIMES})?\+?\s?(?P<behind>{_BEHIND})?"
    rf"(?:\s?-?ish(?![a-z]))?{_PERIOD}?"
)
_AT_MOST = re.compile(
    r"(?:under|below|beneath|less th[ae]n|not? (?:go(?:ing)? )?(?:more|over|above|higher)(?: th[ae]n)?|no more th[ae]n|nothing (?:over|above|more th[ae]n)|at (?:the )?most"
    r"|max(?:imum)?(?: of)?|up to|upto|within|cheaper than|cap(?:ped)? (?:at|of|is)|not exceed(?:ing)?|<=?|limit(?: is| of)?"
    r"|(?:n't|nt|not|never|cannot|can not|don't)(?: \w+){0,4} (?:over|above|more th[ae]n|past|exceed))\s*(?:about |around |like |a |the )*$"
)
_AT_LEAST = re.compile(r"(?:over|above|more th[ae]n|at least|min(?:imum)?(?: of)?|>=?|starting at)\s*$")
_ABOUT = re.compile(
    r"(?:about|around|roughly|approx(?:imately)?\.?|circa|~|close to|in the range of|somewhere near)\s*$"
)
_MOST_BEHIND = re.compile(
    r"\s*,?\s*(?:in total |total |usd )?(?:max\b|maximum|tops\b|at (?:the )?most|or (?:less|under|below|lower|cheaper)|and (?:under|below)"
    r"|limit|ceiling|cap\b|is (?:my |the )?(?:absolute )?(?:max|ceiling|limit|cap|most))"
)
_LEAST_BEHIND = re.compile(r"\s*(?:or more|and up|minimum|and above|at least|plus\b)")
_ABOUT_BEHIND = re.compile(r"\s*(?:-?ish\b|or so|give or take|roughly|more or less|approx)")
_TOTAL_BEHIND = re.compile(
    r".{0,12}\b(?:in total|total|all in|overall|altogether|for the (?:whole|entire)|on the (?:whole|entire))\b"
)

_INCOME = re.compile(
    r"\b(?:(?:i|we|he|she|they|currently|now|only|and|husband|wife) )?(?:make|makes|making|earn|earns|earning|paid|get paid|salary|income|wage"
    r"|on a salary|pay is|compensation|tc|ctc|package|payscale|take home)\b(?: (?:is|of|about|around|roughly|only|currently|like|approximately|was|at|just|\w+ing))*"
    r"\s*:?\s*$"
)
_INCOME_BEHIND = re.compile(
    r"\s*(?:a year |per year |/yr |annual |yearly )?(?:salary|income|job|wage|base|tc\b|ctc\b|lpa\b|take home)|\s*(?:a year |per year )(?:at|from) my job"
)
_DREAM = re.compile(
    r"\b(?:want|love|like|hope|hoping|wish|dream|expect|aim|goal|would|could|could i|can i|will i|to|potential|starting|average|avg|median|get)\b"
    r"(?: \w+){0,2} (?:make|making|earn|earning|salary|salaries|paid|a|of|is)\s*(?:about |around |over |at least |more than )?$"
)
_NO_BUDGET_LEFT = re.compile(
    r"\b(?:owe|owing|debt of|loans? of|loans? worth|won|scholarship of|grant of|401|application fee (?:of|is|under)?|app fee (?:of|under)?"
    r"|(?:employer|company|work|job|boss|tuition assistance)(?: (?:will|would|can|only|also))?"
    r" (?:pays?|reimburses?|covers?|gives?(?: me)?|offers?|contributes?|provides?)(?: for| up to| me)*"
    r"|reimburses?|reimbursement(?: of)?|covers? (?:up to)?|(?:has|have|with)(?: over| about)? (?=\S+ students)"
    r"|room|unit|section|course|chapter|version|python|class of|ranked|rank|top|zip|gre|toefl|ielts|duolingo|fall|spring|summer|winter)\s*:?#?\s*$"
)
_NO_BUDGET_RIGHT = re.compile(
    r"\s*(?:in |of )?(?:student |credit card |undergrad(?:uate)? |college )?(?:debt|loans?)\b|\s*(?:scholarship|grant|fellowship|stipend|bonus|raise|students|people|employees"
    r"|applicants|words|miles|km|kids|users|reviews|views|steps|followers|hours|hrs|credits|days|times|jobs|x\b|th\b|st\b|nd\b|rd\b|gre|toefl|months?|years?|yrs?|gb|mb|rows)"
)
_REASON = re.compile(
    r"\b(?:budget|tuition|spend|spending|pay|paying|afford|cost|costs|price|cheaper|total|saved|savings|invest|usd|fees?|expensive|grand|money)\b"
)
_MAKE_IT = re.compile(r"\b(?:make|making|made) (?:it|that|the budget|my budget)(?: to)?\s*$")
_SAVED = re.compile(r"\b(?:got|have|saved|has)\s*(?:about |around )?$")
_LONE = re.compile(rf"\s*(?:{DIGITS})\s*$")
_ANNUAL = re.compile(r"\b(?:annual|yearly|annually)\b[^,.;]{0,25}$")
_CREDIT = re.compile(r"\b(?:per credit|credit hour)\b[^,.;]{0,15}$")
_AGAIN = re.compile(
    r"\b(?:make (?:that|it)|no wait|actually|i mean|rather|sorry)[ ,]*(?P<num>\d{1,3})(?![\d.,%]|\s?(?:k\b|year|month|gpa|mile|toefl|gre))"
)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The text on both sides of an amount."""

    left: str
    right: str


def find(message: Message) -> None:
    """Adds every budget and income."""
    flat = message.flat
    if "free" in flat or "tuition" in flat:
        _free(message)
    if not any(character.isdigit() for character in flat) and not any_number(tuple(message.words)):
        return
    for match in _AMOUNT.finditer(flat):
        if match.group("num") is None or not message.free(match.start(), match.end()):
            continue
        _read_amount(message, match)
    _bare_corrections(message)
    _bare_thousands(message)


def _read_amount(message: Message, match: re.Match[str]) -> None:
    groups = match.groupdict()
    start, end = match.start(), match.end()
    while message.flat[start] == " ":
        start += 1
    end = start + len(message.flat[start:end].rstrip())
    sides = _Sides(message.left(start, 45), message.right(end, 40))
    amount, low = _amounts(groups)
    if message.flat[start:end].strip() in ("401k", "529k"):
        return
    times = groups["times"]
    currency = _currency(groups, message)
    period = groups["per"] or groups["per2"]
    per = _PER[period] if period else None
    sure = bool(groups["cur"] or groups["behind"] or (times and times != "l"))
    if not sure and not _is_money(message, sides, amount, per, low is not None):
        return
    if _NO_BUDGET_LEFT.search(sides.left) or _NO_BUDGET_RIGHT.match(sides.right):
        return
    making_it = _MAKE_IT.search(sides.left)
    if not making_it and (_INCOME.search(sides.left) or _INCOME_BEHIND.match(sides.right) or times == "lpa"):
        if not _DREAM.search(sides.left):
            message.add("income", tidy(amount), start, end, per=per or "year", currency=currency or "USD")
        return
    if _DREAM.search(sides.left) and re.search(r"\b(?:make|earn)", sides.left):
        return
    if per in ("hour", "week"):
        return
    if (per or _period(message, sides)) == "total" and amount < 1000 and "budget" not in message.flat:
        return
    op = "between" if low is not None else _op(sides, match.group())
    entity = message.add(
        "budget", tidy(amount), start, end, op, per=per or _period(message, sides), currency=currency or "USD"
    )
    if low is not None:
        entity.extras["low"] = tidy(low)


def _amounts(groups: dict[str, str | None]) -> tuple[float, float | None]:
    times = _MULTIPLIERS[groups["times"]] if groups["times"] else 1.0
    amount = read(groups["num"] or "0") * times
    if groups["low"] is None:
        return amount, None
    low = read(groups["low"]) * (_MULTIPLIERS[groups["lowtimes"]] if groups["lowtimes"] else 1.0)
    if low < amount / 1000 * 2 or (groups["lowtimes"] is None and low * times <= amount):
        low *= times
    return (amount, low) if low < amount else (amount, None)


def _currency(groups: dict[str, str | None], message: Message) -> str | None:
    typed = groups["cur"] or groups["behind"]
    if typed:
        return _CURRENCIES[typed]
    return "INR" if groups["times"] in _INDIAN else None


def _is_money(message: Message, sides: _Sides, amount: float, per: str | None, ranged: bool) -> bool:
    """Whether a number without currency or multiplier is money all the same."""
    if per in ("credit", "semester", "course", "month", "year") and amount >= 50:
        return True
    if amount < 1000 or 1990 <= amount <= 2040 or amount > 2_000_000:
        return False
    if _LONE.fullmatch(message.flat):
        return True
    limits = _AT_MOST.search(sides.left) or _MOST_BEHIND.match(sides.right) or _ABOUT.search(sides.left)
    return bool(limits or ranged or _REASON.search(message.left(len(message.flat), 10_000)))


def _op(sides: _Sides, typed: str) -> str:
    if typed.rstrip().endswith("ish") or _ABOUT_BEHIND.match(sides.right):
        return "about"
    if _AT_MOST.search(sides.left) or _MOST_BEHIND.match(sides.right):
        return "at_most"
    if _AT_LEAST.search(sides.left) or _LEAST_BEHIND.match(sides.right):
        return "at_least"
    return "about" if _ABOUT.search(sides.left) else "at_most"


def _period(message: Message, sides: _Sides) -> str:
    if _TOTAL_BEHIND.match(sides.right):
        return "total"
    if _ANNUAL.search(sides.left):
        return "year"
    return "credit" if _CREDIT.search(sides.left) else "total"


_THOUSANDS = re.compile(
    r"\b(?:budget(?: is| to| of| at| around| about| up| max)*|(?:pay|spend|cost|afford|spending|paying)\w*(?: not| no)? more than|(?:pay|spend|afford)(?: about| around| up to| maybe)*)\s+"
    r"(?P<num>\d{2,3})(?![\d.,%])(?!\s*(?:k\b|a\b|an\b|per|/|hours|hrs|years?|months?|days|percent|minutes|credits|dollars|usd|bucks|to|-|lakhs?|grand|thousand|times))"
)


def _bare_thousands(message: Message) -> None:
    """ "raise the budget to 45" means thousands."""
    if any(each.kind == "budget" for each in message.found):
        return
    match = _THOUSANDS.search(message.flat)
    if match is not None and message.free(*match.span("num")):
        message.add("budget", int(match["num"]) * 1000, *match.span("num"), "at_most", per="total", currency="USD")


_FREE = re.compile(
    r"\b(?:tuition free|(?:no|zero|without|free of|w/o) (?:any )?tuition(?: fees?| costs?)?|free tuition|free (?:online )?(?:masters?|master's|ms|msc|degrees?|programs?|education|universit\w+)|free of charge)\b"
)


def _free(message: Message) -> None:
    """A degree that costs nothing."""
    match = _FREE.search(message.flat)
    if match is not None and message.free(*match.span()) and not message.flat[: match.start()].endswith("gre "):
        message.add("budget", 0, *match.span(), "at_most", per="total", currency="USD")


def _bare_corrections(message: Message) -> None:
    """ "30k, no make that 25": a bare number after a corrected budget counts in the same unit."""
    budgets = [each for each in message.of("budget") if each.value is not None]
    if not budgets:
        return
    for match in _AGAIN.finditer(message.flat):
        start, end = match.span("num")
        earlier: Entity = budgets[-1]
        if earlier.end <= start and message.free(start, end):
            scale = 1000 if earlier.value >= 1000 and earlier.value % 1000 == 0 else 1
            message.add("budget", int(match["num"]) * scale, start, end, "at_most", **earlier.extras)
