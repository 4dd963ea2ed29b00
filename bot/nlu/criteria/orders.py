"""By which recorded amount programs are wanted in order: "the highest acceptance rate", "sort by application fee".

Each is an entity `sort` whose value is the declared limit that the amount belongs to, with `order`: highest, lowest.
"""

from __future__ import annotations

import re

from bot.nlu.criteria.declared_topics import TOPICS
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, cue_pattern
from knowledge.declarations import DECLARED

KIND = "sort"
AMOUNTS = tuple(key for key, wish in DECLARED.criteria.items() if wish.type == "limit" and key in TOPICS)
_FIRST = re.compile(
    rf"\b(?:(?P<highest>{cue_pattern('orders', 'highest')})|(?P<lowest>{cue_pattern('orders', 'lowest')}))"
    r"\s+(?:recorded |possible |average |number of |of )*$"
)
_BY = re.compile(cue_pattern("orders", "ordered_by") + "$")
_HIGHEST_FIRST, _LOWEST_FIRST = cue("orders", "highest_first"), cue("orders", "lowest_first")


def find(message: Message) -> None:
    """Adds the first order of a message; none where it asks about a named program."""
    if any(message.of("program", "unknown_program")):
        return
    for key in AMOUNTS:
        for match in TOPICS[key].finditer(message.flat):
            if message.free(*match.span()) and _add(message, key, *match.span()):
                return


def _add(message: Message, key: str, start: int, end: int) -> bool:
    left, right = message.left(start, 60), message.right(end, 40)
    first = _FIRST.search(left)
    by = _BY.search(left if first is None else left[: first.start()])
    highest, lowest = _HIGHEST_FIRST.match(right), _LOWEST_FIRST.match(right)
    if first is None and by is None and not (highest or lowest):
        return False
    if first is not None:
        order = "highest" if first["highest"] else "lowest"
    else:
        better = DECLARED.subjects[DECLARED.criteria[key].subject].better
        order = "highest" if highest or (better == "higher" and not lowest) else "lowest"
    begin = by.start() if by is not None else first.start() if first is not None else len(left)
    behind = highest or lowest
    message.add(KIND, key, start - len(left) + begin, end + (behind.end() if behind else 0), order=order)
    return True
