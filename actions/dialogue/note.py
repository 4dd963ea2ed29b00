"""Takes down what a message says: once a message, whatever its intent. Pure.

Memory and message in, both out: the memory with what is new, the message with what that changed. The order: what the
words mean here (an amount after "what do you earn?" is pay), the person, figures for the pay-off, wishes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue import payoff_figures, person
from actions.dialogue.all_but import without_all_but
from actions.dialogue.bare_requests import as_requested
from actions.dialogue.corrected_marks import with_marks
from actions.dialogue.memory import NAMES, NAMING, Memory, Message
from actions.dialogue.pointing import programs_of_ids, refused_by_pointer
from actions.dialogue.relative_wishes import asks_for_cheaper
from actions.dialogue.released import released, taking_back
from actions.dialogue.taking_back import DELETING
from actions.dialogue.topic_facts import sentences
from actions.dialogue.untold import told
from actions.dialogue.wish_changes import Changes, change
from actions.dialogue.wish_values import CRITERION
from knowledge.declarations import DECLARED
from knowledge.programs import Search
from knowledge.wishes import NICE, Wish, in_order

Entity = Mapping[str, Any]

# Intents whose wishes are meant as such; elsewhere only what is told of oneself, or wished in a statement, is one.
SEARCHING = ("inform", "ask_recommendation", "wrong_answer", "affirm", "deny", "nlu_fallback", "guided_start")
TELLING = (*SEARCHING, "faq", "thanks", "greet", "out_of_scope", "ask_readiness", "ask_payoff", "goodbye", "help")
# Intents that a search in unusual words is often taken for: "which of them need no letters".
ASKING = ("show_more", "ask_program_fact", "ask_admissions", "out_of_scope", "shortlist_note", "report_answer")
NEVER_REFUSED = ("act", "topic", "also_asked", "asked_fact", *NAMING)
MOST_WISH_WORDS = 15  # a longer question tells of what programs ask for, and wishes for nothing
# Intents that try a wish out, or speak of a program only: they change no wish.
TRYING = ("ask_what_if",)
# What a span is not wished for as: what is brought, what others have, what was, what was only an example.
NO_WISH_ROLES = {
    "home", "lives", "from", "past", "studied", "work_there", "job", "program", "other", "price", "offer", "share",
    "loan", "savings", "pay", "admitted", "refused_by", "worked", "compared", "example", "adjective", "age", "lacking",
    "learned",
}  # fmt: skip
# Titles that say "a master's" and nothing more, when somebody tells at length.
GENERIC_DEGREES = ("MS", "MSc", "SM", "MA", "MEng")
# What a short sentence of a long message says when it looks for programs: "anywhere that lets you apply for free?".
_SEEKS = re.compile(
    r"\b(?:anywhere|any (?:programs?|schools?|places?|universit\w+|degrees?|ms|masters?)|anything|exists?|are there"
    r"|is there|who (?:takes?|has|lets)|looking for|i (?:refuse|insist|only want|need one|want one))\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:^|[\n.?!]\s*|\b(?:in|to|of)(?: the)?\s+)$", re.IGNORECASE)
# Probabilities from which on a span of a long story is wished for: told, and in a question.
SURE_WANTED, SURE_ASKED = 0.6, 0.9
# Words of a job that ask something of a program: whoever needs to keep it studies beside it.
_KEPT = re.compile(r"^keep", re.IGNORECASE)
SURE_PAST = 0.7  # from which on a form of study in a search was that of an old degree, or of a job
# What is weighed is not wished for yet: "whether to do it online now or go full time later".
_WEIGHED = re.compile(r"\bwhether\b|\bor (?:wait|quit|go|do|just|should|would|is it|take|finish|stay)\b", re.IGNORECASE)
NO_WISH_STANDINGS = ("asked", "supposed", "past", "denied")
# Wishes that follow from what a person brings: they hold in a question too ("with a 3.1, can I get in?").
# What a message may hold that speaks of the calculation at hand, and of no search.
OF_PAYOFF = {
    "act", "topic", "also_asked", "income", "budget", "money", "assumption", "state", "occupation", "pace", "program",
    "situation", "goal", "family", "age", "visa",
}  # fmt: skip
BROUGHT = (*DECLARED.brought, "background")
_ASKS = re.compile(
    r"\?|^\W*(?:and |but |so |also )?"
    r"(?:how|what|when|where|which|who|why|is|are|am|do|does|did|can|could|should|will|would)\b",
    re.IGNORECASE,
)
_ONESELF = re.compile(r"\b(?:i|i['’]?m|im|i['’]?ve|ive|i['’]?d|my|me|mine|we|our|us|myself)\b", re.IGNORECASE)
MOST_ANSWER_WORDS = 4  # "about $1,500 a month": a longer message with an amount says something else
_LIVING = re.compile(r"\b(?:living|rent|month|monthly)\b", re.IGNORECASE)
_PRICE = re.compile(r"\b(?:costs?|price|priced|tuition|program|degree|masters?)\b", re.IGNORECASE)


ON_CAMPUS = Wish("delivery", ("on_campus",), strength=NICE)


def note(message: Message, memory: Memory, search: Search) -> tuple[Message, Memory]:
    """The message with what it changed, and the memory after it."""
    message = with_marks(as_requested(message, search.knowledge), memory)
    message = without_all_but(without_refused(in_context(message, memory)), memory)
    message = told(released(message, memory, search.knowledge))
    message = replace(message, before=memory)
    known = person.remembered(message, memory, search.knowledge)
    known = payoff_figures.remembered(message, known, search)
    changes = _changes(message, known, search)
    if message.intent in TRYING:
        return replace(message, changes=changes), known
    if message.intent in SEARCHING and changes.any and needs_campus(replace(known, wishes=changes.wishes)):
        changes = replace(changes, wishes=(*changes.wishes, ON_CAMPUS))
    return replace(message, changes=changes), replace(known, wishes=in_order(changes.wishes))


def without_refused(message: Message) -> Message:
    """The message without what a refused command names: "don't search in Texas" wishes for nothing."""
    ends = max(
        (int(e.get("end") or 0) for e in message.entities if e["entity"] == "act" and e["value"] == "refusal"),
        default=0,
    )
    return replace(message, entities=tuple(e for e in message.entities if not _is_refused(e, ends)))


def _is_refused(entity: Entity, ends: int) -> bool:
    if (
        entity["entity"] in NEVER_REFUSED
        or entity.get("op") in ("not", "drop")
        or entity.get("value") == "not_required"
    ):
        return False
    return int(entity.get("start") or 0) < ends


def needs_campus(memory: Memory) -> bool:
    """Whether somebody needs a visa, for which an online degree is no use, and has said nothing of the form."""
    visa, origin = memory.profile.get("visa"), memory.profile.get("origin")
    abroad = visa == "needs" or (origin not in (None, "US") and visa != "has")
    return abroad and not any(wish.key == "delivery" for wish in memory.wishes)


def in_context(message: Message, memory: Memory) -> Message:
    """The message with its amounts read as the open question, or the calculation at hand, makes them."""
    if message.is_chip:
        return message
    if message.has("sum"):  # its amounts and lengths are figures, and no wish
        others = (e for e in message.entities if e["entity"] != "duration")
        sums = (e if e["entity"] != "budget" else {**e, "entity": "money", "role": "other"} for e in others)
        return replace(message, entities=tuple(sums))
    kind = _awaited(message, memory)
    if kind is None:
        return message
    return replace(message, entities=tuple(_as_kind(each, kind) for each in message.entities))


def _awaited(message: Message, memory: Memory) -> str | None:
    """What a bare amount of money is now: "income", "living", "price"; None where it is a budget."""
    if memory.asked == "living" and (len(message.text.split()) <= MOST_ANSWER_WORDS or _LIVING.search(message.text)):
        return "living"
    if _is_of_payoff(message, memory) and message.intent != "ask_what_if":
        return "price" if _PRICE.search(message.text) else "income"
    return None


def _as_kind(entity: Entity, kind: str) -> Entity:
    if entity["entity"] not in ("budget", "money") or entity.get("op") in ("drop", "lower", "higher"):
        return entity
    if entity["entity"] == "money":  # what is no budget: of these only a price can be a figure of the calculation
        priced = entity.get("role") in ("price", "offer")
        name = "price" if kind == "income" else kind
        return {**entity, "entity": "assumption", "name": name} if priced else entity
    if kind == "income":
        return {**entity, "entity": "income", "per": entity.get("per") if entity.get("per") != "total" else "year"}
    return {**entity, "entity": "assumption", "name": kind}


def _changes(message: Message, memory: Memory, search: Search) -> Changes:
    """What the message does to the wishes; nothing where it is not about them."""
    entities = wished(message, memory)
    shown = programs_of_ids(memory.shown or memory.mentioned, search.knowledge)
    refused = refused_by_pointer(message, memory, search.knowledge) if message.intent in SEARCHING else ()
    return change(memory.wishes, entities, search.knowledge, shown, refused)


def wished(message: Message, memory: Memory) -> tuple[Entity, ...]:
    """The entities of a message that may become wishes."""
    if message.intent in TRYING or (message.is_chip and message.intent in SEARCHING):
        return message.entities
    if asks_for_cheaper(message.text) and not message.has(*NAMES):
        return message.others("topic")
    if message.intent not in TELLING or _is_of_payoff(message, memory):
        return (*_brought(message), *_declared(message), *_taken_back(message))
    asks = is_search(message)  # "what do you have in Canada?" asks, and wishes
    meant = tuple(each for each in message.entities if _may_be_wished(each, asks) and not _is_by_the_way(each, message))
    if any(each["entity"] == "income" for each in meant):  # "I make 62k in Ohio": where the pay is, not the wish
        meant = tuple(each for each in meant if each["entity"] != "state" or message.intent in SEARCHING)
    if asks:
        return meant
    told = tuple(each for each in meant if _is_told(each, message))
    return (*told, *(each for each in _taken_back(message) if each not in told))


def _declared(message: Message) -> tuple[Entity, ...]:
    """Wishes on declared criteria: they are read as such only where they are wished for, whatever the intent."""
    if message.intent not in ASKING:
        return ()
    return tuple(each for each in message.entities if each["entity"] == CRITERION)


def _taken_back(message: Message) -> tuple[Entity, ...]:
    """Wishes that are named to be dropped, where the words say so or remind of deletion: "forget the GRE"."""
    taking = message.intent in DELETING or bool(taking_back(message))
    return tuple(each for each in message.entities if each.get("op") == "drop" and taking)


def _brought(message: Message) -> tuple[Entity, ...]:
    own = [each for each in message.entities if each["entity"] in BROUGHT and _may_be_wished(each)]
    return tuple(each for each in own if _ONESELF.search(message.text) or each.get("role") is not None)


def _is_of_payoff(message: Message, memory: Memory) -> bool:
    """Whether the calculation is at hand, and what is said may be a figure of it: "actually 80k", "in Texas"."""
    if not payoff_figures.is_at_hand(memory) or message.intent == "ask_recommendation":
        return False
    return {each["entity"] for each in message.entities} <= OF_PAYOFF


def is_search(message: Message) -> bool:
    """Whether a message asks for programs, by its intent or in so many words ("which schools near NYC take …")."""
    if message.intent in SEARCHING:
        return True
    return message.intent in TELLING and (message.does("find") or _wishes_declared(message))


def _wishes_declared(message: Message) -> bool:
    """Whether a short message wishes for something declared, or its order: what stands beside is wished for too."""
    wishes = any(each["entity"] == CRITERION and each.get("op") != "drop" for each in message.entities)
    ordered = any(str(each) in DECLARED.criteria for each in message.values("sort"))
    return (wishes or ordered) and "?" not in message.text and len(message.text.split()) <= MOST_WISH_WORDS


def _is_by_the_way(entity: Entity, message: Message) -> bool:
    """Whether a span of a long story is no wish unless its role says so for certain: an interest, a school, a title."""
    if not message.does("story") or _is_left_aside(entity):
        return False
    kind, sure = entity["entity"], float(entity.get("role_confidence") or 1.0)
    if kind == "degree":
        return entity.get("value") in GENERIC_DEGREES
    if kind in ("city", "state") and entity.get("op") == "is":
        return entity.get("role") != "wanted" or sure < SURE_WANTED  # "IT degree, Phoenix": where somebody is
    if kind == "start":
        return sure < SURE_WANTED  # "they pay in fall and spring, not in summer"
    if kind in ("delivery", "pace") and entity.get("op") == "is":
        return sure < SURE_WANTED or _WEIGHED.search(_sentence_of(entity, message.text)) is not None
    return kind in ("focus", *NAMES) or (kind == "field" and entity.get("role") != "wanted")


def _may_be_wished(entity: Entity, asks: bool = False) -> bool:
    role, standing = entity.get("role"), entity.get("standing")
    if asks and _is_left_aside(entity):
        return True
    if entity["entity"] == "pace" and role == "job" and _KEPT.match(str(entity.get("text"))):
        return standing not in NO_WISH_STANDINGS
    if asks and entity["entity"] in ("delivery", "pace") and float(entity.get("role_confidence") or 1.0) < SURE_PAST:
        return standing not in NO_WISH_STANDINGS or standing == "asked"  # "find online programs": a search means it
    if entity["entity"] in BROUGHT:
        said = standing not in ("supposed", "denied") and entity.get("level") != person.MINOR
        if entity["entity"] == "work_years" and role not in (None, "work_years"):
            return False  # "two years in Boston" that are a length
        return said and role not in ("program", "other", "job")
    return role not in NO_WISH_ROLES and (standing not in NO_WISH_STANDINGS or (asks and standing == "asked"))


def _is_left_aside(entity: Entity) -> bool:
    """Whether a school is named as one that is not wanted: "other than OMSCS"."""
    return entity["entity"] == "program" and entity.get("op") == "not"


def _is_told(entity: Entity, message: Message) -> bool:
    """Whether a span is told of oneself, or wished in a statement, and not asked about in general."""
    if entity["entity"] in NAMING:
        return False
    sentence = _sentence_of(entity, message.text)
    if entity["entity"] in (CRITERION, "weight"):
        seeks = len(sentence.split()) <= MOST_WISH_WORDS and _SEEKS.search(sentence) is not None
        return seeks or len(message.text.split()) <= MOST_WISH_WORDS
    if message.does("story") and _is_surely_wanted(entity, message):
        return True
    if entity["entity"] in BROUGHT:
        return entity.get("role") is not None or _ONESELF.search(sentence) is not None or not _ASKS.search(sentence)
    if entity.get("role") in ("wanted", "budget") and entity.get("standing") in (None, "stated"):
        return not _ASKS.search(sentence)
    return _ONESELF.search(sentence) is not None and not _ASKS.search(sentence)


def _is_surely_wanted(entity: Entity, message: Message) -> bool:
    """Whether a place or field of a story is wished for even where its sentence asks: "Canada, does it pay off?"."""
    role, sure = entity.get("role"), float(entity.get("role_confidence") or 0.0)
    if entity["entity"] in ("country", "region") and role is None:
        before = message.text[: int(entity.get("start") or 0)]
        return entity.get("op") == "is" and _PLACED.search(before) is not None
    wanted = role == "wanted" and sure >= SURE_ASKED
    return wanted and entity["entity"] in ("field", "country", "region", "state", "city")


def _sentence_of(entity: Entity, text: str) -> str:
    at = entity.get("start") or 0
    return next((text[begin:end] for begin, end in sentences(text) if begin <= at < end), text)
