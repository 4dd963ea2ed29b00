"""How one studies: delivery, pace, thesis, capstone, STEM, and the kind of degree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.nlu.criteria.tables import pairs, table
from bot.nlu.criteria.text import Hit, Message, words


def phrases() -> Iterator[tuple[str, str, Any]]:
    """Every (phrase, kind, value) of ways to study and of seasons."""
    for kind, lists in table("study").items():
        for phrase, value in pairs(lists):
            yield phrase, kind, value


# "quitting my job" is no wish for part time, "can't quit my job" is
_QUITTING = frozenset(("quit my job", "quit work", "leave my job", "leaving my job", "quitting my job"))
_NEGATED = words("not n't nt cant never without cannot dont no")
_NO_CAMPUS_LEFT = words("off main the which a beautiful to their college world your and extended")
_NO_CAMPUS_RIGHT = words("visit life tour tours jobs job housing safety size immersion")
_THIS_EVENING = words("this last next good the yesterday every")
_NO_THESIS_RIGHT = words(
    "advisor adviser advisors supervisor committee defense defence defended chair students student"
)
_NO_STEM_RIGHT = words("background major field fields undergrad cell from related subject subjects stuff")
_WORK_HOURS = re.compile(
    r"\b(?:i|we|while|still|also|keep|who|and) (?:also )?work(?:s|ing)? (?:about |around |over |like )?"
    r"(?:[3-9]\d|full|forty|fifty|thirty|sixty)\+? ?(?:hours|hrs|h|hour|to \d\d hours)\b"
)
# Degrees that are a wish when they are named; an MS or MSc is what nearly every program awards.
_SPECIFIC = frozenset(("MEng", "MPS", "MBA", "MSE", "MPhil", "MComp", "MMath", "MA"))
_SET_APART = re.compile(
    r"\b(?:only|actual|real|proper|must be|has to be|not|rather than|instead of|versus|vs|or)(?: an?| the)?\s*$"
)
_HELD = re.compile(r"\b(?:have|has|had|got|hold|with|did|finished|my|already)(?: an?| my| already| got)*\s*$")
_HELD_BEHIND = re.compile(r"\s*(?:holder|grad|degree and|background|here)")


def find(message: Message) -> None:
    """Adds everything about the way of studying except its length and start."""
    for hit in message.hits.get("study", ()):
        kind, value = hit.senses[0]
        if kind in _READERS and message.free(hit.start, hit.end):
            _READERS[kind](message, hit, value)
    match = _WORK_HOURS.search(message.flat) if "work" in message.flat else None
    if match is not None:
        _add_once(message, "pace", "part_time", *match.span())
    _degrees(message)


def _add_once(message: Message, kind: str, value: Any, start: int, end: int) -> None:
    if not any(each.value == value for each in message.of(kind)):
        message.add(kind, value, start, end)


def _delivery(message: Message, hit: Hit, value: str) -> None:
    phrase = message.flat[hit.start : hit.end]
    if _is_no_delivery(message, hit, phrase):
        return
    if value not in ("recorded", "live"):
        _add_once(message, "delivery", value, hit.start, hit.end)
        return
    synchronous = (value == "live") != (message.word(hit.first - 1) == "no")
    online = next((each for each in message.of("delivery") if each.value == "online"), None)
    if online is not None:
        online.extras.setdefault("synchronous", synchronous)
    else:
        message.add("delivery", "online", hit.start, hit.end, synchronous=synchronous)


def _is_no_delivery(message: Message, hit: Hit, phrase: str) -> bool:
    """ "driving distance", "a remote job", "campus life" and the like."""
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if phrase == "distance":
        return left in ("driving", "commuting", "walking", "the", "of") or right in ("from", "to")
    if phrase == "campus":
        return left in _NO_CAMPUS_LEFT or right in _NO_CAMPUS_RIGHT
    if phrase == "recorded":
        return "lecture" not in message.flat and "class" not in message.flat
    if phrase in ("remote", "remotely"):
        return right in ("job", "jobs", "work", "worker")
    return phrase == "in class" and right == "of"


def _pace(message: Message, hit: Hit, value: str) -> None:
    phrase = message.flat[hit.start : hit.end]
    left = message.word(hit.first - 1)
    if phrase == "pt" and left[:1].isdigit():
        return
    if phrase in _QUITTING and not _NEGATED.intersection(message.before(hit.start, 4)):
        return
    if (
        phrase in ("weekend", "evening", "weekends", "nights")
        and left in _THIS_EVENING
        and message.word(hit.first - 2) != "in"
    ):
        return
    if value == "full_time" and (
        message.word(hit.last) in ("employed", "employee") or "working" in message.before(hit.start, 2)
    ):
        value = "part_time"
    _add_once(message, "pace", value, hit.start, hit.end)


def _thesis(message: Message, hit: Hit, value: str) -> None:
    behind = message.after(hit.end, 3)
    either_way = behind[:1] == ["optional"] or behind[:2] == ["is", "optional"]
    if behind[:1] == ["or"] and behind[1:3] in (["non", "thesis"], ["not"]):
        either_way = True
    if value == "optional" or either_way:
        message.add("thesis", None, hit.start, hit.end, "drop")
    elif not (behind and behind[0] in _NO_THESIS_RIGHT):
        _add_once(message, "thesis", value, hit.start, hit.end)


def _capstone(message: Message, hit: Hit, value: str) -> None:
    _add_once(message, "capstone", value, hit.start, hit.end)


def _stem(message: Message, hit: Hit, value: bool) -> None:
    phrase = message.flat[hit.start : hit.end]
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if phrase == "opt" and (right in ("out", "in", "for", "to") or left in ("to", "will", "i")):
        return
    if phrase.startswith("stem") and (right in _NO_STEM_RIGHT or left in ("in", "non")):
        return
    if phrase == "stem degree" and {"have", "has", "got", "my", "need"}.intersection(message.before(hit.start, 2)):
        return
    _add_once(message, "stem", value, hit.start, hit.end)


_READERS: dict[str, Callable[[Message, Hit, Any], None]] = {
    "delivery": _delivery,
    "pace": _pace,
    "thesis": _thesis,
    "capstone": _capstone,
    "stem": _stem,
}


def _degrees(message: Message) -> None:
    """Kinds of degree: the specific ones, and an MS where it is set against another or insisted on."""
    hits = [hit for hit in message.hits.get("degree", ()) if message.free(hit.start, hit.end)]
    specific = [
        hit
        for hit in hits
        if hit.senses[0][1] in _SPECIFIC and message.flat[hit.start : hit.end] not in ("mtech", "m.tech")
    ]
    for hit in hits:
        value = hit.senses[0][1]
        held = _HELD.search(message.left(hit.start, 25)) or _HELD_BEHIND.match(message.right(hit.end, 12))
        if value == "MBA" and held:
            continue
        apart = value in ("MS", "MSc") and specific and _SET_APART.search(message.left(hit.start, 20))
        if hit in specific or apart:
            _add_once(message, "degree", value, hit.start, hit.end)
