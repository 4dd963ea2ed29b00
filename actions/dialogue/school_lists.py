"""Lists of schools: states and cities that stand for their university ("Purdue, Wisconsin, UIUC, Michigan",
"Cincinnati, RIT or Mason"), and lists under a heading ("Admits: …"). Read before a message is noted. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.lookup import word_set
from actions.dialogue.memory import NAMES, Message
from knowledge.base import Knowledge
from knowledge.facts import University

_BESIDE = re.compile(
    r"\s*(?:,|/|\bvs\.?|\bversus\b|\bor\b|\band\b|,\s*(?:and|or)\b|\bnext to\b|\bagainst\b)\s*", re.IGNORECASE
)
_OFFERED_BY = re.compile(
    r"\b(?:admission|admits?|offers?|place|accepted|admitted|unconditional|letter|rejection|rejected|applied)\s+"
    r"(?:from|at|to|by|into)\s+$",
    re.IGNORECASE,
)
_LOCATED = re.compile(r"\b(?:in|near|around|from|to|outside|live|living|based)\s+$", re.IGNORECASE)

# What stands in front of a list and says what its schools are to somebody.
_HEADINGS = (
    ("admitted", r"admits?|admitted|accept\w*|offers?|in"),
    ("refused_by", r"reject\w*|denied|denials?|refus\w*|out"),
    ("wanted", r"wait(?:ing|list\w*)?|pending|appl(?:ied|ying)|targets?|reach\w*|dreams?|safet\w+|list|ms|phd"),
)
_I_HAVE = r"(?:(?:so |and )?i (?:have |got |received |hold )*(?:these |the following |my |\w+ )?)?"
_HEADING = re.compile(
    rf"(?:^|(?<=[\n.;!?)(-]))[ \t]*{_I_HAVE}(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _HEADINGS)
    + r")\b[^:;.\n]{0,20}:",
    re.IGNORECASE,
)
_MASTERS = r"(?:ms|msc|mcs|meng|mscs|ma|m\.s\.?|masters?)\b"
_DEGREE = rf"(?:{_MASTERS}[^,.;:!?\n]{{0,30}}?\b(?:at|in|from)\s+)?(?:{_MASTERS})?\s*"
# "My son was accepted to Columbia's": an offer, whoever tells of it, unless it surely is somebody else's.
_SAID_BEFORE = (
    (
        "admitted",
        r"\b(?:accepted|admitted|got in(?:to)?|admits?|acceptances?|offers?"
        r"|offered (?:a |an )?(?:place|spot|seat|admission))\b"
        r"(?: \w+){0,2} (?:to|at|by|into|from|in)\s+(?:the\s+)?|\bgot into\s+(?:the\s+)?",
    ),
    (
        "refused_by",
        r"\b(?:reject(?:s|ed|ions?)?|refus(?:ed|als?)|denied|denials?|turned down)(?: \w+)? (?:by|from|at)\s+"
        r"(?:the\s+)?",
    ),
)
_BEFORE = tuple((role, re.compile(rf"(?:{words}){_DEGREE}$", re.IGNORECASE)) for role, words in _SAID_BEFORE)
# "0/9. CMU, Stanford, …": all that are named refused, unless one admitted.
_ALL_REFUSED = re.compile(
    r"\b0\s*(?:/|for|of|out of)\s*\d+\b"
    r"|\ball (?:of (?:them|which) )?(?:(?:were|are|got|have) )?(?:reject\w*|denied|denials)\b"
    r"|\b(?:rejected|denied|refused) (?:everywhere|(?:by|from|at) (?:all|every\w*))\b",
    re.IGNORECASE,
)
_OWN = ("studied", "worked", "admitted")  # roles of schools that such words say nothing of
# What stands between two schools of one list: "Boston University (MS CS), Rutgers and MS CS at Stony Brook".
_BETWEEN = re.compile(
    rf"[\w ]{{0,12}}(?:\([^)\n]{{0,40}}\))?\)?\s*(?:[,/&+]|\band\b|\bor\b)(?:\s*(?:and|or)\b)?\s*{_DEGREE}",
    re.IGNORECASE,
)
SURELY = 0.9  # probability with which a school is somebody else's, whatever stands before it
_ITEM = re.compile(r"\s*(?:[-–•*+]|\d+[.)])\s")


def with_offers(message: Message) -> Message:
    """The message with the schools that it says somebody was accepted to, or refused by, as such: the first of a list
    stands behind these words, the others behind it."""
    if message.is_chip:
        return message
    roles = _told_roles(message)
    told = [each if (role := roles.get(id(each))) is None else {**each, "role": role} for each in message.entities]
    if _ALL_REFUSED.search(message.text) and not any(each.get("role") == "admitted" for each in told):
        told = [{**each, "role": "refused_by"} if _may_have_refused(each) else each for each in told]
    return replace(message, entities=tuple(told))


def _told_roles(message: Message) -> dict[int, str]:
    """By the entity's identity what the words before a school, or before its list, say of it."""
    roles: dict[int, str] = {}
    role, end = None, 0
    named = (each for each in message.entities if each["entity"] in NAMES)
    for each in sorted(named, key=lambda entity: int(entity.get("start") or 0)):
        start = int(each.get("start") or 0)
        role = role if _BETWEEN.fullmatch(message.text[end:start]) else _told_before(message.text[:start])
        end = int(each.get("end") or 0)
        if role is not None and not _is_anothers(each):
            roles[id(each)] = role
    return roles


