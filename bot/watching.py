"""What an operator can watch: counts and times in Prometheus's text format, and whether all parts are there.

Nothing here holds a text, an id or an address of anybody: labels are names of channels, intents, steps and kinds of
errors, which are few. Numbers are of one process.
"""

from __future__ import annotations

import contextlib
import re
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import psutil

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
MOST_LABELS = 500  # a name and its labels; more are not told apart
_STARTED = time.time()
_HELP = {
    "advisor_messages_total": "Messages answered, by channel and outcome.",
    "advisor_refusals_total": "Requests refused at the door, by channel and HTTP status.",
    "advisor_intents_total": "Messages by what they were understood as; nlu_fallback was not understood.",
    "advisor_errors_total": "What broke, by part.",
    "advisor_message_seconds": "Seconds from a message to its last answer.",
    "advisor_step_seconds": "Seconds of a message's steps.",
}
_LABEL = re.compile(r"[^\w/.:-]")

_Key = tuple[str, tuple[tuple[str, str], ...]]
_counts: Counter[_Key] = Counter()
_times: dict[_Key, list[float]] = defaultdict(lambda: [0.0, *([0] * (len(BOUNDS) + 1))])  # sum, count by bound
_under_way: Counter[str] = Counter()


def count(name: str, **labels: str) -> None:
    """Counts one of a kind."""
    _counts[_key(name, labels, _counts)] += 1


def took(name: str, seconds: float, **labels: str) -> None:
    """Notes how long something took."""
    found = _times[_key(name, labels, _times)]
    found[0] += seconds
    found[1 + bisect_left(BOUNDS, seconds)] += 1


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Times a step of a message: "understand", "actions", "read", "write"."""
    begun = time.monotonic()
    try:
        yield
    finally:
        took("advisor_step_seconds", time.monotonic() - begun, step=name)


@contextlib.contextmanager
def under_way(channel: str) -> Iterator[None]:
    """Counts a message as one that is being answered."""
    _under_way[channel] += 1
    try:
        yield
    finally:
        _under_way[channel] -= 1


def times_so_far(name: str) -> tuple[int, float]:
    """How often something was timed in this process, and its mean in seconds."""
    of_name = [numbers for (each, _), numbers in _times.items() if each == name]
    count = int(sum(sum(numbers[1:]) for numbers in of_name))
    return count, sum(numbers[0] for numbers in of_name) / count if count else 0.0


def metrics() -> str:
    """All numbers, as https://prometheus.io/docs/instrumenting/exposition_formats (0.0.4) has them."""
    lines = []
    for name in sorted({name for name, _ in (*_counts, *_times)}):
        of_times = any(each == name for each, _ in _times)
        lines += [f"# HELP {name} {_HELP.get(name, name)}", f"# TYPE {name} {'histogram' if of_times else 'counter'}"]
        lines += [f"{name}{_labels(labels)} {n}" for (each, labels), n in sorted(_counts.items()) if each == name]
        for (each, labels), numbers in sorted(_times.items()):
            if each == name:
                lines += _histogram(name, labels, numbers)
    own = psutil.Process()
    gauges: dict[str, float] = {
        "process_resident_memory_bytes": own.memory_info().rss,
        "process_start_time_seconds": round(_STARTED, 3),
        "process_threads": own.num_threads(),
    }
    with contextlib.suppress(OSError, AttributeError):
        gauges["process_open_fds"] = own.num_fds()
    lines += [each for name, value in gauges.items() for each in (f"# TYPE {name} gauge", f"{name} {value}")]
    lines += [
        "# HELP advisor_under_way Messages that are being answered or wait for it.",
        "# TYPE advisor_under_way gauge",
    ]
    lines += [f'advisor_under_way{{channel="{channel}"}} {n}' for channel, n in sorted(_under_way.items())]
    return "\n".join(lines) + "\n"


def _histogram(name: str, labels: tuple[tuple[str, str], ...], numbers: list[float]) -> list[str]:
    total, lines = 0, []
    for bound, n in zip((*map(str, BOUNDS), "+Inf"), numbers[1:], strict=True):
        total += int(n)
        lines.append(f"{name}_bucket{_labels((*labels, ('le', bound)))} {total}")
    return [*lines, f"{name}_sum{_labels(labels)} {numbers[0]:.6f}", f"{name}_count{_labels(labels)} {total}"]


def _key(name: str, labels: Mapping[str, str], known: Mapping[_Key, object]) -> _Key:
    key = (name, tuple(sorted((label, _LABEL.sub("_", value)[:60]) for label, value in labels.items())))
    return (
        key if key in known or len(known) < MOST_LABELS else (name, tuple((label, "other") for label in sorted(labels)))
    )


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{label}="{value}"' for label, value in labels) + "}" if labels else ""
