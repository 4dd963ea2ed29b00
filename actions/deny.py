"""A "no" or "skip": to the question that is open. A skipped question is not asked again."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import QUESTION_WORDS, guided, in_guide, question_chips, results, with_answer
from knowledge.programs import Search
from knowledge.questions import next_question
from knowledge.wishes import Wish

NO = {
    "background": Wish("background", ("other",)),
    "place": Wish("place", (("country", "US"),), op="not"),
    "thesis": Wish("thesis", ("none",)),
}
_SAYS_NO = re.compile(
    r"\W*(?:(?:oh|well|um+|uh+|hm+|actually|probably|definitely)\W+)*(?:no(?:pe|t)?|na|nah|n)\b", re.IGNORECASE
)
NO_QUESTION = Reply(
    "question",
    "All right. Is there something else I can look up?",
    chips=(Chip("Find programs", "/ask_recommendation"), Chip("What can you do?", "/help")),
)


def _answers(message: Message, asked: str) -> bool:
    """Whether a "no" is one to the question: "don't" and "keep neither" say nothing of the country."""
    return asked != "place" or message.is_chip or _SAYS_NO.match(message.text) is not None


class ActionDeny(AdvisorAction):
    """`deny` and `skip`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The wish that a "no" states, or the next question."""
        if message.changes is not None and message.changes.any:  # "no, california"; "not that one"
            return results(search, replace(memory, asked=None), message.changes, before=message.before)
        if memory.asked is None or memory.asked not in QUESTION_WORDS:
            return Turn((NO_QUESTION,), memory)
        if message.intent == "deny" and memory.asked in NO and _answers(message, memory.asked):
            return with_answer(NO[memory.asked], memory, search)
        declined = replace(memory, declined=tuple(dict.fromkeys((*memory.declined, memory.asked))))
        if in_guide(declined):
            return guided(search, declined, "No problem.")
        question = next_question(search, declined.wishes, declined.declined)
        if question is None:
            done = "Then I have no further question. The programs above fit what you told me."
            chips = (Chip("Show three more", "/show_more"), Chip("Compare the first two", "compare the first two"))
            return Turn((Reply("question", done, chips=chips),), replace(declined, asked=None))
        lead = "No problem. " + QUESTION_WORDS[question.key]
        return Turn(
            (Reply("question", lead, chips=question_chips(question, search)),), replace(declined, asked=question.key)
        )
