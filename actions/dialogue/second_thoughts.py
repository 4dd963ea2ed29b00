"""Routes that look beyond the intent: searches in the words of a question, a general question again, and messages that
no intent is sure of. Pure; see route.py for the order of all ways."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.memory import NAMES, NAMING, Memory, Message
from actions.dialogue.on_screen import BRIEF
from actions.dialogue.pointing import at_these
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, asks_bare_fact, speaks_of_all
from actions.dialogue.topic_words import likely_topics
from actions.dialogue.way import Route, asks_about, changes, person_changed, same_again

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
LIKELY_IF_UNSURE = 0.08  # the same, beside a wish that is hardly tried out
SURELY_TRIED = 0.75  # probability from which on a wish beside "what if" is one to try out
_OF_THE_ORDER = re.compile(r"\b(?:first|order|place|put|top|rank\w*|change your mind|differ\w*)\b", re.IGNORECASE)


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
        Route("recommend", replace(message, intent="ask_recommendation", entities=message.others("topic")))
        if (found or said)
        else None
    )


def shortened(message: Message, memory: Memory) -> Route | None:
    """ "Too long, one line": the last answer again, in few words, where nothing else is asked."""
    if not message.does(BRIEF) or memory.last.get("action") not in SAID_AGAIN or changes(message):
        return None
    asks = message.values("topic") or message.values("asked_fact") or message.does("verdict")
    if asks or message.has(*NAMING):
        return None
    return same_again(message, memory)


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
    return asks_about("bachelor_needed", replace(message, entities=message.others("topic")))


def only_refusals(message: Message, _memory: Memory) -> Route | None:
    """ "0/9: CMU, Stanford … what did I do wrong": who refused somebody is not set side by side, nor searched for."""
    named = [each for each in message.entities if each["entity"] in NAMES]
    if message.intent not in ("compare_programs", "ask_recommendation") or not named or message.does("find"):
        return None
    if any(each.get("role") != "refused_by" for each in named):
        return None
    return asks_about("admission_requirements", replace(message, entities=message.others("topic", "asked_fact")))


def tried_nothing(message: Message, memory: Memory) -> Route | None:
    """ "What if I start now while I'm still in": tries no wish out, so that its likeliest question is answered."""
    if message.intent != "ask_what_if" or _OF_THE_ORDER.search(message.text) or memory.guide:
        return None
    likely = dict(message.ranking)
    unsure = likely.get("ask_what_if", 1.0) < SURELY_TRIED  # "what if UMass gives me a TA"
    if not unsure and (changes(message) or message.has("assumption", "income", "money", "budget")):
        return None
    topic = next(likely_topics(message, LIKELY_IF_UNSURE if unsure else LIKELY_IN_STORY), None)
    if topic is None and message.has(*NAMES) and likely.get("ask_program_fact", 0.0) >= LIKELY_AFTER:
        return Route("program_fact", replace(message, intent="ask_program_fact"))
    if topic is None and (unsure or not memory.wishes):
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
    topic = next(likely_topics(message, LIKELY_BESIDE if beside else least), None)
    if topic is None:
        return None
    bare = topic in FACTS_OF_TOPIC and asks_bare_fact(message)
    return asks_about(topic, message, *(on_screen_pointer(message, memory) if bare else ()))


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
