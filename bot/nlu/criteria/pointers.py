"""Pointing at programs shown before: "the second one", "#2", "both", "its deadline"."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Message

PHRASES: dict[str, tuple[str, object]] = {}

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6,
}  # fmt: skip
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ORDINAL = "|".join(_ORDINALS)
_THING = (
    r"(?:one|program|programme|option|school|uni|university|choice|suggestion|result|recommendation|pick|masters?)s?"
)
_NTH = re.compile(
    rf"\b(?P<nth>{_ORDINAL})(?:\s+{_THING}\b(?!\s*(?:year|generation|in my|for me to))|(?=\s*(?:$|[?.!,;)]|and (?:the )?(?:{_ORDINAL}|last)\b|or (?:the )?(?:{_ORDINAL}|last)\b|vs\b|versus\b|please\b|'s\b|(?:need|require|ask|cost|offer|accept|have|take)s?\b|is\b|has\b|does\b)))"
)
# What a bare "first" or "second" stands behind when it points.
_BARE = re.compile(r"(?:^|[,?.]|\b(?:the|and|or|about|on|for|of|at|vs|versus|with|to|does|is|compare|between))\s*$")
_FIRST_N = re.compile(
    r"\b(?:first|top)\s+(?P<n>two|three|four|2|3|4)\b(?!\s*(?:years?|semesters?|months?|weeks?|schools? in|programs? in|programs? for|universit\w+ in|courses?))"
)
_NUMBER = re.compile(
    r"(?:#\s?|\b(?:number|no\.|nr\.?|option|program|choice|result|nummer)\s+#?)(?P<n>[1-9]|one|two|three|four|five|six)(?![\w.]|\s*(?:years?|k\b|months?|priority|reason))"
)
_LAST = re.compile(
    rf"\b(?:the )?last (?:{_THING}|of (?:them|these|those))\b|\b(?:the|and|or|vs|versus|to) last(?=\s*(?:$|[?.!,]))"
)
_TOP = re.compile(
    r"\bthe top (?:one|program|result|pick|choice|match)\b|\b(?:the )?best (?:match|fit) (?:you|u) (?:showed|gave|listed)\b"
)
_PAIR = re.compile(
    r"\b(?:compare|put|between|open|show(?: me)?)\s+(?P<a>one|two|three|four|five|[1-6])\s+(?:and|vs|versus|with|against|to|,)\s+(?P<b>one|two|three|four|five|[1-6])\b(?!\s*(?:more|years?|other|k\b|grand|months?|,\d|\d|hundred|thousand))"
)
_BOTH = re.compile(
    r"\bboth(?: of (?:them|these|those)| programs| options| schools)?\b(?!\s*(?:online and|a and|my|have a|in (?:person|math)|(?:math|cs|python)\b))"
)
_BOTH_OF = re.compile(r"\b(?:the two(?: of them)?(?=\s*(?:$|[?.!,]))|two of (?:them|these))")
_THESE = re.compile(
    r"\b(?:(?:all|any|each|some|which|either|neither|none|one|which one) of (?:them|these|those|the (?:two|three|four))|all (?:three|four)(?=\s*(?:$|[?.!,]|on\b|of\b|by\b))|(?:these|those|them)(?: (?:ones|programs?|options?|schools|universities|three|two|results))?)\b(?!\s*(?:days|fields?|things?|subjects?|courses|classes|jobs|skills|requirements|questions|years|degrees|people|tests|who))"
)
_THAT = re.compile(
    r"\b(?:that|this|same|the above|the previous) (?:one|program(?:me)?|school|degree(?= (?:need|require|cost|take|offer|have|accept))|university|uni|option)\b(?! (?:of|that|which|with) )"
)
_ITS = re.compile(
    r"\bits\b(?! (?:own|not|a |an |the |just|so |too |okay|ok\b|fine|hard|been|all|like|only|worth|students|graduates|my |possible|better|good|great|true|that |about|really|very|for |in |also))"
)
_IT = re.compile(
    r"\b(?:(?:does|do|did|will|would|can|could) it (?:have to be|need|require|have|offer|accept|take|cost|want|ask|start|begin|come|include|cover|teach|give|run|provide|allow|count|qualify|admit|waive|lead)"
    r"|(?:is|was) it (?:an? )?(?:fully |all |completely |also )?(?:online|on campus|in person|hybrid|part time|full time|stem|accredited|remote|asynchronous|synchronous|expensive|cheap|thesis|ms|msc|meng|public|private|hard to get in|selective|competitive|abet)"
    r"|how (?:much|long|many \w+|big|hard|expensive|selective) (?:is|does|will|would) it(?: (?:cost|take|be|last|have))?|(?:when|where) (?:is|does|do|will) it(?: (?:start|begin|due|located|end|open))?"
    r"|(?:toefl|gre|gpa|ielts|score|letters|courses|credits) does it|tell me (?:more )?about it|compare it|apply to it|(?:do|study|take|finish|complete) it (?:part time|full time|online|remotely|while|in \d|in (?:a|one|two))|link to it|what does it|who is it|about it\?)\b"
)
_NOT_IT = re.compile(
    r"how much is it worth|is it worth|does it matter|does it make sense|can it be|will it (?:be|help|hurt)"
)


def find(message: Message) -> None:
    """Adds every pointer."""
    flat = message.flat
    for match in _FIRST_N.finditer(flat):
        n = match["n"]
        for value in range(1, (int(n) if n.isdigit() else _CARDINALS[n]) + 1):
            _add(
                message,
                value,
                match.start() if value == 1 else match.start("n"),
                match.end("n") if value > 1 else match.start("n") - 1,
            )
    for match in _NTH.finditer(flat):
        if match.end() == match.end("nth") and not _BARE.search(flat[: match.start()]):
            continue
        _add(message, _ORDINALS[match["nth"]], *match.span())
    for match in _TOP.finditer(flat):
        _add(message, 1, *match.span())
    for match in _PAIR.finditer(flat):
        for name in ("a", "b"):
            n = match[name]
            _add(message, int(n) if n.isdigit() else _CARDINALS[n], *match.span(name))
    for match in _NUMBER.finditer(flat):
        n = match["n"]
        _add(message, int(n) if n.isdigit() else _CARDINALS[n], *match.span())
    for pattern, value in (
        (_LAST, "last"),
        (_BOTH, "both"),
        (_BOTH_OF, "both"),
        (_THESE, "these"),
        (_THAT, "it"),
        (_ITS, "it"),
        (_IT, "it"),
    ):
        for match in pattern.finditer(flat):
            if value == "it" and _NOT_IT.search(match.group()):
                continue
            if pattern is _ITS and any(each.kind == "program" and each.end <= match.start() for each in message.found):
                continue  # "does rit have a co-op in its data science ms" points at the name
            if not any(
                each.kind == "pointer" and (each.value == value or each.overlaps(*match.span()))
                for each in message.found
            ):
                message.add("pointer", value, *_only_it(match) if value == "it" else match.span())
                break
    if flat.count("both of") and any(each.value == "both" for each in message.of("pointer")):
        message.found[:] = [each for each in message.found if not (each.kind == "pointer" and each.value == "these")]


def _only_it(match: re.Match[str]) -> tuple[int, int]:
    """The span of the pointing word alone, so that the rest can be read."""
    word = re.search(r"\b(?:its?|that|this|same|the above|the previous)\b", match.group())
    return match.span() if word is None else (match.start() + word.start(), match.start() + word.end())


def _add(message: Message, value: int, start: int, end: int) -> None:
    if not any(each.kind == "pointer" and each.value == value for each in message.found):
        message.add("pointer", value, start, end)
