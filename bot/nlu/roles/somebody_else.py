"""Whose a span is, and who gives an amount: rules over the sentence, where the classifier has too little. Pure."""

from __future__ import annotations

import re

from bot.nlu.roles.amounts import amount_role, is_of_benefits
from bot.nlu.roles.features import Span, sentence_of
from bot.nlu.roles.of_a_degree import is_new_major

# The role of a span of somebody else, of the kinds in which this rule is right in four cases of five: see
# docs/understanding.md.
OTHER_OF = {"grade": "other", "money": "other", "university": "example", "subject": "other"}
# Entities that no role is learned for, and that tell of a person.
OF_A_PERSON = ("degree", "occupation", "goal", "situation")
_FAMILY = (
    "husband|wife|spouse|partner|girlfriend|boyfriend|gf|bf|fianc[eé]e?|brother|sister|cousin|nephew|niece|uncle|aunt"
    r"|father|mother(?!\s+tongue)|dad|mom|mum|grandfather|grandmother|grandma|grandpa|(?:brother|sister|father|mother)-in-law"
)
_OTHERS = (
    r"friends?|buddy|buddies|(?:class|course|batch|room|flat|team)[ -]?mates?|neighbou?rs?|colleagues?|co-?workers?"
)
# People a year ahead or behind: "my senior went abroad"; not "my senior year", "senior at Ohio State, 3.4".
_STUDENTS = (
    r"(?:seniors?|juniors?)"
    r"(?!\s+(?:year|project|thesis|design|seminar|capstone|essay|spring|fall|role|engineer|developer))"
)
# At work: of whom something is told ("my lead finished Hopkins this way"), or of theirs ("my principal's son").
_AT_WORK = (
    r"(?:boss|lead|manager|principal|director|landlord|doctor|pastor|dentist)"
    r"(?:(?=['’]s\s+(?:\w+\s+)?(?:son|daughter|kid|brother|sister|wife|husband|friend|nephew|niece)\b)"
    r"|(?=\s+(?:did|got|went|finished|took|graduated|completed|has (?:an?|his|her|one)|had (?:an?|his|her|one))\b))"
)
_ACTS = r"(?:\s+of\s+mine|(?=\s+(?:got|went|did|has|had|told|said|made)\b))"
# "my husband", "my old friend", "a coworker's daughter"; not "I'm a friend of …", "I moved with my husband".
_OTHER = re.compile(
    r"(?<!['’]m )(?<!\b(?:am|as|by) )(?<!\b(?:like|with|from) )\b"
    rf"(?:(?:my\s+(?:[\w-]+\s+)?|^\W*)(?:{_FAMILY}|{_OTHERS})|my\s+(?:[\w-]+\s+)?(?:{_STUDENTS}|{_AT_WORK})"
    rf"|(?:^\W*|\b(?:our|an?|the|one|some|another)\s+)(?:[\w-]+\s+)?{_STUDENTS}{_ACTS}"
    rf"|(?:our|an?|the|one|some|another)\s+(?:[\w-]+\s+)?(?:{_OTHERS}))\b"
    r"(?:['’]s\s+(?:\w+\s+)?(?:son|daughter|kid|brother|sister|wife|husband|friend)\b)?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?<![\w'’])(?<!\bof )(?:i|i['’]?(?:m|ve|d|ll)|im|ive|we|we['’](?:re|ve|d|ll)|me|mine|us|myself"
    rf"|my(?!\s+(?:[\w-]+\s+)?(?:{_FAMILY}|{_OTHERS}|{_STUDENTS}|{_AT_WORK})\b))(?![\w'’])",
    re.IGNORECASE,
)
# Somebody who gives or says something is not spoken of: "my dad can do 20k", "my wife says a 3.0 is needed".
_GIVES = re.compile(
    r"\b(?:gives?|giving|gave|can|could|would|will|willing|covers?|lends?|offer(?:s|ed)?|help(?:s|ing)?|contribut\w+"
    r"|chips?|put(?:s|ting)?|promise[sd]?|sponsors?|co-?signs?|left|sold|died|allows?|veto(?:e[sd])?|says?|said|told"
    r"|tells?|thinks?|wants?|asks?|asked|suggest\w*|recommend\w*|keeps?|insists?|shouts?)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:()–—]|\s-\s|,?\s\b(?:but|while|whereas|although|though|so)\b", re.IGNORECASE)
_FROM_FAMILY = re.compile(rf"\b(?:parents|family|folks|{_FAMILY})\b", re.IGNORECASE)
_FROM_SCHOOL = re.compile(
    r"\b(?:scholarships?|merit|fellowships?|assistantships?|stipend|grants?|tuition waivers?|discount|took|knocked"
    r"|sticker|admits?|admitted|financial aid|off\b)",
    re.IGNORECASE,
)


def ruled_role(text: str, span: Span) -> str | None:
    """The role that the rules give a span, whatever the classifier finds; None where they say nothing."""
    if is_of_somebody_else(text, span):
        return OTHER_OF.get(span.kind) or ("other" if span.kind == "place" and _is_of_a_friend(text, span) else None)
    if span.kind == "money":
        return amount_role(text, span)
    if span.kind == "subject" and is_new_major(text, span.start, span.end):
        return "held"
    return "other" if is_of_benefits(text, span) else None


def is_of_somebody_else(text: str, span: Span) -> bool:
    """Whether the nearest person before the span, in its clause, is not the writer: "my nephew pays 1800"."""
    begin, _ = sentence_of(text, span)
    before = text[begin : span.start]
    for end in reversed(list(_BREAK.finditer(before))):
        clause = before[end.end() :]
        if _OTHER.search(clause) or _OWN.search(clause):
            before = clause
            break
    others = list(_OTHER.finditer(before))
    if not others or _OWN.search(before, others[-1].end()):
        return False
    return _GIVES.search(before, others[-1].end()) is None


def _is_of_a_friend(text: str, span: Span) -> bool:
    """Whether only a friend, and nobody of the family, stands before the span: where families live tells of oneself."""
    begin, _ = sentence_of(text, span)
    return _FROM_FAMILY.search(text, begin, span.start) is None


def giver(text: str, span: Span) -> str:
    """Who gives an amount that somebody contributes: "savings" of the family, "scholarship", else "employer"."""
    begin, end = sentence_of(text, span)
    sentence = text[begin:end]
    if _FROM_SCHOOL.search(sentence):
        return "scholarship"
    return "savings" if _FROM_FAMILY.search(sentence) else "employer"
