"""Undo: takes back the last change, whatever it was."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.wish_changes import Changes
from actions.keeping.summary import known
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH, results
from knowledge.base import Knowledge
from knowledge.programs import Search

NOTHING_TO_UNDO = Reply(
    "question",
    "There is no change to take back.",
    chips=(Chip("Find programs", "/ask_recommendation"), Chip("What can you do?", "/help")),
)
CHIPS = (Chip("What do you know about me?", "/ask_my_data"), Chip("Find programs", "/ask_recommendation"))


class ActionGoBack(AdvisorAction):
    """`go_back`."""

    undoes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """What was changed last, as it was before; a changed search is shown anew."""
        if not memory.past:
            return Turn((NOTHING_TO_UNDO,), memory)
        earlier = replace(memory.undone(), asked=None)
        if earlier.wishes == memory.wishes:
            words = "Undone. " + difference(memory, earlier, search.knowledge)
            return Turn((Reply("question", words, chips=CHIPS),), earlier)
        if not earlier.wishes:
            return Turn(
                (replace(ASK_WISH, lead="Undone: no wish is left. " + ASK_WISH.lead),), replace(earlier, shown=())
            )
        return results(search, earlier, Changes(earlier.wishes), opening="Undone.", before=memory)


def difference(after: Memory, before: Memory, knowledge: Knowledge) -> str:
    """What is noted again, and what no longer."""
    now, then = known(after, knowledge), known(before, knowledge)
    lines = [f"{name}: {then.get(name) or 'nothing'}." for name in {**then, **now} if then.get(name) != now.get(name)]
    return " ".join(lines)
