"""Ways of questions that words of their own give away, whatever the intent: decisions, points, a program as a whole.

Pure; see route.py for the order of all ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from actions.dialogue.languages import other_language
from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, OF_ONES_MARKS, Memory, Message
from actions.dialogue.on_screen import BRIEF
from actions.dialogue.pointing import IN_PASSING
from actions.dialogue.quoted import OWN
from actions.dialogue.topic_facts import asked_of_named
from actions.dialogue.way import Route, asks_about, changes

MOST_WORDS = 16  # a longer question asks for more than the whole
# What is often heard in words that mean something of their own, where no FAQ topic is.
ASTRAY = (
    "nlu_fallback", "out_of_scope", "inform", "wrong_answer", "show_more", "ask_program_fact", "ask_admissions",
    "shortlist_note", "report_answer",
)  # fmt: skip
# Intents of which a question on a point surely has nothing but words.
SURELY_ASTRAY = (
    "ask_payoff", "ask_what_if", "check_doubts", "ask_study_plan", "ask_readiness", "show_shortlist", "human_handoff",
    "explain_question", "ask_why", "guided_start",
)  # fmt: skip
# Intents that names and wishes remind of in a question which is surely on a point.
BESIDE_A_POINT = (*ASTRAY, *SURELY_ASTRAY, "faq", "compare_programs", "ask_recommendation")
PLANNED = ("ask_study_plan", "ask_readiness")
# Intents in whose words decisions are put; under some only in a long message that asks for no list of programs: where
# one is asked for, or a calculation, it stands behind the stance.
SEARCHED_IN = ("ask_recommendation", "compare_programs", "ask_what_if")
WEIGHED_IN = (*ASTRAY, "faq", "ask_why", "complain", "refuse", *SEARCHED_IN)
WEIGHS_SCHOOLS, OF_A_LOAN = "which_offer", "loan_for_it"  # of several offers, the stance on the first says the second
ORDERED = 0.95  # probability of an intent from which on it is ordered beyond doubt
ML_OR_AI = "faq/ml_vs_ai"
OFFERS_WEIGHED = {"entity": "decision", "value": WEIGHS_SCHOOLS}
SURE = 0.8  # probability of a topic from which on points beside it are what a story asks
# Topics that a question on a country as a whole reminds of.
OF_COUNTRIES = ("international", "what_is_it", "student_life", "how_to_choose", "rankings", "worth_it", "cost")
OF_FIELDS = "which_kind"
WITHOUT_SUBJECT = (WEIGHS_SCHOOLS, "right_road")  # decisions whose words may be about what stands above
ABOUT_NAMED = ("chances", "list_of_schools")  # decisions whose answer is on the schools that are named
# Decisions that somebody puts only where something was told before: the child chooses for whom a parent asks.
AFTER = {"child_chooses": "for_my_child"}
PUT = "decision/"  # of a decision that got a stance, before its name, among what was told
CONCLUDED = "concluded"  # the entity that names the decision whose lean is asked for again
LISTING = ("recommend", "show_more", "compare", "what_if", "cheapest", "show_shortlist")
WORKED_OUT = ("payoff", "reckon", "readiness", "doubts", "study_plan")  # answers with a conclusion of their own
FIGURES = ("assumption", "income", "budget", "money")
_CHANCES = re.compile(
    r"\bchance me\b|\b(?:my|any) chances?\b|\bprofile (?:eval\w*|review)\b"
    r"|\b(?:would|will|do|does|can|could|might)\b.{0,30}\b(?:take|accept|admit|consider)\b.{0,8}"
    r"\b(?:me|us|him|her|someone|somebody|anyone|people|an? (?:\w+ ){0,2}(?:engineer|graduate|major|student|person))\b",
    re.IGNORECASE,
)

# "Why?" behind a verdict, and nothing else.
WHY = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|but|so)\b\W*)*(?:why|y|how so|how come)(?: (?:(?:is|was) )?that(?: one)?)?"
    r"(?: tho(?:ugh)?)?\W*$",
    re.IGNORECASE,
)
_TAKES_IT = re.compile(
    r"\b(?:should i|(?:is it|would it be) (?:right|wise|smart|stupid|a mistake|ok(?:ay)?) to) "
    r"(?:just |really |rather |simply |then )*(?:take|accept|go (?:with|to|for)|choose|pick|say yes to|commit to)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\W*(?:ok(?:ay)?\W+|hm+\W+|so\W+)?(?:and|or|(?:what|how) about)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|pick|choose|take)\b", re.IGNORECASE)


def at_a_program(message: Message, memory: Memory) -> bool:
    """Whether a message names a program or a school, or points at one that was spoken of."""
    spoken_of = bool(memory.mentioned or memory.shown)
    return message.has(*NAMES) or (spoken_of and message.has("pointer"))


def decided(message: Message, memory: Memory) -> Route | None:
    """ "Is that list good?", "job or degree?": a decision that data/decisions.yml has a stance on."""
    told = set(memory.profile.get("situation") or ())
    put = [each for each in message.values("decision") if AFTER.get(each) in (None, *told)]
    if len(put) > 1 and put[0] == WEIGHS_SCHOOLS:  # of one offer the question besides is what is asked
        put = put[1:] if _is_of_one(message) else [each for each in put if each != OF_A_LOAN]
        message = replace(message, entities=_in_order(message, put))
    if not put or (put[0] in WITHOUT_SUBJECT and message.does("verdict") and not message.does("story")):
        return None  # "which would you take": of those above
    named = [each for each in message.entities if each["entity"] == "program"]
    meant = {each["value"] for each in named if each.get("role") not in IN_PASSING}
    if put[0] == WEIGHS_SCHOOLS and len(meant) > 1:
        return Route("compare", replace(message, intent="compare_programs"))
    if put[0] == OF_FIELDS and len(named) > 1 and _CHANCES.search(message.text):
        return None  # "which of these will accept an engineer" asks of them, whichever fields stand in their titles
    offers = {each["value"] for each in named if each.get("role") == "admitted"}
    if put[0] in WITHOUT_SUBJECT and len(offers) > 1:  # "what would you do in my place", with five admits
        entities = (*message.others("decision"), OFFERS_WEIGHED)
        return Route("compare", replace(message, intent="compare_programs", entities=entities))
    reckoned = message.does("story") and message.has("income") and message.ranking[0][0] == "ask_payoff"
    of_named = put[0] in ABOUT_NAMED and message.has(*NAMES)
    searched = message.intent in SEARCHED_IN and (message.does("find") or not message.does("story"))
    if reckoned or message.intent not in WEIGHED_IN or (searched and not of_named):
        return None
    return Route("answer", replace(message, intent="faq"))


def _is_of_one(message: Message) -> bool:
    """Whether one school at most is spoken of as one to go to."""
    named = (each for each in message.entities if each["entity"] in NAMES)
    return len({str(each["value"]) for each in named if each.get("role") not in OWN}) < 2


def _in_order(message: Message, put: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """The entities with the decisions in this order."""
    meant = [each for each in message.entities if each["entity"] == "decision" and each["value"] in put]
    decisions = sorted(meant, key=lambda each: put.index(each["value"]))
    return (*message.others("decision"), *decisions)


def taken(message: Message, _memory: Memory) -> Route | None:
    """ "Should I just take Hertfordshire?": the decision on an offer, though no offer is spoken of."""
    named = {str(each["value"]) for each in message.entities if each["entity"] in NAMES}
    other = set(message.values("decision")) - {*WITHOUT_SUBJECT}
    if len(named) != 1 or other or message.does("story") or _TAKES_IT.search(message.text) is None:
        return None
    entities = (*message.others("topic", "asked_fact", "pointer", "decision"), OFFERS_WEIGHED)
    return Route("answer", replace(message, intent="faq", entities=entities))


def without_passing_decisions(message: Message) -> Message:
    """A story without the decisions that it puts in passing: it asks about a point, and only tells of the decision, or
    surely asks about one topic. What asks for a verdict in a sentence without a point puts what was told of; of lists
    of schools none is in passing. "ML or AI?" is a question that has an answer of its own."""
    if message.ranking and message.ranking[0][0] == ML_OR_AI and message.ranking[0][1] >= SURE:
        return replace(message, entities=tuple(e for e in message.entities if e.get("value") != OF_FIELDS))
    asks = message.points_asked
    if not asks or not message.does("story") or not message.has("decision"):
        return message
    sure = bool(message.ranking) and message.ranking[0][0].startswith("faq/") and message.ranking[0][1] >= SURE
    listed = len({str(each["value"]) for each in message.entities if each["entity"] in NAMES}) > 1
    kept = tuple(
        each
        for each in message.entities
        if each["entity"] != "decision"
        or (listed and each["value"] in ABOUT_NAMED)
        or not (sure or _is_in_passing(each, asks))
    )
    return replace(message, entities=kept)


def _is_in_passing(decision: Mapping[str, Any], points: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a decision is only told of, and each sentence that asks what to do asks it of a point."""
    starts = [int(each.get("start") or 0) for each in points]
    of_points = (any(start <= at < end for at in starts) for start, end in decision.get("verdicts") or ())
    return bool(decision.get("told")) and all(of_points)


