"""Which values of the catalog differ between two states: no value changes silently, by whatever way it changed.

An update of many programs says why it changed what (catalog/CHANGES.md); of an edit by hand, in a file or at the desk,
this is the report: each build from other files than the last one adds to it. Pure, but for `keep`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from itertools import groupby
from pathlib import Path
from typing import Any

from knowledge.base import Knowledge
from knowledge.facts import Fact, University

logger = logging.getLogger(__name__)
REPORT = Path(__file__).parents[1] / "var" / "log" / "catalog_changes.txt"
CHARGES = "charges.csv"
LONGEST = 80  # characters of a value in a line
LEAST_WHOLE = 5  # values of one program that came, or went, together are told in one line


@dataclass(frozen=True)
class Changed:
    """A value that is another one now; `before` is None where it came, `after` where it went.

    Attributes:
        of: the program's or university's id, an occupation's code with an area's or "outlook", "aid", "assumptions".
        key: the fact's name.
    """

    of: str
    key: str
    before: Fact | None
    after: Fact | None

    def words(self) -> str:
        """One line: "gatech-omscs  gre  'required' → 'optional'  https://…  2026"."""
        receipts = [each for each in (self.after, self.before) if each is not None]
        page, as_of = next((each.source, each.as_of or "undated") for each in receipts)
        same = self.before is not None and self.after is not None and self.before.value == self.after.value
        values = f"{_value(self.after)}, told otherwise" if same else f"{_value(self.before)} → {_value(self.after)}"
        return "  ".join((self.of, self.key, values, page, as_of))


def changes(before: Knowledge, after: Knowledge) -> tuple[Changed, ...]:
    """All values that came, went or are told otherwise (another page, year or note), by whose they are."""
    old, new, found = _subjects(before), _subjects(after), []
    for of in sorted(old.keys() | new.keys()):
        was, now = old.get(of, {}), new.get(of, {})
        if was != now:
            keys = sorted(key for key in was.keys() | now.keys() if was.get(key) != now.get(key))
            found += [Changed(of, key, was.get(key), now.get(key)) for key in keys]
    return tuple(found)


def report(found: Sequence[Changed]) -> str:
    """A line a value, one for all of a program that came or went as a whole, and how many they are."""
    lines = []
    for of, values in groupby(found, key=lambda each: each.of):
        own = tuple(values)
        whole = {"came" if each.before is None else "went" if each.after is None else "" for each in own}
        if len(own) >= LEAST_WHOLE and len(whole) == 1 and (did := whole.pop()):
            lines.append(f"{of}  {did} with {len(own)} values: {', '.join(each.key for each in own)}")
        else:
            lines += [each.words() for each in own]
    return "\n".join((*lines, counted(found)))


def counted(found: Sequence[Changed]) -> str:
    """ "2 values changed, 14 came, 0 went"."""
    came, went = (sum(getattr(each, side) is None for each in found) for side in ("before", "after"))
    return f"{len(found) - came - went} values changed, {came} came, {went} went"


def keep(found: Iterable[Changed]) -> None:
    """Adds what a build changed to the file of such reports, with its time; a first build changes nothing."""
    if not (found := tuple(found)):
        return
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    try:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        with REPORT.open("a", encoding="utf-8") as file:
            file.write(f"{now}\n{report(found)}\n\n")
    except OSError as error:
        logger.warning("what changed in the catalog could not be written to %s: %s", REPORT, error)


def _subjects(knowledge: Knowledge) -> dict[str, Mapping[str, Fact]]:
    """Whose values are compared, with all of them by name."""
    return {
        **{each.id: each.facts for each in knowledge.programs},
        **{each.id: _charges(each) for each in knowledge.universities if each.charges is not None},
        **{f"{each.soc} {each.area}": each.facts() for each in knowledge.wages},
        **{f"{each.soc} outlook": each.facts() for each in knowledge.outlooks},
        "aid": knowledge.aid,
        "assumptions": knowledge.assumptions,
    }


def _charges(university: University) -> dict[str, Fact]:
    figures = asdict(university.charges) if university.charges is not None else {}
    return {key: Fact(value, CHARGES, CHARGES) for key, value in figures.items() if value is not None}


def _value(fact: Fact | None) -> str:
    if fact is None:
        return "nothing"
    text = repr(_plain(fact.value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _plain(value: Any) -> Any:
    """A value without the read-only views it is kept in."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if hasattr(value, "items") else value
