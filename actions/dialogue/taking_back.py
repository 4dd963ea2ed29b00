"""What is named to be taken back: wishes and told facts, all wishes, the chat, a program of the shortlist. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.memory import NAMES, REDO, Memory, Message
from actions.dialogue.released import ASIDE, OPENER, names_nothing_noted, taking_back
from actions.dialogue.way import Route, changes, person_changed

# Values of `pointer` by which it is said that told facts are noted no more, or that what was named never was.
TAKEN_BACK, NOTHING_OF_THAT = "taken_back", "nothing_of_that"
WISHES = "wishes"  # value of `pointer` by which all wishes are taken back
DELETING = ("forget_me", "start_over", "never_mind")
# Intents that words such as "lose" and "scratch" remind of, when a program of the list is to go.
_NOT_MEANT = ("shortlist_add", "shortlist_note", "nlu_fallback", "out_of_scope", "confused", "never_mind", "deny")
# Intents that words which take something back are heard as, whatever they name.
_REMINDING = (
    "inform", "faq", "never_mind", "refuse", "nlu_fallback", "out_of_scope", "confused", "deny", "wrong_answer",
    "ask_recommendation", "ask_program_fact", "report_answer", "go_back",
)  # fmt: skip
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
    r"\b(?:take|roll|bring|turn) (?:the|my|that|this) (?:last|latest|previous) (?:\w+ )?(?:back|away)\b|"
    r"\b(?:take|roll|turn) back (?:the|my|that) (?:last|latest|previous) (?:\w+)\b|"
    r"\b(?:the|that|my) last (?:edit|change|step|move),? (?:please )?(?:undo|cancel|reverse|revert|take)\b",
    re.I,
)
# What makes an undone change again: "redo", "undo the undo".
_REDO = re.compile(
    r"\bre-?do(?:ne)?\b|\bundo (?:the|that|my|your) (?:last )?undo(?:ing)?\b|\bun-?undo\b|"
    r"\bctrl[ +-]?y\b|\b(?:don['’]?t|do not) undo that after all\b",
    re.I,
)
_MOST_REDO_WORDS = 6
_OF_LIST = re.compile(r"\bun-?(?:save|add|keep)\b", re.I)
# What stays where all wishes go: "clear my wishes but keep the list".
_STAYS = r"(?:[\s,]+(?:but|and)?\s*(?:please )?(?:keep|leave|not|don['’]?t touch) (?:the|my) [\w -]{1,30}(?: alone)?)?"
_PLEASE = r"(?:(?:please|pls|ok(?:ay)?|now|so|and|just|can you|could you)\b[\s,]*)*"
_AFTER = r"(?:[\s,]+(?:please|pls|now|again|too|all|for me|so far))*\W*"
_ALL_WISHES = re.compile(
    rf"\W*{_PLEASE}(?:delete|remove|clear|erase|wipe|drop|forget|reset|empty|scrap|ditch|lose|cancel|"
    r"take (?:back|away|off))\s+(?:about\s+)?(?:all\s+)?(?:of\s+)?(?:my|the|these|those|our)\s+"
    r"(?:search\s+)?(?:current\s+|noted\s+)?"
    rf"(?:wishes|wish list|criteria|filters|preferences|requirements|constraints|conditions){_STAYS}{_AFTER}",
    re.I,
)
_CHAT = re.compile(
    rf"\W*{_PLEASE}(?:clear|clean|empty|reset|wipe|refresh|restart)\s+(?:up\s+)?(?:the|this|my|our)\s+"
    rf"(?:whole\s+|entire\s+)?(?:chat|conversation|screen|window|session|dialog(?:ue)?|thread|discussion){_AFTER}",
    re.I,
)
# An order to delete all, however polite: at the beginning of a sentence, of one's data or of everything.
_EVERYTHING = re.compile(
    r"(?:^|[.!,;:]\s+|\b(?:and then|then|please|(?:can|could|would|will) you|wanna|want to) )"
    r"(?:please\s+)?(?:(?:have|get)\s+)?"
    r"(?:(?:delete|erase|remove|wipe|destroy)\s+(?:absolutely\s+)?"
    r"(?:it all\b|everything\b|my (?:own )?(?:stuff|things)\b|all (?:of )?(?:my|the|i)\b\W*(?:personal |private )?"
    r"(?:data|information|info|details|stuff|records?|messages|have)\b)"
    r"|all my (?:personal |private )?(?:data|information|info|details) (?:deleted|erased|removed|wiped))"
    r"|\b(?:all|everything) [\w ]{0,20}\b(?:you|u) (?:saved|stored|kept|have|know) (?:on|about|of) me\b[\w ]{0,12}"
    r"\bbe (?:deleted|erased|removed|wiped)\b"
    r"|(?:^|[.!,;:]\s+|\b(?:and|then|please|now) )(?:delete|erase|forget|remove) me"
    r"(?: please| pls| now| completely)*\W*$",
    re.I,
)
# Starting over is just that: "delete everything but keep my list".
_KEEPS_LIST = re.compile(
    r"\b(?:keep|leave|not|except(?: for)?|but(?: not)?) (?:the|my) (?:short)?list(?: alone)?\W*$", re.IGNORECASE
)
# A question on what is kept of people: "so nothing is kept, right?"; with what it may be heard as instead.
_KEEPING = re.compile(
    r"\b(?:delet\w*|eras\w*|purg\w*|wip(?:e[ds]?|ing)|kept|keep|stor(?:e[ds]?|ing)|sav(?:e[ds]?|ing)|retain\w*|"
    r"forg[eo]t\w*|remov\w*)\b",
    re.I,
)
_KEPT_OF_PEOPLE = re.compile(
    r"\bmy (?:own |personal |private )?(?:data|info|information|details|stuff|messages|profile|records?|"
    r"account|chats?)\b|\b(?:the|these|her|his|our) (?:data|chats?|messages|logs?|server|backups?)\b|"
    r"\bdeletion\b|\ba profile\b|"
    r"\bnothing is (?:kept|stored|saved)\b|\bbots? never\b|\byou (?:to )?forget (?:me|everything)\b|"
    r"\bwhat you (?:store|stored|keep|kept|know)\b|"
    r"\bis my \w+ (?:saved|stored|kept|remembered|forgotten)\b",
    re.I,
)
_HEARD_INSTEAD = (
    "refuse", "forget_me", "out_of_scope", "nlu_fallback", "faq", "go_back", "ask_what_if", "never_mind", "confused",
)  # fmt: skip
MOST_ASKED_WORDS = 16
# A question on the list is no order: "should I remove the first one?", "can I take one off". "Can you …" is an order.
_WHETHER = re.compile(
    rf"{OPENER}"
    r"(?:(?:should|shall|must|do|did|would|will|have|am) (?:i|we)\b|(?:is|are|was|were|does|did|has|have) (?!you\b)\w+|"
    r"how (?:do|can|would|could|should|to)\b|why\b|when\b|what (?:happens|if|would)\b|(?:do|would|did) you think\b|"
    r"(?:is it|would it be) \w+ (?:to|if)\b|did you\b|have you\b|(?P<may>(?:can|could|may|might) (?:i|we)\b))",
    re.I,
)

_BACK_TO_LIST = re.compile(
    r"\W*(?:(?:go|get|take me|bring me|let['’]?s go) )?back to (?:the|my) (?:short)?list\W*", re.I
)
_NO_UNDO = re.compile(r"\b(?:no|not|don['’]?t|do not|never) undo(?:ing)?\b", re.I)
_REMEMBER = re.compile(
    r"(?<!you )\bremember me\b|\bforget me not\b", re.I
)  # remind of "forget me", and want the opposite
_ERASES_NOTE = re.compile(
    r"\b(?:delete|remove|erase|clear|drop|wipe|lose|scratch|take (?:off|away))\b"
    r"[^:]{0,120}?\b(?:notes?|reminders?|remarks?)\b",
    re.I,
)


def emptied(message: Message, _memory: Memory) -> Route | None:
    """ "Delete my wishes" takes back the wishes alone; "clear the chat" asks whether to start over."""
    if _ALL_WISHES.fullmatch(message.text):
        said = ({"entity": "pointer", "value": WISHES},)
        return Route("start_over", replace(message, intent="start_over", entities=said))
    if _CHAT.fullmatch(message.text):
        return Route("start_over", replace(message, intent="start_over", entities=()))
    return None


def asks_redo(message: Message) -> bool:
    """Whether an undone change is to be made again."""
    return _REDO.search(message.text) is not None or REDO in message.values("pointer")


def undone(message: Message, memory: Memory) -> Route | None:
    """ "Bring my wishes back", "rewind": as "undo", where something was changed; "back to my list" shows it, and "no
    undo" does nothing."""
    if message.intent == "go_back" and memory.shortlist and _BACK_TO_LIST.fullmatch(message.text):
        return Route("show_shortlist", replace(message, intent="show_shortlist"))
    if asks_redo(message) and memory.undid and len(message.text.split()) <= _MOST_REDO_WORDS:
        return Route("go_back", replace(message, intent="go_back"))
    if message.intent == "go_back" and _NO_UNDO.search(message.text):
        return Route("never_mind", replace(message, intent="refuse"))
    if not memory.past or message.does("refusal") or not _UNDOES.search(message.text):
        return None
    if memory.shortlist and _OF_LIST.search(message.text) and message.has(*NAMES, "pointer"):
        return Route("shortlist_remove", replace(message, intent="shortlist_remove"))  # "unsave the first"
    if taking_back(message) and not {each["entity"] for each in message.entities} <= set(ASIDE):
        return None  # "unset part time" names what is to go
    return Route("go_back", replace(message, intent="go_back"))


