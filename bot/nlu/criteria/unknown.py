"""Universities that are clearly named as such but stand in no list."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import any_of, cue, table, word_set

_KINDS = r"(?:university|univ|universitat|universite|college|institute of technology|academy|polytechnic)"
_OF = re.compile(r"\b(?:university|univ|uni|institute|college) of (?:the )?(?P<of>[a-z][\w']+(?: [a-z][\w']+)?)")
_LEAD = re.compile(rf"\b(?P<lead>(?:[a-z][\w'.]+ ){{1,2}}){_KINDS}\b")
# Schools that are called by an abbreviation and their city.
_OF_CITY = re.compile(
    rf"\b(?:{any_of(table('names')['schools_of_cities'])})[ -](?:(?:de|di|of) )?(?P<of>[a-z]{{4,}})\b"
)
_AT = cue("unknown", "at")
# Words before "university" or behind "at" that name none.
_NOT_NAMES = word_set("names", "not_names")
_GROUPS = ("place", "study", "topic", "fact", "job")


_ATTENDED = cue("unknown", "attended")
_ATTENDED_BEHIND = re.compile(
    r"\s*(?:grad|graduate|alum|alumnus|alumna|undergrad|alumni)\b(?! school| program| degree| certificate)"
)


def attended(message: Message, start: int, end: int) -> bool:
    """Whether the words around a university say that the person studied or studies there."""
    left = message.left(start, 70)
    return _ATTENDED.search(left) is not None or _ATTENDED_BEHIND.match(message.flat, end) is not None


def add(message: Message, start: int, end: int) -> None:
    """Notes a university that is not on record, as typed."""
    if attended(message, start, end):
        message.aside("university", message.typed(start, end), start, end, role="studied")
    else:
        message.add("unknown_program", message.typed(start, end), start, end)


def find(message: Message) -> None:
    """Adds every name of a university that is not on record, as typed."""
    flat = message.flat
    if any(word in flat for word in ("univ", "uni ", "college", "institut", "academy", "polytechnic")):
        for pattern, read in ((_OF, _of), (_LEAD, _lead)):
            for match in pattern.finditer(flat):
                span = read(message, match)
                if span is not None and message.free(*span):
                    add(message, *span)
    for match in _OF_CITY.finditer(flat):
        if _is_name(match["of"]) and message.free(*match.span()):
            add(message, *match.span())
    for match in _AT.finditer(flat):
        span = _at(message, match)
        if span is not None:
            add(message, *span)


def _of(message: Message, match: re.Match[str]) -> tuple[int, int] | None:
    """ "university of westeros": one word, or two in capitals."""
    parts = match["of"].split()
    start, end = match.span()
    if not _is_name(parts[0]):
        return None
    if len(parts) == 2 and not (message.typed(*match.span("of")).istitle() and parts[1] not in _NOT_NAMES):
        end = match.start("of") + len(parts[0])
    return start, end


def _lead(message: Message, match: re.Match[str]) -> tuple[int, int] | None:
    """ "hogwarts university": the word before, or two in capitals."""
    parts = match["lead"].split()
    start, end = match.span()
    if not _is_name(parts[-1]) or _is_people(message, match.start() + match["lead"].rindex(parts[-1])):
        return None
    if len(parts) == 2:
        first_end = start + len(parts[0])
        capital = message.text[start].isupper() and not message.shouting
        if parts[0] in _NOT_NAMES or not capital:
            start = message.flat.index(parts[-1], first_end)
    return start, end


def _is_people(message: Message, start: int) -> bool:
    """Whether a word only says from where: "an italian university", "in USA university"."""
    hits = [hit for hit in message.hits.get("place", ()) if hit.start <= start < hit.end]
    return any(hit.sense("nationality") or hit.sense("country") for hit in hits)


def _at(message: Message, match: re.Match[str]) -> tuple[int, int] | None:
    """ "the ai msc at hogwarts": what follows is no place, term or ordinary word."""
    start, end = match.span("name")
    parts = match["name"].split()
    if parts[0] in _NOT_NAMES or not message.free(start, start + len(parts[0])):
        return None
    if any(hit.start <= start < hit.end for group in _GROUPS for hit in message.hits.get(group, ())):
        return None
    if len(parts) == 2 and (parts[1] in _NOT_NAMES or not message.typed(start, end).istitle()):
        end = start + len(parts[0])
    return start, start + len(message.flat[start:end].removesuffix("'s"))


def _is_name(word: str) -> bool:
    return len(word) >= 3 and word not in _NOT_NAMES and not word.endswith(("ing", "ly", "'s", "est"))
