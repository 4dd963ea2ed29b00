"""What a conversation is about, as points of data/particulars.yml with scores: those around what somebody told at first
and around what was said last speak for the same points in what is asked next. "And what do they want for that?" means
nothing alone. Pure.

The weights were fitted to 269 turns of others' conversations, each labelled with the point that would have answered it:
the right point came first in 38 % of follow-ups without and in 57 % with them and the words (bot/nlu/shared_words.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.memory import Memory, Message

# Keys of Memory.last: the points around the message before, and around what was told at length, or first.
BEFORE, TOLD = "around", "around_told"
OF_TOLD, OF_BEFORE = 0.7, 0.35  # what a unit of score above the least there counts here
MOST_ABOVE = 5.0  # such units that count: scores lie far apart around few plain words


def spoken_of_before(memory: Memory) -> dict[str, float]:
    """What the conversation so far adds to the scores of points."""
    told, before = memory.last.get(TOLD) or (), memory.last.get(BEFORE) or ()
    found: dict[str, float] = {}
    for points, weight in ((told, OF_TOLD), (before, OF_BEFORE)):
        for name, above in _above_least(points):
            found[name] = found.get(name, 0.0) + weight * above
    return found


def _above_least(points: Sequence[Any]) -> list[tuple[str, float]]:
    least = min((score for _, score in points), default=0.0)
    return [(name, min(score - least, MOST_ABOVE)) for name, score in points]


def remembered(message: Message, memory: Memory) -> dict[str, Any]:
    """What Memory.last keeps of the points around a message.

    Args:
        memory: as it was before.
    """
    said = [list(each) for each in message.around]
    if message.does("story") or not memory.last:
        return {TOLD: said} if said else {}
    told = memory.last.get(TOLD)
    return {name: value for name, value in ((BEFORE, said), (TOLD, told)) if value}
