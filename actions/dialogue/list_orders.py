"""Orders on the shortlist in words that remind of something else. Pure.

"Keep OMSCS and Penn MCIT" reminds of a comparison, "unsave all" of undo, "remove everything from my list" of deleting
all that is kept, "keep my profile but clear the list" and "don't remove the first, remove the second" of a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.memory import NAMES, NAMING, Memory, Message
from actions.dialogue.released import FILLERS, OPENER
from actions.dialogue.way import Route

ASK_ALL = "ask_all"  # value of `pointer` by which the question whether to empty the list is asked for
KEPT = "kept"  # `op` of what an order to take something off says to keep
MOST_WORDS = 20  # a longer message tells more than an order on the list
_REMOVE = (
    r"(?:clear|empty|wipe|reset|delete|remove|erase|drop|forget|purge|scrap|ditch|bin|dump|un-?save|un-?keep|"
    r"get rid of|take|throw|kick)(?: (?:off|out|away))?"
)
_ALL = (
    r"(?:everything|it all|them all|all(?: of (?:it|them|these|those))?|"
    r"(?:all|every|each)(?: of)?(?: (?:the|my|these|those))?(?: \w+)? "
    r"(?:programs?|programmes?|schools?|ones?|entries|entry))"
)
_MINE = r"(?:my|our) (?:whole |entire |own )?(?:short[- ]?list|list|favou?rites|picks|bookmarks)"
_ANY = r"(?:the|this|that) (?:whole |entire )?(?:short[- ]?list|list)"
_ENDS = r"(?=\s*(?:[,.;:!?]|$|(?:but|and|please|pls|now|only|alone|again|too|for me|completely|entirely|as well)\b))"
# Nothing but all of the list can be meant; and the same where there is a list.
_OF_MINE = re.compile(
    rf"\b{_REMOVE} {_ALL}(?: that(?: is|['’]s)?)? (?:off|from|on|in|out of) (?:{_MINE}|{_ANY})\b"
    rf"|\b{_REMOVE} {_MINE}{_ENDS}"
    rf"|\b{_REMOVE} (?:all|everything|every \w+|each \w+)(?: of)?(?: the| my)?(?: \w+)?(?: that)? i(?:['’]ve| have)? "
    r"(?:saved|kept|shortlisted|picked|added|bookmarked)\b"
    rf"|\b{_REMOVE} (?:all )?(?:of )?my (?:saved|kept|shortlisted|picked|bookmarked) (?:\w+ )?"
    rf"(?:programs|programmes|schools|ones){_ENDS}"
    rf"|\bun-?(?:save|keep) {_ALL}{_ENDS}",
    re.IGNORECASE,
)
_OF_ANY = re.compile(rf"\b{_REMOVE} {_ANY}{_ENDS}", re.IGNORECASE)
_NOT = re.compile(
    r"(?:n['’]?t|\bnot|\bnever|\bdont|\bwithout|\brather than|\binstead of)\b[^,.;!?]{0,40}$", re.IGNORECASE
)
_ASKS = re.compile(
    rf"{OPENER}"
    r"(?:(?:should|shall|must|do|did|would|will|have|am|can|could|may|might) (?:i|we)\b|(?:did|have) you\b|"
    r"how\b|why\b|when\b|what\b|where\b|who\b|is\b|are\b|was\b|were\b|does\b|has\b|if\b)",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\W*(?:except|excluding|other than|besides|apart from|but (?!keep|leave|not|don|do not|please))", re.I
)
# Verbs of the list, each with what is named behind it, and what stays as it is: "keep the first", "not the first".
_TAKES_OFF = r"remove|delete|drop|erase|ditch|lose|scratch|un-?save|(?:take|kick|throw)(?: (?:off|out))?|get rid of"
_PUTS_ON = r"add|put|shortlist"
_SPARES = r"don['’]?t|do not|dont|never|not"
_MARK = re.compile(
    rf"\b(?:(?P<spares>(?:{_SPARES})"
    rf"(?: (?:you |ever |just )?(?:{_TAKES_OFF}|{_PUTS_ON}|keep|save|touch|change|move))?\b|"
    rf"(?:keep|save|leave|spare)\b)|(?<!\bor )(?<!\bnor )(?:(?P<off>{_TAKES_OFF})|(?P<on>{_PUTS_ON}))\b"
    r"(?!\s*(?:,|or\b|nor\b)))",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:notes?|reminders?|remarks?)\b", re.IGNORECASE)
_REFUSES_TO_KEEP = re.compile(rf"(?:{_SPARES}) (?:{_PUTS_ON}|keep|save)\b", re.IGNORECASE)
_KEEPS = re.compile(r"(?:keep|save)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:top|bottom|end|up|down|front|back|before|after|above|below)\b", re.IGNORECASE)
# "1 and 3", "numbers 2, 4": what stands behind a verb of the list, where it is numbers alone.
_NUMBERS = re.compile(
    r"\W*(?:(?:the|just|only|both|numbers?|nos?\.?)\s+)*#?[1-9]\b(?:[\s,&#+]|\band\b|\bor\b|[1-9]\b)*"
    r"(?:\W|\b(?:please|pls|then|instead|and|but)\b)*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b[1-9]\b")
# "keep @ and @", "please add @, @ & @ to my list", where each @ is a program that is named, and nothing else is said.
_NAMED = r"(?:(?:the |both )?@(?:[\s,&+;]|\band\b|\balso\b|\btoo\b)*)+"
_ON_LIST = r"(?:(?:to|on|in|into|for|onto) (?:(?:my|the|our) )?(?:short[- ]?list|list|later|now)\b)"
_LISTS_NAMED = re.compile(
    rf"{OPENER}{FILLERS}(?:(?:keep|save|shortlist|bookmark) {_NAMED}{_ON_LIST}?|(?:add|put) {_NAMED}{_ON_LIST})"
    r"\W*(?:(?:please|pls|for me|thanks|thank you)\W*)*",
    re.IGNORECASE,
)


def list_cleared(message: Message, memory: Memory) -> Route | None:
    """ "Unsave all", "keep my profile but clear the list": the list alone, after its one question."""
    if len(message.text.split()) > MOST_WORDS or _ASKS.match(message.text):
        return None
    found = _OF_MINE.search(message.text) or (_OF_ANY.search(message.text) if memory.shortlist else None)
    if found is None or _NOT.search(message.text[: found.start()]) or _BUT.match(message.text, found.end()):
        return None
    said = ({"entity": "pointer", "value": ASK_ALL},)
    return Route("shortlist_remove", replace(message, intent="shortlist_remove", entities=said))


def ordered_beside(message: Message, memory: Memory) -> Route | None:
    """ "Don't remove the first, remove the second": what is spared stays, and what is ordered beside it is done; of
    "add the third and drop the second" both are, as one change."""
    if message.is_chip or len(message.text.split()) > MOST_WORDS or _ASKS.match(message.text):
        return None
    if _NOTE.search(message.text):  # "delete the note on the first, keep the second" is of notes
        return None
    marks = list(_MARK.finditer(message.text))
    entities = _by_numbers(marks, message.text) or message.entities
    named = [(_behind(marks, each), each) for each in entities if each["entity"] in NAMING]
    spared = [mark for mark, _ in named if mark is not None and mark["spares"]]
    off = tuple({**each, "op": "is"} for mark, each in named if mark is not None and mark["off"])
    kept = tuple({**each, "op": KEPT} for mark, each in named if mark is not None and _puts_on(mark, message.text))
    if off and (kept or (spared and memory.shortlist)):
        return Route("shortlist_remove", _only(message, "shortlist_remove", (*off, *kept)))
    if not spared:
        return None
    if any(_REFUSES_TO_KEEP.match(mark.group()) for mark in spared):
        on = tuple(each for mark, each in named if mark is not None and (mark["on"] or _KEEPS.match(mark.group())))
        return Route("shortlist_add", _only(message, "shortlist_add", on)) if on else None
    return None


def kept_by_name(message: Message, _memory: Memory) -> Route | None:
    """ "Keep OMSCS and Penn MCIT": two names in a row remind of a comparison, and the verb says what is to be done."""
    named = [each for each in message.entities if each["entity"] in NAMES and "start" in each]
    text = message.text
    for each in sorted(named, key=lambda one: -int(one["start"])):
        text = f"{text[: int(each['start'])]}@{text[int(each['end']) :]}"
    if not named or message.is_chip or _LISTS_NAMED.fullmatch(text) is None:
        return None
    return Route("shortlist_add", _only(message, "shortlist_add", tuple(named)))


def _puts_on(mark: re.Match[str], text: str) -> bool:
    """Whether a verb puts on the list what is named behind it; one that moves it there is an order of its own."""
    return _KEEPS.match(mark.group()) is not None or (mark["on"] is not None and _MOVES.search(text) is None)


def _by_numbers(marks: Sequence[re.Match[str]], text: str) -> tuple[Mapping[str, Any], ...]:
    """The programs of "keep 1 and 3, drop 2", where numbers alone stand behind every verb; else none."""
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    if not marks or not all(_NUMBERS.fullmatch(text, mark.end(), end) for mark, end in zip(marks, ends, strict=True)):
        return ()
    return tuple(
        {"entity": "pointer", "value": int(each.group()), "text": each.group(), "start": each.start()}
        for each in _NUMBER.finditer(text, marks[0].end())
    )


def _behind(marks: Sequence[re.Match[str]], entity: Mapping[str, Any]) -> re.Match[str] | None:
    """The verb that an entity stands behind."""
    begin = int(entity.get("start") or 0)
    return next((mark for mark in reversed(marks) if mark.end() <= begin), None)


def _only(message: Message, intent: str, named: tuple[Mapping[str, Any], ...]) -> Message:
    """The message as an order on what is named, without words that speak of something else."""
    return replace(message, intent=intent, entities=named, text=" ".join(str(each.get("text")) for each in named))
