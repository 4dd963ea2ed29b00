"""What people wish by and named programs do not tell: where an editor can do something about searches in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actions.wording.facts import FACT_NAMES
from actions.wording.words import full_name
from bot.desk.visits import Shown, Trouble, Visit
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.gaps import asked_in_vain, lacks
from knowledge.rules import FACTS

MOST_SHOWN = 60


@dataclass(frozen=True)
class Lacking:
    """What some programs do not tell: the subject's id, what it is called, and of how many programs it lacks."""

    subject: str
    name: str
    count: int


def lacking(keys: Iterable[str], knowledge: Knowledge) -> list[Lacking]:
    """What could be recorded so that searches by some criteria find more, what lacks most often first.

    Args:
        keys: of criteria; those that rest on nothing a page could tell, such as a place, are left out.
    """
    subjects = dict.fromkeys(DECLARED.criteria[key].subject for key in keys if key in DECLARED.criteria)
    found = [Lacking(each, _name(each), len(_without(each, knowledge))) for each in subjects]
    return sorted((each for each in found if each.count), key=lambda each: -each.count)


def programs_without(visit: Visit) -> Shown:
    """Named programs of which something is not recorded, those that were asked for it most first."""
    subject, knowledge = visit.query.get("subject", ""), visit.desk.store.knowledge()
    fact = (
        next((key for key in DECLARED.subjects[subject].facts if key in FACTS), "")
        if subject in DECLARED.subjects
        else ""
    )
    if not fact:
        raise Trouble("There is no such fact.", 404)
    asked = asked_in_vain(knowledge) or Counter()
    ordered = sorted(_without(subject, knowledge), key=lambda each: (-asked[each.id, subject], full_name(each)))
    rows = [(each.id, full_name(each), asked[each.id, subject]) for each in ordered[:MOST_SHOWN]]
    parts = {"name": _name(subject), "fact": fact, "found": rows, "count": len(ordered)}
    return Shown("lacking.html", parts)


def _name(subject: str) -> str:
    return FACT_NAMES.get(subject) or DECLARED.subjects[subject].name


def _without(subject: str, knowledge: Knowledge) -> list[Program]:
    return [each for each in knowledge.named if lacks(each, subject)]
