"""Characters that nobody sees and that no file of ours may hold: YAML refuses them, or takes them for a line's end.

A line separator within an answer lets every place in the file be counted wrong, and a control character makes the whole
file unreadable; so they are refused where an editor writes them, with words that say which one stands where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_ODD = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ODD_IN_A_LINE = re.compile(rf"[\t\n]|{_ODD.pattern}")
_NAMES = {
    "\0": "null character",
    "\x07": "bell character",
    "\t": "tab",
    "\n": "line break",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\r": "carriage return",
    "\x1b": "escape character",
    "\x7f": "delete character",
    "\x85": "next-line character",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
}
_SHOWN = 24  # characters before it, by which it is found


def odd(text: str, several_lines: bool = True) -> str:
    """Which character is to be taken out, and behind which words; "" where all may stay.

    Args:
        several_lines: whether line breaks and tabs are right here.
    """
    found = (_ODD if several_lines else _ODD_IN_A_LINE).search(text)
    if found is None:
        return ""
    before = " ".join(text[: found.start()].split())[-_SHOWN:].strip()
    where = f"behind “{before}”" if before else "at the beginning"
    return f"Take out the {_name(found[0])} {where}: it cannot be seen, and does not belong here."


def _name(character: str) -> str:
    """What a character is called, with its number: "line separator (U+2028)"."""
    other = "broken half of a character" if "\ud800" <= character <= "\udfff" else "control character"
    return f"{_NAMES.get(character, other)} (U+{ord(character):04X})"


def odd_within(value: Any) -> str:
    """As `odd`, of the first text within mappings and lists that holds one."""
    if isinstance(value, str):
        return odd(value)
    parts: Sequence[Any] = ()
    if isinstance(value, Mapping):
        parts = list(value.values())
    elif isinstance(value, (list, tuple)):
        parts = value
    return next((says for each in parts if (says := odd_within(each))), "")
