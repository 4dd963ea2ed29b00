"""Which of some programs costs less: as recorded, for residents of the state, and with what living there costs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.dialogue.memory import Memory, Message
from actions.wording.price_words import estimate_cell, price_words
from actions.wording.replies import Chip, Reply, Table
from actions.wording.short_names import in_sentence, short_title
from actions.wording.words import listed, money, sources
from knowledge.criteria import length
from knowledge.facts import Program
from knowledge.prices import Price, is_resident, price_of
from knowledge.programs import Search

NOT_RECORDED = "not recorded"
OFFERED_LIVING = (1000, 1500, 2500)
_RESIDENT = re.compile(r"in.?state|resident", re.IGNORECASE)
_LIVING = re.compile(r"living|rent\b|dorm|housing", re.IGNORECASE)


@dataclass(frozen=True)
class Total:
    """What a program costs in all, or None, with how it came about; of an estimate the amount is no winner."""

    program: Program
    found: Price | None
    living: float
    amount: float | None
    how: str

    @property
    def known(self) -> float | None:
        """The amount where it rests on the program's own price."""
        return self.amount if self.found is not None and self.found.known is not None else None


def asks_cost(message: Message) -> bool:
    """Whether a comparison is about cost alone."""
    cheaper = any(each["entity"] == "budget" and each.get("op") == "lower" for each in message.entities)
    return cheaper or "price" in message.values("asked_fact") or bool(_LIVING.search(message.text))


def costs_reply(programs: Sequence[Program], message: Message, memory: Memory, search: Search) -> Reply:
    """The cheaper one by what is recorded, and how each sum comes about."""
    resident = bool(_RESIDENT.search(message.text) or message.values("state"))
    living = float(memory.assumptions.get("living") or 0)
    totals = [_total(each, resident or is_resident(each, search.home), living) for each in programs]
    rows = tuple((short_title(each.program), each.how, _cell(each)) for each in totals)
    asked = bool(_LIVING.search(message.text)) and not living
    ask = " What would living there cost you a month? Tell me, and I add it for those on campus." if asked else ""
    return Reply(
        "comparison",
        _verdict(totals, resident) + ask,
        table=Table(("", "How it comes about", "In all"), rows),
        calculations=tuple(f"{short_title(each.program)}: {each.how}" for each in totals),
        chips=_chips(asked),
        sources=tuple(
            dict.fromkeys(
                receipt
                for each in totals
                if each.found is not None
                for receipt in sources(each.found.facts, each.program, search.knowledge)
            )
        ),
    )


def _total(program: Program, resident: bool, living: float) -> Total:
    found = price_of(program, resident)
    if found is None or found.comparable is None:
        how = f"price {NOT_RECORDED}" if found is None else price_words(found)
        return Total(program, found, 0.0, None, how)
    parts = [price_words(found)]
    months = length(program)
    delivery = program.fact("delivery")
    away = delivery is not None and "online" not in delivery.value
    spent = living * months[1].value if living and away and months is not None else 0.0
    if spent and months is not None:
        parts.append(f"{months[1].value:g} months × {money(living)} of living = {money(spent)}")
    elif living and away:
        parts.append(f"living not added: its length is {NOT_RECORDED}")
    return Total(program, found, spent, found.comparable + spent, "; ".join(parts))


def _cell(total: Total) -> str:
    if total.amount is None or total.found is None:
        return NOT_RECORDED
    if total.known is None:
        return estimate_cell(total.found, total.amount)
    return money(total.amount, total.program.currency)


def _verdict(totals: Sequence[Total], resident: bool) -> str:
    names = {each.program.id: in_sentence(each.program) for each in totals}
    missing = [names[each.program.id] for each in totals if each.known is None]
    known = sorted((each.known, each.program.id) for each in totals if each.known is not None)
    about = [
        f"{names[each.program.id]} costs about {money(each.amount)}"
        for each in totals
        if each.known is None and each.amount is not None
    ]
    tail = f" The price of {listed(missing)} is not recorded: ask before you decide." if missing else ""
    tail += f" By estimate {listed(about)}." if about else ""
    if len({each.program.currency for each in totals if each.known is not None}) > 1:
        return "Their prices are in different currencies, so I don’t name a cheaper one." + tail
    if len(known) < 2:
        return "I can’t name the cheaper one." + tail
    by = "with resident prices where they are recorded" if resident else "by what is recorded"
    (least, first), (second, _) = known[:2]
    if least == known[-1][0]:
        return f"They cost the same {by}." + tail
    currency = next(each.program.currency for each in totals if each.program.id == first)
    if least == second:
        tied = [names[id_] for amount, id_ in known if amount == least]
        dearer = next(amount for amount, _ in known if amount > least)
        says = f"Cheapest {by} are {listed(tied)}: {money(least, currency)} each, the next {money(dearer, currency)}."
        return says + tail
    return f"Cheaper {by} is {names[first]}: {money(least, currency)}, the next {money(second, currency)}." + tail


def _chips(asked: bool) -> tuple[Chip, ...]:
    if not asked:
        return (Chip("Compare everything", "/compare_programs"), Chip("Does it pay for me?", "/ask_payoff"))
    return tuple(Chip(f"About {money(each)} a month", _payload(each)) for each in OFFERED_LIVING)


def _payload(living: int) -> str:
    return f"/compare_programs{json.dumps({'assumption': {'name': 'living', 'value': living}})}"
