"""What people send, made safe once, at the door of every channel: words, payloads of buttons, ids of conversations.

Words become at most LONGEST characters without control characters, with white space folded. A payload
(`/intent{"entity": "value"}`) is taken only whole, of an intent and entities that the advisor has; anything else that
looks like one, and the commands that Rasa itself would obey (`/restart`), is a message that was not understood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Any, NamedTuple

LONGEST = 2_000  # characters that are read; what follows is cut off
MOST_SENT = 10_000  # characters; who sends more is told so
MOST_DIGITS = 15  # of a number in a payload
EMPTY = "That message was empty. What would you like to know about a master's in machine learning?"
TOO_LONG = f"That is longer than {MOST_SENT:,} characters. Please say it shorter: one or two questions at a time."
NOT_UNDERSTOOD = "/nlu_fallback"
# Intents that Rasa brings along: some of them it obeys by itself, emptying the conversation.
RASAS_OWN = frozenset(("restart", "back", "session_start", "session_started", "nlu_fallback"))
# What people type as a command: none here is one, and the answer says what to type instead (actions/clarify.py).
COMMANDS = frozenset(
    ("restart", "back", "start", "reset", "stop", "clear", "new", "undo", "exit", "quit", "cancel", "end")
)
SENDER = re.compile(r"[A-Za-z0-9._:-]{1,64}")

_PAYLOAD = re.compile(r"/(\w+)\s*(\{.*\})?", re.DOTALL)
_BROKEN = re.compile(r"/\w+\s*[{@]")
# Control characters but tab and line feed, and those that turn the direction of what follows.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")
_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?(?:\n ?)*")
_UNSAFE = re.compile(r"[^A-Za-z0-9._:-]")


class Said(NamedTuple):
    """A message as the dialogue gets it, and as it is shown where the two differ (else "")."""

    text: str
    shown: str = ""


def clean(text: str, most: int = LONGEST) -> str:
    """Words without half characters and control characters, white space folded, cut to so many characters."""
    whole = text[: 4 * MOST_SENT].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = _UNSEEN.sub(" ", _ENDS.sub("\n", whole))
    return _LINES.sub("\n", _SPACES.sub(" ", plain)).strip()[:most].rstrip()


def conversation_id(*parts: str) -> str:
    """A conversation's id: the channel's prefix and what tells it apart, in letters that are safe everywhere."""
    return "-".join(_UNSAFE.sub("_", each) for each in parts)


def said(text: str, intents: Container[str], entities: Container[str]) -> Said:
    """A cleaned text as the dialogue may have it.

    Args:
        text: from `clean`.
        intents, entities: that the advisor knows.
    """
    if not text.startswith("/"):
        return Said(text)
    if (found := _PAYLOAD.fullmatch(text)) is not None:
        name, body = found[1], found[2]
        if body is None and name.lower() in COMMANDS:
            return Said(f'{NOT_UNDERSTOOD}{{"note": "/{name.lower()}"}}', text)
        known = name not in RASAS_OWN and name in intents and (body is None or _is_safe(body, entities))
        return Said(f"/{name}{body or ''}") if known else Said(NOT_UNDERSTOOD, text)
    words = text.lstrip("/ ")
    return Said(NOT_UNDERSTOOD, text) if _BROKEN.match(text) or not words else Said(words)


def _is_safe(body: str, entities: Container[str]) -> bool:
    """Whether a payload's entities are ones that we know, with values that nothing stumbles over."""
    try:
        values = json.loads(body, parse_int=_integer, parse_float=_number, parse_constant=_number)
    except (ValueError, RecursionError):
        return False
    return all(name in entities for name in values) and _is_flat(values, 4)


def _is_flat(value: Any, depth: int) -> bool:
    if isinstance(value, (dict, list)):
        inside = value.values() if isinstance(value, dict) else value
        return depth > 0 and all(_is_flat(each, depth - 1) for each in inside)
    return True


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(digits)
    return int(digits)


def _number(digits: str) -> float:
    if len(digits) > MOST_DIGITS + 6 or not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d)?", digits):
        raise ValueError(digits)
    return float(digits)
