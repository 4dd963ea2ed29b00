"""What is said to a decision that a person puts: a stance, and what of theirs bears on it. Pure.

The sentences stand in data/decisions.yml, what they need in actions/wording/personal/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.memory import Memory, Message
from actions.dialogue.own_words import ABOUT_NAMED, PUT
from actions.dialogue.pointing import spoken_of
from actions.wording.held_against import held_against
from actions.wording.personal import Template, joined, sentence_of, template, template_mistakes
from actions.wording.replies import Personal, topic_chip
from knowledge.programs import Search

MOST_ADDED, MOST_WORDS = 3, 120
LISTS = {"named_dear", "named_over", "offers_priced"}  # needs that list schools: one such list is enough
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
EVERYBODY_S = {"lowest_price"}  # needs that are known whoever asks


@dataclass(frozen=True)
class Decision:
    """One decision of data/decisions.yml: topics to read on and those out of place, the stances, what may be added."""

    topics: tuple[str, ...]
    silences: tuple[str, ...]
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
            chips = tuple(map(topic_chip, decision.topics))
            put_first = () if said else (f"{PUT}{name}",)  # that is the one whose conclusion may be asked for
            said.append(replace(one, chips=chips, keys=(*one.keys, *put_first)))
    if said and any(name in ABOUT_NAMED for name in put(message)):
        said += held_against(known, search)
    return joined(said, "\n")


def _on(takes: Sequence[Template], adds: Sequence[Template], memory: Memory, search: Search) -> Personal | None:
    """The first stance that is met, with what is added to it; None where there is none, or it was said before."""
    met = _met(takes, memory, search)
    if met is None or met[1].keys[0] in memory.told:
        return None
    take, stance = met
    chosen = [stance]
    about = set(take.needs) & LISTS
    about |= LISTS if about else set()
    for each in adds:
        sentence = sentence_of(each, memory, search)
        if sentence is None or sentence.keys[0] in memory.told or about & set(each.needs):
            continue
        if sum(len(one.says.split()) for one in (*chosen, sentence)) <= MOST_WORDS and len(chosen) <= MOST_ADDED:
            chosen.append(sentence)
            about |= set(each.needs)
    return joined(chosen)


def _met(takes: Sequence[Template], memory: Memory, search: Search) -> tuple[Template, Personal] | None:
    """The first stance whose needs are known, filled in."""
    stances = ((each, sentence_of(each, memory, search)) for each in takes)
    return next(((each, says) for each, says in stances if says is not None), None)


def conclusion(name: str, memory: Memory, search: Search, brief: bool, why: bool = False) -> Personal | None:
    """The lean of a decision that was put before, by all that is known by now, and what hasn't been said of it yet.

    Args:
        brief: whether one sentence is asked for.
        why: whether the reason of the lean is asked for, which stands behind its first sentence.
    """
    decision = decisions()[name]
    met = _met(decision.takes, memory, search)
    if met is None:
        return None
    key = f"leaned/{name}"
    again = key in memory.told and not brief
    sentences = _SENTENCE_END.split(met[1].says)
    lean = " ".join((sentences[1:] or sentences) if why else sentences[: 2 if again else 1])
    others = (each for each in decision.adds if not ({"named_dear"} | EVERYBODY_S) & set(each.needs))
    untold = (sentence_of(each, memory, search) for each in others)
    more = next((each for each in untold if each is not None and each.keys[0] not in memory.told), None)
    told = joined([replace(met[1], says=lean, keys=(key,)), *([] if brief or more is None else [more])])
    return told and replace(told, chips=tuple(map(topic_chip, decision.topics)))


@cache
def decisions() -> Mapping[str, Decision]:
    """All decisions by name."""
    return {each["name"]: _decision(each) for each in load("decisions.yml")}


def _decision(written: Mapping[str, Any]) -> Decision:
    takes, adds = (tuple(map(template, written.get(key, ()))) for key in ("takes", "adds"))
    return Decision(tuple(written["topics"]), tuple(written.get("silences", ())), takes, adds)


def mistakes() -> Iterator[str]:
    """What is wrong with data/decisions.yml, in words."""
    for name, each in decisions().items():
        yield from template_mistakes(name, (*each.takes, *each.adds))
