"""Undo: takes back the last change, whatever it was, or all of them."""

from __future__ import annotations

import re
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
NO_REDO = Reply(
    "question",
    "I can't redo: what was undone is not kept. Nothing is changed; say the wish again, and I note it anew.",
    chips=(Chip("What do you know about me?", "/ask_my_data"),),
)
_ALL = re.compile(r"\b(?:everything|all|each|every (?:change|step)|the whole)\b", re.I)
_REDO = re.compile(r"\bre-?do\b|\bundo (?:the|that|my|your) (?:last )?undo\b", re.I)
CHIPS = (Chip("What do you know about me?", "/ask_my_data"), Chip("Find programs", "/ask_recommendation"))


class ActionGoBack(AdvisorAction):
    """`go_back`."""

    undoes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """What was changed last, as it was before; a changed search is shown anew."""
        if _REDO.search(message.text):
            return Turn((NO_REDO,), memory)
        if not memory.past:
            return Turn((NOTHING_TO_UNDO,), memory)
        steps = len(memory.past) if _ALL.search(message.text) else 1
        earlier = replace(_before(memory, steps), asked=None)
        if earlier.wishes == memory.wishes:
            words = _undone(steps) + " " + difference(memory, earlier, search.knowledge)
            return Turn((Reply("question", words, chips=CHIPS),), earlier)
        if not earlier.wishes:
            return Turn(
                (replace(ASK_WISH, lead=f"{_undone(steps)} No wish is left. {ASK_WISH.lead}"),),
                replace(earlier, shown=()),
            )
        return results(search, earlier, Changes(earlier.wishes), opening=_undone(steps), before=memory)


def _before(memory: Memory, steps: int) -> Memory:
    for _ in range(steps):
        memory = memory.undone()
    return memory


def _undone(steps: int) -> str:
    return "Undone." if steps == 1 else f"Undone: your last {steps} changes."


def difference(after: Memory, before: Memory, knowledge: Knowledge) -> str:
    """What is noted again, and what no longer."""
    now, then = known(after, knowledge), known(before, knowledge)
    lines = [f"{name}: {then.get(name) or 'nothing'}." for name in {**then, **now} if then.get(name) != now.get(name)]
    return " ".join(lines)
