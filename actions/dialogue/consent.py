"""Yes, no, or neither: the answer to a question whose yes deletes or sends something. Pure.

Such a question is open while `Memory.asked` is "confirm:" and the file name of the action that asked. Only a plain,
whole yes agrees; what the classifier merely takes for one ("hm", "cool", "k") has the question asked again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.lookup import APOSTROPHES, folded, word_set
from actions.dialogue.memory import Memory, Message

CONFIRM = "confirm:"
YES, NO, AGAIN, EXPLAIN = "yes", "no", "again", "explain"
# Action that asks -> the intent that it answers, and the entity whose "yes" agrees.
AGREED_BY = {
    "forget_me": ("forget_me", "confirm"),
    "start_over": ("start_over", "confirm"),
    "shortlist_remove": ("shortlist_remove", "confirm"),
    "handover": ("human_handoff", "send"),
}

_WORD = re.compile(r"[\w']+")
_YES = (
    r"yes+|yeah?|yep|yup|yah?|aye|y|sure|sure thing|absolutely|definitely|certainly|of course|affirmative|indeed|"
    r"agreed|correct|positive|by all means|please do|(?:just )?do (?:it|so)|go (?:right )?ahead|go for it|proceed|"
    r"confirm(?:ed)?|i (?:do|agree|confirm)|that's right|"
    r"(?:i'?m|i am) (?:very |quite |absolutely |really )?(?:sure|certain|positive)"
)
_BESIDE = (
    r"ok(?:ay)?|alright|all right|well|oh|right|please|pls|plz|thanks|thank you|thx|now|then|already|just|and|really|"
    r"right away|all of it|all of them|everything|all|for good|that's what i (?:want|said)"
)
_ALL_OF_IT = r"(?:it|them|all|everything|it all|them all|all of (?:it|them)|the (?:whole )?lot|the whole thing)"
# What was asked, said back as a command. "Forget it", "scrap that" and "drop it" take a remark back.
_SAID_BACK = {
    "forget_me": rf"(?:delete|erase|wipe|remove|clear|purge|destroy)(?: out)? "
    rf"(?:{_ALL_OF_IT}|(?:all )?(?:of )?my (?:data|stuff|things))"
    r"|forget (?:everything|all of it)",
    "start_over": r"(?:start|begin) (?:over|again|anew|afresh|fresh|from scratch)|restart(?: it)?|"
    rf"(?:reset|clear|wipe|delete|erase)(?: {_ALL_OF_IT})?",
    "shortlist_remove": rf"(?:clear|empty|delete|remove|wipe|erase) (?:{_ALL_OF_IT}|(?:the|my) (?:short)?list)"
    rf"(?: off)?|take {_ALL_OF_IT} off",
    "handover": r"(?:send|share|forward|e-?mail|mail) (?:it|that|this|the summary|my summary)"
    r"(?: (?:off|over|to (?:them|a person|somebody|someone|the people)))*",
}
_PLAIN_YES = {
    action: re.compile(
        rf"(?:(?:{_YES}|{_BESIDE}|{said_back})\W+)*(?:{_YES}|{said_back})(?:\W+(?:{_YES}|{_BESIDE}|{said_back}))*"
    )
    for action, said_back in _SAID_BACK.items()
}
_PLAIN_NO = re.compile(
    r"(?:(?:oh|ok(?:ay)?|well|please|um+|uh+|hm+|god|hell)\W+)*"
    r"(?:no+(?! (?:idea|clue))|nope|nah|na|n|never|stop(?: it)?|cancel(?: (?:it|that))?|abort|not now|not really|"
    r"absolutely not|of course not|better not|rather not|don'?t(?! know)|do not(?! know)|no need|leave it|"
    r"leave me alone|back|go back|keep (?:it|them|all|everything|my \w+|all of it)(?: all)?)\b"
)
_REFUSES = re.compile(r"\b(?:don'?t|do not|not|never|no|nothing|keep)\b")
_UNDOES_ALL = re.compile(r"\b(?:everything|all|each)\b|\bre-?do\b")
_WHAT = re.compile(
    r"(?:(?:sorry|wait|ok(?:ay)?|yes|yeah|um+|uh+|hm+|but|and|so)\W+)*"
    r"(?:what|huh|eh|pardon(?: me)?|excuse me|come again|say again|which|meaning|explain(?: (?:it|that|this))?|how so|"
    r"(?:yes |no )?to what|(?:delete|erase|clear|remove|send|start|all of|sure (?:of|about)) what|"
    r"what (?:exactly|now|for|was (?:that|the question)|do you mean|does (?:that|it|this) mean|did you (?:say|ask)|"
    r"are you asking|is (?:it|that|this)|would (?:be|get|happen)\b.*|happens\b.*|"
    r"(?:will|gets?|is) (?:be )?(?:deleted|erased|gone|lost|sent|cleared)\b.*)|(?:if i say yes )?what happens|"
    r"what's (?:that|it|this)|i (?:don't|do not) (?:get it|understand|follow))(?: (?:exactly|then|again|please|now))*"
)
# Words of which an answer may be made that says neither yes nor no.
_UNDECIDED = word_set("conversation", "undecided")
_MOST_UNDECIDED = 10  # words
_LONGEST_ANSWER = 200  # characters; more is no plain yes, and its patterns would need quadratic time


def awaited(memory: Memory) -> str | None:
    """The action whose question of this kind is open, or None."""
    asked = memory.asked or ""
    return asked.removeprefix(CONFIRM) if asked.startswith(CONFIRM) else None


def open_for(action: str, memory: Memory) -> Memory:
    """The memory with this action's question open."""
    return replace(memory, asked=CONFIRM + action)


