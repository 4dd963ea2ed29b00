"""How much a wish matters: "must" unless the words around it say that it would only be nice."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import PLACES, Entity, Message
from bot.nlu.criteria.word_tables import cue

_GRADED = PLACES | {
    *("delivery", "pace", "budget", "gre", "field", "focus", "degree", "duration", "thesis", "capstone", "stem"),
    *("start", "occupation", "criterion"),
}
_NICE_BEFORE = cue("strength", "nice_before")
_PREFERRED = re.compile(r"\b(?:prefer|rather)\b[^.;!?\n]*$")
_NICE_BEHIND = cue("strength", "nice_behind")
_OR_ONLINE = re.compile(
    r"\s*(?:area|region)?\s*,?\s*or (?:(?:else|maybe|fully|at least|otherwise|in|near|around|the) )*"
)
_MUST_BEFORE = cue("strength", "must_before")
_MUST_BEHIND = re.compile(r"\s*(?:only\b|is a must|a must|required|is essential|is non negotiable)")


def apply(message: Message) -> None:
    """Sets the strength of every wish; a focus is nice to have unless insisted on."""
    for entity in message.found:
        if entity.kind not in _GRADED:
            continue
        if entity.kind == "focus" and entity.op == "is":
            entity.strength = "nice"
        left = re.split(r"[.;!?\n]|\bbut\b", message.left(entity.start, 60))[-1]
        right = message.right(entity.end, 45)
        preferred = _PREFERRED.search(left) is not None  # "I'd prefer something under 10k" is a limit all the same
        if _is_nice_behind(message, entity, right) or _NICE_BEFORE.search(left):
            entity.strength = "must" if entity.kind == "budget" and preferred else "nice"
        elif _MUST_BEFORE.search(left) or _MUST_BEHIND.match(right):
            entity.strength = "must"
    _either_place_or_online(message)


def _either_place_or_online(message: Message) -> None:
    """ "near Denver or online": either will do, so none of the two is a must."""
    for place in message.of(*PLACES):
        for form in message.of("delivery"):
            first, second = sorted((place, form), key=lambda each: each.start)
            both = place.op in ("is", "near") and form.op == "is" and form.value != "on_campus"
            if both and _OR_ONLINE.fullmatch(message.flat, first.end, second.start):
                place.strength = form.strength = "nice"


def _is_nice_behind(message: Message, entity: Entity, right: str) -> bool:
    """Whether "would be nice" follows, with no other wish between."""
    match = _NICE_BEHIND.match(right)
    if match is None:
        return False
    stop = entity.end + match.end()
    return not any(each is not entity and entity.end <= each.start < stop for each in message.found)
