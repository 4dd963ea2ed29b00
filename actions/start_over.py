"""Begins the search anew, after one question; "undo" brings back what was."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH
from knowledge.programs import Search

ASK = Reply(
    "question",
    "Start over? Your wishes and what you told me of yourself go; your shortlist stays. “Undo” would bring them back.",
    chips=(
        Chip("Yes, start over", '/start_over{"confirm": "yes"}'),
        Chip("No, keep them", "/never_mind"),
        Chip("What do I search by?", "/show_wishes"),
    ),
)


class ActionStartOver(AdvisorAction):
    """`start_over`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The question, where there is something to lose; else, or once agreed, an empty search."""
        anything = memory.wishes or memory.profile or memory.assumptions or memory.doubts
        if anything and "yes" not in message.values("confirm"):
            return Turn((ASK,), replace(memory, asked="confirm:start_over"))
        # kept on purpose, so they outlive a search
        anew = Memory(past=memory.past, shortlist=memory.shortlist, reported=memory.reported, told=memory.told)
        return Turn((replace(ASK_WISH, lead="A clean slate. " + ASK_WISH.lead),), anew)
