"""What an entity becomes by its role: a budget that is pay becomes `income`, a field that is held a `background`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Entity = Mapping[str, Any]

SURE = 0.45  # below this probability an entity stays what the rules took it for
SURE_REFUSED = 0.9  # from which on a wish that the rules read is taken for a refusal
# Roles that enter a calculation, or of which the advice speaks as of a fact: below this an amount is only an amount,
# and a school only a name. Of the messages that nothing is trained on, those taken for pay are right in 82 % of all and
# in 97 % from here on, those for somebody's share in 57 and 88 %.
SURE_FIGURE = {"pay": 0.7, "share": 0.7, "admitted": 0.7, "refused_by": 0.7}
GIVEN = ("employer", "scholarship")
_MONEY = {
    "budget": {"entity": "budget"},
    "pay": {"entity": "income"},
    "savings": {"entity": "assumption", "name": "savings"},
    "share": {"entity": "assumption", "name": "employer"},
    **{role: {"entity": "money"} for role in ("offer", "price", "loan", "other")},
}


def with_role(
    entity: Entity,
    likely: Mapping[str, float],
    fields: frozenset[str],
    backgrounds: frozenset[str],
    giver: str = "employer",
) -> Entity:
    """The entity with its likeliest role, and of the kind that this role makes it.

    Args:
        likely: probability of each role, likeliest first.
        fields, backgrounds: ids of the vocabulary.
        giver: name of the assumption that a contributed amount is; see somebody_else.py.
    """
    if not likely:
        return entity
    role, sure = next(iter(likely.items()))
    if role == "pay" and entity.get("paid_out"):
        role, sure = "price", SURE_FIGURE["pay"]
    if entity["entity"] == "budget" and SURE <= sure < SURE_FIGURE.get(role, SURE):
        return {**entity, "entity": "money"}
    if sure < (SURE_REFUSED if role == "refused" else SURE_FIGURE.get(role, SURE)):
        return entity
    if entity.get("limited") and sure < SURE_REFUSED and (role in ("price", "offer") or giver == "savings"):
        role = "budget"  # "at most 10,000" is what somebody, or their family, would pay
    if entity.get("name") in GIVEN and role not in ("share", "loan", "savings") and sure < SURE_REFUSED:
        return entity  # what the rules read as given by an employer or a school
    named = {**entity, "role": role, "role_confidence": round(sure, 3)}
    change = _CHANGES.get(entity["entity"])
    changed = named if change is None else {**named, **change(entity, role, fields, backgrounds)}
    return {**changed, "name": giver} if role == "share" and entity["entity"] != "assumption" else changed


def _money(entity: Entity, role: str, *_: Any) -> Entity:
    """A scholarship stays one; shares that the rules did not name are taken for an employer's, a year."""
    if entity["entity"] == "assumption" and role in ("share", "savings", "loan"):
        return {}
    per = {"per": "year"} if role == "pay" and entity.get("per") in (None, "total") else {}
    return {**_MONEY.get(role, {}), **per}


def _subject(entity: Entity, role: str, fields: frozenset[str], backgrounds: frozenset[str]) -> Entity:
    value = entity.get("value")
    if role == "held" and entity["entity"] == "field" and value in backgrounds:
        return {"entity": "background"}
    if role == "wanted" and entity["entity"] == "background" and value in fields and entity.get("op") != "not":
        return {"entity": "field"}
    if role == "refused" and entity["entity"] in ("field", "focus") and entity.get("op") == "is":
        return {"op": "not"}
    return {}


def _refusable(entity: Entity, role: str, *_: Any) -> Entity:
    if entity.get("turned"):  # the refusal was read: "full time is hard" wishes for part time
        return {}
    return {"op": "not"} if role == "refused" and entity.get("op") in ("is", "near", None) else {}


def _skill(entity: Entity, role: str, *_: Any) -> Entity:
    """What is lacking is lacking however it was put; what is rusty or being learned is neither there nor lacking."""
    if role == "lacks" and entity.get("op") == "is":
        return {"op": "not"}
    return {"op": role} if role in ("rusty", "learning") and entity.get("op") == "is" else {}


_CHANGES: Mapping[str, Any] = {
    **dict.fromkeys(("budget", "income", "money", "assumption"), _money),
    **dict.fromkeys(("field", "background", "focus"), _subject),
    **dict.fromkeys(("state", "city", "country", "region", "delivery", "pace"), _refusable),
    "skill": _skill,
}
