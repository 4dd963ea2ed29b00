"""Which programs a person's money pays for, by name, price and time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from actions.dialogue.memory import Memory
from actions.wording.personal.said import Part, Said, counted, receipted
from actions.wording.price_words import estimate_below
from actions.wording.short_names import in_sentence
from actions.wording.words import listed, money
from knowledge.criteria import Status
from knowledge.facts import Fact, Program
from knowledge.prices import dollars
from knowledge.programs import Search
from knowledge.wishes import MUST, Wish

MOST_NAMES = 2
YEARS_OF_HELP = 3  # for which an employer's money is added up: the usual length of study beside a job
MONTHS_A_YEAR = 12
LONGEST = 5 * MONTHS_A_YEAR  # in which most schools want a degree to be done
MONTHS_OF_UNIT = {"month": 1, "year": MONTHS_A_YEAR}

Priced = tuple[float, Program]


def budget_of(memory: Memory) -> Wish | None:
    """The limit in US dollars that was set, or None."""
    found = (each for each in memory.wishes if each.key == "budget" and each.op in ("at_most", "below"))
    return next((each for each in found if each.currency in ("", "USD")), None)


def fits(program: Program, memory: Memory, search: Search) -> bool:
    """Whether the program is known to miss no must, the limit of money left aside."""
    musts = (each for each in memory.wishes if each.strength == MUST and each.key != "budget")
    return all(search.check(program, each).status is not Status.MISSED for each in musts)


def own_prices(search: Search) -> list[Priced]:
    """The named programs with a price of their own, in US dollars, cheapest first."""
    found = [(amount, each) for each in search.knowledge.named if (amount := dollars(each, search.home)) is not None]
    return sorted(found, key=lambda each: (each[0], each[1].id))


def priced(memory: Memory, search: Search) -> list[Priced]:
    """Those of them that miss no must."""
    return [each for each in own_prices(search) if fits(each[1], memory, search)]


def share_within(amount: float, search: Search) -> Said | None:
    """How many of these prices an amount pays in full: "12 of 54"; None where it pays none."""
    prices = own_prices(search)
    count = sum(each <= amount for each, _ in prices)
    return counted(f"{count} of {len(prices)}", search.knowledge) if count else None


def price_facts(program: Program, search: Search) -> list[tuple[Fact, Program | None]]:
    """The facts that the price of a program rests on."""
    found = search.price(program)
    return [(fact, program) for _, fact in found.facts] if found else []


def with_price(amount: float, program: Program) -> str:
    """A program with its price: "OMSCS at Georgia Tech ($7,000)"."""
    return f"{in_sentence(program)} ({money(amount)})"


def with_prices(chosen: Sequence[Priced], search: Search) -> Said | None:
    """Programs with their prices and the receipts, or None of none."""
    if not chosen:
        return None
    words = listed([with_price(*each) for each in chosen])
    return receipted(words, [fact for _, each in chosen for fact in price_facts(each, search)], search.knowledge)


def lowest_known(found: Sequence[Priced], among: Iterable[Program], search: Search) -> Said | None:
    """The cheapest of some programs with its price, and beside it which of all of them an estimate puts below it."""
    if not found:
        return None
    amount, program = min(found, key=lambda each: (each[0], each[1].id))
    facts = price_facts(program, search)
    below = estimate_below(amount, among, search.home)
    if below is None:
        return receipted(with_price(amount, program), facts, search.knowledge)
    words = f"{in_sentence(program)} ({money(amount)}; {below.words})"
    return receipted(words, [*facts, *((fact, below.program) for _, fact in below.price.facts)], search.knowledge)


def _budget_names(memory: Memory, search: Search) -> Said | None:
    wish = budget_of(memory)
    found = priced(memory, search) if wish and wish.unit not in MONTHS_OF_UNIT else []
    kept = (each for each in found if wish and search.check(each[1], wish).status is Status.MET)
    return with_prices([each for each, _ in zip(kept, range(MOST_NAMES), strict=False)], search)


def _savings_names(memory: Memory, search: Search) -> Said | None:
    savings = memory.assumptions.get("savings")
    found = [each for each in priced(memory, search) if each[0] <= savings] if savings else []
    return with_prices(found[:MOST_NAMES], search)


def _cheapest_fitting(memory: Memory, search: Search) -> Said | None:
    musts = any(each.strength == MUST and each.key != "budget" for each in memory.wishes)
    among = (each for each in search.knowledge.named if fits(each, memory, search))
    return lowest_known(priced(memory, search)[:1], among, search) if musts else None


def _paid_in(memory: Memory, search: Search) -> Said | None:
    """Cheapest programs and the months in which a sum a month or a year pays them."""
    wish = budget_of(memory)
    if wish is None or wish.unit not in MONTHS_OF_UNIT or not wish.value:
        return None
    return _in_time(wish.value / MONTHS_OF_UNIT[wish.unit], 1, "months", memory, search)


def _employer_pays(memory: Memory, search: Search) -> Said | None:
    """Cheapest programs and the years in which the employer's money pays them."""
    yearly = memory.assumptions.get("employer")
    return _in_time(yearly / MONTHS_A_YEAR, MONTHS_A_YEAR, "years", memory, search) if yearly else None


def _in_time(monthly: float, months: int, unit: str, memory: Memory, search: Search) -> Said | None:
    found = [each for each in priced(memory, search)[:MOST_NAMES] if each[0] / monthly <= LONGEST]
    if not found:
        return None
    times = [ceil(round(amount / monthly / months, 6)) for amount, _ in found]
    spans = [f"one {unit.removesuffix('s')}" if time == 1 else f"{time} {unit}" for time in times]
    words = listed([f"{with_price(*each)} in {span}" for each, span in zip(found, spans, strict=True)])
    return receipted(words, [fact for _, each in found for fact in price_facts(each, search)], search.knowledge)


def _employer_reach(memory: Memory, search: Search) -> Said | None:
    yearly = memory.assumptions.get("employer")
    return share_within(YEARS_OF_HELP * yearly, search) if yearly else None


REACH: dict[str, Part] = {
    "budget_names": _budget_names,
    "savings_names": _savings_names,
    "cheapest_fitting": _cheapest_fitting,
    "paid_in": _paid_in,
    "employer_pays": _employer_pays,
    "employer_reach": _employer_reach,
}
