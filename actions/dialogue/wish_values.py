"""Which values a criterion can have. A chip's payload is typed like any other message: it may hold anything. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion
from knowledge.wishes import MUST, NICE

CRITERION = "criterion"  # the entity of a declared criterion that has none of its own; `of` says which
UNREAD = "unread"  # `of` such an entity whose `text` is a wish that no criterion reads

# Word lists of what the criteria extractor calls by other names than a wish.
_VOCABULARY = {"background": "backgrounds", "state": "states", "country": "countries"}
_MORE_BACKGROUNDS = ("computing", "other")
_LONGEST_NAME = 80


def is_possible(entity: Mapping[str, Any], knowledge: Knowledge) -> bool:
    """Whether a criterion's value and extras are such as the extractor finds; others are no wish."""
    kind, value = entity["entity"], entity.get("value")
    if entity.get("strength") not in (None, MUST, NICE) or not _extras_are_words(entity):
        return False
    if kind in _VOCABULARY:
        return isinstance(value, str) and _is_term(kind, value, knowledge)
    if kind in _OTHERS:
        return _OTHERS[kind](entity, knowledge)
    declared = DECLARED.criteria.get(str(entity.get("of"))) if kind == CRITERION else DECLARED.criteria.get(kind)
    return declared is None or _is_value(value, declared, knowledge)


def _is_value(value: Any, declared: Criterion, knowledge: Knowledge) -> bool:
    """Whether a declared wish can have this value."""
    if declared.vocabulary:
        return isinstance(value, str) and value in getattr(knowledge.vocabulary, declared.vocabulary)
    if declared.type in ("yes_no", "told", "graded"):
        return isinstance(value, bool) and value in (declared.only or (True, False))
    choices = declared.choices or (DECLARED.facts[declared.facts[0]].choices if declared.type == "listed" else {})
    if choices:
        return isinstance(value, str) and value in choices
    return is_number(value) and declared.low <= value <= declared.high


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
