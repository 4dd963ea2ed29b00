"""A "yes": to the question that is open, if it can be answered by yes."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.wish_changes import Changes
from actions.doubts import answer_doubt
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import QUESTION_WORDS, question_chips, results
from knowledge.programs import Search
from knowledge.questions import QUESTIONS
from knowledge.wishes import Wish

YES = {
    "background": Wish("background", ("computing",)),
    "gre": Wish("gre", ("not_required",)),
    "place": Wish("place", (("country", "US"),)),
    "thesis": Wish("thesis", ("required",)),
}
NO_QUESTION = Reply(
    "question",
    "Good. What shall we look at?",
    chips=(Chip("Find programs", "/ask_recommendation"), Chip("What can you do?", "/help")),
)


class ActionAffirm(AdvisorAction):
    """`affirm`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Results with the wish that was agreed to."""
        if (answered := answer_doubt(message, memory, search)) is not None:
            return answered
        if memory.asked is None:
            return Turn((NO_QUESTION,), memory)
        if memory.asked in YES:
            return with_answer(YES[memory.asked], memory, search)
        return Turn((_which(memory.asked, search),), memory)


def with_answer(wish: Wish, memory: Memory, search: Search) -> Turn:
    """Results after a question was answered by this wish."""
    answered = replace(memory.wishing((*memory.wishes, wish)), asked=None)
    return results(search, answered, Changes(answered.wishes, (wish,)))


def _which(asked: str, search: Search) -> Reply:
    """A "yes" to "online or on campus?" needs one more word."""
    question = next(each for each in QUESTIONS if each.key == asked)
    return Reply("question", QUESTION_WORDS[asked], chips=question_chips(question, search))
