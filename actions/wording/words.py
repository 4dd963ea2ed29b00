"""How amounts, lists, receipts, places and names read. What is recorded reads in facts.py, wishes in wishes.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from actions.wording.replies import Card, Line, Source
from actions.wording.short_names import field_name, listed_title
from knowledge.ages import is_stale
from knowledge.base import Knowledge
from knowledge.facts import Fact, Program
from knowledge.prices import money as money


def source(key: str, fact: Fact, knowledge: Knowledge, program: Program | None = None) -> Source:
    """A fact's receipt; one older than facts of its name bear says so, an undated page when it was read."""
    old = is_stale(key, fact, program, date.today().year)
    listed_source = knowledge.sources.get(fact.source)
    url = fact.source if listed_source is None else listed_source.url or ""
    read = f"undated page, read {program.checked}" if program is not None and program.checked else ""
    return Source(fact.source_name, url, fact.as_of or read, fact.secondhand, old=old)


def sources(facts: Sequence[tuple[str, Fact]], program: Program, knowledge: Knowledge) -> tuple[Source, ...]:
    """The receipts of several facts, each once; a page that backs an old one and others is marked once, as old."""
    found = dict.fromkeys(source(key, fact, knowledge, program) for key, fact in facts)
    return tuple(each for each in found if each.old or replace(each, old=True) not in found)


def listed(parts: Sequence[str], joint: str = "and") -> str:
    """A list as people write it: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}" if parts else ""


def cut(text: str, most: int) -> str:
    """A text of at most so many characters and a "…": longer ones are cut between words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def either(parts: Sequence[str]) -> str:
    """A choice as people write it: "a, b or c"."""
    return listed(parts, "or")


def place_words(program: Program) -> str:
    """Where a program is: "Atlanta, GA" or "London, GB"."""
    at = program.university
    return ", ".join(part for part in (at.city, at.state or at.country) if part)


def subtitle(program: Program) -> str:
    """University and place."""
    return ", ".join(part for part in (program.university.name, place_words(program)) if part)


def title(program: Program) -> str:
    """A program's name; a field record is never given an invented title."""
    if program.kind == "field":
        return f"{field_name(program)} (all its master's degrees in the field)"
    return program.name[0].upper() + program.name[1:]


def card_of(program: Program, lines: Iterable[Line] = ()) -> Card:
    """A program as a card: its whole title where there is room, its short one elsewhere."""
    return Card(program.id, title(program), subtitle(program), program.url or "", tuple(lines), listed_title(program))


def full_name(program: Program) -> str:
    """Title and university, for several programs bear one title: "Master of Science in X (University of Y)"."""
    if program.kind == "field":
        return f"{field_name(program)} at {program.university.name} (all its master's degrees in the field)"
    return f"{title(program)} ({program.university.name})"


def plain(text: str, most: int = 60) -> str:
    """Typed text that is echoed: one line, shortened, without characters that markup is made of."""
    kept = "".join(" " if each in "<>[]()*_`#|\\\n\r\t{}" else each for each in text)
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else kept[: most - 1] + "…"
