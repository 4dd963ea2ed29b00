"""What is named to be taken back: wishes and told facts, all wishes, the chat, a program of the shortlist. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import NAMING, Memory, Message
from actions.dialogue.untold import holds_no_longer
from actions.dialogue.way import Route, changes, person_changed
from actions.dialogue.wish_changes import key_of

Entity = Mapping[str, Any]

TAKEN_BACK = "taken_back"  # value of `pointer` by which it is said that told facts are noted no more
WISHES = "wishes"  # value of `pointer` by which all wishes are taken back
DELETING = ("forget_me", "start_over", "never_mind")
# Intents that words such as "lose" and "scratch" remind of, when a program of the list is to go.
_NOT_MEANT = ("shortlist_add", "shortlist_note", "nlu_fallback", "out_of_scope", "confused", "never_mind", "deny")
_ASIDE = ("act", "topic", "also_asked", *NAMING)
# A fact asked for by a name that a wish has too.
_WISH_OF_FACT = {"price": "budget", "length": "duration"}
# Told facts by the words that name them, where no value was said: "forget my age".
_NAMED = re.compile(
    r"\b(?:my|the)\s+(?P<name>age|visa|family|situation|goal|income|salary|pay)\b(?! of|[- ]?off)", re.I
)
_FIGURES = {"salary": "income", "pay": "income"}
# "Can I undo a deletion?" asks; "can you undo that?" is an order.
_WHETHER_TO_UNDO = re.compile(
    r"\b(?:(?:can|could|may|do|how|would) (?:i|we|one)|possible to)\b.*\bundo (?:an?|any|such)\b", re.I
)
# What wants the last change taken back, in words that the intent is not sure of: "rewind", "bring my wishes back".
_UNDOES = re.compile(
    r"(?:^|[,;.!]\s*)undo(?: it| that| this)?\s*(?:[!.,;]|$)|"
    r"\b(?:rewind|reinstate|un-?add|unset|unsave|ctrl[ +-]?z|deshacer)\b|"
    r"\b(?:bring|get|give|put|have|want|need)\b(?: me)? (?:my|the|those|these) (?:\w+ )?"
    r"(?:wishes|filters|criteria|search|preferences|list|shortlist|note)\b,? (?:back|again)\b|"
    r"\b(?:cancel|reverse|revert|take back|take away|withdraw) (?:the|my|that) last (?:\w+)\b|"
    r"\b(?:the|that|my) last (?:edit|change|step|move),? (?:please )?(?:undo|cancel|reverse|revert|take)\b",
    re.I,
)
_PLEASE = r"(?:(?:please|pls|ok(?:ay)?|now|so|and|just|can you|could you)\b[\s,]*)*"
_AFTER = r"(?:[\s,]+(?:please|pls|now|again|too|all|for me|so far))*\W*"
_ALL_WISHES = re.compile(
    rf"\W*{_PLEASE}(?:delete|remove|clear|erase|wipe|drop|forget|reset|empty|scrap|ditch|lose|cancel|"
    r"take (?:back|away|off))\s+(?:about\s+)?(?:all\s+)?(?:of\s+)?(?:my|the|these|those|our)\s+"
    r"(?:search\s+)?(?:current\s+|noted\s+)?"
    rf"(?:wishes|wish list|criteria|filters|preferences|requirements|constraints|conditions){_AFTER}",
    re.I,
)
_CHAT = re.compile(
    rf"\W*{_PLEASE}(?:clear|clean|empty|reset|wipe|refresh|restart)\s+(?:up\s+)?(?:the|this|my|our)\s+"
    rf"(?:whole\s+|entire\s+)?(?:chat|conversation|screen|window|session|dialog(?:ue)?|thread|discussion){_AFTER}",
    re.I,
)
# An order to delete all, however polite: at the beginning of a sentence, of one's data or of everything.
_EVERYTHING = re.compile(
    r"(?:^|[.!,;:]\s+|\b(?:please|(?:can|could|would|will) you|wanna|want to) )(?:please\s+)?(?:(?:have|get)\s+)?"
    r"(?:(?:delete|erase|remove|wipe|destroy)\s+(?:absolutely\s+)?"
    r"(?:it all\b|everything\b|all (?:of )?(?:my|the|i)\b\W*(?:personal |private )?"
    r"(?:data|information|info|details|stuff|records?|messages|have)\b)"
    r"|all my (?:personal |private )?(?:data|information|info|details) (?:deleted|erased|removed|wiped))",
    re.I,
)
# A question on the list is no order: "should I remove the first one?", "can I take one off". "Can you …" is an order.
_WHETHER = re.compile(
    r"^\W*(?:(?:so|and|but|ok(?:ay)?|hm+|wait|well|then|or)\b[\s,.!]*)*"
    r"(?:(?:should|shall|must|do|did|would|will|have|am) (?:i|we)\b|(?:is|are|was|were|does|did|has|have) (?!you\b)\w+|"
    r"how (?:do|can|would|could|should|to)\b|why\b|when\b|what (?:happens|if|would)\b|(?:do|would|did) you think\b|"
    r"(?:is it|would it be) \w+ (?:to|if)\b|did you\b|have you\b|(?P<may>(?:can|could|may|might) (?:i|we)\b))",
    re.I,
)


def named_to_go(message: Message, memory: Memory) -> Message:
    """The message with what it names marked as taken back, where that is wished for or known."""
    if not message.does("removal") or message.does("question"):
        return message
    known = {wish.key for wish in memory.wishes} | set(memory.profile) | ({"income"} & set(memory.assumptions))
    names = [_FIGURES.get(name, name) for name in _NAMED.findall(message.text.lower())]
    named = [{"entity": name, "value": None, "op": "drop"} for name in names]
    heard = (
        *(_dropped(each, known) for each in message.entities),
        *(each for each in named if each["entity"] in known),
    )
    return replace(message, entities=heard)


def _dropped(entity: Entity, known: set[str]) -> Entity:
    if entity["entity"] == "asked_fact":
        key = _WISH_OF_FACT.get(str(entity.get("value")), str(entity.get("value")))
        return {**entity, "entity": key, "value": None, "op": "drop"} if key in known else entity
    if entity.get("role") in ("lives", "home") and "lives" in known:
        return {**entity, "op": "drop"}
    if entity["entity"] in _ASIDE or entity.get("op") in ("drop", "not") or key_of(entity) not in known:
        return entity
    return {**entity, "op": "drop"}


def emptied(message: Message, _memory: Memory) -> Route | None:
    """ "Delete my wishes" takes back the wishes alone; "clear the chat" asks whether to start over."""
    if _ALL_WISHES.fullmatch(message.text):
        said = ({"entity": "pointer", "value": WISHES},)
        return Route("start_over", replace(message, intent="start_over", entities=said))
    if _CHAT.fullmatch(message.text):
        return Route("start_over", replace(message, intent="start_over", entities=()))
    return None


def undone(message: Message, memory: Memory) -> Route | None:
    """ "Bring my wishes back", "rewind": as "undo", where something was changed."""
    if not memory.past or message.intent == "go_back" or message.does("refusal") or not _UNDOES.search(message.text):
        return None
    return Route("go_back", replace(message, intent="go_back"))


def dropped(message: Message, memory: Memory) -> Route | None:
    """ "Remove my GPA" takes back that, not everything; "could you erase all my data" is an order, which asks first; a
    question on deletion is a question."""
    named = [each for each in message.entities if each.get("op") == "drop" and each["entity"] not in _ASIDE]
    told = person_changed(message, memory) or _figures_changed(message, memory)
    if named and message.does("removal") and told and not changes(message):
        said = ({"entity": "pointer", "value": TAKEN_BACK},)
        return Route("my_data", replace(message, intent="ask_my_data", entities=said))
    if message.intent in DELETING and named:
        return Route("recommend", replace(message, intent="inform"))
    if named and changes(message) and (message.does("removal") or holds_no_longer(message)):
        return Route("recommend", replace(message, intent="inform"))
    if _EVERYTHING.search(message.text) and not message.does("refusal"):
        return Route("forget_me", replace(message, intent="forget_me"))
    if (message.intent == "forget_me" and message.does("question")) or _WHETHER_TO_UNDO.search(message.text):
        return Route("my_data", replace(message, intent="ask_my_data"))
    return None


def _figures_changed(message: Message, memory: Memory) -> bool:
    return message.before is not None and message.before.assumptions != memory.assumptions


def removed(message: Message, memory: Memory) -> Route | None:
    """ "Lose the second one", "scratch OMSCS": off the shortlist, where there is one."""
    named = message.values("program", refused=True) or message.values("pointer", refused=True)
    if not (named and message.does("removal") and memory.shortlist) or changes(message):
        return None
    if message.intent not in _NOT_MEANT:
        return None
    return Route("shortlist_remove", replace(message, intent="shortlist_remove"))


def asks_whether(message: Message) -> bool:
    """Whether a message of the shortlist only asks; "can I keep it" is a polite order, "can I remove it" a question."""
    found = _WHETHER.match(message.text)
    return found is not None and (found["may"] is None or message.intent == "shortlist_remove")