def put_before(memory: Memory) -> str | None:
    """The decision that was put last in this conversation and got a stance."""
    return next((key.removeprefix(PUT) for key in reversed(memory.told) if key.startswith(PUT)), None)


def leaned(message: Message, memory: Memory) -> Route | None:
    """ "So if you were me?", "just tell me": the lean on the decision that was put before; what was worked out
    above has a conclusion of its own, and which of the programs shown is another question, unless schools were weighed.
    """
    name = put_before(memory)
    if message.ranking and message.ranking[0][1] >= SURE and message.ranking[0][0] in PLANNED:
        return None  # "what would you learn first if you were me" asks for a plan
    another = set(message.values("decision")) - {*WITHOUT_SUBJECT, name}
    if name is None or another or message.does("story") or message.has(*NAMES) or changes(message):
        return None
    if memory.last.get("action") in WORKED_OUT:
        return None
    put_last = bool(memory.last.get("decisions"))
    shorter = message.does(BRIEF) and not message.does("verdict")
    why = put_last and WHY.match(message.text) is not None
    if shorter and not why and message.ranking and message.ranking[0][1] >= SURE:
        return None  # "in one line, is the GRE needed" asks something of its own
    if (shorter and not put_last) or not (message.does("verdict") or shorter or why or _concludes(message.text)):
        return None
    among = _WHICH.search(message.text) is not None and memory.last.get("action") in LISTING
    if among and name not in (WEIGHS_SCHOOLS, *ABOUT_NAMED):
        return None
    concluded = ({"entity": CONCLUDED, "value": name, "why": why},)
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


