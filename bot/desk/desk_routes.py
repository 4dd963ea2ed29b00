"""Which page of the desk answers which address."""

from __future__ import annotations

from bot.desk.asked import asked
from bot.desk.overview import overview
from bot.desk.visits import Desk, Route

ROUTES = (
    Route("GET", "/desk", overview),
    Route("GET", "/desk/asked", asked),
)


def pending_count(desk: Desk) -> int:
    """How many changes are pending."""
    return 0
