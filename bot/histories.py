"""What channels read of conversations, whichever tracker store endpoints.yml names."""

from __future__ import annotations

import logging

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import Event
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations import ConversationStore

logger = logging.getLogger(__name__)


async def said(
    store: TrackerStore, sender_id: str, latest: int | None = None, before: float | None = None
) -> list[Event]:
    """What was said in a conversation, whichever tracker store endpoints.yml names; nothing if it cannot be reached."""
    inner = _inner(store)
    if inner is None:
        tracker = await store.retrieve(sender_id)
        found = [each for each in tracker.events if before is None or each.timestamp < before] if tracker else []
        return found[-latest:] if latest else found
    try:
        return await inner.messages(sender_id, latest, before)
    except SQLAlchemyError as problem:
        logger.error("conversations cannot be read (%s)", type(problem).__name__)
        return []


async def with_shortlist(store: TrackerStore, sender_id: str) -> list[Event]:
    """What was said in a conversation, at least the latest answer that carries the shortlist."""
    inner = _inner(store)
    try:
        return await (said(store, sender_id) if inner is None else inner.with_shortlist(sender_id))
    except SQLAlchemyError as problem:
        logger.error("the shortlist cannot be read (%s)", type(problem).__name__)
        return []


async def exists(store: TrackerStore, sender_id: str) -> bool:
    """Whether anything is kept of a conversation, or may be, while it cannot be read."""
    inner = _inner(store)
    try:
        return await (store.exists(sender_id) if inner is None else inner.exists(sender_id))
    except SQLAlchemyError:
        return True


async def is_reached(store: TrackerStore) -> bool:
    """Whether conversations can be read.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: they cannot.
    """
    inner = _inner(store)
    await (store.exists("-") if inner is None else inner.exists("-"))
    return True


def loses(store: TrackerStore, sender_id: str) -> bool:
    """Whether the latest message of a conversation could not be kept; said once."""
    inner = _inner(store)
    return inner is not None and inner.loses(sender_id)


def _inner(store: TrackerStore) -> ConversationStore | None:
    """Our own store, which Rasa wraps, where endpoints.yml names it."""
    inner = getattr(store, "_tracker_store", store)
    return inner if isinstance(inner, ConversationStore) else None
