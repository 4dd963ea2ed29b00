"""Routes that look beyond the intent: searches in the words of a question, schools that are weighed, conclusions from
what stands above, and messages that no intent is sure of. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.dialogue import payoff_figures
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import IN_PASSING
from actions.dialogue.topic_facts import sentences, speaks_of_all
from actions.dialogue.way import Route, changes, person_changed, same_again

# Intents under which somebody weighs schools against one another.
WEIGHING = (
    "faq", "inform", "ask_recommendation", "nlu_fallback", "compare_programs", "out_of_scope", "ask_program_fact",
)  # fmt: skip
SURE_TOPIC = 0.75  # probability of a topic from which on no wish beside it makes a search of it
SHORT_WISH = 12  # words
LIKELY_IN_STORY, LIKELY_AFTER = 0.1, 0.15  # probability from which on a topic is answered that is not sure
_OR = re.compile(r"\b(?:or|vs\.?|versus|between|compare[ds]?|choose|pick|decide|which|better)\b", re.I)


def wished(message: Message, memory: Memory) -> Route | None:
    """Nothing but a wish, a wish said while a search runs, or a search in the words of a question."""
    if not changes(message) or message.changes is None:
        return None
    added, sure = (
        len(message.changes.added),
        dict(message.ranking).get(f"faq/{next(iter(message.values('topic')), '')}", 0.0),
    )
    running = bool(memory.shown) or memory.asked is not None
    limited = any(each.key == "budget" for each in message.changes.added)  # "ml focus, under 12k" asks for no topic
    alone = running or limited or added > 1 or message.intent in ("out_of_scope", "nlu_fallback", "inform")
    if message.does("wish") and alone:
        return Route("recommend", replace(message, intent="inform"))
    if message.intent != "faq" or message.does("story"):
        return None
    found = message.does("find") and (added > 1 or sure < SURE_TOPIC)
    said = running and not message.does("question") and len(message.text.split()) <= SHORT_WISH and sure < SURE_TOPIC
    return (
        Route("recommend", replace(message, intent="ask_recommendation", entities=_without_topics(message)))
        if (found or said)
        else None
    )


def _without_topics(message: Message) -> tuple[Any, ...]:
    return tuple(each for each in message.entities if each["entity"] != "topic")


def compared(message: Message, memory: Memory) -> Route | None:
    """Two or more schools that somebody weighs: "UCSD or Columbia", three offers; and two fields at one school."""
    if message.intent not in WEIGHING or message.does("verdict"):
        return None
    schools = [
        e["value"] for e in message.entities if e["entity"] == "program" and e.get("role") in ("admitted", "compared")
    ]
    wanted = [e["value"] for e in message.entities if e["entity"] == "program" and e.get("role") not in IN_PASSING]
    weighed = _weighed_in_one_breath(message) if message.does("story") else _OR.search(message.text) is not None
    several = len(set(schools)) > 1 or (len(set(wanted)) > 1 and weighed)
    asks = message.does("question") or message.intent == "compare_programs" or "these" in message.values("pointer")
    if not several or not asks:
        return None
    return Route("compare", replace(message, intent="compare_programs"))


def _weighed_in_one_breath(message: Message) -> bool:
    """Whether two of the schools that a long message means stand in one sentence that weighs; or it asks "of these"."""
    named = [e for e in message.entities if e["entity"] == "program" and e.get("role") not in IN_PASSING]
    for begin, end in sentences(message.text):
        inside = {each["value"] for each in named if begin <= (each.get("start") or 0) < end}
        if len(inside) > 1 and _OR.search(message.text[begin:end]):
            return True
    return "these" in message.values("pointer") and len({each["value"] for each in named}) > 1


def concluded(message: Message, memory: Memory) -> Route | None:
    """ "So which would you pick?": a conclusion from the comparison, the programs or the calculation above."""
    if not message.does("verdict") or any(each["entity"] == "program" for each in message.entities):
        return None
    if payoff_figures.is_at_hand(memory) and memory.last.get("action") == "payoff":
        return Route("payoff", replace(message, intent="ask_payoff"))
    if len(memory.mentioned) > 1 or len(memory.shown) > 1:
        return Route("compare", replace(message, intent="compare_programs"))
    return None


def general(message: Message, memory: Memory) -> Route | None:
    """ "Is it needed at most places?" behind a general answer is about that topic again, not about one program."""
    named = any(each["entity"] in ("program", "unknown_program") for each in message.entities)
    if message.intent != "ask_program_fact" or named or not memory.last.get("topics") or not speaks_of_all(message):
        return None
    return same_again(message, memory)


def likeliest(message: Message, memory: Memory) -> Route | None:
    """A story, or a word to what stands above, that no intent is sure of: its wishes, else its likeliest question."""
    nothing = message.intent == "inform" and not (
        changes(message) or person_changed(message, memory) or _again(message)
    )
    asked = message.intent == "report_answer" and message.does(
        "question"
    )  # "they want an answer: may I ask for money?"
    if not (nothing or asked or message.intent in ("nlu_fallback", "out_of_scope")):
        return None
    if message.does("story") and message.changes is not None and message.changes.added:
        return Route("recommend", replace(message, intent="ask_recommendation"))
    least = LIKELY_IN_STORY if message.does("story") else LIKELY_AFTER if memory.last else 1.0
    for name, likely in message.ranking:
        if name.startswith("faq/") and likely >= least:
            topic = {"entity": "topic", "value": name.removeprefix("faq/")}
            return Route("answer", replace(message, intent="faq", entities=(*message.entities, topic)))
    return None


def _again(message: Message) -> bool:
    """Whether a wish was said again, or a relative one that cannot be had: the search answers that."""
    done = message.changes
    return done is not None and bool(done.repeated or done.unplaced or done.unweighed or done.unsearchable)
