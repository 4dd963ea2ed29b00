"""Wishes taken back ("forget the gre", "any state") or changed relatively ("cheaper", "closer to home")."""

from __future__ import annotations

import re

from bot.nlu.criteria.question_words import question_word
from bot.nlu.criteria.text import PLACES, Entity, Message
from bot.nlu.criteria.word_tables import cue

_DROPPABLE = PLACES | {
    *("delivery", "pace", "budget", "gpa", "background", "skill", "field", "focus", "degree", "duration", "thesis"),
    *("capstone", "stem", "start", "program", "occupation"),
}
_DROP_BEFORE = cue("changes", "drop_before")
_DROP_BEHIND = cue("changes", "drop_behind")
_KEEP = re.compile(r"(?:\b(?:don't|dont|do not|never|not to|please not)|n't) $")  # "don't forget my gpa"
_NAMED = (
    "budget",
    "place",
    "delivery",
    "gpa",
    "duration",
    "pace",
    "focus",
    "thesis",
    "capstone",
    "stem",
    "start",
    "field",
    "background",
)
TOPICS = {kind: cue("changes", f"topic_{kind}") for kind in _NAMED}
_ANY = re.compile(
    r"\b(?:any|whatever) (?P<topic>budget|price|prices|cost|location|place|places|state|states|city|country|region"
    r"|format|delivery|mode|length|duration|field|start date|term|focus)\b"
    r"(?: (?:is|are|will|would|works?)(?: be)? ?(?:fine|ok|okay|good|do|works?)?)?(?! (?:that|where|with|i|in|for))"
)
_ANYWHERE = cue("changes", "anywhere")
_NO_LIMIT = cue("changes", "no_limit")

_RELATIVE = tuple(
    (kind, op, cue("changes", f"{kind}_{op}")) for kind in ("budget", "duration", "place") for op in ("lower", "higher")
)
_TOO_DEAR = ("too ", "so ", "pretty ", "very ", "bit ", "way too ")
_COMPARING = frozenset(("which", "is", "are", "does", "do", "how", "what", "can"))


def apply(message: Message) -> None:
    """Adds what is taken back or changed relatively, and marks findings that are taken back."""
    for kind, op, pattern in _RELATIVE:
        match = pattern.search(message.flat)
        if match is None or not message.free(*match.span()):
            continue
        dear = kind == "budget" and op == "lower" and match.group().startswith(_TOO_DEAR)
        if dear and (any(message.of("program")) or re.search(r"(?:\bnot|n't) $", message.left(match.start(), 6))):
            if not any(message.of("sort", "asked_fact")):
                message.add("sort", "cost", *match.span())  # "duke is too pricey"
        elif not _is_no_change(message, kind, match):
            message.add(kind, None, *match.span(), op)
    if "forget everything" in message.flat:
        return
    _unlimited(message)
    for entity in list(message.found):
        if (
            entity.kind in _DROPPABLE
            and entity.value is not None
            and entity.op not in ("drop", "lower", "higher")
            and is_taken_back(message, entity.start, entity.end)
        ):
            _take_back(message, entity)
    _topics(message)


def _is_no_change(message: Message, kind: str, match: re.Match[str]) -> bool:
    """Comparing, or said with the very thing: "which is cheaper", "closer to boston"."""
    if kind == "place":
        home = any(each.extras.get("role") == "home" for each in message.found)
        beside = (
            0 <= each.start - match.end() < 12 or 0 <= match.start() - each.end < 6 for each in message.of(*PLACES)
        )
        return home or any(beside)
    if any(each.value is None or 0 <= each.start - match.end() < 12 for each in message.of(kind)):
        return True
    return any(message.of("program", "pointer")) and question_word(message, match.start()) in _COMPARING


def is_taken_back(message: Message, start: int, end: int) -> bool:
    """Whether the words around a span take it back."""
    left = message.left(start, 70)
    before = _DROP_BEFORE.search(left)
    if before is not None and not _KEEP.search(left[: before.start()]):
        return True
    return _DROP_BEHIND.match(message.right(end, 45)) is not None


def _take_back(message: Message, entity: Entity) -> None:
    entity.op = "drop"
    if entity.kind in ("thesis", "capstone", "stem"):
        entity.value = None
    if entity.kind == "delivery" and re.search(r"\bor\b", message.right(entity.end, 16)):
        entity.value = None  # "whether it's online or on campus"
        message.found[:] = [each for each in message.found if each is entity or each.kind != "delivery"]


def _unlimited(message: Message) -> None:
    flat = message.flat
    for match in _NO_LIMIT.finditer(flat):
        _drop(message, "budget", *match.span())
    for match in _ANY.finditer(flat):
        kind = next((kind for kind, pattern in TOPICS.items() if pattern.fullmatch(match["topic"])), None)
        if kind is not None:
            _drop(message, kind, *match.span())
    if (anywhere := _ANYWHERE.search(flat)) is not None and not any(message.of(*PLACES)):
        _drop(message, "place", *anywhere.span())


def _topics(message: Message) -> None:
    """Wishes taken back by the name of their kind: "ignore what i said about cost"."""
    for kind, pattern in TOPICS.items():
        for match in pattern.finditer(message.flat):
            taken = any(each.overlaps(*match.span()) and each.kind != "asked_fact" for each in message.found)
            if not taken and is_taken_back(message, *match.span()):
                _drop(message, kind, *match.span())
                break


def _drop(message: Message, kind: str, start: int, end: int) -> None:
    message.found[:] = [each for each in message.found if not (each.kind == "asked_fact" and each.overlaps(start, end))]
    same = message.of(kind, *PLACES) if kind == "place" else message.of(kind)
    if not any(each.op == "drop" for each in same):
        message.add(kind, None, start, end, "drop")
