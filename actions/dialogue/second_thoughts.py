"""Routes that look beyond the intent: searches in the words of a question, schools that are weighed, conclusions from
what stands above, and messages that no intent is sure of. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.dialogue import payoff_figures
from actions.dialogue.degrees_weighed import weighs_degrees
from actions.dialogue.memory import NAMES, NAMING, Memory, Message
from actions.dialogue.on_screen import BRIEF
from actions.dialogue.own_words import WEIGHS_SCHOOLS
from actions.dialogue.pointing import IN_PASSING, at_these
from actions.dialogue.qualities import quality_asked
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, asks_bare_fact, sentences, speaks_of_all
from actions.dialogue.way import Route, asks_about, changes, person_changed, same_again

# Intents under which somebody weighs schools against one another.
WEIGHING = (
    "faq", "inform", "ask_recommendation", "nlu_fallback", "compare_programs", "out_of_scope", "ask_program_fact",
)  # fmt: skip
# Actions whose answer may be given again in other words.
SAID_AGAIN = (
    "answer", "program_fact", "compare", "explain", "recommend", "payoff", "readiness", "study_plan", "what_if",
)  # fmt: skip
SURE_TOPIC = 0.75  # probability of a topic from which on no wish beside it makes a search of it
SURELY_ASKED = 0.9  # the same, where several wishes were heard: "what jobs can I get with no experience"
SHORT_WISH = 12  # words
STRANGE, LIKELY_BESIDE = 0.5, 0.25  # the same where a message most likely asks for what is not on record
LIKELY_SEARCH = 0.3  # the same of a search, where a wish was heard
LIKELY_IN_STORY, LIKELY_AFTER = 0.1, 0.15  # probability from which on a topic is answered that is not sure
# Topics on which a verdict is about the person, and not which program to take.
OF_PERSON = ("gpa", "gre", "admission_requirements", "bachelor_needed", "prerequisites", "age_and_family")
_ASKED_WHICH = re.compile(r"\bwhich\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\bwhich (?:one |of (?:them|these|those|the two) )?(?:is|costs?)\b.{0,12}\b(?:cheaper|cheapest|less|least)\b"
    r"|\bwhich(?: one)?\W*$",
    re.I,
)
_WHICH_ONE = re.compile(r"\bwhich (?:one|of (?:them|these|those|the (?:two|three)|both))\b", re.IGNORECASE)
_OF_THE_ORDER = re.compile(r"\b(?:first|order|place|put|top|rank\w*|change your mind|differ\w*)\b", re.IGNORECASE)
_LEANS = re.compile(
    r"\b(?:lean(?:ing)?|tend(?:ing)?|inclined|gravitat\w+|drawn) (?:more )?(?:to|towards?)\b"
    r"|\bi(?:['’]d| would|['’]ll| will| think i['’]?(?:d|ll))? (?:rather |probably |just )?"
    r"(?:go (?:with|for|to)|take|pick|choose)\b.{0,60}"
    r"\b(?:wrong|mistake|mad|crazy|stupid|ok(?:ay)?|fine|sensible|good idea)\b",
    re.IGNORECASE,
)
LEANS = "leans"  # the act of who says which of those weighed it will be, and asks whether that is wrong
_ONE_NAME = re.compile(r"\b(?:one name|just (?:a|the|one) name)\b", re.IGNORECASE)
_VERDICT = {"entity": "act", "value": "verdict"}
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
    found = message.does("find") and ((added > 1 and sure < SURELY_ASKED) or sure < SURE_TOPIC)
    said = running and not message.does("question") and len(message.text.split()) <= SHORT_WISH and sure < SURE_TOPIC
    return (
        Route("recommend", replace(message, intent="ask_recommendation", entities=_without_topics(message)))
        if (found or said)
        else None
    )


def _without_topics(message: Message) -> tuple[Any, ...]:
    return tuple(each for each in message.entities if each["entity"] != "topic")


def weighed(message: Message, _memory: Memory) -> Route | None:
    """ "Columbia: CS or data science?": two degrees of one school."""
    asks = message.does("question") or message.intent == "compare_programs"
    if message.intent not in WEIGHING or not asks or not weighs_degrees(message):
        return None
    return Route("compare", replace(message, intent="compare_programs"))


def leaning(message: Message, memory: Memory) -> Route | None:
    """ "I lean towards San Diego, am I wrong?": one of those that were weighed, and whether to take it."""
    named = [each["value"] for each in message.entities if each["entity"] == "program" and each.get("op") != "not"]
    if message.does("story") or len(set(named)) != 1 or _LEANS.search(message.text) is None:
        return None
    above = tuple({"entity": "program", "value": each, "role": "compared"} for each in memory.mentioned)
    if len(above) < 2:
        return None
    kept = tuple(each for each in message.entities if each["entity"] not in ("topic", "asked_fact", *NAMING))
    lean = {"entity": "act", "value": LEANS, "of": named[0]}
    return Route("compare", replace(message, intent="compare_programs", entities=(*kept, *above, lean)))


def compared(message: Message, memory: Memory) -> Route | None:
    """Two or more schools that somebody weighs: "UCSD or Columbia", three offers; and two fields at one school."""
    if message.intent not in WEIGHING or message.does("verdict"):
        return None
    named = [e for e in message.entities if e["entity"] == "program" and e.get("op") != "not"]
    schools = [e["value"] for e in named if e.get("role") in ("admitted", "compared")]
    wanted = [e["value"] for e in named if e.get("role") not in IN_PASSING]
    weighed = _weighed_in_one_breath(message) if message.does("story") else _OR.search(message.text) is not None
    several = len(set(schools)) > 1 or (len(set(wanted)) > 1 and weighed)
    asks = message.does("question") or message.intent == "compare_programs" or "these" in message.values("pointer")
    offers = message.does("story") and len(set(schools)) > 1  # who tells of two offers need not ask
    if not several or not (asks or offers) or _is_of_person(message):
        return None
    entities = message.entities
    if offers and not message.has("decision"):  # then the stance on offers is said
        entities = (*entities, {"entity": "decision", "value": WEIGHS_SCHOOLS})
    return Route("compare", replace(message, intent="compare_programs", entities=entities))


def _is_of_person(message: Message) -> bool:
    """Whether a long message surely asks what they themselves should bring: schools in it are examples."""
    if not message.does("story") or not message.ranking:
        return False
    topic, likely = message.ranking[0]
    return likely >= SURE_TOPIC and topic.removeprefix("faq/") in (*OF_PERSON, "this_year", "application_process")


def _weighed_in_one_breath(message: Message) -> bool:
    """Whether two of the schools that a long message means stand in one sentence that weighs; or it asks "of these"."""
    named = [e for e in message.entities if e["entity"] == "program" and e.get("role") not in IN_PASSING]
    for begin, end in sentences(message.text):
        inside = {each["value"] for each in named if begin <= (each.get("start") or 0) < end}
        if len(inside) > 1 and _OR.search(message.text[begin:end]):
            return True
    return "these" in message.values("pointer") and len({each["value"] for each in named}) > 1


def shortened(message: Message, memory: Memory) -> Route | None:
    """ "Too long, one line": the last answer again, in few words, where nothing else is asked."""
    if not message.does(BRIEF) or memory.last.get("action") not in SAID_AGAIN or changes(message):
        return None
    asks = message.values("topic") or message.values("asked_fact") or message.does("verdict")
    if asks or message.has(*NAMING):
        return None
    return same_again(message, memory)


def concluded(message: Message, memory: Memory) -> Route | None:
    """ "So which would you pick?": a conclusion from the comparison, the programs or the calculation above."""
    one = message.does(BRIEF) and _ONE_NAME.search(message.text) is not None
    one = one or (_WHICH.search(message.text) is not None and not changes(message))
    if not (message.does("verdict") or one) or any(each["entity"] == "program" for each in message.entities):
        return None
    if message.intent == "ask_recommendation" and message.has("field"):
        return None  # "so which decent CS schools don't ask for it": another search
    if any(
        topic in OF_PERSON and dict(message.ranking).get(f"faq/{topic}", 1.0) > SURE_TOPIC
        for topic in message.values("topic")
    ):
        return None  # "is a 3.1 enough, yes or no"
    if payoff_figures.is_at_hand(memory) and memory.last.get("action") == "payoff":
        return Route("payoff", replace(message, intent="ask_payoff"))
    if len(memory.mentioned) > 1 or len(memory.shown) > 1:
        return Route("compare", replace(message, intent="compare_programs", entities=(*message.entities, _VERDICT)))
    return None


def between_those(message: Message, memory: Memory) -> Route | None:
    """ "Which one has better ML courses": asked of those that were compared, and no search."""
    compared_last = memory.last.get("action") == "compare" and len(memory.mentioned) > 1
    which = _WHICH_ONE.search(message.text) or (_ASKED_WHICH.search(message.text) and quality_asked(message.text))
    if not compared_last or not which or message.has(*NAMES) or message.does("find"):
        return None
    kept = tuple(each for each in message.entities if each["entity"] in ("asked_fact", "act", "pointer"))
    return Route("compare", replace(message, intent="compare_programs", entities=kept))


def of_quality(message: Message, memory: Memory) -> Route | None:
    """ "Is OMSCS respected by employers?": what no record holds of a program that is named or spoken of last."""
    named = {each["value"] for each in message.entities if each["entity"] == "program" and each.get("op") != "not"}
    it = message.has("pointer") and memory.last.get("action") in ("program_fact", "answer") and bool(memory.mentioned)
    asks = message.does("question") and not message.does("story") and not message.values("asked_fact")
    if not asks or not (len(named) == 1 or (it and not named)) or message.intent not in (*WEIGHING, "ask_why"):
        return None
    if quality_asked(message.text) is None or message.does("find"):
        return None
    kept = tuple(each for each in message.entities if each["entity"] != "topic")
    return Route("program_fact", replace(message, intent="ask_program_fact", entities=kept))


def general(message: Message, memory: Memory) -> Route | None:
    """ "Is it needed at most places?" behind a general answer is about that topic again, not about one program."""
    if message.intent != "ask_program_fact" or message.has(*NAMES) or not speaks_of_all(message):
        return None
    if topics := memory.last.get("topics"):
        return asks_about(topics[0], message)
    facts = set(memory.last.get("facts") or ())  # "is the GRE needed at Drexel?", "and at most places?"
    topic = next((name for name, own in FACTS_OF_TOPIC.items() if facts and facts == set(own)), None)
    return None if topic is None else asks_about(topic, message)


def on_screen_pointer(message: Message, memory: Memory) -> tuple[dict[str, str], ...]:
    """The pointer at the programs spoken of last, for a question that names and points at none."""
    if message.has(*NAMING) or not memory.mentioned or message.does("story") or speaks_of_all(message):
        return ()
    return (at_these(memory),)


def undegreed(message: Message, memory: Memory) -> Route | None:
    """Somebody without a bachelor's who asks for a master's: what comes first is the answer, and no list."""
    told = "no_degree" in message.values("situation")
    if not told or message.intent not in ("ask_recommendation", "inform", "out_of_scope", "nlu_fallback", "faq"):
        return None
    return asks_about("bachelor_needed", replace(message, entities=_without_topics(message)))


def tried_nothing(message: Message, memory: Memory) -> Route | None:
    """ "What if I start now while I'm still in": tries no wish out, so that its likeliest question is answered."""
    if message.intent != "ask_what_if" or changes(message) or _OF_THE_ORDER.search(message.text) or memory.guide:
        return None
    if message.has("assumption", "income", "money", "budget"):
        return None
    topic = _likeliest_topic(message, LIKELY_IN_STORY)
    if topic is None and not memory.wishes:
        return None
    return Route("talk", replace(message, intent="out_of_scope")) if topic is None else asks_about(topic, message)


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
    if changes(message) and _may_search(message):
        return Route("recommend", replace(message, intent="ask_recommendation"))
    least = LIKELY_IN_STORY if message.does("story") or asked else LIKELY_AFTER if memory.last else 1.0
    strange = dict(message.ranking).get("out_of_scope", 0.0) >= STRANGE
    beside = strange and bool(memory.last) and not message.does("story")
    topic = _likeliest_topic(message, LIKELY_BESIDE if beside else least)
    if topic is None:
        return None
    bare = topic in FACTS_OF_TOPIC and asks_bare_fact(message)
    return asks_about(topic, message, *(on_screen_pointer(message, memory) if bare else ()))


def _likeliest_topic(message: Message, least: float) -> str | None:
    """The likeliest FAQ topic of a message, of those that are at least so likely."""
    return next((n.removeprefix("faq/") for n, p in message.ranking if n.startswith("faq/") and p >= least), None)


def _may_search(message: Message) -> bool:
    """Whether what was heard as wishes is likely meant so: one in words of a search, several in words of any."""
    likely = dict(message.ranking)
    told = likely.get("inform", 0.0) + likely.get("ask_recommendation", 0.0)
    several = message.changes is not None and len(message.changes.added) > 1
    return likely.get("ask_recommendation", 0.0) >= LIKELY_SEARCH or (several and told >= LIKELY_SEARCH)


def _again(message: Message) -> bool:
    """Whether a wish was said again, or a relative one that cannot be had: the search answers that."""
    done = message.changes
    return done is not None and bool(done.repeated or done.unplaced or done.unweighed or done.unsearchable)
