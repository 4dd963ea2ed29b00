"""The page "How well it does": held-out figures, by topic, time a message, what is kept of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.keeping.shared_settings import retention_days
from bot import watching
from bot.desk.few import FEW
from bot.desk.measured_figures import Measurement, latest, measurements
from bot.desk.svg_charts import bars
from bot.desk.topic_names import title_of
from bot.desk.visits import Shown, Visit
from bot.training import fingerprint

# Name of a figure -> what it says to somebody who has not seen the code.
EXPLAINED: Mapping[str, str] = {
    "blind: answered right": "right answer to questions whose writers saw nothing of ours",
    "blind: right among the first three": "… or right answer among the three likeliest",
    "blind: out-of-scope messages refused": "… and questions on other subjects that are refused",
    "blind: questions in scope refused": "… and questions on our subject that are refused by mistake",
    "right FAQ topic first": "right topic of a general question, first guess",
    "right FAQ topic among the first three": "right topic among the three likeliest",
    "out-of-scope messages refused": "questions on other subjects that are refused",
    "questions in scope refused": "questions on our subject that are refused by mistake",
    "other intents right": "what else people want, such as a search, understood",
    "whole messages with all their topics": "messages with two questions of which both are heard",
    "expected calibration error": "how far its confidence is from how often it is right",
}
_NUMBERS = ("expected calibration error",)
SURE_FROM = 10  # questions of a topic from which on a share says anything


def accuracy(visit: Visit) -> Shown:
    """The page."""
    return Shown("accuracy.html", parts())


def parts() -> dict[str, Any]:
    """What stands on the page."""
    model = fingerprint()
    measured = latest(model)
    is_current = measured is not None
    measured = measured or next(iter(measurements()[::-1]), None)
    count, mean = watching.times_so_far("advisor_message_seconds")
    return {
        "measured": measured,
        "is_current": is_current,
        "figures": _figures(measured) if measured else [],
        "understood": _topics(measured) if measured else [],
        "chart": _chart(measured) if measured else None,
        "understanding_ms": measured.figures.get("milliseconds a message") if measured else None,
        "message_ms": mean * 1000 if count >= FEW else None,
        "days": retention_days(),
    }


def _figures(measured: Measurement) -> list[tuple[str, str, str, bool]]:
    """(what it says, value in words, threshold, whether it is beyond it)."""
    return [
        (
            words,
            f"{measured.figures[name]:.3f}" if name in _NUMBERS else f"{measured.figures[name] * 100:.1f} %",
            measured.bounds.get(name, ""),
            name in measured.beyond,
        )
        for name, words in EXPLAINED.items()
        if name in measured.figures
    ]


def _topics(measured: Measurement) -> list[tuple[str, float, int]]:
    return [
        (title_of(intent), share, count)
        for intent, share, count in measured.topics
        if intent.startswith("faq/") and count >= SURE_FROM
    ]


def _chart(measured: Measurement) -> Any:
    found = _topics(measured)
    names = [f"{title} ({count})" for title, _, count in found]
    what = "Share of test questions on each topic that are understood at the first guess, the worst on top."
    return bars(names, [share for _, share, _ in found], what, 1.0)
