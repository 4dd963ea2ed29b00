"""Undo: the wishes as they were before the last change."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.wish_changes import Changes
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH, results
from knowledge.programs import Search

NOTHING_TO_UNDO = Reply(
    "question",
    "There is no earlier wish to go back to.",
    chips=(Chip("Find programs", "/ask_recommendation"), Chip("What can you do?", "/help")),
)


class ActionGoBack(AdvisorAction):
    """`go_back`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The search before the last change of wishes."""
        if not memory.past_wishes:
            return Turn((NOTHING_TO_UNDO,), memory)
        earlier = replace(memory, wishes=memory.past_wishes[-1], past_wishes=memory.past_wishes[:-1], asked=None)
        if not earlier.wishes:
            return Turn((replace(ASK_WISH, lead="Back at the start. " + ASK_WISH.lead),), replace(earlier, shown=()))
        return results(search, earlier, Changes(earlier.wishes), opening="Undone.", before=memory)
