"""What is refused: "not online", "no thesis or capstone", "anything but ASU", "weak in math"."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.nlu.criteria.text import PLACES, Entity, Message
from bot.nlu.criteria.word_tables import patterns

_REFUSABLE = PLACES | {
    *("delivery", "pace", "background", "skill", "field", "focus", "degree", "thesis", "capstone", "stem", "start"),
    *("program", "occupation", "unknown_program"),
}
_MEASURED = frozenset(("budget", "duration", "gpa", "income", "work_years"))  # "not more than" is read with the amount
_NEGATOR = re.compile(rf"(?<![\w'])(?:{patterns('cues', 'negators')})(?![\w'])")
_NO_NEGATOR_BEHIND = re.compile(rf"\s+{patterns('cues', 'no_negator_behind')}\b")
_GAP = re.compile(rf"[\s\"'(]*(?:{patterns('cues', 'negator_gap')}[\s-]+|[\"'(])*[\"']?")
# What is only compared with: "1.0 is the best, not like US"; "I would not like the US" refuses it.
_LIKE = re.compile(r"\s+(?:like|as)\s+(?:in\s+|at\s+|with\s+)?(?:the\s+)?")
_WOULD = re.compile(r"\b(?:i|we|would|do|did|could|may|might|'d)\s*$")
_LONGEST_GAP = 60  # characters
_ARTICLES = r"(?:(?:any|a|an|the|in|at|to|with|near|from|for|no|not|write|do|even|also)\s+)*"
_OR = re.compile(rf"\s*(?:,\s*)?(?:or|nor|/|&)\s+{_ARTICLES}|\s*/\s*")
_AND = re.compile(rf"\s*(?:,\s*)?(?:and|,|nor|or|/|&)\s*{_ARTICLES}")
_LAST_OF_LIST = re.compile(r"\s*,?\s*(?:or|and|nor)\s+(?:in |the )*")
_OPPOSITE = frozenset(("is n't", "isn't", "isnt", "aren't", "arent", "doesn't", "doesnt"))
_MIXED = frozenset(("thesis", "capstone", "skill", "background"))  # "no thesis or capstone"
_REFUSED_BEHIND = re.compile(
    r"\s*[?]?\s*(?:(?:masters?|programs?|schools?|universit\w+|one|state)\s*)?(?:is|are|was|would be)?\s*"
    + patterns("cues", "refused_behind")
)
_HARD_BEHIND = re.compile(
    r"\s*(?:study |studies )?(?:is|would be|seems|gets|feels)?\s*" + patterns("cues", "refused_as_hard")
)
_REFUSED_BEHIND_KINDS = PLACES | {"delivery", "program", "field", "focus", "degree", "pace", "thesis", "capstone"}
# What follows a list that is wanted after all: "not interested in robotics, nlp or vision would be ok".
_PREDICATE = re.compile(r"\s*(?:would|is|are|sounds?|seems?|works?|might|could|will|please|yes|though i)\b(?! not)")
_INSTEAD = re.compile(r"\s*(?:,|but|rather)\s*(?:rather |make it |more like )?")
_WEAK = re.compile(r"(?<![\w'])(?:weak|bad|terrible|poor|suck|sucks|fails?|failed|not great|not good)(?![\w'])")
_WEAK_BEFORE = re.compile(r"\s*(?:(?:in|at|on|with|my|the|grades?)\s+)*")
_WEAK_BEHIND = re.compile(r"\s*(?:is|are|skills?|grades?|\s)*\s*")


def apply(message: Message) -> None:
    """Marks what is refused."""
    wishes = sorted((each for each in message.found if each.kind in _REFUSABLE), key=lambda each: each.start)
    for match in _NEGATOR.finditer(message.flat):
        if not _NO_NEGATOR_BEHIND.match(message.flat, match.end()) and not _answers(message, match):
            _refuse_next(message, match, wishes)
    for match in _WEAK.finditer(message.flat):
        _lack(message, match, wishes)
    _refused_again(message)
    _replaced(message)
    for entity in wishes:
        if entity.op == "is" and _is_refused_behind(message, entity):
            _refuse(entity)
    _pace_that_is_left(message)


def _is_refused_behind(message: Message, entity: Entity) -> bool:
    """Whether the words behind refuse it: "online is out", "full time is too hard"."""
    if entity.kind in ("pace", "delivery") and _HARD_BEHIND.match(message.flat, entity.end):
        return True
    return entity.kind in _REFUSED_BEHIND_KINDS and _REFUSED_BEHIND.match(message.flat, entity.end) is not None


def _pace_that_is_left(message: Message) -> None:
    """Where one pace is refused, the other is meant: "full time is hard"; said too, it is enough."""
    paces = list(message.of("pace"))
    refused = [each for each in paces if each.op == "not" and each.value == "full_time"]
    if len(refused) < len(paces):
        for each in refused:
            message.found.remove(each)
            message.aside("pace", each.value, each.start, each.end)
        return
    for each in refused:
        each.value, each.op = "part_time", "is"
        each.extras["turned"] = True


def _refused_again(message: Message) -> None:
    """A place or field named twice and refused once is refused: "in the US nobody cares … no usa thank you"."""
    named = [each for each in message.found if each.op == "is" and each.kind in PLACES | {"field"}]
    if not named:
        return
    hits = [hit for group in ("place", "topic") for hit in message.hits.get(group, ())]
    for match in _NEGATOR.finditer(message.flat):
        for hit in hits:
            near = match.end() <= hit.start <= match.end() + _LONGEST_GAP
            apart = hit.sense("nationality") is None and not any(each.start == hit.start for each in message.found)
            if not (near and apart) or _answers(message, match):
                continue
            if not _GAP.fullmatch(message.flat, match.end(), hit.start):
                continue
            for entity in named:
                if entity.value == hit.sense(entity.kind):
                    _refuse(entity)


def _replaced(message: Message) -> None:
    """ "not 20k, 30k": of two amounts the second counts."""
    for kind in _MEASURED:
        amounts = sorted(message.of(kind), key=lambda each: each.start)
        for earlier, later in pairwise(amounts):
            refused = message.left(earlier.start, 5).rstrip("$£€ ").endswith("not")
            if refused and _INSTEAD.fullmatch(message.flat, earlier.end, later.start):
                message.found.remove(earlier)
                message.aside(kind, earlier.value, earlier.start, earlier.end)


def _answers(message: Message, match: re.Match[str]) -> bool:
    """ "no, online" and "no wait" answer; they refuse nothing that follows."""
    return match.group() == "no" and re.match(r"\s*(?:,|$|wait)", message.flat[match.end() :]) is not None


def _refuse_next(message: Message, match: re.Match[str], wishes: list[Entity]) -> None:
    """Refuses the first wish behind a negator, and the list it opens."""
    flat, negator = message.flat, match.group()
    if any(each.start <= match.start() < each.end or each.start < match.end() <= each.end for each in wishes):
        return  # "non thesis" is one phrase
    behind = [each for each in message.found if each.start >= match.end() and each.kind != "asked_fact"]
    nearest = min(behind, key=lambda each: each.start, default=None)
    if nearest is None or nearest.kind not in _REFUSABLE or nearest.start - match.end() > _LONGEST_GAP:
        return
    if not _GAP.fullmatch(flat, match.end(), nearest.start) or _is_other(flat, match, nearest, negator):
        return
    if nearest.kind in PLACES and _is_compared(flat, match, nearest):
        message.found.remove(nearest)
        message.aside("place", nearest.value, nearest.start, nearest.end)
        return
    _refuse(nearest)
    _spread(message, wishes, nearest)


def _is_compared(flat: str, match: re.Match[str], place: Entity) -> bool:
    """Whether a place is only what something differs from."""
    return _LIKE.fullmatch(flat, match.end(), place.start) is not None and not _WOULD.search(flat[: match.start()])


def _is_other(flat: str, match: re.Match[str], entity: Entity, negator: str) -> bool:
    """Negators that refuse only some things, or nothing where they open a question."""
    if negator in _OPPOSITE and not flat[: match.start()].strip(" ,.!"):
        return True  # "isn't georgia tech online?"
    if entity.kind == "pace" and "job" in flat[entity.start : entity.end]:
        return True  # "can't quit my job" is read as one
    if negator.startswith("outside"):
        return entity.kind not in PLACES
    if negator == "hate":
        return entity.kind not in PLACES and entity.kind not in ("delivery", "focus")
    return flat[: match.start()].endswith("why ") and entity.kind != "program"


def _refuse(entity: Entity) -> None:
    if entity.op in ("drop", "lower", "higher"):
        return
    if entity.kind in ("thesis", "capstone"):
        entity.value = "none"
    else:
        entity.op = "not"


def _spread(message: Message, wishes: list[Entity], first: Entity) -> None:
    """A refusal holds for the list it stands before: "not in california or new york", "no thesis or capstone"."""
    previous = first
    for position in range(wishes.index(first) + 1, len(wishes)):
        entity = wishes[position]
        gap = message.flat[previous.end : entity.start]
        same = entity.slot == first.slot
        mixed = {entity.kind, first.kind} <= _MIXED
        joined = _OR.fullmatch(gap) and (same or mixed)
        listed = same and _AND.fullmatch(gap) and (gap.strip() != "," or _goes_on(message, wishes, position))
        if listed and gap.strip().startswith(",") and _is_wanted(message, wishes, position):
            return
        if not (joined or listed):
            return
        _refuse(entity)
        previous = entity


def _is_wanted(message: Message, wishes: list[Entity], position: int) -> bool:
    """Whether the rest of a list behind a comma is the subject of a clause of its own."""
    last = wishes[position]
    for entity in wishes[position + 1 :]:
        if not _AND.fullmatch(message.flat, last.end, entity.start):
            break
        last = entity
    return _PREDICATE.match(message.flat, last.end) is not None


def _goes_on(message: Message, wishes: list[Entity], position: int) -> bool:
    """Whether "or" or "and" and another follow, as in "not a, b or c"."""
    if position + 1 >= len(wishes):
        return False
    return _LAST_OF_LIST.fullmatch(message.flat, wishes[position].end, wishes[position + 1].start) is not None


def _lack(message: Message, match: re.Match[str], wishes: list[Entity]) -> None:
    """ "weak in math": the skill is missing."""
    for entity in wishes:
        if entity.kind != "skill":
            continue
        before = entity.start >= match.end() and _WEAK_BEFORE.fullmatch(message.flat, match.end(), entity.start)
        behind = entity.end <= match.start() and _WEAK_BEHIND.fullmatch(message.flat, entity.end, match.start())
        if before or behind:
            _refuse(entity)
            if before:
                _spread(message, wishes, entity)
            return
