"""The word tables of this package, `data/lookup/*.yml`, as sets, inverses and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actions.dialogue.lookup import FOLDER, table, word_set

__all__ = ["FOLDER", "any_of", "cue", "cue_pattern", "inverse", "pairs", "patterns", "table", "word_set"]


def inverse(lists: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
    """From {value: [phrase, …]} to {phrase: value}."""
    return {phrase: value for value, phrases in lists.items() for phrase in phrases}


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, taken literally, the longest first."""
    return "(?:" + "|".join(re.escape(each) for each in sorted(phrases, key=lambda each: (-len(each), each))) + ")"


def patterns(name: str, key: str) -> str:
    """A pattern for any of the patterns in a list of a table."""
    return "(?:" + "|".join(table(name)[key]) + ")"


def cue_pattern(module: str, key: str, /, **parts: str) -> str:
    """A pattern of `cues/<module>.yml`: any of its alternatives, between what stands before and behind them.

    Args:
        parts: patterns that stand in for `<NAME>` in it.
    """
    entry = table(f"cues/{module}")[key]
    alternatives = (each.strip() for line in entry["any"].splitlines() for each in line.split(" | "))
    pattern = f"{entry.get('before', '')}(?:{'|'.join(alternatives)}){entry.get('behind', '')}"
    for name, part in parts.items():
        pattern = pattern.replace(f"<{name}>", part)
    return pattern


def cue(module: str, key: str, /, **parts: str) -> re.Pattern[str]:
    """The same, compiled."""
    return re.compile(cue_pattern(module, key, **parts))


def pairs(lists: Mapping[Any, Iterable[str]]) -> Iterator[tuple[str, Any]]:
    """(phrase, value) of {value: [phrase, …]}; a phrase under several values comes several times."""
    for value, phrases in lists.items():
        for phrase in phrases:
            yield phrase, value
