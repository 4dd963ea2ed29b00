"""Cells of a table without what the name of their row says already: under "Credits" "30", under "GRE" "optional".

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.facts import Program

NOT_RECORDED = "not recorded"
STAR = "★"
# What a fact says of itself where it stands alone.
_ALONE = re.compile(r"^(?:to bring: |focus on |on the price: )")
# What may be left of a fact that ends with its row's name: a number or a no, and no half sentence.
_WHOLE = re.compile(r"(?:no|(?:about |up to |from )?[\d.,–-]+(?: to [\d.,]+)?)", re.IGNORECASE)
_NEEDED = re.compile(r"^no (?P<name>.+) (?P<how>needed|asked for|required)$", re.IGNORECASE)


def under(row: str, cell: str) -> str:
    """The cell as it reads under the row's name, its meaning unchanged.

    Args:
        row: the name of the row, such as "Minimum GPA".
        cell: a fact as it reads alone, such as "minimum GPA 3.0".
    """
    words = _ALONE.sub("", cell)
    # "Letters of recommendation" is the name of "1 letter of recommendation" too
    name = re.sub(r"s\b", "s?", re.escape(row))
    needed = _NEEDED.match(words)
    if needed and re.fullmatch(name, needed["name"], re.IGNORECASE):
        return f"not {needed['how']}"
    if behind := re.fullmatch(rf"(?:an? )?{name} (?:on |of )?(?P<rest>.+)", words, re.IGNORECASE):
        return behind["rest"]
    before = re.fullmatch(rf"(?P<rest>.+) {name}", words, re.IGNORECASE)
    return before["rest"] if before and _WHOLE.fullmatch(before["rest"]) else words


def asked_rows_in_words(rows: Sequence[Sequence[str]], programs: Sequence[Program]) -> str:
    """The rows of a comparison that were asked for, as sentences: "Application fee – Fordham: $85; Rice: $75."."""
    said = []
    for name, *cells in rows:
        plain = [cell.removeprefix(f"{STAR} ") for cell in cells]
        if any(cell != NOT_RECORDED for cell in cells):
            bare = [cell.rstrip(".") for cell in plain]  # a text of the record ends like a sentence
            told = "; ".join(f"{in_sentence(program)}: {cell}" for program, cell in zip(programs, bare, strict=True))
            said.append(f"{name} – {told}.")
    return " ".join([*said, not_recorded(rows)]).strip()


def not_recorded(rows: Sequence[Sequence[str]]) -> str:
    """Of which rows nothing is recorded in any cell; "" where there is none."""
    names = [name for name, *cells in rows if all(cell == NOT_RECORDED for cell in cells)]
    return f"Not recorded for any of them: {listed(names)}." if names else ""