def _may_have_refused(entity: Mapping[str, Any]) -> bool:
    return entity["entity"] in NAMES and entity.get("role") not in _OWN and not _is_anothers(entity)


def _told_before(text: str) -> str | None:
    """What the words at the end of a text say of the school behind it."""
    return next((role for role, words in _BEFORE if words.search(text)), None)


def _is_anothers(entity: Mapping[str, Any]) -> bool:
    return entity.get("role") == "example" and float(entity.get("role_confidence") or 1.0) >= SURELY


def with_headings(message: Message) -> Message:
    """The message with the schools behind "Admits:" as those that admitted, behind "Rejects:" as those that refused."""
    heads = list(_HEADING.finditer(message.text))
    if message.is_chip or not any(each.lastgroup != "wanted" for each in heads):
        return message
    ends = [_line_end(message.text, each.end()) for each in heads]
    ends = [min(end, following.start()) for end, following in zip(ends, heads[1:], strict=False)] + ends[-1:]
    spans = [(each.end(), end, each.lastgroup) for each, end in zip(heads, ends, strict=True)]
    return replace(message, entities=tuple(_under(each, spans) for each in message.entities))


def _line_end(text: str, start: int) -> int:
    """Where the list behind a heading ends: with its line, or with the items below where nothing stands in it."""
    end = _end_of_line(text, start)
    if text[start:end].strip():
        return end
    while end < len(text):
        following = _end_of_line(text, end + 1)
        line = text[end + 1 : following]
        if line.strip() and not _ITEM.match(line):
            break
        end = following
    return end


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _under(entity: Mapping[str, Any], spans: Sequence[tuple[int, int, str | None]]) -> Mapping[str, Any]:
    if entity["entity"] not in NAMES:
        return entity
    role = next((role for begin, end, role in spans if begin <= int(entity.get("start") or 0) < end), None)
    return entity if role is None else {**entity, "role": role}


def with_flagships(message: Message, knowledge: Knowledge) -> Message:
    """The message with a state or a city among names of schools as the university that is called so."""
    if message.is_chip or not message.has("state", "city"):
        return message
    places = (each for each in message.entities if each["entity"] in ("state", "city"))
    meant = {id(each): _flagship(each, message, knowledge) for each in places}
    if not any(meant.values()):
        return message
    return replace(message, entities=tuple(_as_school(each, meant.get(id(each))) for each in message.entities))


def _as_school(entity: Mapping[str, Any], school: University | None) -> Mapping[str, Any]:
    return entity if school is None else {**entity, "entity": "program", "value": school.id, "role": "wanted"}


def _flagship(place: Mapping[str, Any], message: Message, knowledge: Knowledge) -> University | None:
    """The university that a state or a city in a list of schools stands for."""
    start, end = int(place.get("start") or 0), int(place.get("end") or 0)
    named = str(place.get("text") or message.text[start:end]).casefold()
    if place["entity"] == "city" and _OFFERED_BY.search(message.text[:start]):
        return _called_by_city(named, knowledge)
    if place.get("op") != "is" or _LOCATED.search(message.text[:start]):
        return None
    before, after, others = _schools_beside(start, end, message)
    in_a_list = before and (after or others > 1)  # not "Madison, Wisconsin"
    if place["entity"] == "city":
        return _called_by_city(named, knowledge) if before or after else None
    called = (f"university of {named}", f"the university of {named}")
    schools = dict.fromkeys(each.university for each in knowledge.named) if in_a_list else ()
    found = [each for each in schools if each.name.casefold().startswith(called)]
    sought = word_set("names", "much_sought")
    return next((each for each in found if each.name in sought), found[0] if found else None)


def _called_by_city(city: str, knowledge: Knowledge) -> University | None:
    """The one university whose name is this city's: "University of Cincinnati", "Drexel University" is not."""
    called = (f"university of {city}", f"{city} university", f"{city} state university", f"the university of {city}")
    found = [each for name in called for each in knowledge.universities if each.name.casefold() == name]
    return found[0] if found else None


def _schools_beside(start: int, end: int, message: Message) -> tuple[bool, bool, int]:
    """Whether a school stands before and behind, parted by nothing but a comma, "or" or "and"; how many there are."""
    around = [each for each in message.entities if each["entity"] in NAMES]
    before = any(
        _BESIDE.fullmatch(message.text[int(e["end"]) : start]) for e in around if int(e.get("end") or 0) <= start
    )
    after = any(
        _BESIDE.fullmatch(message.text[end : int(e["start"])]) for e in around if int(e.get("start") or 0) >= end
    )
    return before, after, len(around)
