"""What people asked week by week, each as a chart and a table: topics, how messages fared, thumbs (few.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.desk import few
from bot.desk.few import UNDER_FEW, WEEK
from bot.desk.heard_lately import ANSWERED, DOWN, REFUSED, UNSURE, UP, Heard
from bot.desk.svg_charts import LINES, Series, bars, over_time
from bot.desk.topic_names import title_of

ALL = "all messages"
OUTCOMES = {ANSWERED: "Answered", UNSURE: "Unsure", REFUSED: "Refused"}
THUMBS = {UP: "Up", DOWN: "Down"}
Shown = Mapping[tuple[date, str], int]
"""The week's Monday and what is counted -> what may be shown of it; nothing else is there."""


@dataclass(frozen=True)
class ByWeek:
    """A chart over the weeks and the same as a table: cells are words."""

    chart: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def topics_by_week(heard: Heard) -> ByWeek | None:
    """The most asked topics beside all messages; None where no week has enough to be shown."""
    names = {topic: title_of(f"faq/{topic}") for topic, _ in heard.topics.most_common(len(LINES))}
    if not names:
        return None
    shown = few.by_week({key: count for key, count in heard.weekly.items() if key[1] in names})
    for (week, _), count in few.by_week(heard.fared).items():
        shown[week, ALL] = shown.get((week, ALL), 0) + count
    return _by_week(shown, {ALL: "All messages", **names}, names, "Questions on the topics asked most")


def outcomes_by_week(heard: Heard) -> ByWeek | None:
    """How messages fared; None as `topics_by_week`."""
    what = "Messages that were answered, unsure or refused"
    return _by_week(few.by_week(heard.fared), OUTCOMES, OUTCOMES, what)


def thumbs_by_week(heard: Heard) -> ByWeek | None:
    """Thumbs up and down; None as `topics_by_week`."""
    return _by_week(few.by_week(heard.judged), THUMBS, THUMBS, "Thumbs on answers")


def _by_week(shown: Shown, columns: Mapping[str, str], lines: Mapping[str, str], what: str) -> ByWeek | None:
    if not shown:
        return None
    weeks = _weeks(shown)
    labels = [f"{week.day} {week:%b}" for week in weeks]
    rows = tuple(
        (label, *(f"{count:,}" if (count := shown.get((week, key))) else UNDER_FEW for key in columns))
        for label, week in zip(labels, weeks, strict=True)
    )
    series = [Series(name, tuple(_height(shown.get((week, key))) for week in weeks)) for key, name in lines.items()]
    return ByWeek(_drawn(series, labels, what), ("Week of", *columns.values()), rows)


def _drawn(series: Sequence[Series], labels: Sequence[str], what: str) -> Markup:
    if len(labels) > 1:
        return over_time(labels, series, f"{what}, by week.")
    enough = {each.name: each.values[0] for each in series if each.values[0] is not None}
    return bars(tuple(enough), tuple(enough.values()), f"{what}, week of {labels[0]}.")


def _weeks(shown: Shown) -> list[date]:
    """All Mondays from the first with something to show to the last."""
    first, last = min(week for week, _ in shown), max(week for week, _ in shown)
    return [first + n * WEEK for n in range((last - first) // WEEK + 1)]


def _height(count: int | None) -> float | None:
    return None if count is None else float(count)
