"""Which numbers of what people did may be shown, so that no small one of a place or a time is, nor follows from others.

What is counted week by week is counted in whole weeks that have ended, each number in fives; one under FEW is shown
nowhere, and stands in no sum. So whatever it was, every page is the same, and two views of one week are the same too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

FEW = 5
UNDER_FEW = f"under {FEW}"
WEEK = timedelta(days=7)
K = TypeVar("K")


def in_fives(count: int) -> int:
    """The nearest multiple of FEW, at least FEW; 0 for what is under it."""
    return 0 if count < FEW else max(FEW, FEW * round(count / FEW))


def by_week(counted: Mapping[tuple[date, K], int]) -> dict[tuple[date, K], int]:
    """What may be shown of numbers by week and kind, those under FEW left out."""
    return {key: in_fives(count) for key, count in counted.items() if count >= FEW}


def sums(counted: Mapping[tuple[date, K], int]) -> Counter[K]:
    """The sums over the weeks of what may be shown of each, by kind."""
    found: Counter[K] = Counter()
    for (_, kind), count in sorted(by_week(counted).items(), key=str):  # in an order that small numbers leave alone
        found[kind] += count
    return found


def about(count: int, one: str = "") -> str:
    """A number that is of no one week: "under 5", "about 10"; with what is counted "under 5 times"."""
    told = f"about {in_fives(count):,}" if count >= FEW else UNDER_FEW
    return f"{told} {one}s" if one else told


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def whole_weeks(days: int, today: date) -> tuple[date, ...]:
    """The Mondays of the last weeks that have ended, the oldest first: as many as fit into some days, one at least."""
    return tuple(monday(today) - n * WEEK for n in range(max(1, days // 7), 0, -1))
