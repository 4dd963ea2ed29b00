"""Why the advisor asks what it asks."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.doubt_answers import open_doubt
from actions.dialogue.memory import Memory, Message
from actions.wording.doubt_questions import explained
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import QUESTION_REASONS, QUESTION_WORDS, question_chips
from knowledge.programs import Search
from knowledge.questions import QUESTIONS

NOTHING_ASKED = Reply(
    "explanation",
    "I ask only what narrows the programs that are still possible for you, and you can skip every question. "
    "What you tell me is used for this search and nothing else.",
    chips=(Chip("What do I search by?", "/show_wishes"), Chip("Find programs", "/ask_recommendation")),
)


class ActionExplainQuestion(AdvisorAction):
    """`ask_why_question`."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The reason for the open question, and the question again."""
        if (doubt := open_doubt(memory)) is not None:
            return Turn((explained(doubt),), memory)
        if memory.asked not in QUESTION_WORDS:
            return Turn((NOTHING_ASKED,), memory)
        question = next(each for each in QUESTIONS if each.key == memory.asked)
        lead = f"I ask “{QUESTION_WORDS[memory.asked]}” {QUESTION_REASONS[memory.asked]} You can skip it."
        return Turn((Reply("explanation", lead, chips=question_chips(question, search)),), memory)
