"""What is wished for because few words wish for something and tell of nobody: a place, a limit. Rules. Pure.

"Under 20k in Texas" wants Texas; "nurse in Texas", "live in Texas, under 20k" and "online, 62k in Texas" may not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.criteria.word_tables import cue

Entity = Mapping[str, Any]

PLACES = ("state", "city", "country", "region")
# What a program is wished for by. Not the pace: "full time" may be a job.
WISHES = ("budget", "delivery", "gre", "field", "focus", "thesis", "capstone", "criterion", "sort")
# What tells of the person: the place may be where they are, the amount what they have.
OF_THE_PERSON = (
    "income", "assumption", "occupation", "background", "skill", "work_years", "age", "situation", "family", "goal",
    "visa", "origin",
)  # fmt: skip
MOST_WORDS = 15  # a longer message tells of somebody, or is for the classifier to weigh
_LIVES_BEFORE, _LIVES_BEHIND = cue("only_wishes", "lives_before"), cue("only_wishes", "lives_behind")
_OF_SOMEBODY, _OF_A_HOME, _REQUEST = (cue("only_wishes", each) for each in ("of_somebody", "of_a_home", "request"))


def wished_roles(text: str, entities: Sequence[Entity]) -> list[str | None]:
    """Of each entity of a message the role that it has as one wish among others; None where that gives it none."""
    if tells_of_somebody(text, entities) or len(text.split()) > MOST_WORDS or not any(map(_is_wish, entities)):
        return [None] * len(entities)
    of_a_home = _OF_A_HOME.search(text.lower()) is not None
    return [_lives_in(text, each) or _role(each, of_a_home) for each in entities]


def _lives_in(text: str, entity: Entity) -> str | None:
    """ "Based in Texas", "Texas resident": where somebody lives who says nothing else of themselves."""
    if entity["entity"] not in PLACES or entity.get("op") != "is":
        return None
    before, behind = text[: entity["start"]].lower(), text[entity["end"] :].lower()
    return "lives" if _LIVES_BEFORE.search(before) or _LIVES_BEHIND.match(behind) else None


def tells_of_somebody(text: str, entities: Sequence[Entity]) -> bool:
    """Whether a message speaks of a person, or of their pay, beyond "show me" and "I want"."""
    told = any(each["entity"] in OF_THE_PERSON for each in entities)
    return told or _OF_SOMEBODY.search(_REQUEST.sub(" ", text.lower())) is not None


def _role(entity: Entity, of_a_home: bool) -> str | None:
    if entity["entity"] in PLACES and not of_a_home:
        return {"is": "wanted", "near": "wanted", "not": "refused"}.get(str(entity.get("op")))
    return "budget" if entity["entity"] == "budget" and _is_wish(entity) else None


def _is_wish(entity: Entity) -> bool:
    """Whether an entity wishes for something: an amount only where it is a limit, for alone it may be pay."""
    wished = entity["entity"] in WISHES and entity.get("op") not in ("not", "drop")
    return wished and (entity["entity"] != "budget" or bool(entity.get("limited")))
