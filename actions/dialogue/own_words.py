"""Ways of questions that words of their own give away, whatever the intent: decisions, points, a program as a whole.

Pure; see route.py for the order of all ways.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.on_screen import BRIEF
from actions.dialogue.topic_facts import asked_of_named
from actions.dialogue.way import Route, asks_about, changes

MOST_WORDS = 16  # a longer question asks for more than the whole
# What is often heard in words that mean something of their own, where no FAQ topic is.
ASTRAY = (
    "nlu_fallback", "out_of_scope", "inform", "wrong_answer", "show_more", "ask_program_fact", "ask_admissions",
    "shortlist_note", "report_answer",
)  # fmt: skip
# Intents in whose words decisions are put; under some only in a long message that asks for no list of programs: where
# one is asked for, or a calculation, it stands behind the stance.
SEARCHED_IN = ("ask_recommendation", "compare_programs", "ask_what_if")
WEIGHED_IN = (*ASTRAY, "faq", "ask_why", "complain", "refuse", *SEARCHED_IN)
WEIGHS_SCHOOLS = "which_offer"
WITHOUT_SUBJECT = (WEIGHS_SCHOOLS, "right_road")  # decisions whose words may be about what stands above
ABOUT_NAMED = ("chances", "list_of_schools")  # decisions whose answer is on the schools that are named
# Decisions that somebody puts only where something was told before: the child chooses for whom a parent asks.
AFTER = {"child_chooses": "for_my_child"}
PUT = "decision/"  # of a decision that got a stance, before its name, among what was told
CONCLUDED = "concluded"  # the entity that names the decision whose lean is asked for again
LISTING = ("recommend", "show_more", "compare", "what_if", "cheapest", "show_shortlist")
WORKED_OUT = ("payoff", "reckon", "readiness", "doubts", "study_plan")  # answers with a conclusion of their own
FIGURES = ("assumption", "income", "budget", "money")
_CHANCES = re.compile(r"\bchance me\b|\b(?:my|any) chances?\b|\bprofile (?:eval\w*|review)\b", re.IGNORECASE)

_WHICH = re.compile(r"\b(?:which|pick|choose|take)\b", re.IGNORECASE)


def at_a_program(message: Message, memory: Memory) -> bool:
    """Whether a message names a program or a school, or points at one that was spoken of."""
    spoken_of = bool(memory.mentioned or memory.shown)
    return message.has(*NAMES) or (spoken_of and message.has("pointer"))


def decided(message: Message, memory: Memory) -> Route | None:
    """ "Is that list good?", "job or degree?": a decision that data/decisions.yml has a stance on."""
    told = set(memory.profile.get("situation") or ())
    put = [each for each in message.values("decision") if AFTER.get(each) in (None, *told)]
    if not put or (put[0] in WITHOUT_SUBJECT and message.does("verdict") and not message.does("story")):
        return None  # "which would you take": of those above
    if put[0] == WEIGHS_SCHOOLS and len(set(message.values("program"))) > 1:
        return Route("compare", replace(message, intent="compare_programs"))
    reckoned = message.does("story") and message.has("income") and message.ranking[0][0] == "ask_payoff"
    of_named = put[0] in ABOUT_NAMED and message.has(*NAMES)
    searched = message.intent in SEARCHED_IN and (message.does("find") or not message.does("story"))
    if reckoned or message.intent not in WEIGHED_IN or (searched and not of_named):
        return None
    return Route("answer", replace(message, intent="faq"))


def put_before(memory: Memory) -> str | None:
    """The decision that was put last in this conversation and got a stance."""
    return next((key.removeprefix(PUT) for key in reversed(memory.told) if key.startswith(PUT)), None)


def leaned(message: Message, memory: Memory) -> Route | None:
    """ "So if you were me?", "just tell me": the lean on the decision that was put before; what was worked out
    above has a conclusion of its own, and which of the programs shown is another question, unless schools were weighed.
    """
    name = put_before(memory)
    another = set(message.values("decision")) - {*WITHOUT_SUBJECT, name}
    if name is None or another or message.does("story") or message.has(*NAMES) or changes(message):
        return None
    if memory.last.get("action") in WORKED_OUT:
        return None
    shorter = message.does(BRIEF) and not message.does("verdict") and not memory.last.get("decisions")
    if shorter or not (message.does("verdict") or _concludes(message.text)):
        return None
    among = _WHICH.search(message.text) is not None and memory.last.get("action") in LISTING
    if among and name not in (WEIGHS_SCHOOLS, *ABOUT_NAMED):
        return None
    concluded = ({"entity": CONCLUDED, "value": name},)
    kept = tuple(each for each in message.entities if each["entity"] == "act")
    return Route("answer", replace(message, intent="faq", entities=(*kept, *concluded)))


def _concludes(text: str) -> bool:
    """Whether a message asks for a conclusion, and for nothing else."""
    return len(text.split()) <= MOST_WORDS and _conclusion().fullmatch(text.strip().lower()) is not None


@cache
def _conclusion() -> re.Pattern[str]:
    said = table("verdicts")
    core, around = ("|".join(said[each]) for each in ("concludes", "around"))
    return re.compile(rf"(?:(?:{around})\b[\s,.:;]*)*(?:{core})(?:[\s,.:;]+(?:{around}))*\W*")


def particular(message: Message, memory: Memory) -> Route | None:
    """ "What is a blocked account": a point that data/particulars.yml answers, whatever else the words remind of."""
    asked = any(each["entity"] == "particular" and each.get("asked") for each in message.entities)
    if not asked or message.intent not in ASTRAY or message.does("story"):
        return None
    tells = message.has(*FIGURES) and not message.does("question")  # "living costs 1500 a month" answers something
    if at_a_program(message, memory) or changes(message) or tells:
        return None
    return Route("answer", replace(message, intent="faq"))


def chances(message: Message, _memory: Memory) -> Route | None:
    """ "Chance me: CMU, Stanford": what those that are named ask for, and no list of others."""
    searched = message.intent in ("ask_recommendation", *ASTRAY)
    if not searched or not message.has(*NAMES) or _CHANCES.search(message.text) is None:
        return None
    return asks_about("admission_requirements", _without(message, "topic", "asked_fact"))


def of_the_whole(message: Message, _memory: Memory) -> Route | None:
    """ "Is OMSCS hard?": a question on a named program as a whole."""
    if message.intent != "ask_program_fact" or message.does("story") or not message.has(*NAMES):
        return None
    topic = asked_of_named(message.text) if len(message.text.split()) <= MOST_WORDS else None
    if topic is None or not set(message.values("asked_fact")) <= set(topic.facts):
        return None
    return asks_about(topic.topic, _without(message, "asked_fact"))


def _without(message: Message, *kinds: str) -> Message:
    return replace(message, entities=tuple(each for each in message.entities if each["entity"] not in kinds))
