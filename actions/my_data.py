"""What is kept of the person: shown on request."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message
from actions.pointing import programs_of_ids
from actions.replies import Chip, Reply
from actions.search_replies import wishes_words
from actions.words import listed, title
from knowledge.programs import Search


class ActionMyData(AdvisorAction):
    """`ask_my_data`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The memory in words."""
        wishes = wishes_words(memory.wishes, search) or "none yet"
        shown = listed([title(each) for each in programs_of_ids(memory.shown, search.knowledge)]) or "none yet"
        lead = (
            "I know what you wrote in this conversation, nothing more; no name, no account.\n"
            f"• Wishes: {wishes}\n• Programs shown last: {shown}\n"
            "It stays on the machine this advisor runs on."
        )
        return Turn((Reply("my_data", lead, chips=(Chip("Forget me", "/forget_me"),)),), memory)
