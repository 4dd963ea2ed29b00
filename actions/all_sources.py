"""All receipts of the last answer, with their addresses: what its text counts as "and 5 more"."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.all_receipts import RESPONSE
from actions.wording.replies import General
from knowledge.programs import Search


class ActionAllSources(AdvisorAction):
    """Receipts of what was said: no intent of its own, see actions/dialogue/receipts_asked.py."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """What was said is known where it is kept: the Rasa server (bot/answers.py) fills the answer in."""
        return Turn((General(RESPONSE),), memory)
