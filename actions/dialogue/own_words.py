"""Ways of questions that words of their own give away, whatever the intent: decisions, points, a program as a whole.

Pure; see route.py for the order of all ways.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.topic_facts import asked_of_named
from actions.dialogue.way import Route, asks_about, changes

MOST_WORDS = 16  # a longer question asks for more than the whole
# What is often heard in words that mean something of their own, where no FAQ topic is.
ASTRAY = (
    "nlu_fallback", "out_of_scope", "inform", "wrong_answer", "show_more", "ask_program_fact", "ask_admissions",
    "shortlist_note", "report_answer",
)  # fmt: skip
# Intents in whose words decisions are put; where a search or a calculation is asked for, it stands behind the stance.
WEIGHED_IN = (*ASTRAY, "faq", "ask_why", "complain", "refuse")
WEIGHS_SCHOOLS = "which_offer"
# Topics that a question on a country as a whole reminds of.
OF_COUNTRIES = ("international", "what_is_it", "student_life", "how_to_choose", "rankings", "worth_it", "cost")
FIGURES = ("assumption", "income", "budget", "money")
_CHANCES = re.compile(r"\bchance me\b|\b(?:my|any) chances?\b|\bprofile (?:eval\w*|review)\b", re.IGNORECASE)


def at_a_program(message: Message, memory: Memory) -> bool:
    """Whether a message names a program or a school, or points at one that was spoken of."""
    spoken_of = bool(memory.mentioned or memory.shown)
    return message.has(*NAMES) or (spoken_of and message.has("pointer"))


def decided(message: Message, memory: Memory) -> Route | None:
    """ "Is that list good?", "job or degree?": a decision that data/decisions.yml has a stance on."""
    put = message.values("decision")
    if not put or (message.does("verdict") and not message.does("story")):  # "which would you take": of those above
        return None
    if put[0] == WEIGHS_SCHOOLS and len(set(message.values("program"))) > 1:
        return Route("compare", replace(message, intent="compare_programs"))
    reckoned = message.does("story") and message.has("income") and message.ranking[0][0] == "ask_payoff"
    if reckoned or message.intent not in WEIGHED_IN:
        return None
    return Route("answer", replace(message, intent="faq"))


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


def of_a_country(message: Message, _memory: Memory) -> Route | None:
    """ "Is Ireland ok?", "Germany or Canada?": how a country is to study in, and no list of programs there."""
    countries = [each for each in message.entities if each["entity"] == "country" and each.get("op") == "is"]
    others = message.has(*NAMES) or message.values("asked_fact") or message.does("find") or message.does("story")
    if not countries or others or message.intent not in (*ASTRAY, "faq", "ask_what_if", "compare_programs"):
        return None
    if set(message.values("topic")) - {*OF_COUNTRIES} or len(message.text.split()) > MOST_WORDS:
        return None
    asks = message.does("question") or message.text.rstrip().endswith("?")
    if not asks or not any(each.search(message.text) for each in _judging()):
        return None
    asked = tuple({"entity": "asked_country", "value": each["value"]} for each in countries)
    return Route("answer", replace(message, intent="faq", entities=(*_without(message, "topic").entities, *asked)))


@cache
def _judging() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in table("countries")["judges"])


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
