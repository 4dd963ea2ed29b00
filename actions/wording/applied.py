"""What a particular point means for the person who asks about it: the sentences of data/applied.yml. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from actions.dialogue.intents import load
from actions.dialogue.memory import Memory
from actions.wording.particular_answers import Particular, answer_to, particulars
from actions.wording.personal import Template, sentence_of, template, template_mistakes
from actions.wording.replies import Reply
from knowledge.programs import Search


def applied_answer(points: Sequence[Particular], memory: Memory, search: Search) -> Reply:
    """The answer to a message that asks about these points, what the first means for this person in front."""
    reply = answer_to(points)
    sentences = (sentence_of(each, memory, search) for each in applied().get(points[0].name, ()))
    mine = next((each for each in sentences if each is not None), None)
    if mine is None:
        return reply
    return replace(reply, lead=f"{mine.says} {reply.lead}", sources=(*reply.sources, *mine.sources))


@cache
def applied() -> Mapping[str, tuple[Template, ...]]:
    """The sentences by the name of their point."""
    return {name: tuple(map(template, written)) for name, written in load("applied.yml").items()}


def mistakes() -> Iterator[str]:
    """What is wrong with data/applied.yml, in words."""
    for name, sentences in applied().items():
        if name not in particulars():
            yield f"{name} is no point of data/particulars.yml"
        yield from template_mistakes(name, sentences)