def asked_of_data(message: Message, memory: Memory) -> Route | None:
    """ "So nothing is kept, right?": what is kept, where, and how long."""
    asks = message.does("question") or message.text.rstrip().endswith("?") or _WHETHER.match(message.text) is not None
    if not asks or message.intent not in _HEARD_INSTEAD or changes(message) or _points_at_one(message):
        return None
    if message.does("story") or len(message.text.split()) > MOST_ASKED_WORDS or _EVERYTHING.search(message.text):
        return None
    of_people = _KEEPING.search(message.text) and _KEPT_OF_PEOPLE.search(message.text)
    return Route("my_data", replace(message, intent="ask_my_data", entities=())) if of_people else None


def _points_at_one(message: Message) -> bool:
    """Whether it names a program, or one of the list; "it" and "these" may be anything."""
    return message.has(*NAMES) or any(each not in ("it", "that", "these") for each in message.values("pointer"))


def dropped(message: Message, memory: Memory) -> Route | None:
    """ "Remove my GPA" takes back that, not everything; "could you erase all my data" is an order, which asks first; a
    question on deletion is a question."""
    named = [each for each in message.entities if each.get("op") == "drop" and each["entity"] not in ASIDE]
    told = person_changed(message, memory) or _figures_changed(message, memory)
    takes_back = bool(taking_back(message))
    if named and takes_back and told and not changes(message):
        return _of_data(TAKEN_BACK, message)
    if named and (message.intent in DELETING or (takes_back and changes(message))):
        return Route("recommend", replace(message, intent="inform"))
    if _EVERYTHING.search(message.text) and _KEEPS_LIST.search(message.text):
        return Route("start_over", replace(message, intent="start_over", entities=()))
    if _EVERYTHING.search(message.text) and not message.does("refusal"):
        return Route("forget_me", replace(message, intent="forget_me"))
    if message.intent == "forget_me" and (message.does("question") or _REMEMBER.search(message.text)):
        return Route("my_data", replace(message, intent="ask_my_data"))
    if _WHETHER_TO_UNDO.search(message.text):
        return Route("my_data", replace(message, intent="ask_my_data"))
    nothing = message.intent in _REMINDING and not (changes(message) or told) and names_nothing_noted(message)
    noted = memory.wishes or memory.profile or memory.past
    return _of_data(NOTHING_OF_THAT, message) if nothing and noted else None


