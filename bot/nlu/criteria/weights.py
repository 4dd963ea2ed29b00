"""How much a kind of wish matters: "cost matters most", "make the GRE a must"; and leanings: "more theory"."""

from __future__ import annotations

import re

from bot.nlu.criteria.changes import TOPICS
from bot.nlu.criteria.declared_topics import TOPICS as DECLARED_TOPICS
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue

_TOPICS = {**DECLARED_TOPICS, **TOPICS, "gre": re.compile(r"\b(?:gre|the test)(?: free)?(?: thing| wish| waiver)?\b")}
_WEIGH_MOST = re.compile(r"\s*(?:the )?most\b")
_BEHIND = {value: cue("weights", f"behind_{value}") for value in ("most", "more", "less", "must", "nice")}
_BEFORE = {value: cue("weights", f"before_{value}") for value in ("more", "less")}
_MOST_BEFORE = cue("weights", "before_most")
_LEANINGS = {lean: cue("weights", f"lean_{lean}") for lean in ("theory", "practice")}


def find(message: Message) -> None:
    """Adds weights and leanings, before their words are read as wishes."""
    for lean, pattern in _LEANINGS.items():
        if (match := pattern.search(message.flat)) is not None and message.free(*match.span()):
            message.add("lean", lean, *match.span())
    if not re.search(
        r"most|care|matters|counts|all that|more|less|must|nice to have|breaker|limit|negotiable|essential|priority|number one|double|everything",
        message.flat,
    ):
        return
    for kind, pattern in _TOPICS.items():
        for match in pattern.finditer(message.flat):
            if _weigh(message, kind, match):
                break


def _weigh(message: Message, kind: str, match: re.Match[str]) -> bool:
    """Adds the weight that the words around a topic give it; whether there is one."""
    left, right = message.left(match.start(), 50), message.right(match.end(), 60)
    for value, pattern in _BEHIND.items():
        if (behind := pattern.match(right)) is not None and message.free(*match.span()):
            message.add("weight", value, match.start(), match.end() + behind.end(), of=kind)
            return True
    before = next((value for value, pattern in _BEFORE.items() if pattern.search(left)), None)
    if before is None and (said := _MOST_BEFORE.search(left)) is not None:
        bare = said.group().startswith(("weigh", "focus"))
        before = None if bare and not _WEIGH_MOST.match(right) else "most"
    if before is None or not message.free(*match.span()):
        return False
    message.add("weight", before, *match.span(), of=kind)
    return True
