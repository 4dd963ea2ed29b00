"""Short names of programs, for places where room is scarce: lists, heads of tables, chips. Pure."""

from __future__ import annotations

import re

from actions.dialogue.lookup import table
from knowledge.facts import Program, University

LONG_NAME, LONG_TITLE = 24, 46  # characters from which a name of a university, or a title, is shortened further
LONGEST_IN_LIST = 42  # characters of a university's name that a list has room for
_LEAST_ALIAS = 3  # characters; shorter ones are shared by many


def short_title(program: Program) -> str:
    """Title and university in a few words: "OMSCS, Georgia Tech"; shortened by rules where the record has no short one.

    A federal record is named by its field, never by a title that nobody can apply to: "Computer science (whole field),
    ASU".
    """
    if program.kind == "field":
        return f"{field_name(program)} (whole field), {at(program.university)}"
    return program.short or f"{_short(program.name)}, {at(program.university)}"


def listed_title(program: Program) -> str:
    """The short title as it stands in a list: with the university's whole name where the short one only leaves
    "University" out, since "MS Data Science, Washington" may be anywhere; "Georgia Tech" is a name of its own."""
    title, _, called = short_title(program).rpartition(", ")
    name = program.university.name.removeprefix("The ")
    clipped = called.casefold() in name.casefold() and len(name) <= LONGEST_IN_LIST
    return f"{title}, {name}" if clipped and title else short_title(program)


def in_sentence(program: Program) -> str:
    """The short title without a comma before the university: "OMSCS at Georgia Tech"."""
    return " at ".join(short_title(program).rsplit(", ", 1))


def degree(program: Program) -> str:
    """The short title alone, where the university is named beside it: "OMSCS"."""
    return short_title(program).rpartition(", ")[0]


def field_name(program: Program) -> str:
    """The field of a federal record: "Computer science"."""
    return program.name.removeprefix("master's degrees in ").capitalize()


def at(university: University) -> str:
    """What people call a university: its name, or where that is long, its first alias that reads like a name."""
    name = university.name.removeprefix("The ")
    if len(name) <= LONG_NAME:
        return name
    aliases = [each for each in university.aliases if _LEAST_ALIAS <= len(each) < len(name)]
    worded = [each for each in aliases if re.search("[a-z]", each)]
    return next(iter((*worded, *aliases)), name)


def _short(title: str) -> str:
    for long, short in table("short_titles")["shorter"]:
        title = re.sub(long, short, title)
    if len(title) > LONG_TITLE and not title.endswith("(online)"):
        title = re.sub(r" \([^()]*\)$", "", title)
    return title[0].upper() + title[1:]
