"""Lists the wishes of the search, each with a chip that drops it."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH, drop_chip
from actions.wording.wishes import weight_words
from knowledge.programs import Search


class ActionShowWishes(AdvisorAction):
    """`show_wishes`."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The wishes as they stand."""
        if not memory.wishes:
            return Turn((ASK_WISH,), memory)
        lines = [f"• {weight_words(wish, search.knowledge)}" for wish in memory.wishes]
        chips = tuple(drop_chip(wish, search) for wish in memory.wishes[:5])
        lead = "I search by:\n" + "\n".join(lines)
        closing = "Say “cost matters most”, “make online a nice-to-have” or “the GRE is a must” to weigh them."
        return Turn(
            (Reply("wishes", lead, closing=closing, chips=(*chips, Chip("Start over", "/start_over"))),), memory
        )
