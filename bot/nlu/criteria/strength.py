"""How much a wish matters: "must" unless the words around it say that it would only be nice."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import PLACES, Entity, Message, either

_GRADED = PLACES | {
    *("delivery", "pace", "budget", "gre", "field", "focus", "degree", "duration", "thesis", "capstone", "stem"),
    *("start", "occupation", "criterion"),
}
_NICE_BEFORE = re.compile(
    r"\b"
    + either(
        r"""ideally | prefer(?:ably|red|ring|s)?(?: to)? | i'd prefer | would prefer | would be nice (?:if|to)
        nice to have
        hopefully | if possible | bonus (?:if|points) | would love
        would be (?:great|cool|good|awesome|a plus) (?:if|to)
        possibly | wouldn't mind | don't mind | do n't mind | maybe even | rather"""
    )
    + r"\b[^.;!?\n]*$"
)
_NICE_BEHIND = re.compile(
    r"[^.;!?\n,]{0,14}?\s*,?\s*\b"
    + either(
        r"""ideally | preferred | preferably | if possible | is a (?:plus|bonus) | a plus | a bonus | as a bonus
        would be (?:nice|great|good|cool|a plus|ideal|awesome|lovely|perfect) | nice to have | if i can | if available
        but not (?:required|a must|necessary|needed)"""
    )
    + r"\b"
)
_MUST_BEFORE = re.compile(
    r"\b"
    + either(
        r"""must(?: have| be)? | need(?:s|ed)?(?: to (?:be|have))? | has to (?:be|have) | have to (?:be|have) | require
        required | only | essential | definitely | absolutely | non negotiable"""
    )
    + r"\b[^.;!?\n,]{0,30}$"
)
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
        if _is_nice_behind(message, entity, right) or _NICE_BEFORE.search(left):
            entity.strength = "nice"
        elif _MUST_BEFORE.search(left) or _MUST_BEHIND.match(right):
            entity.strength = "must"


def _is_nice_behind(message: Message, entity: Entity, right: str) -> bool:
    """Whether "would be nice" follows, with no other wish between."""
    match = _NICE_BEHIND.match(right)
    if match is None:
        return False
    stop = entity.end + match.end()
    return not any(each is not entity and entity.end <= each.start < stop for each in message.found)
