"""How universities and programs are called: the catalog's names and aliases, and what people make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.nlu.criteria.geography import REGION_NAMES, STATES
from bot.nlu.criteria.text import flatten, words
from knowledge.base import Knowledge
from knowledge.facts import University

# Aliases that are words, codes or abbreviations of something else: they count in capitals, or among names.
TRAPS = words(
    """mit cal gt gw ku iu nu ub uh um uw bu eth icl kul sfa tum mila mines brown rice imperial kean pace penn pitt
    hopkins walden cumberlands wharton uop nau sit fit cu uf ut uc csu ou oru uno usf una pba uri tuw"""
) | {"o.u", "city college", "the graduate center", "high point", "old dominion", "grand valley"}
# Aliases that are also where people live: with "in" or "near" before them they are places.
CITY_LIKE = words(
    """berkeley stanford princeton cambridge columbia syracuse georgetown delft waterloo kennesaw binghamton clemson
    bath
    rochester denver boulder"""
) | {"notre dame", "stony brook", "college station"}
# Aliases that nearly always mean something else.
_NO_ALIAS = words("astate pnw vt maryville nec metro colegio") | {"a state", "washington state"}
# "an american university" is any of them.
PLAIN_NAMES = frozenset(
    f"{word} university"
    for word in ("american", "national", "eastern", "city", "post", "catholic", "union", "pace", "western")
)

# Well-known ways to call a university, beside the aliases of the catalog.
_CALLED: dict[str, str] = {
    "georgia tech university": "Georgia Institute of Technology",
    "georgia institute of tech": "Georgia Institute of Technology",
    "g tech": "Georgia Institute of Technology",
    "u michigan": "University of Michigan",
    "u mich": "University of Michigan",
    "u washington": "University of Washington",
    "u dub": "University of Washington",
    "texas a and m": "Texas A&M University",
    "a&m": "Texas A&M University",
    "rutgers university": "Rutgers University-New Brunswick",
    "illinois urbana": "University of Illinois Urbana-Champaign",
    "urbana champaign": "University of Illinois Urbana-Champaign",
    "university of north carolina": "University of North Carolina at Chapel Hill",
    "university of massachusetts": "University of Massachusetts Amherst",
    "university of colorado": "University of Colorado Boulder",
    "tu munchen": "Technical University of Munich",
    "penn state world campus": "Penn State World Campus",
    "worcester poly": "Worcester Polytechnic Institute",
    "worcester tech": "Worcester Polytechnic Institute",
    "cu": "University of Colorado Boulder",
    "ut": "The University of Texas at Austin",
    "uf": "University of Florida",
    "pitt": "University of Pittsburgh",
    "umass": "University of Massachusetts Amherst",
}
# Misspellings too far off, or too near to a word, for the speller.
MISSPELT: dict[str, str] = {
    "colombia university": "Columbia University",
    "colombia university in the city of new york": "Columbia University",
    "john hopkins": "Johns Hopkins University",
    "john hopkins university": "Johns Hopkins University",
    "jhon hopkins": "Johns Hopkins University",
    "carnegie melon": "Carnegie Mellon University",
    "carnegy mellon": "Carnegie Mellon University",
    "renselaer": "Rensselaer Polytechnic Institute",
    "berkley": "University of California, Berkeley",
    "uc berkley": "University of California, Berkeley",
}
# Short names that only count beside one of its programs, or among other names.
_WEAK: dict[str, str] = {
    "boulder": "University of Colorado Boulder",
    "ann arbor": "University of Michigan",
    "dearborn": "University of Michigan-Dearborn",
    "chapel hill": "University of North Carolina at Chapel Hill",
    "stevens": "Stevens Institute of Technology",
    "carnegie": "Carnegie Mellon University",
}
_OF = re.compile(r"^(?:the )?university of (?P<rest>.+)$")
_X_UNIVERSITY = re.compile(r"^(?:the )?(?P<rest>.+?) (?:university|college)(?: of technology| bloomington)?$")
_SHORTER = (
    (" polytechnic institute", " institute"),
    (" institute of technology", " of technology"),
    (" state university", " university"),
)

# Degree abbreviations: what they say of the degree, and of the field.
DEGREES: dict[str, tuple[str | None, str | None]] = {
    "ms": ("MS", None),
    "m.s": ("MS", None),
    "msc": ("MSc", None),
    "m.sc": ("MSc", None),
    "sm": ("SM", None),
    "masters": (None, None),
    "master": (None, None),
    "mse": ("MSE", None),
    "meng": ("MEng", None),
    "m.eng": ("MEng", None),
    "mps": ("MPS", None),
    "mphil": ("MPhil", None),
    "mcomp": ("MComp", None),
    "mmath": ("MMath", None),
    "mcs": ("MCS", "computer_science"),
    "mscs": ("MS", "computer_science"),
    "mds": (None, "data_science"),
    "msds": ("MS", "data_science"),
    "msai": ("MS", "artificial_intelligence"),
    "mai": (None, "artificial_intelligence"),
    "msml": ("MS", "machine_learning"),
    "msba": ("MS", "analytics"),
}


def phrases(knowledge: Knowledge) -> Iterator[tuple[str, str, Any]]:
    """Every (phrase, kind, id) that names a university or a program; kind "weak" needs other names beside it."""
    by_name = {each.name: each for each in knowledge.universities}
    for university in knowledge.universities:
        for name in names_of(university):
            if flatten(name) not in _NO_ALIAS:
                yield name, "university", university.id
        if (short := _short(university)) is not None:
            yield short, "weak", university.id
    for table, kind in ((_CALLED, "university"), (MISSPELT, "university"), (_WEAK, "weak")):
        for called, name in table.items():
            if name in by_name:
                yield called, kind, by_name[name].id
    for program in knowledge.programs:
        if program.kind == "program":
            for alias in (*program.aliases, program.id.replace("-", " ")):
                if not _is_generic(alias):
                    yield alias, "program", program.id


def names_of(university: University) -> Iterator[str]:
    """The university's name and aliases, each in the ways it is written."""
    for name in (university.name, *university.aliases):
        plain = name.replace("(", " ").replace(")", " ").replace("–", " ").replace("-", " ").replace("/", " ")
        plain = plain.removeprefix("The ")
        if len(plain) < 2:
            continue
        yield plain
        flat = flatten(plain)
        for mark in ".,":
            if mark in flat:
                yield plain.replace(mark, "")
        if (match := _OF.match(flat)) is not None:
            yield from (f"{short} {match['rest']}" for short in ("univ of", "uni of", "u of"))
        elif flat.endswith(" university") and len(flat) > 14:
            yield flat.removesuffix("university") + "uni"
        for ending, cut in _SHORTER:
            if flat.endswith(ending):
                yield flat.removesuffix(cut)
        if "saint " in flat:
            yield flat.replace("saint ", "st ")
            yield flat.replace("saint ", "st. ")


def _short(university: University) -> str | None:
    """The name without "University"."""
    flat = flatten(university.name)
    match = _OF.match(flat) or _X_UNIVERSITY.match(flat)
    if match is None or len(match["rest"]) < 4 or match["rest"].endswith(" state"):
        return None
    short = match["rest"].split(",")[0].split(" at ")[0]
    return None if short in REGION_NAMES or short == "the district of columbia" else short


def is_directional(short: str) -> bool:
    """Whether a short name is a corner of a state ("north carolina" aside, "central florida"), which is mostly a place."""
    first, _, rest = short.partition(" ")
    return short in STATES or (first in ("north", "south", "east", "west", "central") and rest in STATES)


def _is_generic(alias: str) -> bool:
    """Whether an alias is only a degree and a field ("MS in ML"), which any university may have."""
    parts = flatten(alias).replace("-", " ").split()
    return all(part in DEGREES or part in ("in", "ml", "ai", "ds", "cs", "online") for part in parts)
