"""Changed minds within one message: what is corrected is left out, the last value stands."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Entity, Message

_MARKER = re.compile(
    r"\b(?:actually|no wait|wait no|wait,? actually|scratch that|i mean(?:t)?|make (?:that|it)|make the|sorry|rather|correction|on second thou?ght|or rather|no,? sorry|hmm no|nvm|nevermind)\b"
)
_SLOT = {"state": "place", "city": "place", "country": "place", "region": "place"}
_SINGLE = frozenset(
    [
        "budget",
        "place",
        "delivery",
        "pace",
        "duration",
        "gpa",
        "gre_score",
        "toefl",
        "ielts",
        "duolingo",
        "work_years",
        "income",
        "thesis",
        "capstone",
        "start",
        "field",
        "degree",
        "sort",
        "background",
        "program",
        "focus",
        "pointer",
    ]
)


def apply(message: Message) -> None:
    """Drops what a marker such as "actually" or "no wait" takes back within the message."""
    markers = [match.start() for match in _MARKER.finditer(message.flat)]
    if not markers:
        return
    for marker in markers:
        later = [each for each in message.found if each.start >= marker]
        for slot in {_slot(each) for each in later if _settles(each)} & _SINGLE:
            message.found[:] = [
                each
                for each in message.found
                if not (each.start < marker and _slot(each) == slot and _contradicts(each, later, slot))
            ]


def _slot(entity: Entity) -> str:
    return _SLOT.get(entity.kind, entity.kind)


def _settles(entity: Entity) -> bool:
    return entity.op not in ("drop", "not", "lower", "higher") and entity.value is not None


def _contradicts(earlier: Entity, later: list[Entity], slot: str) -> bool:
    if earlier.op in ("drop", "lower", "higher"):
        return False
    if slot == "program" and earlier.op == "is":
        return any(each.kind == "program" for each in later)
    if slot in ("field", "focus", "background", "pointer") and len(later) > 2:
        return False
    return any(
        (_slot(each) == slot and each.value != earlier.value) or (_slot(each) == slot and each.op != earlier.op)
        for each in later
    )
