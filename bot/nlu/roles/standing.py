"""The standing of a span: stated, asked, supposed, denied. Rules over its sentence. Pure."""

from __future__ import annotations

import re

from bot.nlu.roles.features import Span, sentence_of

_SUPPOSED = re.compile(
    r"\b(?:what if|if (?:i|we|it|my)\b|suppos(?:e|ing)|say (?:i|my)\b|assum(?:e|ing)|imagine|hypothetically)", re.I
)
_ASKED = re.compile(
    r"^\W*(?:and |but |so |also )*(?:do|does|did|is|are|was|can|could|should|would|will|must"
    r"|how|what|which|who|why|when)\b[^,;]*$",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:don['’]?t|do not|dont|can['’]?t|can ?not|could never|never|didn['’]?t"
    r"|did not|haven['’]?t|have not|without|no)\s+(?!(?:forget|overlook|ignore|miss)\b)(?:\w+\s+){0,2}$",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:more|less|longer|fewer|higher|lower|over|above|under|below|beyond|past)(?: than)?\s+(?:\w+\s+)?$", re.I
)
_OWN = re.compile(
    r"\b(?:my|mine|with (?:a|an|my)|i['’]?(?:m|ve|d)?\s|i (?:have|had|got|make|earn|want|need|can))\b", re.I
)


def standing(text: str, span: Span) -> str:
    """ "supposed" behind an "if", "denied" behind a "don't", "asked" in a question not of oneself, else "stated"."""
    begin, end = sentence_of(text, span)
    before = text[begin : span.start]
    if _SUPPOSED.search(before):
        return "supposed"
    if span.kind in ("grade", "money", "time") and _DENIED.search(before) and not _LIMIT.search(before):
        return "denied"
    asks = "?" in text[begin : end + 1] or _ASKED.match(text[begin:end]) is not None
    return "asked" if asks and _ASKED.match(before + "x") and not _OWN.search(before) else "stated"
