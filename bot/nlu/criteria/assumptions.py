"""What a calculation should assume: "assume 5 % discount rate", "my employer pays 5k a year", "10 hours a week".

Read before money and lengths, which would take these amounts for budgets and durations.
"""

from __future__ import annotations

import re

from bot.nlu.criteria.numbers import read
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, table

_NUM = r"(?<![\d.,])(?P<num>\d[\d,]*(?:\.\d+)?)"
_MONEY = rf"\$?\s?{_NUM}\s?(?P<k>k|grand|thousand)?(?![\w%])"
_PERCENT = rf"{_NUM}\s?(?:%|percent|per cent)"
_A_YEAR = r"(?:\s*(?:a|per|/|each|every)\s*(?:year|yr|annum)|\s+(?:yearly|annually))?"
_SAYS = r"(?:\s+(?:is|are|of|at|for|about|around|roughly|costs?|cost me|me|rate|up to))*\s+"

_PARTS = {"<NUM>": _NUM, "<MONEY>": _MONEY, "<PERCENT>": _PERCENT, "<A_YEAR>": _A_YEAR, "<SAYS>": _SAYS}


def _compiled(pattern: str) -> re.Pattern[str]:
    for mark, part in _PARTS.items():
        pattern = pattern.replace(mark, part)
    return re.compile(pattern)


_COMPILED = {name: tuple(map(_compiled, patterns)) for name, patterns in table("assumptions").items()}
# Hours of study a week are few: nobody writes out more than these.
_HOURS_IN_WORDS = re.compile(
    r"\b(?P<num>four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty)"
    r" (?:hours?|hrs?) (?:(?:a|per|each|every) week|weekly)\b"
)
_CUES = cue("assumptions", "cues")


def find(message: Message) -> None:
    """Adds every assumption."""
    flat = message.flat
    for said in _HOURS_IN_WORDS.finditer(flat):
        message.add("assumption", int(read(said["num"])), *said.span(), name="hours")
    if not any(character.isdigit() for character in flat) or not _CUES.search(flat):
        return
    for name, patterns in _COMPILED.items():
        match = next((found for pattern in patterns if (found := pattern.search(flat))), None)
        if match is not None and message.free(*match.span()):
            thousands = 1000 if match.groupdict().get("k") else 1
            value = float(match["num"].replace(",", "")) * thousands
            message.add("assumption", int(value) if value.is_integer() else value, *match.span(), name=name)
