"""What in a question could tell whose it is, left out before anybody is shown it."""

from __future__ import annotations

import re

# Words that follow a name and are none.
_NO_NAME = (
    r"(?!(?:and|but|or|from|in|at|on|of|with|i|im|i'm|i’m|a|an|the|my|we|you|it|is|are|am|was|can|could|do|does|will|"
    r"would|should|who|what|how|where|when|which|why|please|here|there|currently|working|looking|studying)\b)"
)
_WORD = r"[^\W\d_][\w'’-]*"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
# Somebody who says their name; which is a name by what comes before it, or by its capitals and its place.
_INTRODUCED = re.compile(
    rf"(\b(?:my (?:full |first |last )?name(?:'s|’s| is|:)|i(?:'m|’m| am) called|they call me)\s+)"
    rf"{_NO_NAME}{_WORD}(?:\s+{_NO_NAME}{_WORD}){{0,2}}",
    re.IGNORECASE,
)
_I_AM = re.compile(
    rf"(\b(?:[Ii]['’]m|[Ii] am|[Tt]his is)\s+){_CAPITAL}\s+{_CAPITAL}(?=\s*(?:[,.;!]|$|and\b|from\b|here\b))"
)
_SIGNED = re.compile(
    rf"((?:[Rr]egards|[Cc]heers|[Tt]hanks|[Tt]hank you|[Ss]incerely),?\s+){_CAPITAL}(?:\s+{_CAPITAL})?\s*$"
)
_CALL_ME = re.compile(rf"(\b[Cc]all me\s+){_CAPITAL}")
_TIES = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[address]"),
    (re.compile(r"\b(?:https?://|www\.)\S+"), "[link]"),
    (re.compile(r"(?<!\w)@\w{3,}"), "[name]"),
    (re.compile(r"(?<![\w$€£,.])\+?\d[\d ().-]{7,}\d"), "[number]"),
    (_INTRODUCED, r"\1[name]"),
    (_I_AM, r"\1[name]"),
    (_CALL_ME, r"\1[name]"),
    (_SIGNED, r"\1[name]"),
)


def without_ties(text: str) -> str:
    """A text without what could tell whose it is: addresses, links, telephone and other long numbers, names with @,
    and the name of who says theirs. A name that nothing announces is not known for one."""
    for pattern, instead in _TIES:
        text = pattern.sub(instead, text)
    return text
