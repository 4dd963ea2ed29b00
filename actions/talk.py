"""What belongs to a conversation and to no subject: greetings, thanks, help, what the advisor is and is not."""

from __future__ import annotations

import re

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.languages import in_its_words, other_language
from actions.dialogue.memory import NAMING, Memory, Message
from actions.wording.particular_answers import answer_to, raised, with_told
from actions.wording.replies import Chip, General, Reply
from actions.wording.unclear import nothing_on
from knowledge.programs import Search

HELP = Chip("What can you do?", "/help")
_OF_ONESELF = re.compile(r"\b(?:i|my|me|mine|i['’]?[md]|we|our|you|your)\b", re.IGNORECASE)
MOST_QUOTED = 16  # words of a question that can be repeated in the answer to it


class ActionTalk(AdvisorAction):
    """`greet`, `goodbye`, `thanks`, `help`, `bot_challenge`, `complain`, `out_of_scope`: words of smalltalk.yml."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The fixed answer of the intent; what was told of oneself beside it has been noted already."""
        if message.intent == "out_of_scope" and (language := other_language(message.text)) is not None:
            return Turn((Reply("out_of_scope", in_its_words(language), chips=(HELP,)),), memory)
        points = [each for each in raised(message) if each.key not in memory.told]
        if message.intent == "out_of_scope" and points:  # nobody is told that it is outside what is answered below
            return Turn((answer_to(points),), with_told(memory, points))
        if message.intent == "out_of_scope" and memory.last and len(message.text.split()) <= MOST_QUOTED:
            of_school = message.has(*NAMING) or _OF_ONESELF.search(message.text) is None
            spoken_of = memory.mentioned if of_school else ()  # no office knows of their bike
            return Turn((nothing_on(message.text, message.does("question"), spoken_of, search.knowledge),), memory)
        return Turn((General(f"utter_{message.intent or 'help'}"),), memory)
