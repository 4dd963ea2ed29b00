"""Changed minds within one message: what is corrected is left out, the last value stands."""

from __future__ import annotations

from bot.nlu.criteria.text import Entity, Message
from bot.nlu.criteria.word_tables import cue

_MARKER = cue("corrections", "marker")
_MANY = frozenset(("field", "focus", "background", "pointer"))  # a list behind the marker adds rather than corrects
_SLOTS = _MANY | {
    *("budget", "place", "delivery", "pace", "duration", "gpa", "gre_score", "toefl", "ielts", "duolingo", "income"),
    *("work_years", "thesis", "capstone", "start", "degree", "sort", "program"),
}


def apply(message: Message) -> None:
    """Leaves out what a marker such as "actually" or "no wait" takes back within the message."""
    for match in _MARKER.finditer(message.flat):
        later = [each for each in message.found if each.start >= match.start()]
        settled = {each.slot for each in later if _settles(each)} & _SLOTS
        message.found[:] = [
            each
            for each in message.found
            if each.start >= match.start() or each.slot not in settled or not _is_corrected(each, later)
        ]


def _settles(entity: Entity) -> bool:
    return entity.op not in ("drop", "not", "lower", "higher") and entity.value is not None


def _is_corrected(earlier: Entity, later: list[Entity]) -> bool:
    if earlier.op in ("drop", "lower", "higher") or (earlier.slot in _MANY and len(later) > 2):
        return False
    same = [each for each in later if each.slot == earlier.slot]
    return any((each.value, each.op) != (earlier.value, earlier.op) for each in same)
