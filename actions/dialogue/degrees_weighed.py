"""Two degrees of one university that are weighed: "MCS or the analytics degree at NC State". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from actions.dialogue.memory import Message
from actions.dialogue.pointing import Pointed, is_in, named_programs
from knowledge.base import Knowledge
from knowledge.facts import Program, University

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
    for first, second in pairwise(_subjects(message, school)):
        if not _OR.fullmatch(message.text[int(first["end"]) : int(second["start"])]):
            continue
        one, other = _degree(first, offers, message), _degree(second, offers, message)
        if one is not None and other is not None and one is not other:
            return [one, other]
    return []


def _subjects(message: Message, school: University) -> list[Mapping[str, Any]]:
    """The fields, focuses, degrees and programs that were said, in their order; the school's own name is none."""
    said = [
        each
        for each in message.entities
        if each["entity"] in SUBJECTS and each.get("op") != "not" and each["value"] != school.id and "start" in each
    ]
    return sorted(said, key=lambda each: int(each["start"]))


def _degree(said: Mapping[str, Any], offers: Sequence[Program], message: Message) -> Program | None:
    """The degree that is meant: the program of that id, or the field's whose title has the words, or its first."""
    words = message.text[int(said["start"]) : int(said["end"])].casefold()
    found = [each for each in offers if each.id == said["value"]] or [
        each for each in offers if each.field == said["value"]
    ]
    found = found or [each for each in offers if is_in(each, (str(said["value"]),))]
    titled = [each for each in found if words in each.name.casefold()]
    return next(iter(titled or found), None)
