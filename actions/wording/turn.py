"""What an answer is made of: replies, and what is remembered after them."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue.memory import Memory
from actions.wording.replies import General, Reply


@dataclass(frozen=True)
class Turn:
    """One turn of the advisor: what it says, and what it remembers."""

    replies: tuple[Reply | General, ...]
    memory: Memory
    forgotten: bool = False  # whether all that is kept of the conversation was deleted
