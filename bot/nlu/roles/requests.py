"""What is wanted where nobody is spoken of: "cs programs that list calculus", "lectures in english, italy".

The classifier learned its roles from people who tell of themselves. In a bare request a subject before "programs" was
not studied by anybody, a place behind "in" is nobody's home, and a score is the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.roles.features import Span

_MOST_WORDS = 15  # a longer message is no bare request
_SOMEBODY = re.compile(
    r"\b(?:i|i['’]?(?:m|ve|d|ll)|im|ive|my|me|mine|we|our|us|you|he|she|they|his|her|their|husband|wife|son|daughter|"
    r"brother|sister|friend|grad|graduate|student|major|bachelor\w*|background|work(?:ed|ing|s)?|job|from|live[sd]?|living|"
    r"based|born|stud(?:y|ied|ying)|got|accepted|admitted|rejected|moved|moving)\b",
    re.IGNORECASE,
)
_PROGRAMS = re.compile(r"\s+(?:programs?|programmes?|masters?|master['’]s|ms|msc|degrees|courses)\b", re.IGNORECASE)
_PLACED = re.compile(r"(?:\b(?:in|near|around)(?: the)?|,|^)\s*$", re.IGNORECASE)
_DEMANDED = re.compile(
    r"\b(?:min(?:imum)?|require\w*|accept\w*|takes?|asks?|wants?|needs?|cutoff|below|under|at most"
    r"|programs?|schools?)\b",
    re.IGNORECASE,
)
# Roles that speak of somebody's life, by the kind of what has them.
_OF_A_LIFE: Mapping[str, tuple[str, ...]] = {
    "subject": ("lacking", "held", "past", "learned", "studied", "other", "job", "adjective"),
    "place": ("lives", "studied", "work_there", "past", "from", "other", "worked", "adjective"),
}


def as_requested(
    text: str, span: Span, likely: Mapping[str, float], entities: Sequence[Mapping[str, Any]]
) -> Mapping[str, float]:
    """The likely roles of a span; only "wanted", or "own", where a bare request says so.

    Args:
        likely: probability of each role, likeliest first.
        entities: all that was heard in the message.
    """
    role = next(iter(likely), "")
    if not role or span.rule.endswith(":not") or len(text.split()) > _MOST_WORDS or _SOMEBODY.search(text):
        return likely
    before = text[: span.start]
    if span.kind == "grade":
        return {"own": 1.0} if role in ("program", "other") and not _DEMANDED.search(text) else likely
    if role not in _OF_A_LIFE.get(span.kind, ()):
        return likely
    if span.kind == "subject":
        return {"wanted": 1.0} if _PROGRAMS.match(text, span.end) else likely
    wishes = any(each["entity"] == "criterion" and each.get("op") != "drop" for each in entities)
    return {"wanted": 1.0} if wishes and _PLACED.search(before) else likely
