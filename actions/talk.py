"""What belongs to a conversation and to no subject: greetings, thanks, help, what the advisor is and is not."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import General
from actions.wording.unclear import nothing_on
from knowledge.programs import Search

MOST_QUOTED = 16  # words of a question that can be repeated in the answer to it


class ActionTalk(AdvisorAction):
    """`greet`, `goodbye`, `thanks`, `help`, `bot_challenge`, `complain`, `out_of_scope`: words of smalltalk.yml."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The fixed answer of the intent; what was told of oneself beside it has been noted already."""
        if message.intent == "out_of_scope" and memory.last and len(message.text.split()) <= MOST_QUOTED:
            return Turn(
                (nothing_on(message.text, message.does("question"), memory.mentioned, search.knowledge),), memory
            )
        return Turn((General(f"utter_{message.intent or 'help'}"),), memory)
