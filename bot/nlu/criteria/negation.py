"""What is refused: "not online", "no thesis or capstone", "anything but ASU", "weak in math"."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import PLACES, Entity, Message, either

_REFUSABLE = PLACES | {
    *("delivery", "pace", "background", "skill", "field", "focus", "degree", "thesis", "capstone", "stem", "start"),
    *("program", "occupation", "unknown_program"),
}
_MEASURED = frozenset(("budget", "duration", "gpa", "income", "work_years"))  # "not more than" is read with the amount
_NEGATOR = re.compile(
    r"(?<![\w'])"
    + either(
        r"""anything but | anywhere but | anything except | anywhere except | everything but | all but | other than
        outside(?: of)? | instead of | rather than | rather not | without | w/o | except(?: for)? | excluding | exclude
        avoid(?:ing)? | neither | nor | isn't | isnt | aren't | arent | don't | dont | doesn't | doesnt | wasn't
        can't | cant | cannot | can not | couldn't | won't | wont | haven't | havent | never | thats not | not | non
        no
        skip | hate | lack(?:ing)? | lacks | besides | minus | zero"""
    )
    + r"(?![\w'])"
)
_NO_NEGATOR_BEHIND = re.compile(
    r"\s+"
    + either(
        r"""only | just | sure | necessarily | so much | as | too | bad | more | less | over | under | above | problem
        worries | matter | wait | idea | longer | preference | mind | care | need to be | have to be"""
    )
    + r"\b"
)
# Words that may stand between a negator and what it refuses.
_GAP = re.compile(
    r"[\s\"'(]*(?:(?:\d+|"
    + either(
        """a | an | the | any | my | your | in | at | on | to | of | from | near | for | want | wants | wanting
        need | needs
        needed | require | requires | required | requiring | have | has | having | got | do | does | doing | be
        being | is
        it | that | one | ones | take | taking | took | taken | like | interested | looking | into | know | knows
        good | very
        much | so | really | too | just | only | even | care | about | prior | previous | formal | real | strong | solid
        enough | go | going | live | living | move | moving | write | writing | wanna | strictly | ask | asks | asking
        programs? | schools? | universit\\w+ | classes | anything | stuff | mandatory | ever | been | yet | based
        attend
        study | studying | us | with | well | confident | comfortable | great | super | get | submit | sit | me
        all | think
        experience | skills | background | knowledge | use | used | using | done | learned | studied | or | and
        big | fan
        either | also | can | could | would | will | should | i | wish"""
    )
    + r")\s+|[\"'(])*[\"']?"
)
_ARTICLES = r"(?:(?:any|a|an|the|in|at|to|with|near|from|for|no|not|write|do|even|also)\s+)*"
_OR = re.compile(rf"\s*(?:,\s*)?(?:or|nor|/|&)\s+{_ARTICLES}|\s*/\s*")
_AND = re.compile(rf"\s*(?:,\s*)?(?:and|,|nor|or|/|&)\s*{_ARTICLES}")
_LAST_OF_LIST = re.compile(r"\s*,?\s*(?:or|and|nor)\s+(?:in |the )*")
_OPPOSITE = frozenset(("is n't", "isn't", "isnt", "aren't", "arent", "doesn't", "doesnt"))
_MIXED = frozenset(("thesis", "capstone", "skill", "background"))  # "no thesis or capstone"
_REFUSED_BEHIND = re.compile(
    r"\s*(?:(?:masters?|programs?|schools?|universit\w+|one|state)\s*)?(?:is|are|was)?\s*"
    + either(
        r"""out\b(?! of) | not (?:an option|for me|my thing|required|needed|necessary|interested|possible|happening)
        n't (?:for me|an option|my thing) | isn't (?:for me|an option|my thing) | isnt (?:for me|an option) | no thanks
        no way | nope | off the table | excluded | too (?:hot|cold|far|expensive for me)"""
    )
)
_REFUSED_BEHIND_KINDS = PLACES | {"delivery", "program", "field", "focus", "degree", "pace"}
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
    for entity in wishes:
        if (
            entity.op == "is"
            and entity.kind in _REFUSED_BEHIND_KINDS
            and _REFUSED_BEHIND.match(message.flat, entity.end)
        ):
            _refuse(entity)


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
    if nearest is None or nearest.kind not in _REFUSABLE or nearest.kind in _MEASURED:
        return
    if not _GAP.fullmatch(flat, match.end(), nearest.start) or _is_other(flat, match, nearest, negator):
        return
    _refuse(nearest)
    _spread(message, wishes, nearest)


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
        if not (joined or listed):
            return
        _refuse(entity)
        previous = entity


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
