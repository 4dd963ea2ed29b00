"""The shortlist as a conversation's replies carry it (docs/replies.md), for channels that show it by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rasa.shared.core.events import BotUttered, Event

from actions.dialogue.pointing import programs_of_ids
from actions.shortlist.entries import listed_program
from knowledge.base import Knowledge


def shortlist_of(events: Iterable[Event]) -> list[dict[str, Any]] | None:
    """The list as the latest reply that carries it has it; None where none does."""
    found = None
    for event in events:
        if isinstance(event, BotUttered):
            custom = (event.data or {}).get("custom") or {}
            found = [] if custom.get("kind") == "forgotten" else custom.get("shortlist", found)
    return found


def as_of_today(shortlist: Sequence[dict[str, Any]], knowledge: Knowledge) -> list[dict[str, Any]]:
    """The list with each program's facts as they are recorded now; one that is no longer recorded stays as it was."""
    found = {each["id"]: programs_of_ids([each["id"]], knowledge) for each in shortlist}
    return [
        {**each, **(listed_program(found[each["id"]][0], knowledge) if found[each["id"]] else {})} for each in shortlist
    ]
