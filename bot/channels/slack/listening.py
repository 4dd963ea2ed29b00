"""Which messages of a channel's thread are for the advisor: silent where people talk to each other. Pure.

With one person a thread is a conversation. With several it answers who mentions it, an answer to its own question, and
a question in its field that names nobody and asks nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.dialogue.memory import Memory

LIKELY = 0.75  # probability of its intent from which on a question is in the advisor's field
FIELD = (
    "faq", "ask_program_fact", "compare_programs", "ask_recommendation", "ask_payoff", "ask_readiness",
    "ask_study_plan", "ask_what_if", "ask_admissions", "check_doubts",
)  # fmt: skip
ANSWERS = ("affirm", "deny", "skip")  # intents that answer a question
PLAIN, SHORT = 3, 8  # words of a yes or no; of an answer that tells something
# Replies that say no more than that nothing was understood: not said where nobody asked.
UNASKED = ("out_of_scope", "clarify", "talk")
_OF_SOMEBODY = re.compile(r"\b(?:you|your|yours|u|he|she|they|his|her|their)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")

Parsed = Mapping[str, Any]


def is_question_in_field(text: str, parsed: Parsed) -> bool:
    """Whether a message asks what the advisor knows, and no person."""
    intent = parsed.get("intent") or {}
    asks = any(
        each["entity"] == "act" and each.get("value") in ("question", "find") for each in parsed.get("entities") or ()
    )
    likely = intent.get("name") in FIELD and float(intent.get("confidence") or 0) >= LIKELY
    return (asks or "?" in text) and likely and not _OF_SOMEBODY.search(text)


def answers_question(text: str, parsed: Parsed, memory: Memory) -> bool:
    """Whether a message answers the question that is open, or says the words of a choice on screen."""
    words = _WORD.findall(text.casefold())
    titles = [_WORD.findall(title.casefold()) for title, _ in memory.chips]
    if words and words in titles:
        return True
    intent = (parsed.get("intent") or {}).get("name")
    plain = intent in ANSWERS and len(words) <= PLAIN
    told = (
        intent == "inform" and len(words) <= SHORT and any(e["entity"] != "act" for e in parsed.get("entities") or ())
    )
    return memory.asked is not None and bool(words) and (plain or told or text.strip().isdecimal())
