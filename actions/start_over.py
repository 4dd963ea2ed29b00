"""Begins the search anew, after one question; "undo" brings back what was."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue import consent
from actions.dialogue.memory import Memory, Message
from actions.dialogue.taking_back import WISHES
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH, wishes_words
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


ASK_AGAIN = replace(ASK, lead="Only a plain yes does it. Start over?")


class ActionStartOver(AdvisorAction):
    """`start_over`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The question, where there is something to lose; else, or once agreed, an empty search."""
        if WISHES in message.values("pointer"):
            return _without_wishes(memory, search)
        anything = memory.wishes or memory.profile or memory.assumptions or memory.doubts
        said = consent.said_to(message, self.file)
        if anything and said != consent.YES:
            return Turn((ASK_AGAIN if said == consent.AGAIN else ASK,), consent.open_for(self.file, memory))
        # kept on purpose, so they outlive a search
        anew = Memory(past=memory.past, shortlist=memory.shortlist, reported=memory.reported, told=memory.told)
        return Turn((replace(ASK_WISH, lead="A clean slate. " + ASK_WISH.lead),), anew)


def _without_wishes(memory: Memory, search: Search) -> Turn:
    """All wishes taken back, and nothing else."""
    if not memory.wishes:
        return Turn(
            (replace(ASK_WISH, lead="You have told me no wish yet. " + ASK_WISH.lead),), replace(memory, asked=None)
        )
    gone = wishes_words(memory.wishes, search)
    lead = f"I no longer ask for: {gone}. “Undo” brings that back; the rest of what you told me stays."
    left = replace(memory, wishes=(), shown=(), mentioned=(), page=("fitting", 0), asked=None, guide=None)
    return Turn((replace(ASK_WISH, lead=lead, closing="Tell me what matters to you instead."),), left)
