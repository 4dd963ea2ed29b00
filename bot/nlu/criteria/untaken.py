"""Tests not taken so far: a lack ("no IELTS yet"), which is no wish for schools without the test."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue, cue_pattern

_TEST = cue_pattern("untaken", "tests")
_ANY_TEST = re.compile(_TEST)
_NO_TESTS = rf"(?:\bi (?:still )?have )?\bno {_TEST}(?:\s*(?:,|/|and|or|nor|,\s*and)\s*(?:no )?{_TEST})*"
_LACKS = (
    re.compile(cue_pattern("untaken", "not_taken") + rf"{_TEST}(?:\s*(?:,|/|and|or|nor)\s*{_TEST})*"),
    re.compile(_NO_TESTS + cue_pattern("untaken", "not_yet")),
    re.compile(_TEST + cue_pattern("untaken", "planned")),
)
# A sentence of its own in what somebody tells of themselves: "No TOEFL."; "No GRE." alone is mostly a wish.
_ALONE = re.compile(rf"(?:^|[.;!?\n]\s*)(?P<said>{_NO_TESTS})\s*(?=[.;!?\n]|$)")
_GRE = re.compile(r"\b(?:gre|gmat)\b")
_DOES_WITHOUT = cue("untaken", "does_without")
_TOLD = 25  # words from which on a message tells of somebody
_BEHIND = 90  # characters


def find(message: Message) -> None:
    """Keeps others from reading tests that somebody only lacks."""
    if _ANY_TEST.search(message.flat) is None:
        return
    spans = [match.span() for pattern in _LACKS for match in pattern.finditer(message.flat)]
    if len(message.words) >= _TOLD:
        alone = (match.span("said") for match in _ALONE.finditer(message.flat))
        spans += [span for span in alone if _GRE.search(message.flat, *span) is None]
    for start, end in spans:
        if not message.flat.replace(message.flat[start:end], "").strip(" .!"):
            return  # nothing but "didn't take the gre": why else would somebody say it
        if _DOES_WITHOUT.search(message.right(end, _BEHIND)) is None and message.free(start, end):
            message.claim(start, end)
