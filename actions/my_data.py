"""What is kept of the person: shown on request."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.taking_back import NOTHING_OF_THAT, TAKEN_BACK
from actions.keeping.shared_settings import retention_days
from actions.keeping.summary import bullets, known, seen
from actions.wording.replies import Chip, Reply, Source
from knowledge.programs import Search

LEAD = "I know what was written in this conversation, nothing more. This is what I noted:"
DONE = "Done, I no longer note that; “undo” brings it back."
NOTHING = "I have noted nothing of that, so there is nothing to take back; nothing is changed."
EMPTY = "I know what was written in this conversation, nothing more; I have noted nothing of it yet."
WHERE = (
    "Kept beside that, in the database of whoever runs this advisor: our messages and your judgements, deleted {days} "
    "days after your last message; and, without any tie to you, messages I did not understand. “Forget me” deletes "
    "what is yours."
)


class ActionMyData(AdvisorAction):
    """`ask_my_data`."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The memory in words, where it is kept, and for how long."""
        days = retention_days()
        noted = bullets({**known(memory, search.knowledge), **seen(memory, search.knowledge)})
        setting = Source("setting ADVISOR_RETENTION_DAYS of this advisor", as_of="in force now", says=f"{days} days")
        chips = (Chip("Forget me", "/forget_me"), Chip("Show my shortlist", "/show_shortlist"))
        lead = f"{LEAD}\n{noted}" if noted else EMPTY
        if TAKEN_BACK in message.values("pointer"):
            lead = f"{DONE} {lead}"
        if NOTHING_OF_THAT in message.values("pointer"):
            lead = f"{NOTHING} {lead}"
        return Turn((Reply("my_data", lead, closing=WHERE.format(days=days), chips=chips, sources=(setting,)),), memory)
