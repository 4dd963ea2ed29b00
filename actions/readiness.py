"""What somebody brings against what programs ask for: met, missing or not said, with weeks and the first start."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.guide import ReadinessTalk
from actions.dialogue.memory import Memory, Message
from actions.dialogue.person import MOST_PROGRAMS, person_of, programs_at_hand
from actions.dialogue.pointing import pointed_at
from actions.wording.facts import fact_words
from actions.wording.readiness_replies import ask_background, payload, readiness_reply
from actions.wording.readiness_words import (
    bridge_line,
)
from actions.wording.replies import Card, Chip, Line, Reply
from actions.wording.unclear import not_on_record
from actions.wording.words import card_of, source
from knowledge.advice.readiness import usual
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search


class ActionReadiness(AdvisorAction):
    """`ask_readiness`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The background against the programs at hand, or programs with a bridge where those are asked for."""
        if "bridge" in message.values("asked_fact"):
            return _with_bridge(memory, search)
        return _compared_with(message, replace(memory, guide=ReadinessTalk(), asked=None), search)


def _compared_with(message: Message, known: Memory, search: Search) -> Turn:
    """The person against the programs at hand."""
    knowledge = search.knowledge
    programs = programs_at_hand(message, known, search)
    unknown = pointed_at(message, known, knowledge).unknown
    if unknown and not message.values("program"):
        return Turn((not_on_record(unknown[0], knowledge),), known)
    known = replace(known, mentioned=tuple(each.id for each in programs)) if programs else known
    if not person_of(known).is_known:
        return Turn((ask_background(programs, usual(knowledge.programs), knowledge),), known)
    return Turn((readiness_reply(programs, person_of(known), knowledge),), known)


# Bridges


def _with_bridge(memory: Memory, search: Search) -> Turn:
    """Programs that take people without the prerequisites and teach them first, best for the wishes first."""
    found = search.find(memory.wishes)
    programs = search.knowledge.programs
    fitting = [program for index in (*found.fitting, *found.possible) if _has_bridge(program := programs[index])]
    offered = fitting or [each for each in programs if _has_bridge(each)]
    if not offered:
        return Turn((Reply("readiness", "No program on record says that it has a bridge."),), memory)
    first = tuple(offered[:MOST_PROGRAMS])
    total = sum(_has_bridge(each) for each in programs)
    none = "" if fitting else f"None of the {total} programs with a bridge fits your wishes; without the wishes, "
    cut = f" The first {len(first)}:" if len(first) < len(offered) else ""
    lead = f"{none}{_offering(len(offered), bool(fitting and memory.wishes))} for what you lack.{cut}"
    cards = tuple(_bridge_card(each, search.knowledge) for each in first)
    ids = tuple(each.id for each in first)
    closing = f"That a bridge isn’t recorded elsewhere is no “no”: {total} programs record one. Ask the others."
    chips = (Chip("Check my background for these", payload("ask_readiness", first)),)
    return Turn(
        (Reply("readiness", lead, cards, closing=closing, chips=chips),), replace(memory, shown=ids, mentioned=ids)
    )


def _offering(number: int, wished: bool) -> str:
    if number == 1:
        which = "misses none of your wishes" if wished else "is on record"
        return f"one program that {which} has a bridge or preparatory courses".capitalize()
    which = "miss none of your wishes" if wished else "are on record"
    return f"{number} programs that {which} have a bridge or preparatory courses"


def _has_bridge(program: Program) -> bool:
    fact = program.fact("bridge")
    return fact is not None and fact.value is True


def _bridge_card(program: Program, knowledge: Knowledge) -> Card:
    lines = [bridge_line(program.facts["bridge"], program, knowledge)]
    if (asked := program.fact("prerequisites")) is not None:
        words = fact_words("prerequisites", asked, program, knowledge)
        lines.append(Line("", words, (source("prerequisites", asked, knowledge, program),)))
    return card_of(program, lines)
