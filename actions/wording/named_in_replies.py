"""The programs that replies name in their sentences: what is asked next without a name is asked of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from actions.dialogue.memory import Memory
from actions.wording.replies import General, Reply
from actions.wording.short_names import in_sentence
from actions.wording.turn import Turn
from knowledge.base import Knowledge

MOST = 3
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


def with_named(turn: Turn, noted: Memory, knowledge: Knowledge) -> Turn:
    """The turn that remembers the programs its sentences name, where the answer or the message put none in their place.

    Args:
        noted: the memory before the answer.
    """
    memory = turn.memory
    if (memory.mentioned, memory.shown) != (noted.mentioned, noted.shown):
        return turn
    shown_now = {card.id for each in turn.replies if isinstance(each, Reply) for card in each.cards}
    if shown_now & set(memory.mentioned):  # the answer is on those that were spoken of; others are beside
        return turn
    ids = named_in(turn.replies, knowledge)[:MOST]
    if not ids:
        return turn
    shown = memory.shown or (ids if len(ids) > 1 else ())  # the numbers of a list on screen stay those of the list
    return replace(turn, memory=replace(memory, mentioned=ids, shown=shown))


def named_in(replies: Sequence[Reply | General], knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of the named programs that stand in the replies' sentences, in the order of the text."""
    # in brackets stands an example: "the highest is 3.7 (MS CS (AI) at Stanford)"
    text = _BRACKETS.sub("", "\n".join(each for reply in replies for each in _sentences(reply)))
    places = {program: text.find(words) for words, program in _names(knowledge)}
    return tuple(sorted((each for each in places if places[each] >= 0), key=places.__getitem__))


def _sentences(reply: Reply | General) -> Iterator[str]:
    if isinstance(reply, Reply):
        if "shortlist" in reply.extra:  # it says how the list stands: a button that changes it changes no subject
            return
        yield from (reply.lead, reply.closing)
    else:
        yield from (each.says for each in (reply.personal, reply.beside) if each is not None)


@lru_cache(maxsize=1)
def _names(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    return tuple((in_sentence(each), each.id) for each in knowledge.programs if each.kind == "program")
