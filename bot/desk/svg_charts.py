"""Charts as SVG that stands in a page: no style of its own, colours of the page, so that a strict policy lets it be.

Drawn by matplotlib, which is loaded with the first chart. Beside each chart its page shows the figures as a table.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

# Colours that matplotlib draws in, and what of the page's style they stand for.
_INK, _SOFT, _RULE = "#010101", "#020202", "#030303"
LINES = ("#040404", "#050505", "#060606", "#070707", "#080808")
_COLOURS = {_INK: "--ink", _SOFT: "--soft", _RULE: "--rule"} | {each: f"--line-{n}" for n, each in enumerate(LINES, 1)}
MARKERS = ("o", "s", "^", "D", "v")  # lines are told apart by more than colour
_STYLE = re.compile(r'\sstyle="([^"]*)"')
_DROPPED = ("font", "font-size", "font-family")


@dataclass(frozen=True)
class Series:
    """A named line of a chart; None where nothing is to be shown."""

    name: str
    values: tuple[float | None, ...]


def over_time(labels: Sequence[str], series: Sequence[Series], what: str) -> Markup:
    """Lines over time.

    Args:
        labels: of the points in time.
        what: the chart in a sentence, for who cannot see it.
    """
    figure, axes = _drawn(7.2, 3.2)
    for number, each in enumerate(series[: len(LINES)]):
        values = [float("nan") if value is None else value for value in each.values]
        axes.plot(range(len(labels)), values, color=LINES[number], marker=MARKERS[number], label=each.name, lw=2, ms=5)
    step = max(1, len(labels) // 6)
    axes.set_xticks(range(0, len(labels), step), labels[::step])
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=_RULE, lw=0.8)
    axes.legend(frameon=False, labelcolor=_INK, fontsize=9, ncol=2, loc="upper left", bbox_to_anchor=(0, -0.12))
    return _svg(figure, what)


def bars(names: Sequence[str], values: Sequence[float], what: str, most: float | None = None) -> Markup:
    """Bars from left to right, the first on top; `most` is where the scale ends."""
    figure, axes = _drawn(7.2, 0.6 + 0.27 * len(names))
    axes.barh(range(len(names)), values, color=LINES[0], height=0.62)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, most)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(axis="x", color=_RULE, lw=0.8)
    axes.set_axisbelow(True)
    return _svg(figure, what)


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Matplotlib warns of what its own libraries will drop, which nobody here can do anything about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _drawn(width: float, height: float) -> tuple[Any, Any]:
    with _quietly():
        from matplotlib.figure import Figure  # takes seconds: only when a page needs it

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.tick_params(colors=_SOFT, labelcolor=_INK, labelsize=10, length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_RULE)
    return figure, axes


def _svg(figure: Any, what: str) -> Markup:
    import matplotlib

    written = io.StringIO()
    # text stays text, so that it is read, found and enlarged; ids are told apart by what the chart shows
    with _quietly(), matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": what}):
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    return Markup(themed(written.getvalue(), what))  # noqa: S704 (matplotlib escapes the names it is given)


def themed(svg: str, what: str) -> str:
    """An SVG file as a part of a page, in the page's colours, without a style of its own."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>|<!--.*?-->", "", body, flags=re.S)
    body = _STYLE.sub(_attributes, body)
    for colour, name in _COLOURS.items():
        body = body.replace(f'"{colour}"', f'"var({name})"')
    size = re.search(r'viewBox="([^"]*)"', body)
    label = what.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    head = f'<svg class="chart" role="img" aria-label="{label}" viewBox="{size.group(1) if size else ""}">'
    inside = body[body.index(">") + 1 :]
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', inside))
    return head + re.sub(r' id="([^"]*)"', lambda found: found.group(0) if found.group(1) in used else "", inside)


def _attributes(found: re.Match[str]) -> str:
    """A style as attributes of the element."""
    rules = [each.partition(":") for each in found.group(1).split(";") if each.strip()]
    kept = [(name.strip(), value.strip()) for name, _, value in rules if name.strip() not in _DROPPED]
    return "".join(f' {name}="{value}"' for name, value in kept if '"' not in value)
