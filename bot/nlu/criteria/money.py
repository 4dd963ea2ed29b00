"""Budgets and incomes: amounts with a currency, a multiplier or a reason to be money."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from bot.nlu.criteria.numbers import (
    ABOUT,
    ABOUT_BEHIND,
    AT_LEAST,
    AT_LEAST_BEHIND,
    AT_MOST,
    AT_MOST_BEHIND,
    DIGITS,
    WORDS,
    any_number,
    read,
    tidy,
)
from bot.nlu.criteria.text import Entity, Message
from bot.nlu.criteria.word_tables import any_of, cue, inverse, table, word_set

_CURRENCIES: dict[str, str] = inverse(table("money")["currencies"])
_GLUED: dict[str, str] = inverse(table("money")["glued"])
_BESIDE_DOLLARS = word_set("money", "beside_dollars")
_MULTIPLIERS: dict[str, int] = inverse(table("money")["multipliers"])
_INDIAN = word_set("money", "indian")
_PER: dict[str, str] = inverse(table("money")["per"])
_THOUSANDS_FOLLOW = r"(?=\d[\d.,]*\s?(?:k|m|mil|million|grand)(?![a-z])|\d{2,3}[ ,]?\d{3}(?!\d))"
_BEFORE = rf"(?:{any_of(word for word in _CURRENCIES if len(word) < 4)}|{any_of(_GLUED)}{_THOUSANDS_FOLLOW})"
_BEHIND = rf"{any_of(_CURRENCIES)}(?![a-z])"
_TIMES = rf"{any_of(_MULTIPLIERS)}(?![a-z])"
_PERIOD = (
    rf"(?:\s*(?:/|per|a|an|each|every|for each|p)\s*(?P<per>{any_of(word for word in _PER if not word.endswith('ly'))})(?![a-z])"
    r"|\s*(?P<per2>yearly|annually|monthly|pa)(?![a-z]))"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<cur>{_BEFORE})?\s?(?:"
    rf"(?P<low>{DIGITS})\s?(?P<lowtimes>{_TIMES})?\s?(?:{_BEHIND})?\s?(?:-|to|and)\s?(?:{_BEFORE})?\s?)?"
    rf"(?P<num>{DIGITS}|(?:{WORDS}|half a|an?)(?=\s(?:{_TIMES}|{_BEHIND})))(?![\d%])\s?(?P<times>{_TIMES})?\+?\s?"
    rf"(?P<behind>{_BEHIND})?(?:\s(?:and )?(?P<cents>\d{{1,2}}) cents)?(?:\s?-?ish(?![a-z]))?{_PERIOD}?"
)

# -- the words before an amount
_MAKE_IT = re.compile(r"\b(?:make|making|made) (?:it|that|the budget|my budget)(?: to)?\s*$")
_ANNUAL = re.compile(r"\b(?:annual|yearly|annually)\b[^,.;]{0,25}$")
_CREDIT = re.compile(r"\b(?:per credit|credit hour)\b[^,.;]{0,15}$")
_INCOME = cue("money", "income")
_DREAM = cue("money", "dream")
# The price of something: a school or an offer before it.
_CHARGES = (
    r"(?:charg(?:es?|ed|ing)|costs?|costing|cost me|priced at|(?:want|ask|bill|quote)(?:s|ed)?|tuition (?:is|was|there is|of)"
    r"|fees? (?:is|are|of)|sticker price(?: is| of)?|would be|comes? (?:to|out at))"
)
_PRICE = cue("money", "price", CHARGES=_CHARGES)
_PRICE_OF = cue("money", "price_of", CHARGES=_CHARGES)
_FOR = re.compile(r" (?:for|at|from) (?:the )?")
_MINE = re.compile(r"\b(?:budget|spend|afford|have|got|saved)\b")
_NO_BUDGET_LEFT = cue("money", "no_budget_left")

# -- the words behind it
_TOTAL_BEHIND = re.compile(r".{0,12}\b(?:in total|total|all in|overall|altogether|(?:for|on) the (?:whole|entire))\b")
_INCOME_BEHIND = cue("money", "income_behind")
_NO_BUDGET_RIGHT = cue("money", "no_budget_right")

# -- the whole message
_REASON = cue("money", "reason")
NEAR = 400  # characters before or behind an amount
_ABOUT_PAY = re.compile(
    r"\b(?:offer|percentile|entry level|start at|salary|salaries|pay range|raise|starting pay|people start|roles?)\b"
)
_ABOUT_STUDY = re.compile(
    r"\b(?:budget|tuition|program|degree|masters?|master's|cost|costs|afford|spend|school|ms|msc)\b"
)
_LONE = re.compile(rf"\s*{DIGITS}\s*$")
_MOST = 20_000_000  # in any currency
_LEAST_TOTAL = 1000  # a degree for less is no budget but a slip, or the price of something else
_MOST_THOUSANDS = 250_000  # "budget is 45" is in thousands, "budget is 500" in nothing that one could tell
_AMOUNTS = ("employer", "scholarship", "savings", "borrow", "living", "price")  # assumptions that are of money
_AGAIN = cue("money", "again")
_THOUSANDS = cue("money", "thousands")
_FREE = cue("money", "free")


@dataclass(frozen=True, slots=True)
class _Sides:
    """The text on both sides of an amount."""

    left: str
    right: str

    @property
    def limited(self) -> bool:
        """Whether they say that it is the most: "at most 20k", "20k max"."""
        return AT_MOST.search(self.left) is not None or AT_MOST_BEHIND.match(self.right) is not None


def find(message: Message) -> None:
    """Adds every budget and income."""
    flat = message.flat
    if "free" in flat or "tuition" in flat:
        _free(message)
    if not any(character.isdigit() for character in flat) and not any_number(message.words):
        return
    reasons = [match.span() for match in _REASON.finditer(flat)]
    for match in _AMOUNT.finditer(flat):
        if match["num"] is not None and message.free(match.start(), match.end()):
            _read_amount(message, match, reasons)
    _settle_currencies(message)
    _bare_corrections(message)
    _bare_thousands(message)


def _settle_currencies(message: Message) -> None:
    """Gives amounts without a currency that of the message: "19k zł gross, the PhD is 4.2k net"; dollars otherwise."""
    amounts = [each for each in (*message.found, *message.asides) if "currency" in each.extras]
    given = [each for each in message.of("assumption") if each.extras["name"] in _AMOUNTS]
    named = {each.extras["currency"] for each in amounts} - {""}
    one = named.pop() if len(named) == 1 else ""
    earned = any(each.extras["currency"] for each in amounts if each.kind == "income")
    for each in amounts:
        same = one not in _BESIDE_DOLLARS or (earned and (each.kind == "income" or one != "INR"))
        each.extras["currency"] = each.extras["currency"] or (one if same else "") or "USD"
    if one and one not in _BESIDE_DOLLARS:
        for each in given:
            each.extras["currency"] = one


def _read_amount(message: Message, match: re.Match[str], reasons: list[tuple[int, int]]) -> None:
    """Adds what an amount of money stands for, if it is one; reasons: where the text speaks of money."""
    groups = match.groupdict()
    typed = match.group()
    start = match.start() + len(typed) - len(typed.lstrip())
    end = match.end() - (len(typed) - len(typed.rstrip()))
    sides = _Sides(message.left(start, 45), message.right(end, 40))
    amount, low = _amounts(groups)
    period = groups["per"] or groups["per2"]
    per = _PER[period] if period else None
    currency = _currency(groups) or ""  # settled with the others of the message
    sure = bool(groups["cur"] or groups["behind"] or (groups["times"] and groups["times"] != "l"))
    if not sure and not _is_money(message, sides, amount, per, low is not None or _is_near(start, reasons)):
        return
    extras = {"per": per or "total", "currency": currency}
    if typed.strip() in ("401k", "529k"):
        return  # a plan's name and no amount
    if _NO_BUDGET_LEFT.search(sides.left) or _NO_BUDGET_RIGHT.match(sides.right):
        message.aside("money", tidy(amount), start, end, **extras)
        return
    earned = _INCOME.search(sides.left) or _INCOME_BEHIND.match(sides.right) or groups["times"] == "lpa"
    if earned and not _MAKE_IT.search(sides.left):
        if not _DREAM.search(sides.left):
            message.add("income", tidy(amount), start, end, per=per or "year", currency=currency)
        else:
            message.aside("money", tidy(amount), start, end, **extras)
        return
    no_budget = _is_pay(message, start, end) or per in ("hour", "week") or _is_price(message, sides, start, end)
    per = per or _period(sides)
    if no_budget or (per == "total" and amount < _LEAST_TOTAL):
        message.aside("money", tidy(amount), start, end, **extras)
        return
    if low is not None and _AT_MOST.search(sides.left):
        low = None  # "maximum I can manage is 25-28k": nobody minds less
    op = "between" if low is not None else _op(sides, typed)
    entity = message.add("budget", tidy(amount), start, end, op, per=per, currency=currency)
    if sides.limited:
        entity.extras["limited"] = True
    if _PAID_OUT.search(sides.left):
        entity.extras["paid_out"] = True
    if low is not None:
        entity.extras["low"] = tidy(low)


_AT_MOST = re.compile(r"\b(?:max(?:imum)?|at most|up to|can (?:only )?(?:manage|afford|spend|pay))\b[^.;\n]{0,30}$")
# What stands before an amount that somebody pays, which is never what they earn.
_PAID_OUT = re.compile(
    r"\b(?:(?:to|i|i[’']?d|i would|i[’']?ll|we|we[’']?d) (?:pay|spend)|paying|spending)"
    r"\s+(?:another |about |around |over |up to |some |like )?\$?$"
)


def _is_price(message: Message, sides: _Sides, start: int, end: int) -> bool:
    """Whether it is what something costs, and not what the person would pay."""
    if sides.limited:
        return False
    if _PRICE.search(sides.left):
        return True
    named = (each for each in message.of("program", "unknown_program") if 0 <= start - each.end <= 40)
    if any(_PRICE_OF.fullmatch(message.flat, each.end, start) for each in named):
        return True
    mine = _MINE.search(sides.left)
    behind = (each for each in message.of("program", "unknown_program") if each.start >= end)
    return not mine and any(_FOR.fullmatch(message.flat, end, each.start) for each in behind)


def _amounts(groups: dict[str, str | None]) -> tuple[float, float | None]:
    """The amount, and the lower end of a range: in "20-30k" both are thousands."""
    times = _MULTIPLIERS[groups["times"]] if groups["times"] else 1.0
    amount = read(groups["num"] or "0") * times + int(groups["cents"] or 0) / 100
    if groups["low"] is None:
        return amount, None
    low = read(groups["low"]) * (_MULTIPLIERS[groups["lowtimes"]] if groups["lowtimes"] else 1.0)
    if groups["lowtimes"] is None and low * times <= amount:
        low *= times
    return (amount, low) if low < amount else (amount, None)


def _currency(groups: dict[str, str | None]) -> str | None:
    typed = groups["cur"] or groups["behind"]
    if typed:
        return _CURRENCIES.get(typed) or _GLUED[typed]
    return "INR" if groups["times"] in _INDIAN else None


def _is_money(message: Message, sides: _Sides, amount: float, per: str | None, reason: bool) -> bool:
    """Whether a number without currency or multiplier is money all the same; a range is a reason, and words near by."""
    if per in ("credit", "semester", "course", "month", "year") and amount >= 50:
        return True
    if amount < 1000 or 1990 <= amount <= 2040 or amount > _MOST:
        return False
    if _LONE.fullmatch(message.flat):
        return True
    return bool(reason or sides.limited or ABOUT.search(sides.left))


def _is_pay(message: Message, start: int, end: int) -> bool:
    """Whether the sentence speaks of what jobs pay, and not of studying."""
    sentence = message.left(start, 80) + message.right(end, 60)
    wanted = _DREAM.search(message.left(start, 45)) and re.search(r"\b(?:make|earn)", sentence)
    return bool(wanted or (_ABOUT_PAY.search(sentence) and not _ABOUT_STUDY.search(sentence)))


def _is_near(start: int, spans: list[tuple[int, int]]) -> bool:
    """Whether one of some spans, in order, is near a place."""
    first = bisect_left(spans, (start - NEAR,))
    return first < len(spans) and spans[first][1] <= start + NEAR


_REFUSED = re.compile(r"\b(?:without|can'?t|cannot|won'?t|not|nothing|no|never|anything)\b[^.;!?]{0,40}$")


def _op(sides: _Sides, typed: str) -> str:
    if typed.rstrip().endswith("ish") or ABOUT_BEHIND.match(sides.right):
        return "about"
    if sides.limited:
        return "at_most"
    if AT_LEAST.search(sides.left) or AT_LEAST_BEHIND.match(sides.right):
        return "at_most" if _REFUSED.search(sides.left) else "at_least"  # "nothing over 15k", "without spending over"
    return "about" if ABOUT.search(sides.left) else "at_most"


def _period(sides: _Sides) -> str:
    if _TOTAL_BEHIND.match(sides.right):
        return "total"
    if _ANNUAL.search(sides.left):
        return "year"
    return "credit" if _CREDIT.search(sides.left) else "total"


def _free(message: Message) -> None:
    """A degree that costs nothing."""
    match = _FREE.search(message.flat)
    if match is not None:
        message.add("budget", 0, *match.span(), "at_most", per="total", currency="USD")


def _bare_thousands(message: Message) -> None:
    """ "raise the budget to 45" means thousands."""
    if any(message.of("budget")):
        return
    match = _THOUSANDS.search(message.flat)
    if match is not None and message.free(*match.span("num")):
        amount = int(match["num"]) * 1000
        if amount > _MOST_THOUSANDS:
            return
        message.add("budget", amount, *match.span("num"), "at_most", per="total", currency="USD")


def _bare_corrections(message: Message) -> None:
    """ "30k, no make that 25": a bare number after a corrected budget counts in the same unit."""
    budgets = [each for each in message.of("budget") if each.value]
    if not budgets:
        return
    earlier: Entity = budgets[-1]
    for match in _AGAIN.finditer(message.flat):
        start, end = match.span("num")
        if earlier.end <= start and message.free(start, end):
            scale = 1000 if earlier.value % 1000 == 0 else 1
            message.add("budget", int(match["num"]) * scale, start, end, "at_most", **earlier.extras)
