"""What is refused, taken back, relative or only nice to have: sets `op` and `strength` on what was found."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.criteria.text import Entity, Message

CUES: dict[str, tuple[str, Any]] = {}

_WISHES = frozenset(
    [
        "delivery",
        "pace",
        "budget",
        "state",
        "city",
        "country",
        "region",
        "place",
        "gpa",
        "background",
        "skill",
        "field",
        "focus",
        "degree",
        "duration",
        "thesis",
        "capstone",
        "stem",
        "start",
        "program",
        "occupation",
        "unknown_program",
    ]
)
_SLOT = {"state": "place", "city": "place", "country": "place", "region": "place"}
_NOT_WORDS = (
    r"not|no|non|without|w/o|except(?: for)?|excluding|exclude|avoid(?:ing)?|nor|neither|anything but|anywhere but|anything except|anywhere except|everything but|all but|other than|outside(?: of)?"
    r"|instead of|rather than|skip|hate|lack(?:ing)?|lacks|isn't|isnt|is n't|aren't|arent|don't|dont|do n't|do nt|doesn't|doesnt|wasn't|never|can't|cant|cannot|can not|couldn't|won't|wont|rather not|thats not|haven't|havent|besides|minus|zero|weak|bad|terrible|poor|suck|sucks|fails?|failed"
)
_NEGATOR = re.compile(rf"(?<![\w'])(?:{_NOT_WORDS})(?![\w'])")
_WEAK = frozenset(("weak", "bad", "terrible", "poor", "suck", "sucks", "fail", "fails", "failed"))
# Words that may stand between a negator and what it refuses.
_GAP = re.compile(
    r"[\s\"'(]*(?:(?:\d+|a|an|the|any|my|your|in|at|on|to|of|from|near|for|want|wants|wanting|need|needs|needed|require|requires|required|requiring|have|has|having|got|do|does|doing|be|being|is|it|that|one|ones|take|taking|took|taken|like|interested|looking|into|know|knows|good|great|very|much|so"
    r"|really|too|just|only|even|care|about|prior|previous|formal|real|strong|solid|enough|go|going|live|living|move|moving|write|writing|wanna|strictly|necessarily|ask|asks|asking|programs?|schools?|universit\w+|classes|anything|stuff|mandatory|ever|been|yet|based|attend|study|studying|us|with|well|confident|comfortable|great|super|get|submit|sit|me|all|think|of|experience|in|skills|background|knowledge|use|used|done|learned|studied|or|and|interested|big|fan|either|also"
    r"|can|could|would|will|should|i|want|wish|required?)\s+|[\"'(])*[\"']?"
)
_LIST_OR = re.compile(
    r"\s*(?:,\s*)?(?:or|nor|/|&)\s+(?:(?:any|a|an|the|in|at|to|with|near|from|for|no|not|write|do|even)\s+)*|\s*/\s*"
)
_LIST_AND = re.compile(r"\s*(?:,\s*)?(?:and|,|nor|or|/|&)\s*(?:(?:any|a|an|the|in|at|to|with|near|from|for|also)\s+)*")
_NOT_NEGATOR_BEHIND = re.compile(
    r"\s+(?:only|just|sure|necessarily|too|so much|as|bad|more|less|over|under|above|problem|worries|matter|wait|idea|longer|preference|mind|care|need to be|have to be)\b"
)
_POST = re.compile(
    r"\s*(?:(?:masters?|programs?|schools?|universit\w+|one|state)\s*)?(?:is|are|was)?\s*(?:out\b(?! of)|not (?:an option|for me|my thing|required|needed|necessary|interested|possible|happening)|n't (?:for me|an option|my thing)|isn't (?:for me|an option|my thing)|isnt (?:for me|an option)|no thanks|no way|nope|off the table|excluded|too (?:hot|cold|far|expensive for me))"
)
_ELSE = re.compile(r"\b(?:somewhere|anything|something|anywhere) else\b")

# -- taken back
_DROP_BEFORE = re.compile(
    r"\b(?:forget(?: about)?|forget what i said about|drop|remove|never ?mind|ignore(?: what i said about)?|scrap|scratch|clear|delete|get rid of|take out|take away|lose|undo|no longer (?:need|want|care about|looking for|require)?|don't care (?:about|if|whether)|dont care (?:about|if|whether)"
    r"|do n't care (?:about|if|whether)|do nt care (?:about|if|whether)|doesn't have to be|does n't have to be|does nt have to be|doesnt have to be|don't have to be|need not be|needn't be|doesn't need to be|doesnt need to be|not (?:fixed|set) on|no need for|regardless of(?: the)?|not worried about|disregard|relax|lift|skip)\s*"
    r"(?:(?:it's|its|it is|to be|being|the|my|that|this|about|on|whether|if|a|an|in|any|of|to|live in|having)\s+)*$"
)
_DROP_BEHIND = re.compile(
    r"\s*(?:(?:filter|thing|part|requirement|limit|wish|constraint|criteria|criterion|bit|range|preference|program|or \w+(?: \w+)?|and \w+(?: \w+)?)\s*)?(?:(?:doesn't|doesnt|does n't|does nt|don't|dont|do n't) (?:really )?matter|(?:is|are)?n't (?:really )?(?:that )?(?:an issue|important|a problem|a concern|a factor)"
    r"|(?:is|are) (?:no|not) (?:an? )?(?:\w+ )?(?:issue|important|problem|object|concern|factor)|(?:is|are) no object|no object|no longer matters|isnt (?:an issue|important)|not important|whatever|(?:is|are) flexible|(?:is|are) irrelevant|no bar|isn't an issue)\b"
)
_TOPICS: tuple[tuple[str, str], ...] = (
    ("budget", r"budget|price|prices|cost|costs|money|tuition|price range|price limit|fees"),
    ("place", r"location|locations|place|state|states|city|country|where|region|distance|geography"),
    (
        "delivery",
        r"delivery|format|online or (?:on )?campus|online or (?:in person|not|offline)|in person or online|campus or online|mode",
    ),
    ("gre", r"gre|gmat|gre requirement"),
    ("gpa", r"gpa|grades"),
    ("duration", r"duration|length|time limit|how long"),
    ("pace", r"pace|part time or full time|full time or part time"),
    ("focus", r"focus|specialization|specialisation|concentration"),
    ("thesis", r"thesis"),
    ("capstone", r"capstone"),
    ("stem", r"stem|opt|stem opt"),
    ("start", r"start date|start|when it starts|term"),
    ("field", r"field|subject"),
    ("background", r"background|degree i have"),
)
_ANY_TOPIC = re.compile(
    r"\b(?:any|whatever|every|all) (?P<topic>budget|price|prices|cost|location|place|places|state|states|city|country|region|format|delivery|mode|length|duration|field|start date|term|focus)\b(?: (?:is|are|will|would|works?)(?: be)? ?(?:fine|ok|okay|good|do|works?)?)?"
)
_ANYWHERE = re.compile(
    r"\b(?:(?:live|study|move|go|relocate|be|located|programs?|schools?|somewhere or) anywhere|^anywhere|anywhere (?:is|works?|will do|really|goes|ok|okay|fine))\b(?! (?:in|on|near|but|except|within|around|from|close|else|other|outside|along|with|that))|\b(?:does n't|doesn't|doesnt|does nt|don't|dont|do n't) (?:really )?(?:matter|care)(?: to me| for me)? where\b(?! (?:i|we) (?:start|am))|\bwherever\b"
)
_NO_LIMIT = re.compile(
    r"\b(?:money|price|cost|budget)(?:'s| is|s)? (?:no|not an?|is not an?|isn't an?|isnt an?|is n't an?) (?:object|issue|problem|concern|limit)\b|\bno budget(?: limit| constraints?)?\b|\bunlimited budget\b|\b(?:no|without) (?:price|cost|budget) limit\b|\bbudget is (?:open|unlimited|flexible)\b"
)
_MIND_GRE = re.compile(
    r"\b(?:don't mind|dont mind|do n't mind|do nt mind|willing to|happy to|ok with|okay with|fine with|can|could|will|would|ready to) (?:\w+ )?(?:tak(?:e|ing)|writ(?:e|ing)|sit(?:ting)?(?: for)?|do(?:ing)?|giv(?:e|ing)|the)? ?(?:the )?(?:gre|gmat)\b"
)

# -- relative
_RELATIVE: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("budget", "lower", re.compile(r"\b(?:cheaper(?! than)|less expensive(?! than)|more affordable(?! than)|lower (?:price|cost|tuition|budget|fees)|(?:too|so|pretty|very|bit|way too) (?:expensive|pricey|costly|much money)|costs? less(?! th[ae]n)|can't afford (?:that|those|these|it|them)|out of my (?:budget|price range))\b")),
    ("budget", "higher", re.compile(r"\b(?:more expensive(?: (?:ones?|is (?:ok|fine)))|pricier|(?:increase|raise|up) (?:my |the )?budget(?! to)|spend more(?! than))\b")),
    ("duration", "lower", re.compile(r"\b(?:shorter(?! than)|faster(?! than)|quicker(?! than)|less time(?! than)|too long)\b")),
    ("duration", "higher", re.compile(r"(?:^|(?<!no )(?<!any )(?<!much )(?<!take )(?<!takes )(?<!be ))\b(?:longer (?:is|programs?|one|ones|would be|works|masters?|course)\b|(?<=^)longer\b|slower\b)")),
    ("place", "lower", re.compile(r"\b(?:closer|nearer)(?! than)(?: to (?:home|me|my (?:home|place|house|family)|where i live|us))?\b|\b(?:too far|nearby|near me|close to (?:me|home|my (?:home|family|place))|near (?:my (?:home|place|house|family)|home))\b")),
    ("place", "higher", re.compile(r"\b(?:further|farther) away\b")),
    ("selectivity", "lower", re.compile(r"\b(?:easier to get in(?:to)?|less (?:selective|competitive))\b")),
)  # fmt: skip

_NICE_BEFORE = re.compile(
    r"\b(?:ideally|prefer(?:ably|red|ring|s)?(?: to)?|i'd prefer|would prefer|would be nice (?:if|to)|nice to have|hopefully|if possible|bonus (?:if|points)|would love|would be (?:great|cool|good|awesome|a plus) (?:if|to)|possibly|wouldn't mind|don't mind|do n't mind|maybe even|rather)\b[^.;!?\n]*$"
)
_NICE_BEHIND = re.compile(
    r"[^.;!?\n,]{0,14}?\s*,?\s*\b(?:ideally|preferred|preferably|if possible|would be (?:nice|great|good|cool|a plus|ideal|awesome|lovely|perfect)|is a (?:plus|bonus)|a plus|a bonus|as a bonus|nice to have|but not (?:required|a must|necessary|needed)|if i can|if available)\b"
)
_MUST_BEFORE = re.compile(
    r"\b(?:must(?: have| be)?|need(?:s|ed)?(?: to (?:be|have))?|has to (?:be|have)|have to (?:be|have)|require|required|only|essential|definitely|absolutely|non negotiable)\b[^.;!?\n,]{0,30}$"
)
_MUST_BEHIND = re.compile(r"\s*(?:only\b|is a must|a must|required|is essential|is non negotiable)")


def apply(message: Message) -> None:
    """Sets op and strength of what was found, and adds what is taken back or relative."""
    _relatives(message)
    _gre(message)
    _drops(message)
    _refusals(message)
    _strengths(message)


def _relatives(message: Message) -> None:
    for kind, op, pattern in _RELATIVE:
        match = pattern.search(message.flat)
        if match is not None and kind != "place" and _compares(message, match.start()):
            continue
        if match is None or not message.free(*match.span()):
            continue
        if kind == "selectivity":
            continue
        if kind == "place":
            if any(each.extras.get("role") == "home" for each in message.found):
                continue
            right = message.flat[match.end() :]
            if re.match(r"\s*(?:to|by)?\s*\w", right) and any(
                each.kind in _SLOT and 0 <= each.start - match.end() < 12 for each in message.found
            ):
                continue
        if any(each.kind == kind and each.value is None for each in message.found):
            continue
        if kind == "budget" and any(
            each.kind == "budget" and 0 <= each.start - match.end() < 12 for each in message.found
        ):
            continue
        message.add(kind, None, *match.span(), op)


def _compares(message: Message, offset: int) -> bool:
    """ "which is cheaper, the first or the second" compares; it wishes nothing."""
    from bot.nlu.criteria.asked import question_word

    several = any(each.kind in ("program", "pointer") for each in message.found)
    return several and question_word(message, offset) in ("which", "is", "are", "does", "do", "how", "what", "can")


def _gre(message: Message) -> None:
    """The GRE refused, optional, or no matter."""
    flat = message.flat
    if "gre" not in message.words and "gmat" not in message.words:
        return
    if any(each.kind == "gre_score" for each in message.found):
        return
    for match in re.finditer(r"\b(?:gre|gmat)\b", flat):
        start, end = match.span()
        if not message.free(start, end) and not any(
            each.kind == "asked_fact" and each.value == "gre" and each.overlaps(start, end) for each in message.found
        ):
            continue
        verdict = _gre_verdict(message, start, end)
        if verdict is None:
            continue
        message.found[:] = [each for each in message.found if not (each.kind == "asked_fact" and each.value == "gre")]
        if verdict == "drop":
            message.add("gre", None, start, end, "drop")
        else:
            message.add("gre", "not_required", start, end)
        return


_GRE_NO = re.compile(
    r"(?:\b(?:no|without|w/o|skip|avoid|minus|zero|non|waive|waives|waived|waiving|hate|except|not|never|rather not|(?:do|does|did|have|has|had|wo|would|ca|could|should|is|are|was)n'?t|cannot))\b(?: (?:to|want|wants|wanna|need|needs|require|requires|requiring|ask|asks|for|have|having|take|taking|taken|took|retake|retaking|redo|me|us|give|giving|given|write|writing|written|sit|do|doing|the|a|any|my|plan|on|of|like|bother|with|submit|send|even|get|study|studying|demand|look|at|care|or|and|toefl|ielts|gmat|lor|lors|letters|mandatory|going))*\s*$"
)
_GRE_NO_BEHIND = re.compile(
    r"\s*(?:(?:or|/|and)?\s*(?:gmat|gre)\s*)?(?:scores?\s*)?(?:,?\s*(?:is|are|be|was)\s*)?(?:waived|waiver|waivers|optional|not (?:required|needed|necessary|mandatory)|n't (?:required|needed|necessary|mandatory)|isn't (?:required|needed)|isnt (?:required|needed)|free\b|exempt|not a must|less\b|-?blind)"
)


def _gre_verdict(message: Message, start: int, end: int) -> str | None:
    left, right = message.left(start, 60), message.right(end, 40)
    if re.match(r"\s*(?:is |are )?(?:ok|okay|fine|no problem|not a problem|cool)\b", right) and not _is_asked(
        message, start
    ):
        return "drop"
    if _asks_program(message, start):
        return None
    window = message.flat[max(0, start - 45) : end]
    if (_DROP_BEFORE.search(left) and not re.search(r"\bskip\s*(?:the )?$", left)) or _DROP_BEHIND.match(right):
        return "drop"
    if (
        _MIND_GRE.search(window)
        and not re.search(r"\b(?:not|n't|nt|never) (?:willing|happy|ready)", window)
        and not re.search(r"^\s*(?:can|could|will|would)\b", message.flat[max(0, start - 30) : start].lstrip())
    ):
        if not re.search(
            r"\b(?:can|could|will|would) (?:\w+ )?(?:take|do|write)? ?(?:the )?(?:gre|gmat)$", window
        ) or re.search(r"\bi (?:can|could|will|would)\b", window):
            return "drop"
    if _GRE_NO.search(left) and not re.search(r"\bwhy (?:not|no)\b", left):
        return "not_required"
    if _GRE_NO_BEHIND.match(right) and not _is_asked(message, start):
        return "not_required"
    return None


def _asks_program(message: Message, offset: int) -> bool:
    """ "does kansas state waive the gre" asks for a fact of the one that is named."""
    from bot.nlu.criteria.asked import question_word

    named = any(each.kind in ("program", "unknown_program") and each.op == "is" for each in message.found)
    return named and (
        question_word(message, offset) in ("does", "do", "is", "did", "can", "will", "has", "are")
        or "?" in message.flat[offset:]
    )


def _is_asked(message: Message, offset: int) -> bool:
    from bot.nlu.criteria.asked import question_word

    return (
        question_word(message, offset) in ("is", "are", "do", "does", "can", "will", "would", "could", "has", "did")
        and "?" in message.flat[offset:] + "?"
    )


def _drops(message: Message) -> None:
    flat = message.flat
    for match in _NO_LIMIT.finditer(flat):
        _add_drop(message, "budget", *match.span())
    for match in _ANY_TOPIC.finditer(flat):
        kind = _topic(match["topic"])
        if kind is not None:
            _add_drop(message, kind, *match.span())
    if (match := _ANYWHERE.search(flat)) is not None and not any(each.kind in _SLOT for each in message.found):
        _add_drop(message, "place", *match.span())
    if "forget everything" in flat:
        return
    for entity in list(message.found):
        if (
            entity.kind in _WISHES
            and entity.op not in ("drop", "lower", "higher")
            and entity.value is not None
            and _taken_back(message, entity)
        ):
            entity.op = "drop"
            if entity.kind in ("thesis", "capstone", "stem"):
                entity.value = None
            if entity.kind == "delivery" and re.search(r"\bor\b", message.right(entity.end, 16)):
                entity.value = None
                message.found[:] = [each for each in message.found if each is entity or each.kind != "delivery"]
    for kind, words in _TOPICS:
        pattern = re.compile(rf"\b(?:{words})\b")
        for match in pattern.finditer(flat):
            if any(each.overlaps(*match.span()) and each.kind != "asked_fact" for each in message.found):
                continue
            left, right = message.left(match.start(), 60), message.right(match.end(), 45)
            if _DROP_BEFORE.search(left) or _DROP_BEHIND.match(right):
                _add_drop(message, kind, *match.span())
                break


def _taken_back(message: Message, entity: Entity) -> bool:
    left, right = message.left(entity.start, 70), message.right(entity.end, 45)
    if _DROP_BEFORE.search(left):
        if re.search(r"\bskip\s*$", left):
            return False
        return entity.kind != "program" or not re.search(r"\bforget(?: about)?\s*$", left) or True
    return _DROP_BEHIND.match(right) is not None


def _topic(word: str) -> str | None:
    for kind, words in _TOPICS:
        if re.fullmatch(words, word) or (word.rstrip("s") and re.fullmatch(words, word.rstrip("s"))):
            return kind
    return "place" if word.startswith(("place", "region", "city")) else None


def _add_drop(message: Message, kind: str, start: int, end: int) -> None:
    message.found[:] = [each for each in message.found if not (each.kind == "asked_fact" and each.overlaps(start, end))]
    if any(each.kind == kind and each.op == "drop" for each in message.found):
        return
    if kind == "place" and any(each.kind in _SLOT and each.op == "drop" for each in message.found):
        return
    message.add(kind, None, start, end, "drop")


def _refusals(message: Message) -> None:
    flat = message.flat
    wishes = sorted((each for each in message.found if each.kind in _WISHES), key=lambda each: each.start)
    refused: set[int] = set()
    for match in _NEGATOR.finditer(flat):
        word = match.group()
        if word in _WEAK:
            _weak(message, match, wishes, refused)
            continue
        if _NOT_NEGATOR_BEHIND.match(flat, match.end()):
            continue
        if word == "non" or (word == "no" and re.match(r"\s*(?:,|$|wait)", flat[match.end() :])):
            if word == "no":
                continue
        _refuse_after(message, match, wishes, refused)
    for entity in wishes:
        if (
            entity.op == "is"
            and entity.kind
            in ("delivery", "state", "city", "country", "region", "program", "field", "focus", "degree", "pace")
            and _POST.match(flat, entity.end)
        ):
            _refuse(entity, refused)
    for index in sorted(refused, reverse=True):
        _settle(message, wishes[index] if index < len(wishes) else None)


def _weak(message: Message, match: re.Match[str], wishes: list[Entity], refused: set[int]) -> None:
    """ "weak in math": the skill is missing."""
    for entity in wishes:
        gap = message.flat[match.end() : entity.start]
        if (
            entity.kind == "skill"
            and entity.start >= match.end()
            and re.fullmatch(r"\s*(?:(?:in|at|on|with|my|the|grades?)\s+)*", gap)
        ):
            entity.op = "not"
            _spread(message, wishes, entity, refused)
            return
        if (
            entity.kind == "skill"
            and entity.end <= match.start()
            and re.fullmatch(r"\s*(?:is|are|skills?|grades?|\s)*\s*", message.flat[entity.end : match.start()])
        ):
            entity.op = "not"
            return


def _refuse_after(message: Message, match: re.Match[str], wishes: list[Entity], refused: set[int]) -> None:
    flat = message.flat
    for entity in wishes:
        if entity.start < match.end():
            if entity.start <= match.start() < entity.end or entity.start <= match.end() - 1 < entity.end:
                return  # "non thesis" is one phrase
            continue
        gap = flat[match.end() : entity.start]
        if not _GAP.fullmatch(gap) or any(
            each.start < entity.start and each.start >= match.end()
            for each in message.found
            if each is not entity and each.kind not in ("asked_fact",)
        ):
            return
        if entity.kind in ("budget", "duration", "gpa"):
            return  # "not more than" is read with the amount
        if entity.kind == "pace" and "job" in flat[entity.start : entity.end]:
            return  # "can't quit my job" is read as one
        if match.group() in ("isn't", "isnt", "aren't", "doesn't", "doesnt") and re.match(
            r"^\W*$", flat[: match.start()]
        ):
            return  # "isn't georgia tech online?"
        if match.group() in ("outside", "outside of") and entity.kind not in _SLOT:
            return
        if match.group() in ("hate",) and entity.kind not in ("delivery", "state", "city", "focus"):
            return
        if re.search(r"\bwhy\s*$", flat[: match.start()]) and entity.kind != "program":
            return
        _refuse(entity, refused)
        _spread(message, wishes, entity, refused)
        return


def _refuse(entity: Entity, refused: set[int]) -> None:
    if entity.op in ("drop", "lower", "higher"):
        return
    if entity.kind in ("thesis", "capstone"):
        entity.value = "none"
        return
    if entity.kind == "stem":
        entity.op = "not"
        return
    if entity.op == "near" and entity.kind == "city":
        entity.op = "not"
        return
    entity.op = "not"


def _spread(message: Message, wishes: list[Entity], first: Entity, refused: set[int]) -> None:
    """A refusal holds for the list it stands before: "not in california or new york"."""
    position = wishes.index(first)
    previous = first
    for entity in wishes[position + 1 :]:
        gap = message.flat[previous.end : entity.start]
        same = _SLOT.get(entity.kind, entity.kind) == _SLOT.get(first.kind, first.kind)
        if _LIST_OR.fullmatch(gap) and (
            same or {entity.kind, first.kind} <= {"thesis", "capstone", "skill", "background"}
        ):
            pass
        elif (
            same
            and _LIST_AND.fullmatch(gap)
            and ("," not in gap or " or " in gap or " and " in gap or _list_goes_on(message, wishes, entity))
        ):
            if (
                "," in gap
                and first.kind in _SLOT
                and not (" or " in gap or " and " in gap or _list_goes_on(message, wishes, entity))
            ):
                return
        else:
            return
        _refuse(entity, refused)
        previous = entity


def _list_goes_on(message: Message, wishes: list[Entity], entity: Entity) -> bool:
    """Whether "or" or "and" and another of its kind follow, as in "not a, b or c"."""
    position = wishes.index(entity)
    if position + 1 >= len(wishes):
        return False
    gap = message.flat[entity.end : wishes[position + 1].start]
    return re.fullmatch(r"\s*,?\s*(?:or|and|nor)\s+(?:in |the )*", gap) is not None


def _settle(message: Message, entity: Entity | None) -> None:
    """Nothing to do yet for refusals once set."""


def _strengths(message: Message) -> None:
    for entity in message.found:
        if entity.kind != "gre" and (
            entity.kind not in _WISHES or entity.kind in ("gpa", "background", "skill", "program")
        ):
            continue
        if entity.kind == "focus" and entity.op == "is":
            entity.strength = "nice"
        left, right = message.left(entity.start, 60), message.right(entity.end, 45)
        left = re.split(r"[.;!?\n]|\bbut\b", left)[-1]
        if (_NICE_BEHIND.match(right) and not _between(message, entity, right)) or _NICE_BEFORE.search(left):
            entity.strength = "nice"
        elif _MUST_BEFORE.search(left) or _MUST_BEHIND.match(right):
            entity.strength = "must"


def _between(message: Message, entity: Entity, right: str) -> bool:
    """Whether another wish stands between this one and the words that follow it."""
    match = _NICE_BEHIND.match(right)
    stop = entity.end + (match.end() if match is not None else 0)
    return any(
        each is not entity and entity.end <= each.start < stop and each.kind in _WISHES for each in message.found
    )
