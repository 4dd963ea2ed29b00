"""Lists the wishes of the search, each with a chip that drops it."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message
from actions.replies import Chip, Reply
from actions.search_replies import ASK_WISH, drop_chip
from actions.words import wish_words
from knowledge.programs import Search
from knowledge.wishes import NICE


class ActionShowWishes(AdvisorAction):
    """`show_wishes`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The wishes as they stand."""
        if not memory.wishes:
            return Turn((ASK_WISH,), memory)
        lines = []
        for wish in memory.wishes:
            kind = " (nice to have)" if wish.strength == NICE else ""
            lines.append(f"• {wish_words(wish, search.knowledge)}{kind}")
        chips = tuple(drop_chip(wish, search) for wish in memory.wishes[:5])
        lead = "I search by:\n" + "\n".join(lines)
        return Turn((Reply("wishes", lead, chips=(*chips, Chip("Start over", "/start_over"))),), memory)