def _of_data(said: str, message: Message) -> Route:
    """What is noted, and that something is noted no more, or never was."""
    pointer = ({"entity": "pointer", "value": said},)
    return Route("my_data", replace(message, intent="ask_my_data", entities=pointer))


def _figures_changed(message: Message, memory: Memory) -> bool:
    return message.before is not None and message.before.assumptions != memory.assumptions


def removed(message: Message, memory: Memory) -> Route | None:
    """ "Lose the second one", "scratch OMSCS": off the shortlist, where there is one; "clear the note on OMSCS" leaves
    the program there."""
    named = message.values("program", refused=True) or message.values("pointer", refused=True)
    if not (named and message.does("removal") and memory.shortlist) or changes(message):
        return None
    if erases_note(message.text):
        return Route("shortlist_note", replace(message, intent="shortlist_note"))
    if message.intent not in _NOT_MEANT and not _drops_a_program(message):
        return None
    return Route("shortlist_remove", replace(message, intent="shortlist_remove"))


def _drops_a_program(message: Message) -> bool:
    """ "Ditch OMSCS" reminds of a question on it, and asks nothing."""
    drops = any(each["entity"] in (*NAMES, "pointer") and each.get("op") == "drop" for each in message.entities)
    return drops and message.intent in (*_REMINDING, "compare_programs") and not message.does("question")


def erases_note(text: str) -> bool:
    """Whether words take a note away, not the program that it stands on."""
    return _ERASES_NOTE.search(text) is not None


def asks_whether(message: Message) -> bool:
    """Whether a message of the shortlist only asks; "can I keep it" is a polite order, "can I remove it" a question."""
    found = _WHETHER.match(message.text)
    return found is not None and (found["may"] is None or message.intent == "shortlist_remove")
