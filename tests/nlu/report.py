"""The evaluation as one HTML page with plots, without anything from outside."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.settings import VAR
from tests.nlu.evaluate import THRESHOLDS, Evaluation, missed

REPORT = VAR / "eval.html"
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>How well questions are understood</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733 }}
table {{ border-collapse: collapse; margin: 1rem 0 }} td, th {{ padding: .2rem .8rem; text-align: left }}
tr:nth-child(odd) td {{ background: #f2f5f8 }} .bad {{ color: #a40000; font-weight: 600 }} svg {{ max-width: 100% }}
</style>
<h1>How well questions are understood</h1>
<p>{questions} unseen questions; {sentences} sentences with expected criteria.</p>
{figures}<h2>Is confidence right?</h2>{calibration}<h2>Share understood, by intent</h2>{recall}
<h2>What is taken for what</h2>{confusions}<h2>Criteria</h2>{criteria}<h2>Questions taken wrongly</h2>{wrong}
"""


def write_report(evaluation: Evaluation, path: Path = REPORT) -> Path:
    """Writes the page and returns where it is."""
    beyond = missed(evaluation.figures)
    bounds = {**THRESHOLDS["at_least"], **THRESHOLDS["at_most"]}
    figures = [
        (f'<span class="bad">{name}</span>' if name in beyond else name, f"{value:.3f}", bounds.get(name, "–"))
        for name, value in evaluation.figures.items()
    ]
    entities = sorted(evaluation.criteria.entities.items(), key=lambda item: -item[1].expected)
    wrong = [each for each in evaluation.measured if not each.first]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        PAGE.format(
            questions=len(evaluation.measured),
            sentences=evaluation.criteria.sentences,
            figures=_table(("figure", "measured", "threshold"), figures),
            calibration=_calibration(evaluation),
            recall=_recall(evaluation),
            confusions=_table(("right", "taken for", "times"), evaluation.confusions[:30]),
            criteria=_table(
                ("entity", "expected", "precision", "recall"),
                [(name, tally.expected, f"{tally.precision:.3f}", f"{tally.recall:.3f}") for name, tally in entities],
            ),
            wrong=_table(
                ("question", "right", "taken for", "confidence"),
                [
                    (html.escape(e.phrase.text), e.phrase.intent, e.taken_for, f"{e.understood.confidence:.2f}")
                    for e in wrong
                ],
            ),
        ),
        encoding="utf-8",
    )
    return path


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table><tr>" + "".join(f"<th>{name}</th>" for name in head) + f"</tr>{cells}</table>"


def _calibration(evaluation: Evaluation) -> str:
    figure, axes = _figure(6, 4)
    confidence, right, count = zip(*evaluation.calibration, strict=True)
    axes.plot([0, 1], [0, 1], linestyle="--", color="#8a97a5")
    axes.scatter(confidence, right, s=[20 + each for each in count], color="#1f6feb")
    axes.set(xlabel="confidence", ylabel="share that was right", xlim=(0, 1.02), ylim=(0, 1.05))
    return _svg(figure)


def _recall(evaluation: Evaluation) -> str:
    figure, axes = _figure(8, 11)
    rows = evaluation.recall[::-1]
    axes.barh([f"{intent} ({count})" for intent, _, count in rows], [each for _, each, _ in rows], color="#1f6feb")
    axes.set(xlim=(0, 1))
    return _svg(figure)


def _figure(width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()


def _svg(figure: Any) -> str:
    written = io.StringIO()
    figure.savefig(written, format="svg")
    return written.getvalue().split("?>", 1)[1].split('dtd">', 1)[-1]
