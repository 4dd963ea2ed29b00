"""The pages of a search: which programs stand on them, in which order, and the numbers that they keep. Pure.

Those that fit come first. Where they do not fill a page, what may fit stands beside them and goes on behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from actions.dialogue.memory import Memory
from knowledge.facts import Program
from knowledge.programs import Search

PAGE = 3


def filling(fitting: Sequence[int], possible: Iterable[int], search: Search) -> tuple[int, ...]:
    """The indices that fill a first page with few that fit: the best that may fit, as far as they are named ones."""
    room = max(0, PAGE - len(fitting))
    return tuple(takewhile(lambda index: bool(search.named[index]), tuple(possible)[:room]))


def numbers_before(memory: Memory, fitting: int) -> int:
    """How many programs are numbered before those of the group on the page; `fitting` is how many fit."""
    return fitting if memory.page[0] == "possible" and fitting < PAGE else 0


def by_number(memory: Memory, search: Search) -> tuple[Program, ...]:
    """All programs of the search by their numbers: the first is 1."""
    fitting, possible = search.ranked(memory.wishes)
    group = fitting if memory.page[0] == "fitting" else possible
    before = numbers_before(memory, len(fitting))
    return tuple(search.knowledge.programs[index] for index in (*fitting[:before], *group))


def so_far(memory: Memory, search: Search) -> tuple[str, ...]:
    """The ids of all programs that the search has shown so far, those on screen last; else only those on screen."""
    if not memory.page[1]:
        return memory.shown
    fitting, _ = search.ranked(memory.wishes)
    count = numbers_before(memory, len(fitting)) + memory.page[1]
    if count <= len(memory.shown):
        return memory.shown
    ids = tuple(each.id for each in by_number(memory, search)[:count])
    return ids if memory.shown and ids[-len(memory.shown) :] == memory.shown else memory.shown


def first_number(ids: Sequence[str], memory: Memory, search: Search) -> int:
    """The number that the first of some programs has: on the page of the search that shows just these, else 1."""
    found = so_far(memory, search)
    return len(found) - len(ids) + 1 if tuple(ids) == memory.shown and found[-len(ids) :] == memory.shown else 1
