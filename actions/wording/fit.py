"""Whether one program suits the person, in a sentence: their wishes and marks against its record. Pure."""

from __future__ import annotations

from actions.dialogue.memory import OF_ONES_MARKS, Memory
from actions.wording.own_marks import held_against
from actions.wording.wishes import wish_words
from actions.wording.words import listed
from knowledge.criteria import Status
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.wishes import Wish

MOST_WISHES = 4  # of one standing; more are told side by side
# Wishes that hold a mark, which is told as the person's own, or name a school, which is another's.
LEFT_OUT = frozenset((*OF_ONES_MARKS, "university"))


def fit(program: Program, memory: Memory, search: Search) -> str:
    """ "For you: it meets “online”; it misses “in Texas”; whether it meets … is not recorded." or "" without wishes."""
    standing: dict[Status, list[Wish]] = {status: [] for status in Status}
    for wish in memory.wishes:
        if wish.key not in LEFT_OUT:
            standing[search.check(program, wish).status].append(wish)
    met, missed, unknown = (_quoted(standing[each], search) for each in (Status.MET, Status.MISSED, Status.UNKNOWN))
    parts = [
        *([f"it meets {met}"] if met else []),
        *([f"it misses {missed}"] if missed else []),
        *([f"whether it meets {unknown} is not recorded"] if unknown else []),
    ]
    sentences = [f"For you: {'; '.join(parts)}."] if parts else []
    return " ".join([*sentences, *filter(None, [held_against(program, OF_ONES_MARKS, memory)])])


def _quoted(wishes: list[Wish], search: Search) -> str:
    return listed([f"“{wish_words(each, search.knowledge)}”" for each in wishes[:MOST_WISHES]])
