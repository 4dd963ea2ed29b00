"""An answer in few words, for those who ask for that: the first sentences, without tables, cards and receipts. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.wording.replies import General, Reply
from actions.wording.turn import Turn

MOST_WORDS = 32
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“(])")


def in_brief(turn: Turn) -> Turn:
    """The turn with its first reply alone, in a sentence or two."""
    return replace(turn, replies=(_brief(turn.replies[0]),)) if turn.replies else turn


def _brief(reply: Reply | General) -> Reply | General:
    if isinstance(reply, General):
        return replace(reply, lines=1, personal=None, beside=None)
    return replace(reply, lead=_first(reply), cards=(), table=None, closing="", sources=(), chart=None, calculations=())


def _first(reply: Reply) -> str:
    """As many sentences as go into MOST_WORDS, one at least; of a search the first program's name behind it."""
    told: list[str] = []
    for sentence in _END.split(reply.lead.split("\n", 1)[0]):
        if told and len(" ".join([*told, sentence]).split()) > MOST_WORDS:
            break
        told.append(sentence)
    if reply.cards and reply.kind == "programs":
        told.append(f"First: {reply.cards[0].short or reply.cards[0].title}.")
    elif reply.cards and told[-1].endswith(":"):
        told += [f"{line.says}." for line in reply.cards[0].lines[:1]]
    return " ".join(told)
