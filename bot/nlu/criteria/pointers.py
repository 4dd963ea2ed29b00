"""Pointing at programs shown before: "the second one", "#2", "both", "its deadline"."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Message
from bot.nlu.criteria.word_tables import cue

_ORDINALS = {
    **{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4},
    **{"fifth": 5, "5th": 5, "sixth": 6, "6th": 6},
}
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ORDINAL = "|".join(_ORDINALS)
_CARDINAL = "|".join(_CARDINALS)
_THING = r"(?:one|program|programme|option|school|uni|university|choice|suggestion|result|recommendation|pick)s?"
_END = r"(?=\s*(?:$|[?.!,]))"
_LONG = 25  # words; in longer messages a bare "first" or "both" is a part of a story

# -- by number
_NTH = cue("pointers", "nth", ORDINAL=_ORDINAL, THING=_THING)
_BARE = re.compile(
    r"(?:^|[,?.]|\b(?:the|and|or|about|of|vs|versus|does|is|compare|between|against|open|show|than))\s*$"
)
_LISTED = re.compile(rf"\b(?:(?:the|compare) \w+|(?:{_ORDINAL}),? (?:the )?(?:{_ORDINAL}),?) (?:and|or|vs) (?:the )?$")
_MINE = re.compile(r"\b(?:my|his|her|our|their|your)(?: own)?\s*$")
_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s*$|\b(?:to|through|until|thirty|twenty|and)\s*$"
)
_FIRST_N = re.compile(
    r"\b(?:first|top)\s+(?P<n>two|three|four|2|3|4)\b(?!\s*(?:years?|semesters?|months?|weeks?|schools? in"
    r"|programs? (?:in|for)|universit\w+ in|courses?))"
)
_NUMBER = re.compile(
    rf"(?:#\s?|\b(?:number|no\.|nr\.?|option|program|choice|result)\s+#?)(?P<n>[1-9]|{_CARDINAL})"
    r"(?![\w.]|\s*(?:years?|k\b|months?|priority|reason))"
)
_TOP = re.compile(r"\bthe top (?:one|program|result|pick|choice|match)\b")
_PAIR = cue("pointers", "pair", CARDINAL=_CARDINAL)
_LIST = cue("pointers", "list")

# -- by word
_LAST = re.compile(rf"\b(?:the )?last (?:{_THING}|of (?:them|these|those))\b|\b(?:the|and|or|vs|versus|to) last{_END}")
_BOTH = cue("pointers", "both", END=_END)
_THESE = cue("pointers", "these")
_THAT = cue("pointers", "that")
_ITS = cue("pointers", "its")
_IT = cue("pointers", "it")


# -- by what stands out
_ONE = r"(?: (?:one|of (?:the two|them|both|these|those|the three)))"
_STANDING_OUT = {
    "cheapest": re.compile(rf"\b(?:the )?(?:cheaper|cheapest|less expensive|least expensive){_ONE}\b"),
    "dearest": re.compile(rf"\b(?:the )?(?:dearer|dearest|pricier|more expensive|most expensive){_ONE}\b"),
    "shortest": re.compile(rf"\b(?:the )?(?:shorter|shortest|faster|fastest|quicker){_ONE}\b"),
    "delivery:online": re.compile(r"\b(?:the|that) online one\b"),
    "delivery:on_campus": re.compile(r"\b(?:the|that) (?:on campus|campus|in person) one\b"),
}
_THE = re.compile(r"\b(?:the|that)\s+$")
_ONE_BEHIND = re.compile(r"\s+one\b")
_NOT_BEFORE = re.compile(r"\b(?:not|anything but|everything but|except(?: for)?|no to|exclude|without|skip|drop)\s+$")
_LEAVE = re.compile(r"\b(?:leave|take)\s+$")
_OUT = re.compile(r"\s*(?:one\s+)?out\b")


def find(message: Message) -> None:
    """Adds every pointer."""
    _standing_out(message)
    _numbers(message)
    _first(message, _LAST, "last", mine=False)
    if len(message.words) <= _LONG:
        _first(message, _BOTH, "both")
    if not any(each.value == "both" for each in message.of("pointer")):
        _first(message, _THESE, "these")
    for pattern in (_THAT, _ITS, _IT):
        _it(message, pattern)
    _refused(message)


def _standing_out(message: Message) -> None:
    for value, pattern in _STANDING_OUT.items():
        _first(message, pattern, value)
    for hit in message.hits.get("place", ()):
        before, behind = _THE.search(message.left(hit.start, 6)), _ONE_BEHIND.match(message.right(hit.end, 8))
        code = hit.sense("state")
        if before and behind and code is not None:
            message.add("pointer", f"state:{code}", hit.start, hit.end + behind.end())


def _refused(message: Message) -> None:
    """ "Not that one", "anything but the second", "leave that one out"; a bare "it" is too weak for that."""
    for pointer in message.of("pointer"):
        if message.flat[pointer.start : pointer.end] in ("it", "its"):
            continue
        left, right = message.left(pointer.start, 24), message.right(pointer.end, 8)
        if _NOT_BEFORE.search(re.sub(r"\b(?:the|that|this)\s+$", "", left)) or (
            _LEAVE.search(left) and _OUT.match(right)
        ):
            pointer.op = "not"


def _numbers(message: Message) -> None:
    flat = message.flat
    for match in _FIRST_N.finditer(flat):
        for value in range(1, _number(match["n"]) + 1):
            first = value == 1
            start = match.start() if first else match.start("n")
            _add(message, value, start, match.start("n") - 1 if first else match.end())
    for match in _NTH.finditer(flat):
        left = flat[: match.start()]
        if match["thing"] is None:
            stands = bool(_BARE.search(left)) and not _MONTH_DAY.search(left) and len(message.words) <= _LONG
            stands = stands or bool(_LISTED.search(left))
        else:
            stands = not _MINE.search(left)
        if stands:
            _add(message, _ORDINALS[match["nth"]], *match.span())
    for match in _TOP.finditer(flat):
        _add(message, 1, *match.span())
    for match in _PAIR.finditer(flat):
        for name in ("a", "b"):
            _add(message, _number(match[name]), *match.span(name))
    for match in _LIST.finditer(flat):
        for number in re.finditer(r"\d", match["list"]):
            at = match.start("list") + number.start()
            _add(message, int(number[0]), at, at + 1)
    for match in _NUMBER.finditer(flat):
        _add(message, _number(match["n"]), *match.span())


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() else _CARDINALS[typed]


def _add(message: Message, value: int, start: int, end: int) -> None:
    if not any(each.value == value for each in message.of("pointer")):
        message.add("pointer", value, start, end)


def _first(message: Message, pattern: re.Pattern[str], value: str, mine: bool = True) -> None:
    """Adds the pattern's first match that nothing else has."""
    for match in pattern.finditer(message.flat):
        taken = any(each.overlaps(*match.span()) for each in message.of("pointer"))
        if not taken and (mine or not _MINE.search(message.flat[: match.start()])):
            message.add("pointer", value, *match.span())
            return


def _it(message: Message, pattern: re.Pattern[str]) -> None:
    """Adds "it" for a pattern; only the word itself, so that the rest can be read."""
    if any(each.value == "it" for each in message.of("pointer")):
        return
    for match in pattern.finditer(message.flat):
        if pattern is _ITS and any(each.end <= match.start() for each in message.of("program")):
            continue  # "does rit have a co-op in its data science ms" points at the name
        name = next(name for name, value in match.groupdict().items() if value)
        if not any(each.overlaps(*match.span(name)) for each in message.of("pointer")):
            message.add("pointer", "it", *match.span(name))
            return
