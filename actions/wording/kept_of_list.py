"""Which of several programs stay on a list that is to get shorter, and which go, with the reason. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Memory
from actions.wording.facts import price_receipts
from actions.wording.personal.at_stake import much_sought
from actions.wording.replies import Personal
from actions.wording.short_names import in_sentence
from actions.wording.words import listed, money
from knowledge.facts import Program
from knowledge.prices import ESTIMATED, UNPRICED, price_order
from knowledge.programs import Search

MOST_REACHES, LEAST_OF_A_LIST = 2, 3  # of those kept; a shorter list has one


def kept_of_list(
    programs: Sequence[Program], most: int | None, memory: Memory, search: Search
) -> tuple[tuple[Program, ...], Personal]:
    """The programs that stay, and the sentences that say so.

    Args:
        programs: three at least.
        most: how many stay; None: all but the dearest.
    """
    if most is None:
        return _without_dearest(programs, search)
    reaches = [each for each in programs if much_sought(each, memory)]
    ordered = _by_wishes(programs, memory, search)
    sought = [each for each in ordered if each in reaches][: MOST_REACHES if most >= LEAST_OF_A_LIST else 1]
    others = [each for each in ordered if each not in reaches]
    stay = (sought + others)[:most] if len(sought) + len(others) >= most else ordered[:most]
    kept = tuple(each for each in programs if each in stay)
    gone = [each for each in programs if each not in stay]
    by = "your wishes, then the price" if memory.wishes else "the price"
    says = f"I would keep {_names(kept)}, and cut {_names(gone)}: by {by}, as far as they are on record"
    says += f", with at most {len(sought)} of those that turn most away ({_names(sought)})." if sought else "."
    return kept, Personal(says, price_receipts(kept, search))


def _without_dearest(programs: Sequence[Program], search: Search) -> tuple[tuple[Program, ...], Personal]:
    prices = {each: price_order(each, search.home) for each in programs}
    priced = [each for each in programs if prices[each][0] != UNPRICED]
    if not priced:
        return tuple(programs), Personal(f"I can't tell which is dearest: I have no price of {_names(programs, 'or')}.")
    dearest = max(priced, key=lambda each: prices[each][1])
    kept = tuple(each for each in programs if each != dearest)
    about = "about " if prices[dearest][0] == ESTIMATED else ""
    unpriced = [each for each in programs if each not in priced]
    price = f"{about}{money(prices[dearest][1])} in all"
    says = f"Without {in_sentence(dearest)}, the dearest ({price}), there stay {_names(kept)}."
    says += f" Of {_names(unpriced)} I have no price." if unpriced else ""
    return kept, Personal(says, price_receipts((dearest,), search))


def _by_wishes(programs: Sequence[Program], memory: Memory, search: Search) -> list[Program]:
    """Those that meet most of the wishes first, of equals the cheaper."""
    points = search.points(memory.wishes)
    places = {each: -round(float(points[search.knowledge.programs.index(each)]), 9) for each in programs}
    return sorted(programs, key=lambda each: (places[each], *price_order(each, search.home)))


def _names(programs: Sequence[Program], last: str = "and") -> str:
    return listed([in_sentence(each) for each in programs], last)
