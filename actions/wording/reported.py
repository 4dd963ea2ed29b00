"""What admissions offices told a person: shown beside the records, marked as theirs, never one of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Reported
from actions.wording.facts import FACT_NAMES
from actions.wording.replies import Line
from knowledge.facts import Program


def told(program: Program, asked: str, reported: Sequence[Reported]) -> str:
    """The person's words on one fact of a program, or ""."""
    return next((each.says for each in reported if each.program == program.id and each.fact == asked), "")


def told_words(says: str) -> str:
    """How it reads: whose words they are, and that nobody checked them."""
    return f"you were told: “{says}” (your report, not checked)"


def told_lines(
    program: Program, asked: Sequence[str], reported: Sequence[Reported], with_name: bool = False
) -> tuple[Line, ...]:
    """A line for each of these facts that something was reported on; it has no receipt, and no mark."""
    lines = []
    for each in dict.fromkeys(asked):
        if says := told(program, each, reported):
            name = f"{FACT_NAMES.get(each, each)}: " if with_name else ""
            words = name + told_words(says)
            lines.append(Line("", words[0].upper() + words[1:]))
    return tuple(lines)
