"""Schools that somebody leaves aside: "OMSCS I know about; what else is there?", "leave Drexel aside, is it needed at
most places?". Read before noting. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import Message
from actions.dialogue.person import SCHOOLS
from actions.dialogue.topic_facts import sentences

# Under these a search may be asked for in words that remind of something else.
MAY_SEARCH = (
    "faq", "ask_program_fact", "inform", "compare_programs", "out_of_scope", "nlu_fallback", "show_more", "ask_what_if",
)  # fmt: skip
BEFORE = 1  # sentences before the question in which what is left aside may stand
_ELSE = re.compile(
    r"\bwhat else (?:is (?:there|out there)|exists|have you|do you (?:have|know|suggest|recommend)|would you|can you"
    r"|could i|should i (?:look|consider|apply|try))|\bwhat (?:are|is) the (?:other|alternatives?)\b"
    r"|\b(?:anything|something) else (?:like|that|with|out there|online|cheap|in|under|for)\b"
    r"|\bother (?:options?|choices|programs?|schools?|ones|places)\b.{0,20}\?"
    r"|\balternatives? to\s+",
    re.IGNORECASE,
)
_BESIDES = re.compile(r"\b(?:besides|other than|apart from|aside from|except(?: for)?)\s+(?:the |my )?$", re.IGNORECASE)
_LEAVES = re.compile(r"\b(?:leav(?:e|ing)|put(?:ting)?|set(?:ting)?)(?: the)?\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:aside|out(?: of (?:it|this))?|to one side)\b", re.IGNORECASE)
_FORGETS = re.compile(r"\b(?:forget(?: about)?|never ?mind|ignore)\s*$", re.IGNORECASE)


def set_aside(message: Message) -> Message:
    """The message with the schools it leaves aside refused, as a search for others; without those that it leaves out
    of another question."""
    message = _without_left(message)
    if message.is_chip or message.intent not in (*MAY_SEARCH, "ask_recommendation"):
        return message
    beside = [each for each in message.entities if each["entity"] == "program" and _is_besides(each, message.text)]
    if beside:
        return _without(message, beside)
    spans = sentences(message.text)
    asking = [place for place, (begin, end) in enumerate(spans) if _ELSE.search(message.text[begin:end])]
    if not asking:
        return message
    begin, end = spans[max(asking[0] - BEFORE, 0)][0], spans[asking[0]][1]
    left = [
        each for each in message.entities
        if each["entity"] == "program" and begin <= int(each.get("start") or 0) < end
        and each.get("role") not in SCHOOLS
    ]  # fmt: skip
    return _without(message, left) if left else message


def _is_besides(name: Mapping[str, Any], text: str) -> bool:
    """ "Apart from OMSCS": the name stands right behind."""
    return _BESIDES.search(text[: int(name.get("start") or 0)]) is not None


def _without(message: Message, left: Sequence[Mapping[str, Any]]) -> Message:
    """The message as a search for others than these."""
    kept = message.others("asked_fact", "topic", "pointer")
    others = tuple({**each, "op": "not", "role": None} if each in left else each for each in kept)
    return replace(message, intent="ask_recommendation", entities=others)


def _without_left(message: Message) -> Message:
    """The message without the names that it only leaves out, where it goes on behind them."""
    left = [each for each in message.entities if each["entity"] == "program" and _is_left(each, message.text)]
    return replace(message, entities=tuple(each for each in message.entities if each not in left)) if left else message


def _is_left(name: Mapping[str, Any], text: str) -> bool:
    start, end = int(name.get("start") or 0), int(name.get("end") or 0)
    aside = _LEAVES.search(text[:start]) and _ASIDE.match(text[end:])
    rest = re.sub(r"^\W*(?:aside|out)?\W*", "", text[end:])
    return bool((aside or _FORGETS.search(text[:start])) and len(rest.split()) > 2)
