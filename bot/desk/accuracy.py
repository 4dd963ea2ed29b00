"""The page "How well it does"."""

from __future__ import annotations

from bot.desk.visits import Shown, Visit


def accuracy(visit: Visit) -> Shown:
    """The page."""
    return Shown("accuracy.html", {})
