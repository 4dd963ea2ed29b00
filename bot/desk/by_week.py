"""What people asked week by week, each as a chart and a table: topics, how messages fared, thumbs.

Numbers under FEW are not shown, nor what would let them be worked out from the others of their week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from bot.desk.desk_pages import FEW, UNDER_FEW
from bot.desk.heard_lately import ANSWERED, DOWN, REFUSED, UNSURE, UP, Heard
from bot.desk.svg_charts import LINES, Series, bars, over_time
from bot.desk.topic_names import title_of

NOT_SHOWN = "not shown"  # enough to be shown, but a number under FEW would follow from it
OUTCOMES = {ANSWERED: "Answered", UNSURE: "Unsure", REFUSED: "Refused"}
THUMBS = {UP: "Up", DOWN: "Down"}
Weekly = Mapping[tuple[date, str], int]


@dataclass(frozen=True)
class ByWeek:
    """A chart over the weeks and the same as a table: cells are words."""

    chart: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def topics_by_week(heard: Heard) -> ByWeek | None:
    """The most asked topics beside all messages; None where no week has enough to be shown."""
    names = {topic: title_of(f"faq/{topic}") for topic, _ in heard.topics.most_common(len(LINES))}
    shown = {
        (week, key): count if count >= FEW else None
        for week in _weeks(heard.weekly)
        for key in ("", *names)
        for count in (heard.weekly.get((week, key), 0),)
    }
    return _by_week(heard.weekly, shown, {"": "All messages", **names}, names, "Questions on the topics asked most")


def outcomes_by_week(heard: Heard) -> ByWeek | None:
    """How messages fared; None as `topics_by_week`."""
    shown: dict[tuple[date, str], int | None] = {}
    for week in _weeks(heard.fared):
        counts = [heard.fared.get((week, each), 0) for each in OUTCOMES]
        shown.update(zip(((week, each) for each in OUTCOMES), tellable(counts), strict=True))
    return _by_week(heard.fared, shown, OUTCOMES, OUTCOMES, "Messages that were answered, unsure or refused")


def thumbs_by_week(heard: Heard) -> ByWeek | None:
    """Thumbs up and down; None as `topics_by_week`. Their sum is shown nowhere by week."""
    weeks = _weeks(heard.judged)
    counts = {(week, each): heard.judged.get((week, each), 0) for week in weeks for each in THUMBS}
    shown = {key: count if count >= FEW else None for key, count in counts.items()}
    return _by_week(heard.judged, shown, THUMBS, THUMBS, "Thumbs on answers")


def tellable(counts: Sequence[int]) -> list[int | None]:
    """Parts of a sum that is shown too, without those under FEW; where only one is left out, it would follow from the
    others, so the smallest of them is left out with it."""
    hidden = {n for n, count in enumerate(counts) if count < FEW}
    if len(hidden) == 1 and len(counts) > 1:
        hidden.add(min((n for n in range(len(counts)) if n not in hidden), key=counts.__getitem__))
    return [None if n in hidden else count for n, count in enumerate(counts)]


def _by_week(
    counted: Weekly,
    shown: Mapping[tuple[date, str], int | None],
    columns: Mapping[str, str],
    lines: Mapping[str, str],
    what: str,
) -> ByWeek | None:
    """A table of what is shown, and a chart of its lines.

    Args:
        columns, lines: key -> name.
        what: is counted, for who cannot see the chart.
    """
    if not any(count is not None for count in shown.values()):
        return None
    weeks = _weeks(counted)
    labels = [f"{week.day} {week:%b}" for week in weeks]
    rows = tuple(
        (label, *(_told(counted.get((week, key), 0), shown.get((week, key))) for key in columns))
        for label, week in zip(labels, weeks, strict=True)
    )
    series = [Series(name, tuple(_height(shown.get((week, key))) for week in weeks)) for key, name in lines.items()]
    return ByWeek(_drawn(series, labels, what), ("Week of", *columns.values()), rows)


def _drawn(series: Sequence[Series], labels: Sequence[str], what: str) -> Markup:
    if len(labels) > 1:
        return over_time(labels, series, f"{what}, by week.")
    enough = {each.name: each.values[0] for each in series if each.values[0] is not None}
    return bars(tuple(enough), tuple(enough.values()), f"{what}, week of {labels[0]}.")


def _weeks(counted: Weekly) -> list[date]:
    """All Mondays from the first to the last."""
    found = sorted({week for week, _ in counted})
    count = (found[-1] - found[0]).days // 7 + 1 if found else 0
    return [found[0] + timedelta(days=7 * n) for n in range(count)]


def _height(count: int | None) -> float | None:
    return None if count is None else float(count)


def _told(counted: int, shown: int | None) -> str:
    if shown is not None:
        return f"{shown:,}"
    return UNDER_FEW if counted < FEW else NOT_SHOWN
