"""Programs in the order of a recorded amount: "highest acceptance rate", "sort by application fee". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.way import Route
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.verdicts import first_of

# Questions and commands of these kinds are no search, whatever stands in them.
NEVER_SEARCHED = (
    "forget_me", "start_over", "human_handoff", "bot_challenge", "ask_my_data", "check_doubts", "go_back", "refuse",
    "never_mind", "shortlist_add", "shortlist_remove", "shortlist_note", "export_shortlist",
)  # fmt: skip
# Orders that are called by other names than the amount's.
_OTHER_NAMES = {"selectivity": "acceptance_rate", "salary": "earnings"}
_LOWEST = ("lowest", "hardest")
LOWEST_FIRST = ("duration",)  # "the shortest", "by duration": where no order is said, the least comes first
# A question that wants no program named: "why do state schools have the highest acceptance rates".
_OF_ONESELF = re.compile(r"\b(?:i|i['’]?(?:m|ve)|my|we|our)\b", re.I)
_OF_REASONS = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:why|how|when|should|do|does|did|is it|are they)\b", re.I
)


@dataclass(frozen=True)
class AmountOrder:
    """The declared limit whose amount orders, and whether the highest comes first."""

    key: str
    highest: bool

    @property
    def declared(self) -> Criterion:
        """Its declaration."""
        return DECLARED.criteria[self.key]


def order_of(message: Message) -> AmountOrder | None:
    """The order that a message wants programs in, or None."""
    for each in message.entities:
        key = _OTHER_NAMES.get(str(each.get("value")), str(each.get("value")))
        if each["entity"] == "sort" and key in DECLARED.criteria and DECLARED.criteria[key].type == "limit":
            lowest = each.get("order") in _LOWEST or (key in LOWEST_FIRST and each.get("order") is None)
            return AmountOrder(key, not lowest)
    return None


def ordered(message: Message, memory: Memory) -> Route | None:
    """ "Which has the lowest application fee": of the programs spoken of, else of the search or of all there are."""
    order = order_of(message)
    named = order is not None and order.key in message.values("sort")  # "safety schools" may ask what these are
    if order is None or not named or message.does("story") or message.has(*NAMES) or message.intent in NEVER_SEARCHED:
        return None
    tells = not message.does("question") and _OF_ONESELF.search(message.text) is not None
    if message.does("refusal") or tells or _OF_REASONS.match(message.text):
        return None
    asks_which = message.does("question") and len(memory.mentioned) > 1
    if asks_which and {"these", "both"} & set(message.values("pointer")):
        asked = {"entity": "asked_fact", "value": order.declared.subject}
        return Route("compare", replace(message, intent="compare_programs", entities=(*message.entities, asked)))
    kept = message.others("topic", "asked_fact", "pointer")
    return Route("recommend", replace(message, intent="inform", entities=kept))


def in_order(order: AmountOrder, memory: Memory, search: Search) -> tuple[list[Program], bool]:
    """The programs that record the amount, in its order, and whether they meet all wishes; else those that may.

    Of equal ones those that the search prefers come first.
    """
    fitting, possible = search.ranked(memory.wishes)
    for group in (fitting, possible):
        amounts = list(_amounts(order, (search.knowledge.programs[index] for index in group)))
        if amounts:
            ordered_ = sorted(amounts, key=lambda pair: pair[0], reverse=order.highest)
            return [each for _, each in ordered_], group is fitting
    return [], False


def _amounts(order: AmountOrder, programs: Iterable[Program]) -> Iterator[tuple[float, Program]]:
    for program in programs:
        found = first_of(program, order.declared.facts)
        if found is not None and _compares(order.declared, found[0], found[1].value, program):
            yield float(found[1].value), program


def _compares(declared: Criterion, key: str, value: object, program: Program) -> bool:
    """Whether a recorded amount is a number of the kind that the others are: dollars, semester credits."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    if DECLARED.facts[key].type == "money" and value and program.currency != "USD":
        return False
    units = ((program.fact(fact), values) for fact, values in declared.where.items())
    return all(fact is None or fact.value in values for fact, values in units)
