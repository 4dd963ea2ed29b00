"""The names of declared criteria, by which a wish is weighed or taken back: "letters matter most", "forget the bridge"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.nlu.criteria.changes import TOPICS as OTHERS
from bot.nlu.criteria.text import flatten
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion

_NAMED = ("limit", "person", "yes_no", "option", "listed", "told")
_ELSEWHERE = {*OTHERS, "gre", "live"}  # kinds of wishes that have words of their own in the language data


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as words, the longest first."""
    longest_first = sorted(set(phrases), key=lambda each: (-len(each), each))
    return re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])")


def _names(wish: Criterion) -> set[str]:
    subject = DECLARED.subjects[wish.subject]
    said = (wish.key.replace("_", " "), subject.name, *subject.asked, *wish.said.get("said", ()))
    return {flatten(each) for each in (*said, *_BESIDE.get(wish.key, ()))}


# What a wish is called beside the names of its subject.
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "language": ("language", "english", "teaching language"),
    "prerequisites": ("prerequisites", "prerequisite", "prereqs"),
    "application_fee": ("fee",),
    "english_test": ("toefl", "ielts", "english tests"),
    **{f"{test}_minimum": (test,) for test in ("toefl", "ielts", "duolingo")},
}
TOPICS: Mapping[str, re.Pattern[str]] = {
    key: pattern_of(_names(wish))
    for key, wish in DECLARED.criteria.items()
    if wish.type in _NAMED and key not in _ELSEWHERE
}
