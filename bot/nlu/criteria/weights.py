"""How much a kind of wish matters: "cost matters most", "make the GRE a must"; and leanings: "more theory"."""

from __future__ import annotations

import re

from bot.nlu.criteria.changes import TOPICS
from bot.nlu.criteria.text import Message, either

_TOPICS = {**TOPICS, "gre": re.compile(r"\b(?:gre|the test)(?: free)?(?: thing| wish| waiver)?\b")}
_THING = r"\s*(?:thing|wish|part|question)?\s*"
_BEHIND = {
    "most": _THING
    + either(
        r"""(?:is|are|'s) (?:by far )?(?:the |my )?(?:most important|top priority|number one|main thing|biggest factor)
        (?:is|are|'s) everything | matters? (?:the |by far the )?most | counts? (?:the )?most | counts? double
        matters? more than (?:anything|everything|all)
        (?:is|are|'s) (?:all|the only thing|everything|the one thing) (?:that )?(?:i|we|really)\b(?: \w+)?(?: care about)? | (?:is|are|'s) all that (?:matters|counts)"""
    ),
    "more": _THING + r"(?:matters? more|counts? more|(?:is|are|'s) more important)\b",
    "less": _THING + r"(?:matters? less|counts? less|(?:is|are|'s) (?:less|not so|not as) important)\b",
    "must": _THING
    + either(
        r"""(?:is|are|'s)?\s*(?:a |an )?(?:absolute |hard |real )?(?:must\b(?! (?:not|be|have|stay|cost|never))|dealbreaker\b|deal breaker\b)
        (?:is|are|'s) (?:a |an )?(?:hard limit|non negotiable|essential)"""
    ),
    "nice": _THING + r"(?:is|are|'s|would be)?\s*(?:only |just |merely )*(?:a )?nice to have\b",
}
_BEFORE = {
    "most": either(
        r"""care (?:the )?most about | most important(?: thing)?(?: to me| for me)? is | matters most(?: to me)? is
        top priority is | focus on | weigh | (?:only|just|mostly|mainly) care about | all (?:that )?(?:i|we) (?:really )?care about is
        (?:all|only thing|the one thing|thing) that (?:really )?(?:matters|counts)(?: to (?:me|us))? is"""
    )
    + r"(?: the)?\s*$",
    "more": r"(?:care|bother|worry) more about(?: the)?\s*$",
    "less": r"(?:care|bother|worry) less about(?: the)?\s*$",
}
_WEIGH_MOST = re.compile(r"\s*(?:the )?most\b")
_COMPILED_BEHIND = {value: re.compile(pattern) for value, pattern in _BEHIND.items()}
_COMPILED_BEFORE = {value: re.compile(rf"\b{pattern}") for value, pattern in _BEFORE.items() if value != "most"}
_MOST_BEFORE = re.compile(rf"\b{_BEFORE['most']}")
_LEANINGS = {
    "theory": re.compile(
        r"\bmore (?:theory|theoretical|mathy|mathematical|academic|research(?: oriented)?)\b"
        r"|\bless (?:applied|practical|hands on)\b"
    ),
    "practice": re.compile(
        r"\bmore (?:practice|practical|hands on|applied|industry oriented)\b|\bless (?:theory|theoretical|mathy)\b"
    ),
}


def find(message: Message) -> None:
    """Adds weights and leanings, before their words are read as wishes."""
    for lean, pattern in _LEANINGS.items():
        if (match := pattern.search(message.flat)) is not None and message.free(*match.span()):
            message.add("lean", lean, *match.span())
    if not re.search(
        r"most|care|matters|counts|all that|more|less|must|nice to have|breaker|limit|negotiable|essential|priority|number one|double|everything",
        message.flat,
    ):
        return
    for kind, pattern in _TOPICS.items():
        for match in pattern.finditer(message.flat):
            if _weigh(message, kind, match):
                break


def _weigh(message: Message, kind: str, match: re.Match[str]) -> bool:
    """Adds the weight that the words around a topic give it; whether there is one."""
    left, right = message.left(match.start(), 50), message.right(match.end(), 60)
    for value, pattern in _COMPILED_BEHIND.items():
        if (behind := pattern.match(right)) is not None and message.free(*match.span()):
            message.add("weight", value, match.start(), match.end() + behind.end(), of=kind)
            return True
    before = next((value for value, pattern in _COMPILED_BEFORE.items() if pattern.search(left)), None)
    if before is None and (said := _MOST_BEFORE.search(left)) is not None:
        bare = said.group().startswith(("weigh", "focus"))
        before = None if bare and not _WEIGH_MOST.match(right) else "most"
    if before is None or not message.free(*match.span()):
        return False
    message.add("weight", before, *match.span(), of=kind)
    return True
