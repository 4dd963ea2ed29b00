"""`never_mind` takes back a remark. A placeholder until the lead's own."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Reply
from knowledge.programs import Search


class ActionNeverMind(AdvisorAction):
    """`never_mind`: nothing is changed or deleted."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """A short word."""
        return Turn((Reply("talk", "All right, I leave that aside."),), memory)
