"""Faults of English that a rule can find: what composed sentences get wrong when a part is of another kind."""

from __future__ import annotations

import re

RULES = {
    "an empty or unfilled part": r"[{}]|(?-i:\bNone\b|\bnan\b)|\(\)|“”|  +(?=\S)",
    "a space before a mark": r" [,.;!](?!\w)| \?(?! \w)",
    "a doubled mark": r"(?<!\.)\.\.(?!\.)|,,|;;|: *:|, *\.",
    "a doubled word": r"\b([a-z]+) \1\b",
    "two prepositions": r"\b(?:for|with|of|at|from|by) (?:with|in|near|without|at most|at least|starting)\b(?! all)",
    "an article before a continent": r"\bthe (?:europe|asia|africa|oceania|north america|south america)\b",
    "one of many": r"(?<![\d,.$-])\b1 (?:named )?(?:programs|records|universities|letters|years|months|students)\b",
    "a wrong article": r"(?-i:\b[Aa] (?=[aeiou])(?!uni|us\b|use|one|euro)|\b[Aa]n (?=[bcdfgjklmnpqrstvwz][a-z]))",
    "a joined clause as a thing": r"\btheir (?:whether|online or)\b",
    "a doubled joint": r"\b(?:and and|or or|and or)\b",
}
_FOUND = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in RULES.items()}


def faults(text: str) -> list[str]:
    """What is wrong with a text, each with the words around it; empty when no rule finds anything."""
    found = [
        f"{name}: …{line[max(match.start() - 25, 0) : match.end() + 25]}…"
        for line in text.split("\n")
        for name, pattern in _FOUND.items()
        for match in [pattern.search(line.strip())]
        if match
    ]
    return found + [f"no capital: {sentence[:40]}" for sentence in _SENTENCES.findall(text)]


# A sentence that goes on in lower case: "… met. with a GPA".
_SENTENCES = re.compile(r"[a-z)][.!?] [a-z][^.!?]*")
