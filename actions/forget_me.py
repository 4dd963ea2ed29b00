"""Deletes what is remembered of the person."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message
from actions.replies import Chip, Reply
from actions.search_replies import wishes_words
from knowledge.programs import Search


class ActionForgetMe(AdvisorAction):
    """`forget_me`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """An empty memory, and a receipt of what is gone."""
        wishes = wishes_words(memory.wishes, search) or "no wishes were noted"
        lead = (
            f"Done. Your wishes ({wishes}), what I showed you and your answers to my questions are no longer used. "
            "The text of this conversation leaves the machine's memory when the advisor is stopped, unless whoever "
            "runs it has set up a store that keeps it."
        )
        return Turn((Reply("forgotten", lead, chips=(Chip("Start anew", "/greet"),)),), Memory())
