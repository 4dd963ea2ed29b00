"""Begins the search anew; the wishes so far can be had back by "undo"."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.search_replies import ASK_WISH
from knowledge.programs import Search


class ActionStartOver(AdvisorAction):
    """`start_over`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """An empty search."""
        anew = replace(
            Memory(),
            past_wishes=memory.wishing(()).past_wishes,
            shortlist=memory.shortlist,  # kept on purpose, so it outlives a search
            reported=memory.reported,
        )
        return Turn((replace(ASK_WISH, lead="All wishes are gone. " + ASK_WISH.lead),), anew)
