"""Which entities have roles, and the kinds that the annotated sentences speak of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Entity = Mapping[str, Any]

KINDS = {
    "budget": "money",
    "income": "money",
    "money": "money",
    "university": "university",
    "place": "place",
    "gpa": "grade",
    "gre_score": "grade",
    "toefl": "grade",
    "ielts": "grade",
    "duolingo": "grade",
    "program": "university",
    "unknown_program": "university",
    "background": "subject",
    "field": "subject",
    "focus": "subject",
    "state": "place",
    "city": "place",
    "country": "place",
    "region": "place",
    "origin": "place",
    "duration": "time",
    "work_years": "time",
    "age": "time",
    "start": "time",
    "pace": "pace",
    "delivery": "delivery",
    "skill": "skill",
}
_MONEY_ASSUMPTIONS = ("employer", "scholarship", "savings", "borrow", "living", "price")


def kind_of(entity: Entity) -> str | None:
    """The kind under which an entity has a role, or None; a relative wish ("cheaper") and a dropped one have none."""
    if entity.get("value") is None and entity.get("said") is None:
        return None
    if entity["entity"] == "assumption":
        return "money" if entity.get("name") in _MONEY_ASSUMPTIONS else None
    return KINDS.get(entity["entity"])
