"""Two degrees of one university that are weighed: "MCS or the analytics degree at NC State". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from actions.dialogue.memory import Message
from actions.dialogue.pointing import IN_PASSING, Pointed, is_in, named_programs
from knowledge.base import Knowledge
from knowledge.facts import Program

SUBJECTS = ("field", "focus", "degree", "program")
# What stands between two that are weighed, and nothing that ends the sentence.
_OR = re.compile(r"[^.!?\n]{0,30}\b(?:or|vs\.?|versus|against|and|than|to)\b[^.!?\n]{0,40}|\s*/\s*", re.IGNORECASE)


def degrees_weighed(pointed: Pointed, message: Message, knowledge: Knowledge) -> list[Program]:
    """The two degrees of the only university that is named, in the order they were said; empty where none are weighed.

    Args:
        pointed: what the message points at.
    """
    named = {each.university.id: each.university for each in pointed.programs}
    named |= {each.id: each for each in pointed.universities}
    if len(named) != 1 or pointed.unknown:
        return []
    (school,) = named.values()
    offers = [each for each in named_programs(school, knowledge) if each.kind == "program"]
    for first, second in pairwise(_said(message, school.id)):
        if not _are_weighed(first, second, message):
            continue
        one, other = _degree(first, offers, message), _degree(second, offers, message)
        if one is not None and other is not None and one is not other:
            return [one, other]
    return []


def weighs_degrees(message: Message) -> bool:
    """Whether two subjects are weighed beside the name of a single school: "columbia: cs or data science?"."""
    names = [each for each in message.entities if each["entity"] == "program" and each.get("op") != "not"]
    schools = {each["value"] for each in names if each.get("kind") != "program"}
    weighed = any(_are_weighed(*each, message) for each in pairwise(_said(message, *schools)))
    meant = any(
        each.get("role") not in IN_PASSING for each in names
    )  # "my husband has an MBA from Rice" weighs nothing
    return len({each["value"] for each in names}) == 1 and meant and weighed


def _are_weighed(first: Mapping[str, Any], second: Mapping[str, Any], message: Message) -> bool:
    return _OR.fullmatch(message.text[int(first["end"]) : int(second["start"])]) is not None


def _said(message: Message, *names: str) -> list[Mapping[str, Any]]:
    """The fields, focuses, degrees and programs that were said, in their order, without these names."""
    said = [
        each
        for each in message.entities
        if each["entity"] in SUBJECTS and each.get("op") != "not" and each["value"] not in names and "start" in each
    ]
    return sorted(said, key=lambda each: int(each["start"]))


def _degree(said: Mapping[str, Any], offers: Sequence[Program], message: Message) -> Program | None:
    """The degree that is meant: of that id, with these words in its title, of that field, or with it as its focus."""
    words = message.text[int(said["start"]) : int(said["end"])].casefold()
    value = str(said["value"])
    ways = (
        [each for each in offers if each.id == value],
        [each for each in offers if f" {words}" in each.name.casefold()],
        [each for each in offers if each.field == value],
        [each for each in offers if is_in(each, (value,))],
    )
    return next((found[0] for found in ways if found), None)
