"""A search for cheap programs: the cheapest named first, and a price first on every card. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.memory import Memory
from actions.dialogue.search_pages import by_number
from actions.wording.currencies import DOLLARS, by_currency, cheapest_of, priced
from actions.wording.facts import own_lines
from actions.wording.price_words import estimate_below
from actions.wording.replies import Card, Line, Reply
from actions.wording.short_names import in_sentence
from actions.wording.turn import Turn
from actions.wording.words import card_of, money
from knowledge.facts import Program
from knowledge.programs import Search

NO_PRICE = Line("unknown", "price: not recorded")


def priced_card(program: Program, search: Search) -> Card:
    """A program with its price alone, or that none is recorded."""
    lines = own_lines(program, "price", search.knowledge, search.home)[:1] or (NO_PRICE,)
    return card_of(program, lines)


def by_price(turn: Turn, search: Search) -> Turn:
    """The turn with the cheapest program named first and prices on the cards, where it lists programs."""
    replies = tuple(
        _priced(each, turn.memory, search) if isinstance(each, Reply) and each.kind == "programs" else each
        for each in turn.replies
    )
    return replace(turn, replies=replies)


def _priced(reply: Reply, memory: Memory, search: Search) -> Reply:
    lead = " ".join(part for part in (_cheapest(memory, search), reply.lead) if part)
    return replace(reply, lead=lead, cards=tuple(with_first(each, "price", search) for each in reply.cards))


def _cheapest(memory: Memory, search: Search) -> str:
    """The cheapest of all that fit by a recorded price: in dollars, else in each currency; or that none is recorded."""
    numbered = by_number(memory, search)
    found = by_currency(priced(numbered, search.home))
    if not found:
        return "None of these has a price in all on record."
    if DOLLARS not in found:
        return f"Cheapest by recorded price: {'; '.join(map(cheapest_of, found.values()))}."
    amount, _, cheapest = found[DOLLARS][0]
    below = _below(amount, numbered, search)
    return f"Cheapest by recorded price: {in_sentence(cheapest)}, {money(amount)} in all{below}."


def _below(amount: float, numbered: Sequence[Program], search: Search) -> str:
    """The lowest estimate where it lies below the lowest recorded price, as a clause, or ""."""
    below = estimate_below(amount, numbered, search.home)
    return f"; {below.words}" if below else ""


def with_first(card: Card, subject: str, search: Search) -> Card:
    """The card with what is recorded on a subject first."""
    program = search.knowledge.program(card.id)
    told = own_lines(program, subject, search.knowledge, search.home)[:1] if program is not None else []
    said = [line.says for line in told]
    first = [line for line in card.lines if line.says in said] or told
    return replace(card, lines=(*first, *(line for line in card.lines if line not in first)))
