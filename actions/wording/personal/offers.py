"""Schools in a person's story: offers with their prices, refusals, and where they studied. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from actions.dialogue.memory import Memory
from actions.wording.personal.reach import price_facts, with_prices
from actions.wording.personal.said import Part, Said, holds, how_many, receipted
from actions.wording.short_names import at, in_sentence
from actions.wording.words import listed, money, plain
from knowledge.facts import Program, University
from knowledge.programs import Search

MOST_OFFERS, MOST_SCHOOLS = 3, 2


def _offers(memory: Memory) -> list[str]:
    return list(memory.profile.get("admitted") or ())[:MOST_OFFERS]


def _name(each: str, search: Search) -> str:
    program, university = search.knowledge.program(each), search.knowledge.university(each)
    return in_sentence(program) if program else at(university) if university else plain(each)


def _offer(least: int) -> Part:
    def met(memory: Memory, search: Search) -> Said | None:
        offers = _offers(memory)
        return Said(listed([_name(each, search) for each in offers])) if len(offers) >= least else None

    return met


def _one_offer(memory: Memory, search: Search) -> Said | None:
    return _offer(1)(memory, search) if len(_offers(memory)) == 1 else None


def _priced_offers(memory: Memory, search: Search) -> list[tuple[float, Program]]:
    """The offers whose own price is on record, in US dollars, cheapest first."""
    found: list[tuple[float, Program]] = []
    for each in _offers(memory):
        program = search.knowledge.program(each)
        price = search.price(program) if program else None
        if program and price and price.known is not None and price.currency == "USD":
            found.append((price.known, program))
    return sorted(found, key=lambda each: each[0])


def _offers_priced(memory: Memory, search: Search) -> Said | None:
    found = _priced_offers(memory, search)
    return with_prices(found, search) if len(found) > 1 else None


def _offers_apart(memory: Memory, search: Search) -> Said | None:
    """What lies between the cheapest and the dearest offer."""
    found = _priced_offers(memory, search)
    if len(found) < 2 or found[0][0] == found[-1][0]:
        return None
    facts = [fact for _, each in (found[0], found[-1]) for fact in price_facts(each, search)]
    return receipted(money(found[-1][0] - found[0][0]), facts, search.knowledge)


def _offer_price(memory: Memory, search: Search) -> Said | None:
    found = _priced_offers(memory, search)
    if len(_offers(memory)) != 1 or not found:
        return None
    return receipted(money(found[0][0]), price_facts(found[0][1], search), search.knowledge)


def _offer_left(memory: Memory, search: Search) -> Said | None:
    """What the scholarship leaves of the price of the one offer."""
    found, scholarship = _priced_offers(memory, search), memory.assumptions.get("scholarship")
    if len(_offers(memory)) != 1 or not found or not scholarship or found[0][0] <= scholarship:
        return None
    return receipted(money(found[0][0] - scholarship), price_facts(found[0][1], search), search.knowledge)


def _offer_covered(memory: Memory, search: Search) -> Said | None:
    """Whether the savings pay the one offer in full."""
    found, savings = _priced_offers(memory, search), memory.assumptions.get("savings")
    return holds(len(_offers(memory)) == 1 and bool(found) and bool(savings) and found[0][0] <= (savings or 0))


def _refused_by(memory: Memory, search: Search) -> Said | None:
    names = [_name(each, search) for each in list(memory.profile.get("refused_by") or ())[:MOST_SCHOOLS]]
    return Said(listed(names)) if names else None


def _old_school(memory: Memory, search: Search) -> University | None:
    found = (search.knowledge.university(each) for each in memory.profile.get("studied") or ())
    return next((each for each in found if each is not None), None)


def _studied(memory: Memory, search: Search) -> Said | None:
    school = _old_school(memory, search)
    return Said(at(school)) if school else None


def _own_programs(memory: Memory, search: Search) -> Said | None:
    """How many named programs the university has at which the person studied."""
    school = _old_school(memory, search)
    count = sum(each.university.id == school.id for each in search.knowledge.named) if school else 0
    return how_many(count, search.knowledge)


OFFERS: Mapping[str, Part] = {
    "offers": _offer(2),
    "one_offer": _one_offer,
    "offers_priced": _offers_priced,
    "offers_apart": _offers_apart,
    "offer_price": _offer_price,
    "offer_left": _offer_left,
    "offer_covered": _offer_covered,
    "refused_by": _refused_by,
    "studied": _studied,
    "own_programs": _own_programs,
}
