"""Money, wishes and offers of a person against what is recorded. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.dialogue.memory import Memory
from actions.dialogue.quoted import only_quote
from actions.wording.pay import USUAL
from actions.wording.personal.life import is_working, state_told
from actions.wording.personal.reach import own_prices, price_facts, share_within
from actions.wording.personal.said import Part, Said, counted, holds, how_many, receipted
from actions.wording.short_names import in_sentence
from actions.wording.wishes import wish_words
from actions.wording.words import listed, money
from knowledge.criteria import Status
from knowledge.facts import Wage
from knowledge.names import label
from knowledge.programs import Search
from knowledge.wishes import Wish

MOST_NAMES = 2
LEAST_COMPARED = 5  # prices in the person's currency and unit; fewer say nothing
_MILITARY = re.compile(r"yellow ribbon|for active military|veterans?\b", re.IGNORECASE)
A_YEAR = " a year"


def _wish(memory: Memory, key: str, op: str | None = None) -> Wish | None:
    """The wish of this kind that is no refusal, or has this operator."""
    found = (each for each in memory.wishes if each.key == key and (each.op == op if op else each.op != "not"))
    return next(found, None)


def _amount(name: str, unit: str = "") -> Part:
    """A figure for the calculation that the person gave."""

    def told(memory: Memory, _search: Search) -> Said | None:
        amount = memory.assumptions.get(name)
        return Said(money(amount) + unit) if amount else None

    return told


def _aim(memory: Memory) -> str:
    """The code of the job aimed at."""
    return str(memory.assumptions.get("occupation") or USUAL[0])


def _wage(memory: Memory, search: Search) -> Wage | None:
    """Pay of the job aimed at, in the person's state where it is published."""
    state = memory.assumptions.get("state") or state_told(memory)
    found = [search.knowledge.wage(_aim(memory), area) for area in (state, "US") if area]
    return next((each for each in found if each is not None and each.median is not None), None)


def _expected(memory: Memory, search: Search) -> Said | None:
    wage = _wage(memory, search)
    fact = wage.fact("median") if wage else None
    occupation = search.knowledge.occupation(wage.soc) if wage else None
    if wage is None or fact is None or occupation is None:
        return None
    where = "the US" if wage.area == "US" else wage.area_name
    return receipted(f"{money(fact.value)} ({occupation.name} in {where})", [(fact, None)], search.knowledge)


def _quoted_dear(memory: Memory, search: Search) -> Said | None:
    """The one price that was quoted, where it is more than half of a year's median pay."""
    price, wage = only_quote(memory), _wage(memory, search)
    median = wage.fact("median") if wage else None
    if price is None or median is None or price <= median.value / 2:
        return None
    return Said(money(price))


def _pay_gain(memory: Memory, search: Search) -> Said | None:
    """The median of the person's job against that of the job aimed at, where that is more."""
    own, aimed = search.knowledge.wage(str(memory.profile.get("job"))), search.knowledge.wage(_aim(memory))
    before, after = (each.fact("median") if each else None for each in (own, aimed))
    occupation = search.knowledge.occupation(_aim(memory))
    if before is None or after is None or occupation is None or before.value >= after.value:
        return None
    words = f"{money(before.value)} against {money(after.value)} ({occupation.name})"
    return receipted(words, [(before, None), (after, None)], search.knowledge)


def _earns(more: bool) -> Part:
    """The person's pay, if it is (not) above the median of the job aimed at."""

    def met(memory: Memory, search: Search) -> Said | None:
        income, wage = memory.assumptions.get("income"), _wage(memory, search)
        if not income or wage is None or (income >= (wage.median or 0)) is not more:
            return None
        return Said(money(income))

    return met


def _budget(memory: Memory, search: Search) -> Said | None:
    wish = _wish(memory, "budget", "at_most")
    return Said(wish_words(wish, search.knowledge)) if wish else None


def _within(memory: Memory, search: Search) -> tuple[int, int]:
    """How many recorded prices lie within the budget, and how many there are to compare with it."""
    wish = _wish(memory, "budget", "at_most")
    found = [search.check(each, wish).status for each in search.knowledge.named] if wish else []
    return found.count(Status.MET), found.count(Status.MET) + found.count(Status.MISSED)


