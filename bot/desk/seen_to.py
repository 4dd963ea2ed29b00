"""Questions that were not understood and that an editor has seen to: learned since they were asked, or noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.desk.heard_lately import NotUnderstood
from bot.desk.pending import PHRASE, Change
from bot.desk.phrase_checks import learned
from bot.phrases import same
from bot.settings import ROOT


@dataclass(frozen=True)
class Sorted:
    """Attributes:
    left: the questions that are not learned yet.
    learned: how many others are phrases by now, whatever their signs and capitals.
    noted: of those that are left: text -> the intent that an editor noted it for, while that is pending.
    """

    left: tuple[NotUnderstood, ...]
    learned: int
    noted: Mapping[str, str] = field(default_factory=dict)


def sort_out(questions: Sequence[NotUnderstood], pending: Sequence[Change] = (), root: Path = ROOT) -> Sorted:
    """Tells the questions that somebody has seen to from the others; a reworded one counts as not seen to."""
    phrases = learned(root) if questions else {}
    left = tuple(each for each in questions if same(each.text) not in phrases)
    given = {same(str(each.what["text"])): str(each.what["intent"]) for each in pending if each.kind == PHRASE}
    noted = {each.text: given[same(each.text)] for each in left if same(each.text) in given}
    return Sorted(left, len(questions) - len(left), noted)
