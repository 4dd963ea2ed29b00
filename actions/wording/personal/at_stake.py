"""What is at stake in a decision: the schools weighed, what they cost, the money there is, and what is risked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.dialogue.lookup import word_set
from actions.dialogue.memory import Memory
from actions.dialogue.pointing import programs_of_ids
from actions.wording.facts import only_online
from actions.wording.personal.grades import own_gpa
from actions.wording.personal.life import has, is_from_abroad
from actions.wording.personal.means import wants
from actions.wording.personal.reach import budget_of, price_facts
from actions.wording.personal.said import Part, Said, receipted
from actions.wording.short_names import at, in_sentence
from actions.wording.words import listed, money
from knowledge.facts import Program
from knowledge.prices import Price
from knowledge.programs import Search

MOST_NAMED, LEAST_NAMED = 4, 2
MOST_REACHES, MOST_USUAL = 5, 3
MARGIN = 0.05  # by which a GPA clears a minimum behind which it is no exception

# Situations that a stance rests on and that are told by their own name (bot/nlu/life.py).
SITUATIONS = (
    "applied_in_vain", "worn_out", "goal_reached", "doctor", "free_bootcamp", "new_language", "money_no_object",
    "over_budget", "for_my_child", "deposit_due", "moving_away",
)  # fmt: skip

Weighed = tuple[float, Program, Price]


def _weighed(memory: Memory, search: Search) -> list[Weighed]:
    """The programs spoken of, one a school, with their price in US dollars, recorded or estimated; dearest first."""
    found: list[Weighed] = []
    named = programs_of_ids(memory.mentioned, search.knowledge)
    of_each = {each.university.id: each for each in reversed(of_use(named, memory))}
    for each in of_each.values():
        price = search.price(each)
        if price and price.currency == "USD" and price.comparable is not None:
            found.append((price.comparable, each, price))
    return sorted(found, key=lambda each: -each[0])


def _with_prices(chosen: Sequence[Weighed], search: Search) -> Said:
    told = chosen[:MOST_NAMED]
    words = listed([f"{in_sentence(p)} {'' if price.known else 'about '}{money(amount)}" for amount, p, price in told])
    estimated = any(price.known is None for _, _, price in told)
    facts = [fact for _, program, _ in told for fact in price_facts(program, search)]
    return receipted(f"{words} (“about” by estimate)" if estimated else words, facts, search.knowledge)


def _named_dear(memory: Memory, search: Search) -> Said | None:
    """The schools weighed, dearest first; where there are two at least."""
    found = _weighed(memory, search)
    return _with_prices(found, search) if len(found) >= LEAST_NAMED else None


def _named_cheapest(memory: Memory, search: Search) -> Said | None:
    """The cheapest of the schools weighed, where there are two at least and none costs the same."""
    found = _weighed(memory, search)
    if len(found) < LEAST_NAMED or found[-1][0] == found[-2][0]:
        return None
    return _with_prices(found[-1:], search)


def _named_over(memory: Memory, search: Search) -> Said | None:
    """Those of them that cost more than there is."""
    there = _money(memory)
    found = [each for each in _weighed(memory, search) if there is not None and each[0] > there]
    return _with_prices(found, search) if found else None


def much_sought(program: Program, memory: Memory) -> bool:
    """Whether its campus programs turn most away; an online one that is meant as such doesn't."""
    meant = only_online(program) and not _needs_campus(memory)
    return program.university.name in word_set("names", "much_sought") and not meant


def of_use(programs: Sequence[Program], memory: Memory) -> Sequence[Program]:
    """Those of the programs that are no online degree to somebody who needs a campus; all where none is left."""
    if not _needs_campus(memory):
        return programs
    return [each for each in programs if not only_online(each)] or programs


def _online_no_visa(memory: Memory, search: Search) -> Said | None:
    """The programs spoken of that are online alone, and of no use to them."""
    named = programs_of_ids(memory.mentioned, search.knowledge)
    useful = of_use(named, memory)
    useless = [in_sentence(each) for each in named if each not in useful]
    return Said(listed(useless)) if useless else None


def _needs_campus(memory: Memory) -> bool:
    """Whether an online degree is no use to somebody: it brings no visa, and no work in the country."""
    settles = "settle" in (memory.profile.get("goal") or ())
    return is_from_abroad(memory) or wants(memory, "delivery", "on_campus") or settles


def _named(reaches: bool) -> Part:
    """The schools weighed that turn most applicants away, as everybody knows, or the others."""

    def met(memory: Memory, search: Search) -> Said | None:
        found = [
            each for each in programs_of_ids(memory.mentioned, search.knowledge) if much_sought(each, memory) is reaches
        ]
        schools = list(dict.fromkeys(at(each.university) for each in found))
        return Said(listed(schools[:MOST_REACHES])) if schools else None

    return met


def _usual_places(memory: Memory, search: Search) -> Said | None:
    """Programs that fit the wishes, whose stated minimum the GPA clears, and which don't turn most applicants away."""
    gpa = own_gpa(memory)
    if gpa is None:
        return None
    found = []
    for index in search.find(memory.wishes).fitting:
        program = search.knowledge.programs[index]
        least = program.fact("gpa_min")
        if least is not None and least.value <= gpa - MARGIN and not much_sought(program, memory):
            found.append((least, program))
    names = listed([in_sentence(program) for _, program in found[:MOST_USUAL]])
    return receipted(names, found[:MOST_USUAL], search.knowledge) if found else None


def _money(memory: Memory) -> float | None:
    """What the person can pay in all, in US dollars: the limit set, else the savings."""
    limit = budget_of(memory)
    if limit is not None and limit.unit == "total" and limit.value:
        return float(limit.value)
    saved = memory.assumptions.get("savings")
    return float(saved) if saved else None


def _money_at_hand(memory: Memory, _search: Search) -> Said | None:
    there = _money(memory)
    return None if there is None else Said(f"your {money(there)}")


def _loaned(memory: Memory, _search: Search) -> Said | None:
    loan = memory.profile.get("loan")
    return Said(f"the loan of {money(loan[0], loan[1] or 'USD')}") if loan else None


AT_STAKE: Mapping[str, Part] = {
    "named_reaches": _named(True),
    "named_others": _named(False),
    "usual_places": _usual_places,
    "named_dear": _named_dear,
    "named_cheapest": _named_cheapest,
    "named_over": _named_over,
    "online_no_visa": _online_no_visa,
    "money_at_hand": _money_at_hand,
    "loaned": _loaned,
    "agent": has("situation", "advised_by_an_agent"),
    "home_pledged": has("situation", "home_pledged"),
    "not_prorated": has("situation", "repays_in_full"),
    "offered_post": has("situation", "offered_a_post"),
    "bootcamp_done": has("situation", "bootcamp_done"),
    "gap": has("situation", "career_break"),
    "health_aim": has("goal", "health"),
    "risk_aim": has("goal", "risk"),
    "build_aim": has("goal", "building"),
    **{each: has("situation", each) for each in SITUATIONS},
}
