"""What is wanted where nobody is spoken of: "cs programs that list calculus", "lectures in english, italy". Pure.

Roles are learned from people who tell of themselves. In a bare request a subject before "programs" was studied by
nobody, a place behind "in" is nobody's home, an amount is no pay, and a score is the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import Message
from actions.dialogue.wish_values import CRITERION
from knowledge.base import Knowledge

Entity = Mapping[str, Any]

MOST_WORDS = 15  # a longer message is no bare request
LEAST_LISTED = 2  # commas of a list of wishes
_SOMEBODY = re.compile(
    r"\b(?:i|i['’]?(?:m|ve|d|ll)|im|ive|my|me|mine|we|our|us|you|he|she|they|his|her|their|husband|wife|son|daughter|"
    r"brother|sister|friend|grad|graduate|student|major|bachelor\w*|background|work(?:ed|ing|s)?|job|from|live[sd]?|"
    r"living|based|born|stud(?:y|ied|ying)|got|accepted|admitted|rejected|moved|moving)\b",
    re.IGNORECASE,
)
_PROGRAMS_BEHIND = re.compile(
    r"\s+(?:programs?|programmes?|masters?|master['’]s|ms|msc|degrees|courses)\b", re.IGNORECASE
)
_PROGRAM = re.compile(r"\b(?:programs?|programmes?|masters?|master['’]s|degrees?|taught|msc?)\b", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:years?|yearly|annual\w*|pay|salary|earn\w*|income)\b", re.IGNORECASE)
_PLACED = re.compile(r"(?:\b(?:in|near|around)(?: the)?|,|^)\s*$", re.IGNORECASE)
_DEMANDED = re.compile(
    r"\b(?:min(?:imum)?|require\w*|accept\w*|takes?|asks?|wants?|needs?|cutoff|below|under|at most"
    r"|programs?|schools?)\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:accept(?:s|ing)?|tak(?:es?|ing)|ok(?:ay)? with|fine with)\s+(?:an? |the |my )?$", re.IGNORECASE
)
_SUBJECTS, _PLACES = ("field", "background"), ("state", "city", "country", "region")
_SCORES, _AMOUNTS = ("toefl", "ielts", "duolingo", "gpa", "gre_score"), ("income", "money")
_OF_STUDIES = ("lacking", "held", "past", "learned", "studied", "other", "job", "adjective")
_OF_A_LIFE = ("lives", "studied", "work_there", "past", "from", "other", "worked", "adjective")


def as_requested(message: Message, knowledge: Knowledge) -> Message:
    """The message with what it requests read as wanted; unchanged where somebody is spoken of."""
    text = message.text
    if message.is_chip or len(text.split()) > MOST_WORDS:
        return message
    if _SOMEBODY.search(text):
        return replace(message, entities=tuple(_as_listed(each, message) for each in message.entities))
    if message.has("program") and message.has("asked_fact"):
        return replace(message, entities=tuple(_of_a_school(each, knowledge) for each in message.entities))
    if "?" in text:
        return message
    return replace(message, entities=tuple(_as_requested(each, message, knowledge) for each in message.entities))


def _as_listed(entity: Entity, message: Message) -> Entity:
    """A place that stands alone among other wishes is wanted: "ok suppose I do. one year, campus, dallas"."""
    alone = (
        entity["entity"] in _PLACES and entity.get("role") == "lives" and str(entity.get("text")) in _listed(message)
    )
    others = any(each.get("role") in ("wanted", "length", "budget") for each in message.entities)
    return {**entity, "role": "wanted"} if alone and others else entity


def _listed(message: Message) -> list[str]:
    """What stands between commas, where there are two of them at least."""
    parts = [part.strip(" .!?") for part in message.text.split(",")]
    return parts if len(parts) > LEAST_LISTED else []


def _of_a_school(entity: Entity, knowledge: Knowledge) -> Entity:
    """As `_as_requested`, in a question on a school: "gre for computer science at stony brook"."""
    if entity["entity"] in _SUBJECTS and entity.get("role") in _OF_STUDIES:
        known = entity["value"] in knowledge.vocabulary.fields
        return {**entity, "entity": "field", "role": "wanted"} if known else entity
    if entity["entity"] == "program" and entity.get("role") in ("studied", "example", "worked", "adjective"):
        return {**entity, "role": "wanted"}
    return entity


def _as_requested(entity: Entity, message: Message, knowledge: Knowledge) -> Entity:
    kind, role, start, end = entity["entity"], entity.get("role"), entity.get("start"), entity.get("end")
    if start is None or end is None or entity.get("op") in ("not", "drop"):
        return entity
    before = message.text[:start]
    if kind in _SUBJECTS and role in _OF_STUDIES and entity["value"] in knowledge.vocabulary.fields:
        wanted = _PROGRAMS_BEHIND.match(message.text, end)
        return {**entity, "entity": "field", "role": "wanted"} if wanted else entity
    if kind in _PLACES and role in _OF_A_LIFE:
        return {**entity, "role": "wanted"} if _wishes(message) and _PLACED.search(before) else entity
    if kind in _AMOUNTS and role in ("pay", "other", None) and entity.get("op") == "at_most":
        priced = _PROGRAM.search(before) and not _YEARLY.search(message.text)
        return {**entity, "entity": "budget", "role": "budget", "per": "total"} if priced else entity
    if kind in _SCORES and role == "program":
        accepted = _ACCEPTED.search(before) is not None  # "accepts duolingo 110" is said by who has it
        return {**entity, "role": "own"} if accepted or not _DEMANDED.search(message.text) else entity
    return entity


def _wishes(message: Message) -> bool:
    return any(each["entity"] == CRITERION and each.get("op") != "drop" for each in message.entities)
