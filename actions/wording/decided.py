"""What is said to a decision that a person puts: a stance, and what of theirs bears on it. Pure.

The sentences stand in data/decisions.yml, what they need in actions/wording/personal/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import spoken_of
from actions.wording.personal import Template, joined, sentence_of, template, template_mistakes
from actions.wording.replies import Personal, topic_chip
from knowledge.programs import Search

MOST_ADDED, MOST_WORDS = 3, 110
EVERYBODY_S = {"lowest_price"}  # needs that are known whoever asks


@dataclass(frozen=True)
class Decision:
    """One decision of data/decisions.yml: FAQ topics to read on, the stances, and what may be added to one."""

    topics: tuple[str, ...]
    takes: tuple[Template, ...]
    adds: tuple[Template, ...]


def put(message: Message) -> list[str]:
    """The names of the decisions that a message puts, what comes first in front."""
    return [each for each in message.values("decision") if each in decisions()]


def verdict(message: Message, memory: Memory, search: Search, own: bool = False) -> Personal | None:
    """What is said to the decisions of a message, or None where it puts none, or all was said before.

    Args:
        memory: with the message noted.
        own: whether only a stance counts that rests on something of the person.
    """
    known = spoken_of(memory, memory, message, search)  # the schools it names are those that are weighed
    said: list[Personal] = []
    for name in put(message):
        decision = decisions()[name]
        takes = [each for each in decision.takes if not own or set(each.needs) - EVERYBODY_S]
        adds = () if said else decision.adds  # behind another decision's the stance alone
        if (one := _on(takes, adds, known, search)) is not None:
            said.append(replace(one, chips=tuple(map(topic_chip, decision.topics))))
    return joined(said, "\n")


def _on(takes: Sequence[Template], adds: Sequence[Template], memory: Memory, search: Search) -> Personal | None:
    """The first stance that is met, with what is added to it; None where there is none, or it was said before."""
    stances = (sentence_of(each, memory, search) for each in takes)
    stance = next((each for each in stances if each is not None), None)
    if stance is None or stance.keys[0] in memory.told:
        return None
    chosen = [stance]
    about: set[str] = set()
    for each in adds:
        sentence = sentence_of(each, memory, search)
        if sentence is None or sentence.keys[0] in memory.told or about & set(each.needs):
            continue
        if sum(len(one.says.split()) for one in (*chosen, sentence)) <= MOST_WORDS and len(chosen) <= MOST_ADDED:
            chosen.append(sentence)
            about |= set(each.needs)
    return joined(chosen)


@cache
def decisions() -> Mapping[str, Decision]:
    """All decisions by name."""
    return {each["name"]: _decision(each) for each in load("decisions.yml")}


def _decision(written: Mapping[str, Any]) -> Decision:
    takes, adds = (tuple(map(template, written.get(key, ()))) for key in ("takes", "adds"))
    return Decision(tuple(written["topics"]), takes, adds)


def mistakes() -> Iterator[str]:
    """What is wrong with data/decisions.yml, in words."""
    for name, each in decisions().items():
        yield from template_mistakes(name, (*each.takes, *each.adds))
