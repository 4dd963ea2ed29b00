"""The word tables of this package: `data/lookup/*.yml`, read once, found from any working directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "data" / "lookup"


@cache
def table(name: str) -> Mapping[str, Any]:
    """A file of the folder by its name without ending. Raises: FileNotFoundError where there is none."""
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return content


def word_set(name: str, key: str) -> frozenset[str]:
    """A list of a table as a set."""
    return frozenset(table(name)[key])


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