def in_another_language(message: Message, _memory: Memory) -> Route | None:
    """ "Hola, ¿cuánto cuesta?": is told in its own language that English is read here."""
    if other_language(message.text) is None:
        return None
    return Route("talk", replace(message, intent="out_of_scope"))


def surely_particular(message: Message, _memory: Memory) -> Route | None:
    """ "Waitlisted at Duke, do I get the deposit back?": a point that is surely meant, whatever schools, wishes or
    figures stand beside it; not where programs or recorded facts are asked for."""
    searched = message.does("find") or message.does("story") or message.values("asked_fact")
    if message.has(*NAMES) and message.has(*OF_ONES_MARKS):
        return None  # "mine is 69 percent, any chance at Stony Brook?"
    if is_reckoned(message) or _is_compared(message):
        return None
    if searched or not message.surely_asks_a_point or message.intent not in BESIDE_A_POINT or _is_planned(message):
        return None
    return Route("answer", replace(message, intent="faq"))


def _is_compared(message: Message) -> bool:
    """ "Compare OMSCS and MCIT": an order beyond doubt, which names what it is about."""
    named = {str(each["value"]) for each in message.entities if each["entity"] in NAMES}
    return dict(message.ranking).get("compare_programs", 0.0) >= ORDERED and len(named) > 1


def is_reckoned(message: Message) -> bool:
    """ "I make 250k, is it worth it": is worked out."""
    return "worth_it" in message.values("topic") and message.has("income")


def _is_planned(message: Message) -> bool:
    """ "A schedule for linear algebra, six hours weekly": a plan by their own figures, which no point knows."""
    surely = message.intent in PLANNED and dict(message.ranking).get(message.intent, 0.0) >= SURE
    return surely and message.has("assumption", "skill")


def particular(message: Message, memory: Memory) -> Route | None:
    """ "What is a blocked account": a point that data/particulars.yml answers, whatever else the words remind of."""
    surely = message.surely_asks_a_point and message.intent in SURELY_ASTRAY
    if not message.points_asked or not (surely or message.intent in ASTRAY) or message.does("story"):
        return None
    tells = message.has(*FIGURES) and not message.does("question")  # "living costs 1500 a month" answers something
    if at_a_program(message, memory) or changes(message) or tells:
        return None
    return Route("answer", replace(message, intent="faq"))


def chances(message: Message, _memory: Memory) -> Route | None:
    """ "Chance me: CMU, Stanford": what those that are named ask for, and no list of others."""
    searched = message.intent in ("ask_recommendation", "faq", *ASTRAY)
    if not searched or not message.has(*NAMES) or _CHANCES.search(message.text) is None:
        return None
    others = message.others("topic", "asked_fact", "decision")
    return asks_about("admission_requirements", replace(message, entities=others))


def of_a_country(message: Message, memory: Memory) -> Route | None:
    """ "Is Ireland ok?", "Germany or Canada?": how a country is to study in, and no list of programs there."""
    countries = [each for each in message.entities if each["entity"] == "country" and each.get("op") == "is"]
    facts = set(message.values("asked_fact")) - {"price"}
    others = message.has(*NAMES) or facts or message.does("find") or message.does("story")
    if not countries or others or message.intent not in (*ASTRAY, "faq", "ask_what_if", "compare_programs"):
        return None
    if set(message.values("topic")) - {*OF_COUNTRIES} or len(message.text.split()) > MOST_WORDS:
        return None
    asks = message.does("question") or message.text.rstrip().endswith("?")
    goes_on = _GOES_ON.match(message.text) and memory.last.get("action") not in (None, "recommend", "show_more")
    if not asks or not (goes_on or any(each.search(message.text) for each in _judging())):
        return None
    asked = tuple({"entity": "asked_country", "value": each["value"]} for each in countries)
    entities = (*message.others("topic", "asked_fact", "pointer"), *asked)
    return Route("answer", replace(message, intent="faq", entities=entities))


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
    return asks_about(topic.topic, replace(message, entities=message.others("asked_fact")))
