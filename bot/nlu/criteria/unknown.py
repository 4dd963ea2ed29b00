"""Universities that are clearly named as such but stand in no list."""

from __future__ import annotations

import re

from bot.nlu.criteria.tables import word_set
from bot.nlu.criteria.text import Message

_KINDS = r"(?:university|univ|universitat|universite|college|institute of technology|academy|polytechnic)"
_NAMED = re.compile(
    r"\b(?P<a>(?:university|univ|uni|institute|college) of (?:the )?(?P<of>[a-z][\w']+(?: [a-z][\w']+)?))"
    rf"|\b(?P<b>(?P<lead>(?:[a-z][\w'.]+ ){{1,2}}){_KINDS})\b"
)
_AT = re.compile(
    r"\b(?:(?:ms|msc|masters?|master's|degree) in [\w ]{2,30}?|msc|ms|m\.s|masters?|master's|program(?:me)?|degree"
    r"|mscs|msds|msai|course|one)(?: offered)? (?:at|from) (?:the )?(?P<name>[a-z][\w'&]+(?: [a-z][\w'&]+)?)"
)
# Words before "university" or behind "at" that name none.
_NOT_NAMES = word_set("names", "not_names")
_GROUPS = ("place", "study", "topic", "fact", "job")


def find(message: Message) -> None:
    """Adds every name of a university that is not on record, as typed."""
    flat = message.flat
    if any(word in flat for word in ("univ", "uni ", "college", "institut", "academy", "polytechnic")):
        for match in _NAMED.finditer(flat):
            span = _of(message, match) if match["of"] is not None else _lead(message, match)
            if span is not None and message.free(*span):
                message.add("unknown_program", message.typed(*span), *span)
    for match in _AT.finditer(flat):
        span = _at(message, match)
        if span is not None:
            message.add("unknown_program", message.typed(*span), *span)


def _of(message: Message, match: re.Match[str]) -> tuple[int, int] | None:
    """ "university of westeros": one word, or two in capitals."""
    parts = match["of"].split()
    start, end = match.span("a")
    if not _is_name(parts[0]):
        return None
    if len(parts) == 2 and not (message.typed(*match.span("of")).istitle() and parts[1] not in _NOT_NAMES):
        end = match.start("of") + len(parts[0])
    return start, end


def _lead(message: Message, match: re.Match[str]) -> tuple[int, int] | None:
    """ "hogwarts university": the word before, or two in capitals."""
    parts = match["lead"].split()
    start, end = match.span("b")
    if not _is_name(parts[-1]):
        return None
    if len(parts) == 2:
        first_end = start + len(parts[0])
        capital = message.text[start].isupper() and not message.shouting
        if parts[0] in _NOT_NAMES or not capital:
            start = message.flat.index(parts[-1], first_end)
    return start, end


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
