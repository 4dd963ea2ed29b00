"""Every span that was understood, wish or not, by what it is; what it is for is decided elsewhere.

kind         from
money        budgets, incomes, amounts assumed, prices, debts, aid, other people's pay
grade        grades and test scores, also of others and of programs
university   programs and universities, listed or not, also where somebody studied
subject      fields, focuses, backgrounds, and what jobs are in
skill        what somebody knows or lacks
place        states, cities, countries, regions, also where somebody worked or wants to work, and nationalities
time         lengths, starts, years of work
pace, delivery   also those of jobs
"""

from __future__ import annotations

from typing import Any

from bot.nlu.criteria.text import Entity, Message

_KINDS = {
    **dict.fromkeys(("budget", "income", "money", "assumption"), "money"),
    **dict.fromkeys(("gpa", "gre_score", "toefl", "ielts", "duolingo"), "grade"),
    **dict.fromkeys(("program", "unknown_program", "university"), "university"),
    **dict.fromkeys(("field", "focus", "background", "subject"), "subject"),
    **dict.fromkeys(("state", "city", "country", "region", "origin", "place"), "place"),
    **dict.fromkeys(("duration", "start", "work_years", "time"), "time"),
    **{"skill": "skill", "pace": "pace", "delivery": "delivery"},
}
_NO_MONEY = frozenset(("discount_rate", "raise", "tax", "loan_rate", "horizon", "hours"))  # assumptions in % or time


def spans(message: Message) -> list[dict[str, Any]]:
    """The spans in the order of the text; `entity` is the criterion that it also is, or None."""
    found = [_span(message, each, each.kind) for each in message.found if _kind(each)]
    found += [_span(message, each, None) for each in message.asides if _kind(each)]
    covered = [(each["start"], each["end"]) for each in found]
    for group in ("topic", "place"):
        for hit in message.hits.get(group, ()):
            if not any(start < hit.end and hit.start < end for start, end in covered):
                kind, value = hit.senses[0]
                found.append(_span(message, Entity(_KINDS.get(kind, "place"), value, hit.start, hit.end), None))
    return sorted(found, key=lambda each: (each["start"], each["end"], each["kind"]))


def _kind(entity: Entity) -> str | None:
    if entity.kind == "assumption" and entity.extras.get("name") in _NO_MONEY:
        return None
    return _KINDS.get(entity.kind)


def _span(message: Message, entity: Entity, criterion: str | None) -> dict[str, Any]:
    return {
        "kind": _kind(entity),
        "value": entity.value,
        "start": entity.start,
        "end": entity.end,
        "text": message.typed(entity.start, entity.end),
        "entity": criterion,
        "op": entity.op,
        **{name: value for name, value in entity.extras.items() if name not in ("kind", "candidates", "programs")},
    }
