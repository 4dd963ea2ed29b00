"""What a calculation of the pay-off rests on: price, length, pay and assumptions of one case, with receipts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from actions.dialogue.memory import Memory
from actions.dialogue.pointing import programs_of_ids
from actions.wording.facts import only_online
from actions.wording.pay import USUAL
from actions.wording.replies import Source
from actions.wording.words import source, sources
from knowledge.advice.finance import Assumptions, Case, Limits
from knowledge.base import Knowledge
from knowledge.facts import Fact, Occupation, Program, Wage
from knowledge.prices import Price, dollars
from knowledge.programs import Search


@dataclass(frozen=True)
class Basis:
    """What a calculation rests on, with receipts.

    Attributes:
        case: the figures.
        program: whose price and length they are, or None for a typical one.
        found: how that price is known; None for a typical one, and where the person gave the price.
        wanted: a program of which not even an estimate in US dollars is at hand, so that a typical one stands in.
        occupation, wage: whose pay is expected; `wage` is None where the person gave the pay themselves.
        state: the code that was asked for; the wage may be the nation's where none is published.
        recorded: how many prices the typical one is the median of; 0 where the person named the price.
        months_recorded: whether the length is the program's own.
        cheapest: the program of the lowest recorded price among those that miss no wish, if it is a cheaper one.
        sources: receipts.
    """

    case: Case
    program: Program | None
    found: Price | None
    wanted: Program | None
    occupation: Occupation
    wage: Wage | None
    state: str | None
    recorded: int
    months_recorded: bool
    cheapest: Program | None
    sources: tuple[Source, ...]

    @property
    def estimate(self) -> Price | None:
        """The estimate that stands in for a price that is not on record."""
        return self.found.estimated if self.found is not None and self.found.known is None else None


def basis_of(memory: Memory, search: Search) -> Basis:
    """The case that the memory's figures make, on the program at hand."""
    knowledge, told = search.knowledge, memory.assumptions
    wanted = _program_at_hand(memory, knowledge)
    found = search.price(wanted) if wanted is not None and wanted.currency == "USD" else None
    found = found if found is not None and found.comparable is not None else None
    program = wanted if found is not None else None
    part_time = _is_part_time(memory, program)
    months, months_recorded = _months(program, part_time, knowledge)
    occupation, wage = _expected(told, knowledge)
    prices = us_prices(knowledge)
    amount, receipts = _price(program, found, prices, knowledge)
    if told.get("price") is not None:  # what the person was quoted goes before what is recorded
        amount, receipts, found = float(told["price"]), (), None
    after = told.get("pay_after")
    pay = (after,) * 3 if after is not None else (float(wage.p25 or 0), float(wage.median or 0), float(wage.p75 or 0))
    case = Case(amount, months, part_time, told["income"], pay, assumptions_of(told, knowledge), limits_of(knowledge))
    used = None if after is not None else wage
    if used is not None and (fact := used.fact("median")) is not None:
        receipts += (source("median", fact, knowledge),)
    receipts += tuple(
        source("", each, knowledge)
        for each in (knowledge.aid["unsubsidized_graduate_per_year"], knowledge.assumptions["loan_rate"])
    )
    cheapest = _cheapest(memory, search, amount)
    recorded = 0 if "price" in told else len(prices)
    return Basis(
        case, program, found, None if program else wanted, occupation, used, told.get("state"), recorded,
        months_recorded, cheapest, receipts,
    )  # fmt: skip


def _cheapest(memory: Memory, search: Search, than: float) -> Program | None:
    found = search.find(memory.wishes)
    programs = [search.knowledge.programs[index] for index in (*found.fitting, *found.possible)]
    priced = [
        (amount, each.id, each)
        for each in programs
        if (amount := dollars(each, search.home)) is not None and amount < than
    ]
    return min(priced)[2] if priced else None


