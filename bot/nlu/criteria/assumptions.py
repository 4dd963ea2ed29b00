"""What a calculation should assume: "assume 5 % discount rate", "my employer pays 5k a year", "10 hours a week".

Read before money and lengths, which would take these amounts for budgets and durations.
"""

from __future__ import annotations

import re

from bot.nlu.criteria.tables import cue
from bot.nlu.criteria.text import Message

_NUM = r"(?<![\d.,])(?P<num>\d[\d,]*(?:\.\d+)?)"
_MONEY = rf"\$?\s?{_NUM}\s?(?P<k>k|grand|thousand)?(?![\w%])"
_PERCENT = rf"{_NUM}\s?(?:%|percent|per cent)"
_A_YEAR = r"(?:\s*(?:a|per|/|each|every)\s*(?:year|yr|annum)|\s+(?:yearly|annually))?"
_SAYS = r"(?:\s+(?:is|are|of|at|for|about|around|roughly|costs?|cost me|me|rate|up to))*\s+"

# name -> the ways people say it; the first pattern that matches counts
_PATTERNS: dict[str, tuple[str, ...]] = {
    "discount_rate": (rf"{_PERCENT}\s+discount(?: rate)?", rf"\bdiscount(?: rate)?{_SAYS}{_PERCENT}"),
    "raise": (
        rf"\b(?:pay|salary|income|wages?)\s+(?:to )?(?:grows?|rises?|increases?|goes up|going up)(?: by)?\s+{_PERCENT}",
        rf"{_PERCENT}\s+(?:annual |yearly )?(?:raises?|pay growth)",
        rf"\braises? of {_PERCENT}",
    ),
    "tax": (rf"{_PERCENT}\s+(?:income )?tax(?:es)?\b", rf"\btax(?:es)?{_SAYS}{_PERCENT}"),
    "loan_rate": (
        rf"\b(?:loans?|interest|borrow(?:ing)?|apr){_SAYS}{_PERCENT}",
        rf"{_PERCENT}\s+(?:interest|loans?|apr)\b",
    ),
    "horizon": (
        rf"^(?:and |what about |calculate |look(?:ing)? |now )*(?:over|at|horizon of|for)\s+{_NUM}\s+years?(?! of\b| old| ago)",
        rf"\b(?:over|horizon of|look(?:ing)? at)\s+{_NUM}\s+years?\s+(?:instead|horizon|rather)",
    ),
    "living": (
        rf"\b(?:living(?: costs?| expenses?)?|rent(?: and food)?|cost of living)(?: costs?)?{_SAYS}{_MONEY}"
        r"(?:\s+(?:more|extra))?(?:\s*(?:a|per|/)\s*month|\s+monthly)?",
    ),
    "employer": (
        rf"\b(?:employer|company|boss|firm)(?: (?:will|would|can|also|only|might))?\s+"
        rf"(?:pays?|reimburses?|covers?|gives?|offers?|contributes?){_SAYS}{_MONEY}{_A_YEAR}",
        rf"\b(?:job|work|employer|company|boss|firm)(?: (?:will|would|can|also|only|might))?\s+"
        rf"(?:(?:chips?|kicks?|throws?|puts?) in|contributes?|reimburses?|covers?)(?: (?:about|around|up to|like|me))*\s+{_MONEY}{_A_YEAR}",
        rf"\b(?:employer|company|boss|firm)(?: (?:will|would|can|also|only|might))?\s+"
        rf"(?:pays?|reimburses?|covers?|gives?|offers?|contributes?)\s+{_MONEY}{_A_YEAR}",
    ),
    "scholarship": (
        rf"{_MONEY}\s+(?:scholarship|fellowship|grant)\b",
        rf"\b(?:scholarship|fellowship|grant)s?{_SAYS}{_MONEY}",
    ),
    "pay_after": (
        rf"\b(?:earn|make|get|paid|expect|expecting)\s+(?:about |around )?{_MONEY}(?:\s*(?:a|per)\s*year)?\s+"
        r"(?:after(?:wards?| it| that| graduat\w+| the degree)?|with the (?:degree|masters?))\b",
        rf"\b(?:afterwards?|with the degree) (?:i|i'd|i'll)(?: \w+){{0,2}} (?:earn|make|get) {_MONEY}",
    ),
    "borrow": (
        rf"\b(?:no|not|never)?\s*(?:more than|over|at most|max(?:imum)?|up to|under|below) {_MONEY}(?: (?:in|of))?\s+(?:student )?(?:debt|loans?)\b",
        rf"\b(?:owe|borrow|take on)(?: \w+){{0,2}} (?:at most|max|more than|up to|over) {_MONEY}",
    ),
    "savings": (
        rf"\b(?:have|got|with)\s+(?:about |around )?{_MONEY}\s+(?:in savings|in the bank|put aside|set aside)\b",
        rf"\bsavings{_SAYS}{_MONEY}",
        rf"\b(?:put in|use) {_MONEY} (?:of my |from my |of )?savings",
    ),
    "hours": (rf"(?<!work )(?<!working ){_NUM}\s?(?:hours?|hrs?|h)\s*(?:a|per|/|each|every)?\s*(?:week|wk|weekly)\b",),
}
_COMPILED = {name: tuple(map(re.compile, patterns)) for name, patterns in _PATTERNS.items()}
_CUES = cue("assumptions", "cues")


def find(message: Message) -> None:
    """Adds every assumption."""
    flat = message.flat
    if not any(character.isdigit() for character in flat) or not _CUES.search(flat):
        return
    for name, patterns in _COMPILED.items():
        match = next((found for pattern in patterns if (found := pattern.search(flat))), None)
        if match is not None and message.free(*match.span()):
            thousands = 1000 if match.groupdict().get("k") else 1
            value = float(match["num"].replace(",", "")) * thousands
            message.add("assumption", int(value) if value.is_integer() else value, *match.span(), name=name)
