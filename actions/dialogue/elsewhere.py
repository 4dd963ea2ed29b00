"""What takes a conversation elsewhere: words that ask for a code ("continue on my phone"), and a code that is typed.

Heard by expressions (data/lookup/elsewhere.yml) that are a whole message, so that nothing else is taken for it:
"continue part time", "can I take exams on my laptop". bot/nlu/understanding.py asks here too, before it guesses. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.lookup import folded, table
from actions.dialogue.memory import Memory, Message
from actions.dialogue.way import Route

ACTION = "continue_elsewhere"  # file name of the action that answers
INTENT = "ask_my_data"  # what such a message is understood as: it is about what is kept of the person
# The signs of a code: no vowels, so that no word comes about, and nothing that looks like something else.
LETTERS, DIGITS = "BCDFGHJKMNPQRSTVWXZ", "23456789"
HALF = 4  # signs on either side of the hyphen; each half has a letter and a digit
HIDDEN = "••••-••••"  # stands for a code where one was shown or typed (bot/shown_once.py)
LONGEST = 120  # characters; a longer message says more than that
_WORDS = table("elsewhere")
_PLACES: dict[str, str] = _WORDS["places"]
_PLACE = "|".join(f"(?:{each})" for each in _PLACES.values())
_NO_CODE = frozenset(_WORDS["no_code"])


def _pattern(*ways: str, around: bool = True) -> re.Pattern[str]:
    """One of the ways of saying something as a whole message; around it, what may stand in front and behind."""
    joined = "|".join(f"(?:{each})" for each in ways)
    for name in ("go_on", "move", "this", "away"):
        joined = joined.replace(f"<{name.upper()}>", _WORDS[name])
    joined = joined.replace("<PLACE>", _PLACE)
    opening = _WORDS["opening"] if around else ""
    return re.compile(rf"{opening}(?:{joined}){_WORDS['closing']}")


_ASKS = (_pattern(*_WORDS["asks"]), _pattern(*_WORDS["asks_bare"], around=False))
_PLACED = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _PLACES.items()}
_HALF = rf"[a-z0-9]{{{HALF}}}"
_BEHIND = _WORDS["behind_code"].replace("<PLACE>", _PLACE)
_ANNOUNCED = "|".join(_WORDS["announces"]).replace("<GO_ON>", _WORDS["go_on"])
_TYPED = re.compile(
    rf"(?P<announced>{_WORDS['opening']}(?:{_ANNOUNCED})\s*:?\s+)?"
    rf"[\"'“”]?(?P<one>{_HALF})(?P<between>[-–—\u2011 ]?)(?P<two>{_HALF})[\"'“”]?"
    rf"{_BEHIND}{_WORDS['closing']}"
)


def _folded(text: str) -> str:
    """The words of a message as the patterns have them; "" of one that is too long."""
    return folded(text) if len(text) <= LONGEST else ""


def asks_for_code(text: str) -> bool:
    """Whether a message wants to go on elsewhere."""
    said = _folded(text)
    return any(each.fullmatch(said) for each in _ASKS)


def code_in(text: str) -> str | None:
    """The code that a message types, as codes are written: "BCDF-GH23"; None where it is none."""
    found = _TYPED.fullmatch(_folded(text))
    if found is None:
        return None
    one, two, between = found["one"], found["two"], found["between"]
    written = f"{one}-{two}".upper()
    if found["announced"] and between not in ("", " "):
        return None if two in _NO_CODE else written
    mixed = all(any(c.isdigit() for c in half) and any(c.isalpha() for c in half) for half in (one, two))
    ours = between not in ("", " ") or set(written) <= {*LETTERS, *DIGITS, "-"}
    return written if mixed and ours else None


def is_meant(text: str) -> bool:
    """Whether a message asks for a code or types one."""
    return asks_for_code(text) or code_in(text) is not None


def place_meant(text: str) -> str | None:
    """The kind of place somebody wants to go on at, of data/lookup/elsewhere.yml; None where none is named."""
    said = _folded(text)
    return next((kind for kind, words in _PLACED.items() if words.search(said)), None)


def as_elsewhere(message: Message) -> Message:
    """The message without anything to be noted, where it takes the conversation elsewhere: a code names no school."""
    if message.is_chip or not is_meant(message.text):
        return message
    return replace(message, intent=INTENT, entities=())


def elsewhere(message: Message, _memory: Memory) -> Route | None:
    """ "Continue on my phone", "continue BCDF-GH23": whatever question is open."""
    return Route(ACTION, message) if is_meant(message.text) else None