def us_prices(knowledge: Knowledge) -> list[float]:
    """All recorded prices in US dollars, lowest first."""
    return sorted(amount for each in knowledge.programs if (amount := dollars(each)) is not None)


def _program_at_hand(memory: Memory, knowledge: Knowledge) -> Program | None:
    """The program that was named for it, else the first of the shortlist, of those spoken of, of those shown."""
    named = memory.assumptions.get("program")
    ids = [*([named] if named else ()), *(kept.id for kept in memory.shortlist), *memory.mentioned, *memory.shown]
    return next(iter(programs_of_ids(ids, knowledge)), None)


def _is_part_time(memory: Memory, program: Program | None) -> bool:
    """As it was said, else as the search wants it, else beside the job where the program is online only."""
    said = memory.assumptions.get("pace")
    wished = next((wish.value for wish in memory.wishes if wish.key == "pace" and wish.op != "not"), None)
    if said or wished:
        return (said or wished) == "part_time"
    return program is not None and only_online(program)


def _months(program: Program | None, part_time: bool, knowledge: Knowledge) -> tuple[float, bool]:
    """Length in months, and whether it is recorded."""
    keys = ("months_part_time",) if part_time else ("months_full_time", "months_typical")
    for key in keys if program else ():
        if program is not None and (fact := program.fact(key)) is not None and fact.value > 0:
            return float(fact.value), True
    return float(knowledge.assumptions[f"months_{'part' if part_time else 'full'}_time"].value), False


def _price(
    program: Program | None, found: Price | None, prices: Sequence[float], knowledge: Knowledge
) -> tuple[float, tuple[Source, ...]]:
    """The program's price, known or estimated, else the median of all known in US dollars; with receipts."""
    if found is not None and found.comparable is not None and program is not None:
        used = found if found.known is not None else found.estimated or found
        return found.comparable, sources(used.facts, program, knowledge)
    checked = max(each.checked for each in knowledge.programs if each.checked)
    receipt = Source(f"our catalog of {len(prices)} recorded prices", "", f"read up to {checked}")
    return float(median(prices)), (receipt,)


def _expected(told: Mapping[str, Any], knowledge: Knowledge) -> tuple[Occupation, Wage]:
    """The occupation, and its pay in the state, or in the nation where the state's is not published."""
    occupation = knowledge.occupation(told.get("occupation", USUAL[0])) or knowledge.occupation(USUAL[0])
    areas = [told["state"], "US"] if told.get("state") else ["US"]
    wages = [knowledge.wage(occupation.soc, area) for area in areas] if occupation else []
    complete = [each for each in wages if each and None not in (each.p25, each.median, each.p75)]
    usual = knowledge.occupation(USUAL[0])
    nation = knowledge.wage(USUAL[0])
    if usual is None or nation is None:  # `make check` sees to it that the catalog has them
        raise LookupError(f"the catalog has no wages of {USUAL[0]}")
    return (occupation, complete[0]) if occupation and complete else (usual, nation)


def assumptions_of(told: Mapping[str, Any], knowledge: Knowledge) -> Assumptions:
    """What the person said, else what the catalog assumes."""

    def given(name: str) -> float:
        return float(told.get(name, knowledge.assumptions[name].value))

    return Assumptions(
        discount_rate=given("discount_rate"),
        raise_=given("raise"),
        horizon=round(given("horizon")),
        tax=given("tax"),
        living=given("living"),
        employer=given("employer"),
        scholarship=given("scholarship"),
        savings=given("savings"),
        loan_rate=given("loan_rate"),
        loan_years=round(given("loan_years")),
        part_time_share=given("part_time_share"),
        borrow=told.get("borrow"),
    )


def limits_of(knowledge: Knowledge) -> Limits:
    """Federal loan limits from July 2026, for new borrowers."""
    per_year: Fact = knowledge.aid["unsubsidized_graduate_per_year"]
    return Limits(float(per_year.value), float(knowledge.aid["unsubsidized_graduate_total"].value))
