"""What an operator can watch: counts and times in Prometheus's text format.

Nothing here holds a text, an id or an address of anybody: labels are names of channels, intents, steps and kinds of
errors, which are few. Numbers are of one process.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator

import psutil
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
MOST_LABELS = 500  # names with their labels; more are not told apart: an intent may be any word behind a "/"
_LABEL = re.compile(r"[^\w/.:-]")
_REGISTRY = CollectorRegistry()
disable_created_metrics()


def _counter(name: str, means: str, *labels: str) -> Counter:
    return Counter(name, means, labels, registry=_REGISTRY)


def _times(name: str, means: str, *labels: str) -> Histogram:
    return Histogram(name, means, labels, registry=_REGISTRY, buckets=BOUNDS)


_COUNTS = {
    "advisor_messages_total": _counter("advisor_messages", "Messages answered.", "channel", "outcome"),
    "advisor_refusals_total": _counter("advisor_refusals", "Requests refused at the door.", "channel", "status"),
    "advisor_intents_total": _counter(
        "advisor_intents", "Messages by what they were understood as; nlu_fallback was not understood.", "intent"
    ),
    "advisor_errors_total": _counter("advisor_errors", "What broke.", "part"),
}
_TIMES = {
    "advisor_message_seconds": _times("advisor_message_seconds", "From a message to its last answer.", "channel"),
    "advisor_step_seconds": _times("advisor_step_seconds", "Seconds of a message's steps.", "step"),
}
_UNDER_WAY = Gauge(
    "advisor_under_way", "Messages that are being answered or wait for it.", ["channel"], registry=_REGISTRY
)
_OWN = psutil.Process()
_GAUGES = {
    "process_resident_memory_bytes": lambda: _OWN.memory_info().rss,
    "process_start_time_seconds": _OWN.create_time,
    "process_threads": _OWN.num_threads,
    "process_open_fds": _OWN.num_fds,
}
for _name, _read in _GAUGES.items():
    Gauge(_name, "Of this process.", registry=_REGISTRY).set_function(_read)
_known: set[tuple[str, ...]] = set()


def count(name: str, **labels: str) -> None:
    """Counts one of a kind."""
    _COUNTS[name].labels(**_told_apart(name, labels)).inc()


def took(name: str, seconds: float, **labels: str) -> None:
    """Notes how long something took."""
    _TIMES[name].labels(**_told_apart(name, labels)).observe(seconds)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Times a step of a message: "understand", "actions", "read", "write"."""
    begun = time.monotonic()
    try:
        yield
    finally:
        took("advisor_step_seconds", time.monotonic() - begun, step=name)


def under_way(channel: str) -> contextlib.AbstractContextManager[None]:
    """Counts a message as one that is being answered."""
    return _UNDER_WAY.labels(channel=channel).track_inprogress()


def times_so_far(name: str) -> tuple[int, float]:
    """How often something was timed in this process, and its mean in seconds."""
    samples = [each for metric in _TIMES[name].collect() for each in metric.samples]
    count = int(sum(each.value for each in samples if each.name == f"{name}_count"))
    seconds = sum(each.value for each in samples if each.name == f"{name}_sum")
    return count, seconds / count if count else 0.0


def metrics() -> str:
    """All numbers, as https://prometheus.io/docs/instrumenting/exposition_formats (0.0.4) has them."""
    return generate_latest(_REGISTRY).decode()


def _told_apart(name: str, labels: dict[str, str]) -> dict[str, str]:
    labels = {label: _LABEL.sub("_", value)[:60] for label, value in labels.items()}
    key = (name, *labels.values())
    if key not in _known and len(_known) >= MOST_LABELS:
        return dict.fromkeys(labels, "other")
    _known.add(key)
    return labels
