"""A "yes": to the question that is open, if it can be answered by yes."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.consent import is_doubtful
from actions.dialogue.lookup import word_set
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import QUESTION_WORDS, question_chips, results, with_answer
from knowledge.programs import Search
from knowledge.questions import QUESTIONS
from knowledge.wishes import Wish

YES = {
    "background": Wish("background", ("computing",)),
    "gre": Wish("gre", ("not_required",)),
    "place": Wish("place", (("country", "US"),)),
    "thesis": Wish("thesis", ("required",)),
}
_ORDERS = word_set("conversation", "orders_beside_a_yes")
_WORD = re.compile(r"[a-z]+")
NO_QUESTION = Reply(
    "question",
    "Good. What shall we look at?",
    chips=(Chip("Find programs", "/ask_recommendation"), Chip("What can you do?", "/help")),
)


class ActionAffirm(AdvisorAction):
    """`affirm`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Results with the wish that was agreed to."""
        if message.changes is not None and message.changes.any:  # "yes, in texas"
            return results(search, replace(memory, asked=None), message.changes, before=message.before)
        if memory.asked is None or memory.asked not in QUESTION_WORDS:
            return Turn((NO_QUESTION,), memory)
        agrees = not is_doubtful(message.text) and not _orders_something(message.text)
        if memory.asked in YES and agrees:
            return with_answer(YES[memory.asked], memory, search)
        return Turn((_which(memory.asked, search),), memory)


def _orders_something(text: str) -> bool:
    """ "Yes, send it" agrees to something that was not asked."""
    return not _ORDERS.isdisjoint(_WORD.findall(text.casefold()))


def _which(asked: str, search: Search) -> Reply:
    """A "yes" to "online or on campus?" needs one more word."""
    question = next(each for each in QUESTIONS if each.key == asked)
    return Reply("question", QUESTION_WORDS[asked], chips=question_chips(question, search))
