"""What goes on from the programs that stand above: a fact of those that were compared, the last question of another
school. Pure; see route.py for the order of all ways."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.memory import NAMES, NAMING, Memory, Message
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, facts_of, speaks_of_all
from actions.dialogue.way import Route, changes, on_a_program, points, same_again

# Questions that stand by themselves, whatever is on screen or was asked before.
NEVER_TAKEN_OVER = ("forget_me", "start_over", "human_handoff", "bot_challenge", "ask_my_data", "check_doubts")
THEIR_PAGE = "url"  # what is asked for and set beside nothing: "give me the links" after a comparison
MOST_FOLLOWING = 9  # words; a longer question stands by itself
_COMPARES = re.compile(r"\W*(?:and |now |please )?compare\b", re.I)
# Questions on a program as a whole.
_OVERVIEW = re.compile(
    r"\b(?:tell me|more on|about|info\w*|details|overview|everything|worth|good|legit|ok(?:ay)?|like)\b", re.IGNORECASE
)


def _asks_the_same(message: Message, memory: Memory) -> bool:
    """ "So UIUC, sure?", "does UMass give": a question on a school that says nothing more, after one on a fact."""
    if message.intent != "ask_program_fact" or not message.does("question") or _OVERVIEW.search(message.text):
        return False
    if speaks_of_all(message):
        return False
    return bool(memory.last.get("facts")) or _asks_of_facts(memory)


def _asks_of_facts(memory: Memory) -> bool:
    """Whether the last question was on topics that the facts of a program answer."""
    topics = memory.last.get("topics") or ()
    return bool(topics) and all(each in FACTS_OF_TOPIC for each in topics)


def asked_of_those(message: Message, memory: Memory) -> Route | None:
    """ "And the cohort", "cohort size of both": a fact of the programs that stand above, compared where they were."""
    named = message.has(*NAMES)
    goes_on = message.does("follow_on") or points(message) or _COMPARES.match(message.text) is not None
    if named or not goes_on or message.intent in NEVER_TAKEN_OVER:
        return None
    if len(message.text.split()) > MOST_FOLLOWING or changes(message):
        return None
    facts = message.values("asked_fact") or facts_of(message.values("topic"))
    of_all = all(each in ("both", "these") for each in message.values("pointer"))  # "the second one" is of one
    several = memory.last.get("action") == "compare" and len(memory.mentioned) > 1
    if facts and facts != [THEIR_PAGE] and of_all and several:
        asked = tuple({"entity": "asked_fact", "value": each} for each in facts)
        others = message.others("asked_fact", "topic")
        return Route("compare", replace(message, intent="compare_programs", entities=(*others, *asked)))
    if not message.values("asked_fact"):
        return None
    astray = message.intent in ("out_of_scope", "nlu_fallback", "inform") or any(
        topic not in FACTS_OF_TOPIC for topic in message.values("topic")
    )
    if astray and (memory.mentioned or (memory.shown and points(message))):
        return on_a_program(message)
    return None


def gone_on(message: Message, memory: Memory) -> Route | None:
    """ "And Penn?", "what about the online one": the last question, of something else."""
    goes_on = message.does("follow_on") or _asks_the_same(message, memory)
    if not goes_on or not memory.last or message.intent in NEVER_TAKEN_OVER:
        return None
    named = [each for each in message.entities if each["entity"] in NAMING]
    asks = [each for each in message.entities if each["entity"] in ("asked_fact", "topic")]
    facts = memory.last.get("facts") or ()
    if named and not asks and memory.last.get("action") in ("program_fact", "answer"):
        return same_again(message, memory, named) if facts or _asks_of_facts(memory) else on_a_program(message)
    if named and not asks and memory.last.get("action") == "compare":
        several = len({each.get("value") for each in named}) > 1  # one alone is set beside nothing
        return same_again(message, memory, named) if several else on_a_program(message)
    return None