def answered(message: Message, action: str) -> str | None:
    """What a message answers to an action's open question: YES, NO, AGAIN, EXPLAIN; None where it is about else."""
    said = folded(message.text, " .,!…-–—")
    asks, bare = "?" in message.text, said.rstrip("? ")
    short = len(bare) <= _LONGEST_ANSWER
    if short and not asks and _PLAIN_YES[action].fullmatch(bare):
        return YES
    if (short and _WHAT.fullmatch(bare)) or message.intent in ("confused", "ask_why_question"):
        return EXPLAIN
    dismissed = message.does("dismissal") or message.does("refusal")
    if _UNDOES_ALL.search(bare) and message.intent == "go_back":  # no answer: an order of its own
        return None
    if _PLAIN_NO.match(bare) and not asks:
        return NO
    if _is_undecided(bare):
        return AGAIN
    if dismissed or message.intent in ("deny", "skip", "never_mind", "refuse", "go_back"):
        return NO
    if message.intent == "affirm":
        return NO if _REFUSES.search(bare) else AGAIN
    return None


def _is_undecided(said: str) -> bool:
    words = _WORD.findall(said)
    return 0 < len(words) <= _MOST_UNDECIDED and set(words) <= _UNDECIDED


def is_doubtful(text: str) -> bool:
    """Whether an answer says neither yes nor no: "hm", "let me think", "sure?"."""
    said = text.translate(APOSTROPHES).casefold().strip()
    plain = len(said) <= _LONGEST_ANSWER and any(each.fullmatch(said.strip(" .,!")) for each in _PLAIN_YES.values())
    return _is_undecided(said) and not plain and _PLAIN_NO.match(said.strip(" .,!")) is None


def agreeing(message: Message, action: str, value: str = YES) -> Message:
    """The message as that action's own, with what was answered to its question as the entity that it reads."""
    intent, entity = AGREED_BY[action]
    return replace(message, intent=intent, entities=({"entity": entity, "value": value},))


def said_to(message: Message, action: str) -> str | None:
    """What a message routed to an action answers to its question: YES, AGAIN, EXPLAIN, or None where it asks anew."""
    _, entity = AGREED_BY[action]
    return next((str(each) for each in message.values(entity) if each in (YES, AGAIN, EXPLAIN)), None)


def without_unasked(message: Message, memory: Memory) -> Message:
    """A button's message without an agreement to a question that is not open: an old button, or a typed payload."""
    action = next((file for file, (intent, _) in AGREED_BY.items() if intent == message.intent), None)
    if action is None or action == awaited(memory):
        return message
    return replace(message, entities=message.others(AGREED_BY[action][1]))
