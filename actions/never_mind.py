"""Nothing is done: a remark was taken back, or a command refused."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from knowledge.programs import Search

CHIPS = (Chip("What do you know about me?", "/ask_my_data"), Chip("Undo my last change", "/go_back"))
DISMISSED = Reply("question", "No problem, I leave it at that. Everything you told me stays as it was.", chips=CHIPS)
REFUSED = Reply("question", "All right, nothing is changed, deleted or sent.", chips=CHIPS)


class ActionNeverMind(AdvisorAction):
    """`never_mind`, and `refuse`: commands that are not to be carried out ("don't delete my data")."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Says that nothing is changed; an open question is open no longer."""
        reply = REFUSED if message.intent == "refuse" else DISMISSED
        return Turn((reply,), replace(memory, asked=None, guide=None))