def _budget_reach(memory: Memory, search: Search) -> Said | None:
    within, all_ = _within(memory, search)
    return counted(f"{within} of {all_}", search.knowledge) if within and all_ >= LEAST_COMPARED else None


def _budget_short(memory: Memory, search: Search) -> Said | None:
    wish = _wish(memory, "budget", "at_most")
    return holds(wish is not None and wish.unit == "total" and _within(memory, search)[0] == 0)


def _lowest_price(_memory: Memory, search: Search) -> Said | None:
    amount, program = own_prices(search)[0]
    return receipted(f"{money(amount)} ({in_sentence(program)})", price_facts(program, search), search.knowledge)


def _saved_reach(memory: Memory, search: Search) -> Said | None:
    savings = memory.assumptions.get("savings")
    return share_within(savings, search) if savings else None


def _wanted(key: str, value: str) -> Part:
    return lambda memory, _: holds(wants(memory, key, value))


def wants(memory: Memory, key: str, value: str) -> bool:
    """Whether a wish of this kind holds this value, and refuses nothing."""
    return any(w.key == key and w.op != "not" and value in w.values for w in memory.wishes)


def _beside_job(memory: Memory, _search: Search) -> Said | None:
    wished = _wish(memory, "pace")
    return holds("part_time" in wished.values if wished else is_working(memory))


def _part_time_months(_memory: Memory, search: Search) -> Said | None:
    found = [fact.value for each in search.knowledge.named if (fact := each.fact("months_part_time")) is not None]
    return counted(f"{min(found):g} to {max(found):g} months", search.knowledge) if found else None


def _count_of(key: str) -> Part:
    """How many named programs meet the wish of this kind."""

    def met(memory: Memory, search: Search) -> Said | None:
        wish = _wish(memory, key)
        count = sum(search.check(each, wish).status is Status.MET for each in search.knowledge.named) if wish else 0
        return how_many(count, search.knowledge)

    return met


def _words_of(key: str) -> Part:
    """The wish of this kind in words."""

    def met(memory: Memory, search: Search) -> Said | None:
        wish = _wish(memory, key)
        return Said(wish_words(wish, search.knowledge)) if wish else None

    return met


def _military_money(_memory: Memory, search: Search) -> Said | None:
    """Programs on record as giving money to those who serve or served."""
    found = [(fact, each) for each in search.knowledge.named if (fact := each.fact("funding")) is not None]
    giving = [each for each in found if _MILITARY.search(str(each[0].value))][:MOST_NAMES]
    return receipted(listed([in_sentence(each) for _, each in giving]), giving, search.knowledge) if giving else None


def _field(memory: Memory, search: Search) -> Said | None:
    wish = _wish(memory, "field")
    return Said(label(search.knowledge, "fields", wish.value)) if wish else None


# Wishes that bear on a topic: in words, and how many named programs meet them.
_SAID_AND_COUNTED = (
    "place", "focus", "start", "duration", "letters", "application_fee", "funding", "live",
)  # fmt: skip

MEANS: Mapping[str, Part] = {
    **{key: _words_of(key) for key in _SAID_AND_COUNTED},
    **{f"{key}_count": _count_of(key) for key in _SAID_AND_COUNTED},
    "income": _amount("income"),
    "employer": _amount("employer", A_YEAR),
    "scholarship": _amount("scholarship"),
    "savings": _amount("savings"),
    "borrow": _amount("borrow"),
    "savings_reach": _saved_reach,
    "expected_pay": _expected,
    "quoted_dear": _quoted_dear,
    "pay_gain": _pay_gain,
    "military_money": _military_money,
    "earns_less": _earns(False),
    "earns_more": _earns(True),
    "budget": _budget,
    "budget_reach": _budget_reach,
    "budget_short": _budget_short,
    "lowest_price": _lowest_price,
    "wants_online": _wanted("delivery", "online"),
    "wants_campus": _wanted("delivery", "on_campus"),
    "beside_job": _beside_job,
    "part_time_months": _part_time_months,
    "field": _field,
    "field_count": _count_of("field"),
}
