"""The shortlist as a conversation's replies carry it (docs/replies.md), for channels that show it by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event


def shortlist_of(events: Iterable[Event]) -> list[dict[str, Any]] | None:
    """The list as the latest reply that carries it has it; None where none does."""
    found = None
    for event in events:
        if isinstance(event, BotUttered):
            custom = (event.data or {}).get("custom") or {}
            found = [] if custom.get("kind") == "forgotten" else custom.get("shortlist", found)
    return found
