"""Who wants a person: "loop in a human", where the intent is not sure of it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.memory import Memory, Message
from actions.dialogue.way import Route

LIKELY = 0.08  # probability of the intent from which on the words decide
_PERSON = (
    r"(?:(?:an?|the|your|ur|one of your|somebody|someone|some|any|real|live|actual|human|senior|teh|da) )*"
    r"(?:person|human|people|advis[eo]rs?|couns[e]?l+[eo]rs?|counsler|colleagues?|(?:member of )?(?:staff|the team)"
    r"|agent|somebody|someone)\b"
)
_WANTS = re.compile(
    rf"\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:{_PERSON}|one of (?:them|you))"
    rf"|\bput (?:me|us) (?:in touch|through|thru)\b"
    rf"|\b(?:loop|bring|get|pull|call) (?:in )?{_PERSON}"
    rf"|\b(?:send|give|pass|share|hand|go|forward|forwrd|fwd|transfer|escalate)\b.{{0,40}}\b(?:to|with) {_PERSON}"
    rf"|\b(?:have|let) {_PERSON}.{{0,20}}\b(?:check|look|review|call|ring|phone|write|contact)"
    r"|\b(?:your|ur) (?:staff|advis[eo]rs?|people)\b.{0,20}\b(?:call|ring|phone|write|contact)\b"
    r"|^\W*(?:please )?escalate (?:this|it)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:don['’]?t|dont|do not|never|rather not|instead of)\b", re.IGNORECASE)


def person_wanted(message: Message, memory: Memory) -> Route | None:
    """A message that may want a person, and says so."""
    likely = dict(message.ranking).get("human_handoff", 0.0)
    if message.intent == "human_handoff" or likely < LIKELY or message.does("refusal"):
        return None
    if _NOT.search(message.text) or not _WANTS.search(message.text):
        return None
    return Route("handover", replace(message, intent="human_handoff"))
