"""The first sentence of a general answer: what it means for this person, computed from what is known of them. Pure."""

from __future__ import annotations

from collections.abc import Callable

from actions.dialogue.memory import Memory
from actions.wording.replies import Personal
from knowledge.programs import Search

_SENTENCES: dict[str, Callable[[Memory, Search], Personal | None]] = {}


def personal(topic: str, memory: Memory, search: Search) -> Personal | None:
    """The sentence on a FAQ topic ("gpa"), or None where nothing known of the person bears on it."""
    write = _SENTENCES.get(topic)
    return None if write is None else write(memory, search)
