"""The page "Grown old": facts older than their kind bears, those asked for most first; read again, or changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.wording.words import full_name
from bot.desk.editing_facts import OLD_PAGES, entry_of, note_fact
from bot.desk.fact_fields import in_brief, name_of_fact
from bot.desk.pending import FACT, Pending, pending_at
from bot.desk.visits import Goto, Shown, Trouble, Visit
from knowledge.ages import stale, years_borne
from knowledge.base import Knowledge
from knowledge.facts import Fact
from knowledge.gaps import asked_for

MOST_SHOWN = 60


@dataclass(frozen=True)
class Old:
    """A fact that has grown old.

    Attributes:
        asked: how often conversations asked for its program's subject.
        page: the address to open, or "".
        seen: its mark for the form.
    """

    program: str
    name: str
    key: str
    fact_name: str
    value: str
    fact: Fact
    age: int
    borne: int
    asked: int
    page: str
    pending: bool
    seen: str


def old(visit: Visit) -> Shown:
    """The page."""
    pending = pending_at(visit.desk)
    return Shown("old.html", parts(visit.desk.store.knowledge(), pending, visit.query.get("all") == "yes"))


def parts(knowledge: Knowledge, pending: Pending | None = None, everything: bool = False) -> dict[str, Any]:
    """What stands on the page; without `pending` nothing on it can be done."""
    asked = asked_for(knowledge) or Counter()
    today = date.today()
    found = stale(knowledge, today.year)
    # those over the years they bear, weighed by how often somebody wanted to know them
    ordered = sorted(found, key=lambda each: (-asked[each.program.id, each.key], -each.age, each.program.id, each.key))
    shown = ordered if everything else ordered[:MOST_SHOWN]
    changed = {each.key for each in pending.all()} if pending else set()
    rows = []
    for each in shown:
        key = (FACT, each.program.id, each.key)
        rows.append(
            Old(
                each.program.id,
                full_name(each.program),
                each.key,
                name_of_fact(each.key),
                in_brief(each.key, each.fact.value),
                each.fact,
                each.age,
                years_borne(each.key),
                asked[each.program.id, each.key],
                each.fact.source if "//" in each.fact.source else each.program.url or "",
                key in changed,
                pending.mark(key) if pending else "",
            )
        )
    back = OLD_PAGES[everything]
    return {"old": rows, "old_count": len(found), "month": f"{today:%Y-%m}", "back": back}


def unchanged(visit: Visit, program: str, fact: str) -> Shown | Goto:
    """Notes that the page was read again and says the same: the fact is as of this month."""
    before = entry_of(visit, program, fact)
    if not before:
        raise Trouble("This fact is not recorded.", 404)
    now = f"{date.today():%Y-%m}"
    entry = {name: part for name, part in before.items() if name not in ("as_of", "secondhand", "note")}
    entry["as_of"] = now
    entry |= {name: before[name] for name in ("secondhand", "note") if name in before}
    if fact == "deadlines":  # each of them has its own year, which people are shown
        entry["value"] = [{**each, "as_of": now} if "as_of" in each else each for each in before["value"]]
    return note_fact(visit, program, fact, entry, before, visit.said("seen"))
