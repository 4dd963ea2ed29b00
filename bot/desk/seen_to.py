"""Questions that were not understood and that an editor has seen to: learned since they were asked, or noted.

A phrase may be worded otherwise than the question it comes from. So that this waits no longer, its mark, a hash,
stands beside the phrase while that is pending; once it is taken in, in a file, as long as the question can be shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.desk.heard_lately import DAYS, NotUnderstood
from bot.desk.pending import PHRASE, Change, write_whole
from bot.desk.phrase_checks import learned
from bot.phrases import same
from bot.settings import ROOT, VAR

FROM = "from"  # of a phrase that is pending: the mark of the question it was worded from


@dataclass(frozen=True)
class Sorted:
    """Attributes:
    left: the questions that are not learned yet.
    learned: how many others are, as they are or worded otherwise.
    noted: of those that are left: text -> the intent that an editor noted it for, while that is pending.
    """

    left: tuple[NotUnderstood, ...]
    learned: int
    noted: Mapping[str, str] = field(default_factory=dict)


def mark_of(question: str) -> str:
    """What a question is known by, whatever its signs and capitals."""
    return hashlib.sha256(same(question).encode()).hexdigest()[:16]


def sort_out(
    questions: Sequence[NotUnderstood], pending: Sequence[Change] = (), root: Path = ROOT, folder: Path = VAR / "desk"
) -> Sorted:
    """Tells the questions that somebody has seen to from the others.

    Args:
        pending: the changes that are.
        root: the project's folder.
        folder: the desk's own.
    """
    phrases, done = (learned(root) if questions else {}), _done(folder)
    left = tuple(each for each in questions if same(each.text) not in phrases and mark_of(each.text) not in done)
    given = {}
    for change in (each for each in pending if each.kind == PHRASE):
        for mark in (mark_of(str(change.what["text"])), change.what.get(FROM)):
            given[mark] = str(change.what["intent"])
    noted = {each.text: given[mark] for each in left if (mark := mark_of(each.text)) in given}
    return Sorted(left, len(questions) - len(left), noted)


def remember(folder: Path, taken_in: Sequence[Change]) -> None:
    """Writes down the marks of the questions that phrases were worded from; those too old to be shown go."""
    today = date.today()
    marks = {str(each.what[FROM]) for each in taken_in if each.kind == PHRASE and each.what.get(FROM)}
    kept = {mark: day for mark, day in _done(folder).items() if (today - date.fromisoformat(day)).days <= DAYS}
    if marks:
        write_whole(_file(folder), json.dumps(kept | dict.fromkeys(sorted(marks), today.isoformat()), indent=0) + "\n")


def _file(folder: Path) -> Path:
    return folder / "seen_to.json"


def _done(folder: Path) -> dict[str, str]:
    """Mark of a question -> the day on which a phrase that was worded from it was taken in; none where it is broken."""
    try:
        found = json.loads(_file(folder).read_text(encoding="utf-8"))
        return {str(mark): date.fromisoformat(day).isoformat() for mark, day in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
