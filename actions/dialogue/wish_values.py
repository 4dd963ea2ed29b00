"""Which values a criterion can have. A chip's payload is typed like any other message: it may hold anything. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from knowledge.base import Knowledge
from knowledge.wishes import MUST, NICE

_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "delivery": ("online", "on_campus", "hybrid"),
    "pace": ("part_time", "full_time"),
    "thesis": ("required", "optional", "none"),
    "capstone": ("required", "optional", "none"),
    "start": ("fall", "spring", "summer", "winter"),
    "stem": (True,),
    "gre": ("not_required",),
}
# Lowest and highest value; money in any currency.
_RANGES = {
    "budget": (0, 1e9),
    "gpa": (0, 5),
    "toefl": (0, 120),
    "ielts": (0, 9),
    "work_years": (0, 60),
    "duration": (1, 120),
}
_VOCABULARY = {
    "field": "fields",
    "focus": "focus",
    "degree": "degrees",
    "background": "backgrounds",
    "state": "states",
    "country": "countries",
}
_MORE_BACKGROUNDS = ("computing", "other")
_LONGEST_NAME = 80


def is_possible(entity: Mapping[str, Any], knowledge: Knowledge) -> bool:
    """Whether a criterion's value and extras are such as the extractor finds; others are no wish."""
    kind, value = entity["entity"], entity.get("value")
    if entity.get("strength") not in (None, MUST, NICE) or not _extras_are_words(entity):
        return False
    if kind in _CHOICES:
        return type(value) in (str, bool) and value in _CHOICES[kind]
    if kind in _RANGES:
        return is_number(value) and _RANGES[kind][0] <= value <= _RANGES[kind][1]
    if kind in _VOCABULARY:
        return isinstance(value, str) and _is_term(kind, value, knowledge)
    check = _OTHERS.get(kind)
    return check is None or check(entity, knowledge)


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a value is a finite number; True and False are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_term(kind: str, value: str, knowledge: Knowledge) -> bool:
    known = value in getattr(knowledge.vocabulary, _VOCABULARY[kind])
    return known or (kind == "background" and value in _MORE_BACKGROUNDS)


def _extras_are_words(entity: Mapping[str, Any]) -> bool:
    texts = [entity.get(each) for each in ("op", "per", "currency", "state")]
    lists = [entity.get(each) or [] for each in ("states", "countries")]
    return all(each is None or isinstance(each, str) for each in texts) and all(
        isinstance(each, (list, tuple)) and all(isinstance(code, str) for code in each) for each in lists
    )


def _is_name(entity: Mapping[str, Any], _knowledge: Knowledge) -> bool:
    value = entity["value"]
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_NAME


def _is_on_record(entity: Mapping[str, Any], knowledge: Knowledge) -> bool:
    value = entity["value"]
    return isinstance(value, str) and (knowledge.program(value) or knowledge.university(value)) is not None


_OTHERS: Mapping[str, Callable[[Mapping[str, Any], Knowledge], bool]] = {
    "city": _is_name,
    "region": _is_name,
    "program": _is_on_record,
}
