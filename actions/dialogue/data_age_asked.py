""" "How old is this?", "when was your data last updated?": asked of the records, whatever the words remind of. Pure."""

from __future__ import annotations

import re

from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.way import Route

MOST_WORDS = 12  # a longer question asks for more than that
_DATA = (
    r"(?:data|records?|catalog(?:ue)?|facts?|figures?|numbers?|info\w*|prices?|deadlines?|sources?|database|answers?)"
)
_ASKS = re.compile(
    rf"\bhow (?:old|recent|current|fresh|up[- ]to[- ]date) (?:is|are) (?:(?:this|that|these|those|it|they)\W*$"
    rf"|(?:your |the |this |that |these |those |its |all )*{_DATA}\b)"
    rf"|\bwhen (?:was|were|did) (?:you |your |the |this |that |these |those |it |they )*(?:{_DATA} )?(?:last |all )*"
    r"(?:updat\w+|refresh\w*|read|checked|collected)\b"
    rf"|\b(?:last|latest|most recent) (?:update|refresh)\b(?: of)?(?: the| your| this)?(?: {_DATA})?\W*$"
    rf"|\b(?:is|are) (?:this|that|these|those|it|they|your {_DATA}|the {_DATA}) (?:still )?"
    r"(?:up[- ]to[- ]date|current|outdated|out of date|recent|fresh)\b"
    rf"|\b(?:which|what|how (?:many|much)) (?:of )?(?:your |the |these )?{_DATA} (?:is|are) (?:\w+ )?"
    r"(?:old|stale|outdated|out of date)\b",
    re.IGNORECASE,
)


def data_age_asked(message: Message, _memory: Memory) -> Route | None:
    """The question goes to the records' age; not where a school is named with another question."""
    short = len(message.text.split()) <= MOST_WORDS and not message.does("story")
    return Route("data_age", message) if short and not message.has(*NAMES) and _ASKS.search(message.text) else None
