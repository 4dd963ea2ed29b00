"""States that stand for their university: "Purdue, Wisconsin, UIUC, Michigan". Read before a message is noted. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.lookup import word_set
from actions.dialogue.memory import NAMES, Message
from knowledge.base import Knowledge
from knowledge.facts import University

_BESIDE = re.compile(r"\s*(?:,|/|\bvs\.?|\bor\b|\band\b|,\s*(?:and|or))\s*")


def with_flagships(message: Message, knowledge: Knowledge) -> Message:
    """The message with a state between names of schools as the university that is called so."""
    if message.is_chip or not message.has(*NAMES):
        return message
    meant = {id(each): _flagship(each, message, knowledge) for each in message.entities if each["entity"] == "state"}
    if not any(meant.values()):
        return message
    return replace(message, entities=tuple(_as_school(each, meant.get(id(each))) for each in message.entities))


def _as_school(entity: Mapping[str, Any], school: University | None) -> Mapping[str, Any]:
    return entity if school is None else {**entity, "entity": "program", "value": school.id, "role": "wanted"}


def _flagship(state: Mapping[str, Any], message: Message, knowledge: Knowledge) -> University | None:
    if state.get("op") != "is" or not _stands_beside_a_school(state, message):
        return None
    named = str(state.get("text") or message.text[int(state["start"]) : int(state["end"])]).casefold()
    called = (f"university of {named}", f"the university of {named}")
    schools = dict.fromkeys(each.university for each in knowledge.named)
    found = [each for each in schools if each.name.casefold().startswith(called)]
    sought = word_set("names", "much_sought")
    return next((each for each in found if each.name in sought), found[0] if found else None)


def _stands_beside_a_school(state: Mapping[str, Any], message: Message) -> bool:
    """Whether nothing but a comma, "or" or "and" parts it from a school, as in a list; not "Madison, Wisconsin"."""
    start, end = int(state.get("start") or 0), int(state.get("end") or 0)
    around = [each for each in message.entities if each["entity"] in NAMES]
    before = any(
        _BESIDE.fullmatch(message.text[int(e["end"]) : start]) for e in around if int(e.get("end") or 0) <= start
    )
    after = any(
        _BESIDE.fullmatch(message.text[end : int(e["start"])]) for e in around if int(e.get("start") or 0) >= end
    )
    return before and (after or len(around) > 1)
