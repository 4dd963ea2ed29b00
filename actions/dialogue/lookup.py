"""Tables of words: `data/lookup/*.yml`, read once, found from any working directory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
FOLDER = Path(__file__).resolve().parents[2] / "data" / "lookup"


@cache
def table(name: str) -> Mapping[str, Any]:
    """A file of the folder by its name without ending. Raises: FileNotFoundError where there is none."""
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return content


def word_set(name: str, key: str) -> frozenset[str]:
    """A list of a table as a set."""
    return frozenset(table(name)[key])


def folded(text: str, ends: str = " .,!?…") -> str:
    """What was typed as the tables have it: small letters, plain apostrophes, single spaces, no signs at its ends."""
    return " ".join(text.translate(APOSTROPHES).casefold().split()).strip(ends)
