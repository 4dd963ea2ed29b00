"""Grades and test scores that a later message puts right, or names again: "sorry, it was 2,1 not 2,4". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import Memory, Message

# No amount, length or count: "2 years, not 3".
_NO_UNIT = (
    r"(?!\s*(?:years?|yrs?|months?|weeks?|courses?|class(?:es)?|credits?|hours?|hrs?|people|kids|programs?|schools?)\b)"
)
_NUMBER = rf"(?<![\w.,$€£])\d{{1,3}}(?:[.,]\d{{1,2}})?(?![\w%]|[.,]\d){_NO_UNIT}"
_NEW_NOT_OLD = re.compile(
    rf"(?P<new>{_NUMBER})[^.;!?\n\d]{{0,20}}\b(?:not|instead of|rather than)\b[^.;!?\n\d]{{0,15}}(?P<old>{_NUMBER})",
    re.I,
)
_NOT_OLD_NEW = re.compile(
    rf"\b(?:not|isn['’]?t|wasn['’]?t)\b[^.;!?\n\d]{{0,15}}(?P<old>{_NUMBER})[^.;!?\n\d]{{0,25}}(?P<new>{_NUMBER})", re.I
)
# The score of one section says nothing of the whole.
_SECTION = re.compile(r"\b(?:writing|reading|listening|speaking|quant\w*|verbal|awa|section)\b", re.I)
_CORRECTION = {"entity": "act", "value": "correction"}
_OF_FOUR = (None, 4)
_WHOLE = 20


def with_marks(message: Message, memory: Memory) -> Message:
    """The message with a grade or score that it corrects, and grades that are known read on their scale."""
    gpa = memory.profile.get("gpa") or {}
    entities = tuple(_as_known(each, gpa) for each in message.entities)
    message = message if entities == message.entities else replace(message, entities=entities)
    corrected = next(_corrected(message, memory), None)
    if corrected is None:
        return message
    acts = () if message.does("correction") else (_CORRECTION,)
    kept = message.others("gpa", corrected["entity"])
    return replace(message, entities=(*kept, corrected, *acts, {"entity": "corrected", "value": corrected["entity"]}))


def _as_known(entity: Mapping[str, Any], gpa: Mapping[str, Any]) -> Mapping[str, Any]:
    """A grade named again keeps its scale: "do they accept the 2.1" of somebody whose best grade is a 1.0."""
    again = entity["entity"] == "gpa" and str(entity.get("said")) == str(gpa.get("said"))
    if not again or gpa.get("scale") in _OF_FOUR or entity.get("scale") not in _OF_FOUR:
        return entity
    return {**entity, "value": None, "scale": gpa["scale"]}


def _corrected(message: Message, memory: Memory) -> Iterator[Mapping[str, Any]]:
    """The grade or score that a number told before is replaced by."""
    if message.is_chip or _SECTION.search(message.text):
        return
    for match in (m for pattern in (_NEW_NOT_OLD, _NOT_OLD_NEW) for m in pattern.finditer(message.text)):
        old, new = _number(match["old"]), _number(match["new"])
        if new < _WHOLE and match["new"].isdigit() and match["old"].isdigit():
            continue  # grades and bands below twenty are told with a decimal
        own = {"start": match.start("new"), "end": match.end("new"), "text": match["new"], "op": "is", "role": "own"}
        gpa = memory.profile.get("gpa") or {}
        if gpa and str(gpa.get("said")).replace(".", "", 1).isdigit() and _number(str(gpa["said"])) == old:
            scale = gpa.get("scale")
            value = new if scale in _OF_FOUR else None
            yield {
                **own,
                "entity": "gpa",
                "value": value,
                "said": match["new"].replace(",", "."),
                "scale": scale,
                "standing": "stated",
            }
        for kind, score in (memory.profile.get("tests") or {}).items():
            if score == old:
                yield {**own, "entity": kind, "value": new, "standing": "stated"}


def _number(typed: str) -> float:
    return float(typed.replace(",", "."))
