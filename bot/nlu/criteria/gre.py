"""The GRE (or GMAT) refused, waived, optional, or no matter after all; its scores are read in scores.py."""

from __future__ import annotations

import re

from bot.nlu.criteria.changes import is_taken_back
from bot.nlu.criteria.question_words import question_word
from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, cue_pattern

_TEST = re.compile(r"\b(?:gre|gmat)\b")
_REFUSED = cue("gre", "refused", GAP=cue_pattern("gre", "gap"))
_OPTIONAL = cue("gre", "optional")
_FINE_BEHIND = re.compile(r"\s*(?:is |are )?(?:ok|okay|fine|no problem|not a problem|cool)\b")
_WILLING = cue("gre", "willing")
_UNWILLING = re.compile(r"\b(?:not|n't|nt|never) (?:willing|happy|ready)")
_ASKING = frozenset(("is", "are", "do", "does", "can", "will", "would", "could", "has", "did"))


def find(message: Message) -> None:
    """Adds the GRE as not required or dropped; a question for it stays with the facts asked."""
    if not {"gre", "gmat"}.intersection(message.words) or any(message.of("gre_score")):
        return
    for match in _TEST.finditer(message.flat):
        start, end = match.span()
        others = (each for each in message.found if each.kind != "asked_fact")
        if any(each.overlaps(start, end) for each in others) or not message.unclaimed(start, end):
            continue
        if (op := _op(message, start, end)) is not None:
            message.found[:] = [each for each in message.found if (each.kind, each.value) != ("asked_fact", "gre")]
            message.add("gre", None if op == "drop" else "not_required", start, end, op)
            return


def _op(message: Message, start: int, end: int) -> str | None:
    """ "is" for not required, "drop" for no matter, None where the person asks or merely speaks of it."""
    left, right = message.left(start, 70), message.right(end, 40)
    asked = question_word(message, start) in _ASKING
    if _FINE_BEHIND.match(right) and not asked:
        return "drop"
    named = any(each.op == "is" for each in message.of("program", "unknown_program"))
    if named and (asked or "?" in message.flat[start:]):
        return None  # "does kansas state waive the gre"
    if is_taken_back(message, start, end) or (_WILLING.search(left) and not _UNWILLING.search(left)):
        return "drop"
    if _REFUSED.search(left) and not re.search(r"\bwhy (?:not|no)\b", left):
        return "is"
    return "is" if _OPTIONAL.match(right) and not asked else None
