"""Programs in the order of a recorded amount, the first named with it, and of how many it is recorded. Pure."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogue.amount_order import AmountOrder, in_order
from actions.dialogue.memory import Memory
from actions.dialogue.search_pages import PAGE
from actions.wording.by_price import with_first
from actions.wording.facts import own_lines
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import found_words, wishes_words
from actions.wording.short_names import in_sentence
from actions.wording.turn import Turn
from actions.wording.verdicts import match_card
from actions.wording.wishes import unrecorded
from knowledge.facts import Program
from knowledge.programs import Search


def by_amount(order: AmountOrder, memory: Memory, search: Search, opening: str = "") -> Turn | None:
    """The first programs in the order of an amount; None where no program that may fit records it."""
    programs, fit = in_order(order, memory, search)
    if not programs:
        return None
    shown = programs[:PAGE]
    ids = tuple(each.id for each in shown)
    index = {each.id: number for number, each in enumerate(search.knowledge.programs) if each.id in ids}
    subject = order.declared.subject
    cards = [with_first(match_card(search.match(index[i], memory.wishes), search), subject, search) for i in ids]
    said = (opening, _first(order, shown[0], search), _recorded(programs, fit, memory, search))
    lead = " ".join(part for part in said if part)
    chips = (Chip("Compare these", "compare these"), Chip("What do I search by now?", "/show_wishes"))
    turned = replace(memory, shown=ids, mentioned=ids, page=("fitting", 0), asked=None, guide=None)
    return Turn((Reply("programs", lead, tuple(cards), chips=chips),), turned)


def no_amount(order: AmountOrder, memory: Memory) -> str:
    """That no program that may fit records the amount."""
    those = "of those that may meet your wishes" if memory.wishes else "of any program"
    return f"The {unrecorded(order.key)} is not recorded {those}, so I can't put them in that order."


def _first(order: AmountOrder, program: Program, search: Search) -> str:
    told = own_lines(program, order.declared.subject, search.knowledge, search.home)[0].says
    which = "Highest" if order.highest else "Lowest"
    return f"{which} {unrecorded(order.key)} on record: {in_sentence(program)}, {told}."


def _recorded(programs: list[Program], fit: bool, memory: Memory, search: Search) -> str:
    named = sum(each.kind == "program" for each in programs)
    found = found_words(named, len(programs) - named)
    one = len(programs) == 1
    meet, record = ("meets", "records") if one else ("meet", "record")
    meet = meet if fit else "may meet"
    wishes = f" that {meet} your wishes ({wishes_words(memory.wishes, search)})" if memory.wishes else ""
    first = f"; the first {PAGE}" if len(programs) > PAGE else ""
    return f"{found}{wishes} {record} it{first}{'' if fit else ' (? is not recorded)'}:"
