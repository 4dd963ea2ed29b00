"""The desk's first page: how it goes, and what waits for an editor."""

from __future__ import annotations

from datetime import date

from bot.desk.alike import groups
from bot.desk.forgotten import drop_forgotten
from bot.desk.pending import pending_now
from bot.desk.seen_to import sort_out
from bot.desk.topic_names import title_of
from bot.desk.visits import Shown, Visit
from bot.desk.what_people_ask import unrecorded_facts
from knowledge.ages import stale

MOST_SHOWN = 5


def overview(visit: Visit) -> Shown:
    """The page."""
    drop_forgotten(visit.desk)
    heard, knowledge = visit.desk.heard(), visit.desk.store.knowledge()
    seen_to = sort_out(heard.not_understood, pending_now(visit.desk), visit.desk.root, visit.desk.folder)
    found = groups(seen_to.left)
    parts = {
        "heard": heard,
        "groups": found[:MOST_SHOWN],
        "group_count": sum(any(one.text not in seen_to.noted for one in each.questions) for each in found),
        "noted": seen_to.noted,
        "title_of": title_of,
        "unrecorded": unrecorded_facts(knowledge),
        "stale": len(stale(knowledge, date.today().year)),
    }
    return Shown("overview.html", parts)
