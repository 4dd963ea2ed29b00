"""Lists the wishes of the search, each with a chip that drops it."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.missed_wishes import BECAME
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH, drop_chip
from actions.wording.what_became import what_became
from actions.wording.wishes import weight_words
from knowledge.programs import Search
from knowledge.wishes import KEYS


class ActionShowWishes(AdvisorAction):
    """`show_wishes`."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The wishes as they stand; what became of one that is missed."""
        if (key := next(iter(_missed(message)), None)) is not None:
            return Turn((_story(key, memory, search),), memory)
        if not memory.wishes:
            return Turn((ASK_WISH,), memory)
        lines = [f"• {weight_words(wish, search.knowledge)}" for wish in memory.wishes]
        chips = tuple(drop_chip(wish, search) for wish in memory.wishes[:5])
        lead = "I search by:\n" + "\n".join(lines)
        closing = "Say “cost matters most”, “make online a nice-to-have” or “the GRE is a must” to weigh them."
        return Turn(
            (Reply("wishes", lead, closing=closing, chips=(*chips, Chip("Start over", "/start_over"))),), memory
        )


def _missed(message: Message) -> list[str]:
    """The keys of wishes whose story is asked for; a payload may hold anything."""
    keys = [str(each).removeprefix(BECAME) for each in message.values("pointer") if str(each).startswith(BECAME)]
    return [each for each in keys if each in KEYS]


def _story(key: str, memory: Memory, search: Search) -> Reply:
    said, undoable = what_became(key, memory, search.knowledge)
    undo = (Chip("Undo my last change", "/go_back"),) if undoable else ()
    return Reply("wishes", said, chips=(*undo, Chip("What do I search by?", "/show_wishes")))
