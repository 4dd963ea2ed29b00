"""Which sum a message asks for, and the figures that were told for it, now and before. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.guide import SumTalk
from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.payoff_figures import PER_YEAR
from actions.dialogue.way import Route, changes

MOST_AGAIN = 9  # words of a message that asks the same of something else
ENOUGH = "enough"  # the kind that asks whether a loan covers the sums before
ALL = "all"
# Figures that a message tells for later sums, kept in the profile: amounts with their currency, a rate of exchange.
KEPT = ("loan", "living", "exchange")
# Figures that the calculation of the pay-off keeps.
_ASSUMED = ("income", "employer", "scholarship", "savings", "price", "tax")
_MONEY = ("money", "budget")
_AGAIN, _CORRECTS, _ENOUGH = (re.compile(table("sums")[each], re.I) for each in ("again", "corrects", "enough"))
# Figures of what the sum before was about, which end where something else is named.
_OF_THAT = ("whole", "amount", "courses", "credits", "per_credit")
_PLACE = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th|last|others?|rest|both|all|each)\b", re.I)
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}


def asked(message: Message, _memory: Memory) -> Route | None:
    """ "What's the monthly payment on 90k at 7 %": a sum, whatever the words remind of."""
    return Route("reckon", message) if message.has("sum") and not message.does("story") else None


def asked_again(message: Message, memory: Memory) -> Route | None:
    """ "And third?", "no wait, 66k", "so is the loan enough?": the sum before, of something else, or against a loan."""
    talk = memory.guide
    if not isinstance(talk, SumTalk) or memory.last.get("action") != "reckon" or changes(message):
        return None
    if "loan" in memory.profile and _ENOUGH.search(message.text) and not message.has(*NAMES):
        return Route("reckon", _with_sum(message, ENOUGH))
    if len(message.text.split()) > MOST_AGAIN:
        return None
    others = message.has(*NAMES, "pointer") or _PLACE.search(message.text) is not None
    corrected = message.has(*_MONEY) and (message.does("correction") or _CORRECTS.search(message.text) is not None)
    if (_AGAIN.search(message.text) and (others or message.has("figure", *_MONEY))) or corrected:
        return Route("reckon", _with_sum(message, talk.sum))
    return None


def _with_sum(message: Message, kind: str) -> Message:
    return replace(message, entities=(*message.entities, {"entity": "sum", "value": kind}))


def places(message: Message) -> tuple[int | str, ...]:
    """The places in a list that are named without "one": 3 for "and third?", "all" for "the other two"."""
    named = [match.lower() for match in _PLACE.findall(message.text)]
    return tuple(_PLACES.get(each, ALL) for each in named)


def figures(message: Message, memory: Memory) -> dict[str, Any]:
    """The figures at hand by name, this message's before earlier ones; "whole" is an amount in all."""
    talk = memory.guide
    earlier = dict(talk.figures) if isinstance(talk, SumTalk) and memory.last.get("action") == "reckon" else {}
    kept = {name: memory.profile[name] for name in KEPT if name in memory.profile}
    assumed = {name: memory.assumptions[name] for name in _ASSUMED if name in memory.assumptions}
    told: dict[str, Any] = {}
    if message.has(*NAMES, "pointer") or places(message):
        earlier = {name: value for name, value in earlier.items() if name not in _OF_THAT}
    for each in message.entities:
        if each["entity"] in _MONEY and each.get("per") in (None, "total") and not message.has("figure"):
            told.setdefault("whole", as_kept(each))
        if each["entity"] == "income" and each.get("currency") in (None, "USD"):
            told["income"] = float(each["value"]) * PER_YEAR.get(str(each.get("per")), 1)
        if each["entity"] != "figure":
            continue
        name = each["name"]
        told.setdefault(name, as_kept(each) if name in (*KEPT, "amount", "per_credit", "a_month") else each["value"])
        if name == "amount" and each.get("per") == "total":
            told.setdefault("whole", as_kept(each))
        if name == "into":
            told["into"] = each["currency"]
    return {**assumed, **kept, **earlier, **told}


def as_kept(figure: Mapping[str, Any]) -> list[Any]:
    """[value, currency], of a rate of exchange also what it is the price of."""
    base = [figure["base"]] if figure.get("base") else []
    return [float(figure["value"]), figure.get("currency"), *base]
