"""A "no" or "skip": to the question that is open. A skipped question is not asked again."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, General, Reply
from actions.wording.search_replies import QUESTION_WORDS, guided, in_guide, question_chips, results, with_answer
from knowledge.programs import Search
from knowledge.questions import next_question
from knowledge.wishes import Wish

NO = {
    "background": Wish("background", ("other",)),
    "thesis": Wish("thesis", ("none",)),
}
_SAYS_NO = re.compile(
    r"\W*(?:(?:oh|well|um+|uh+|hm+|actually|probably|definitely)\W+)*(?:no(?:pe|t)?|na|nah|n)\b", re.IGNORECASE
)
# "No" to "Should it be in the United States?" says that it need not be, and nothing against it.
ANYWHERE = "Noted: the place stays open, in the United States or elsewhere; say “not in the US” if you want none there."
ELSEWHERE = Chip("None in the US", '/inform{"country": {"value": "US", "op": "not"}}')
NO_QUESTION = Reply(
    "question",
    "All right. Is there something else I can look up?",
    chips=(Chip("Find programs", "/ask_recommendation"), Chip("What can you do?", "/help")),
)


def _needs_no_country(message: Message, memory: Memory) -> bool:
    """Whether a "no" is one to the question on the country: "don't" and "keep neither" say nothing of it."""
    says_no = message.is_chip or _SAYS_NO.match(message.text) is not None
    return memory.asked == "place" and message.intent == "deny" and says_no


class ActionDeny(AdvisorAction):
    """`deny` and `skip`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The wish that a "no" states, or the next question."""
        if message.changes is not None and message.changes.any:  # "no, california"; "not that one"
            return results(search, replace(memory, asked=None), message.changes, before=message.before)
        if memory.asked is None or memory.asked not in QUESTION_WORDS:
            return Turn((NO_QUESTION,), memory)
        if message.intent == "deny" and memory.asked in NO:
            return with_answer(NO[memory.asked], memory, search)
        declined = replace(memory, declined=tuple(dict.fromkeys((*memory.declined, memory.asked))))
        opening, more = (ANYWHERE, (ELSEWHERE,)) if _needs_no_country(message, memory) else ("No problem.", ())
        if in_guide(declined):
            return _with_chips(guided(search, declined, opening), more)
        question = next_question(search, declined.wishes, declined.declined)
        if question is None:
            done = f"{opening} I have no further question. The programs above fit what you told me."
            chips = (
                *more,
                Chip("Show three more", "/show_more"),
                Chip("Compare the first two", "compare the first two"),
            )
            return Turn((Reply("question", done, chips=chips),), replace(declined, asked=None))
        lead, chips = f"{opening} {QUESTION_WORDS[question.key]}", (*question_chips(question, search), *more)
        return Turn((Reply("question", lead, chips=chips),), replace(declined, asked=question.key))


def _with_chips(turn: Turn, chips: tuple[Chip, ...]) -> Turn:
    replies = (e if isinstance(e, General) else replace(e, chips=(*e.chips, *chips)) for e in turn.replies)
    return replace(turn, replies=tuple(replies))
