"""Undo and redo: takes back the last change, whatever it was, or all of them; or makes an undone one again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import REDO, Memory, Message
from actions.dialogue.taking_back import asks_redo
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
NOTHING_TO_REDO = Reply(
    "question",
    "There is nothing to redo: nothing was undone since your last change. Nothing is changed; say the wish again, and "
    "I note it anew.",
    chips=(Chip("What do you know about me?", "/ask_my_data"),),
)
_ALL = re.compile(r"\b(?:everything|all|each|every (?:change|step)|the whole)\b", re.I)
AGAIN = Chip("Redo", f'/go_back{{"pointer": "{REDO}"}}')
CHIPS = (Chip("What do you know about me?", "/ask_my_data"), Chip("Find programs", "/ask_recommendation"))


class ActionGoBack(AdvisorAction):
    """`go_back`."""

    undoes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """What was changed, or undone, last, as it was before; a changed search is shown anew."""
        everything = _ALL.search(message.text) is not None
        if asks_redo(message):
            if not memory.undid:
                return Turn((NOTHING_TO_REDO,), memory)
            steps = len(memory.undid) if everything else 1
            return _shown("Done again", steps, memory, _stepped(memory, Memory.redone, steps), search)
        if not memory.past:
            return Turn((NOTHING_TO_UNDO,), memory)
        steps = len(memory.past) if everything else 1
        return _shown("Undone", steps, memory, _stepped(memory, Memory.undone, steps), search)


def _stepped(memory: Memory, step: Callable[[Memory], Memory], count: int) -> Memory:
    for _ in range(count):
        memory = step(memory)
    return replace(memory, asked=None)


def _shown(done: str, steps: int, before: Memory, after: Memory, search: Search) -> Turn:
    """What "undo" or "redo" did: the search anew where it changed, else what is noted and what no longer."""
    said = f"{done}." if steps == 1 else f"{done}: your last {steps} changes."
    if steps > 1 and after.undid:
        said += " “Redo everything” makes them again."
    again = (AGAIN,) if after.undid else ()
    if after.wishes == before.wishes:
        words = f"{said} {difference(before, after, search.knowledge)}"
        return Turn((Reply("question", words, chips=(*again, *CHIPS)),), after)
    if not after.wishes:
        asked = replace(ASK_WISH, lead=f"{said} No wish is left. {ASK_WISH.lead}")
        return Turn((asked.with_chips(again),), replace(after, shown=()))
    return results(search, after, Changes(after.wishes), opening=said, before=before)


def difference(after: Memory, before: Memory, knowledge: Knowledge) -> str:
    """What is noted again, and what no longer."""
    now, then = known(after, knowledge), known(before, knowledge)
    lines = [f"{name}: {then.get(name) or 'nothing'}." for name in {**then, **now} if then.get(name) != now.get(name)]
    return " ".join(lines)
