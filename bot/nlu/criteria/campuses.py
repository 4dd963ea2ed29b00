"""One campus of several, as people call it: "indiana bloomington", "unc charlotte", "suny new paltz". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bot.nlu.criteria.text import flatten
from bot.nlu.criteria.word_tables import table, word_set

_NO_CAMPUS = word_set("names", "no_campus")
_SYSTEMS: dict[str, list[str]] = table("names")["systems"]
_JOINT = r"(?:\s*[-–]\s*|, | at | in | )"
# "Indiana University Bloomington", "Texas A&M University-Corpus Christi"
_BEHIND = re.compile(rf"^(?P<system>.+) university{_JOINT}(?P<campus>.+)$")
_OF = re.compile(r"^university of (?P<place>.+)$")
_PARTED = re.compile(r"^(?P<place>.+?)(?:[-–]|, | at | in )(?P<campus>.+)$")
_STATE_UNIVERSITY = re.compile(r"^state university of (?P<state>.+?) at (?P<campus>.+)$")


def campus_names(name: str, states: Collection[str]) -> Iterator[str]:
    """How a campus is called without "university": nothing for a university that is none of several.

    Args:
        name: a name of the university in full.
        states: the flat names of the states.
    """
    full = name.lower().removeprefix("the ").removesuffix(" campus")
    system, campus = _parted(full, states)
    if not system or not campus or not _NO_CAMPUS.isdisjoint(campus.split()):
        return
    for each in (re.sub(r"^(?:state )?university of ", "", system), *_SYSTEMS.get(system, ())):
        name = flatten(f"{each} {campus}")
        yield from dict.fromkeys((name, name.replace(".", "")))


def not_on_record() -> Iterator[str]:
    """Names of campuses that no university on record bears: "uc merced"."""
    for each in table("names")["campuses_not_on_record"]:
        yield from (f"{called} {campus}" for called in each["called"] for campus in each["campuses"])


def _parted(full: str, states: Collection[str]) -> tuple[str, str]:
    """The system and the campus: ("university of texas", "dallas"); empty where the name has no two parts."""
    if (match := _STATE_UNIVERSITY.match(full)) is not None:
        return f"state university of {match['state']}", match["campus"]
    if (match := _OF.match(full)) is not None:
        place = match["place"]
        state = max((each for each in states if re.match(rf"{each}(?: |-|–|,)", place)), key=len, default=None)
        if state is not None:
            campus = re.sub(rf"^{_JOINT}", "", place.removeprefix(state), count=1)
            return f"university of {state}", re.sub(r"^(?:at|in) ", "", campus)
        parts = _PARTED.match(place)
        if parts is None or parts["campus"] in states:  # "phoenix arizona" is a city
            return "", ""
        return f"university of {parts['place']}", parts["campus"]
    match = _BEHIND.match(full)
    return (match["system"], match["campus"]) if match is not None else ("", "")
