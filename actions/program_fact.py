"""What is recorded of one program: everything, or the one fact that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.in_other_words import MISSING_DEGREE
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import Pointed, pointed_at, programs_of_ids
from actions.dialogue.qualities import Quality, quality_asked
from actions.shortlist.entries import followed
from actions.wording.program_replies import facts_told
from actions.wording.replies import Reply
from actions.wording.short_names import in_sentence
from actions.wording.standing_out_words import no_such_one, stands_out
from actions.wording.unclear import no_such_degree
from actions.wording.wishes import term_words
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion
from knowledge.programs import Search
from knowledge.verdicts import first_of


class ActionProgramFact(AdvisorAction):
    """`ask_program_fact`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Facts of the program pointed at; without any pointer, of the one spoken of last."""
        above = programs_of_ids(memory.mentioned[:1], search.knowledge)
        if above and (missing := next(iter(message.values(MISSING_DEGREE)), None)):
            return Turn((no_such_degree(str(missing), above[0].university, search.knowledge),), memory)
        pointed = pointed_at(message, memory, search.knowledge)
        if pointed.nothing and message.values("program"):  # a question on a program is about the only name there is
            pointed = pointed_at(_without_roles(message), memory, search.knowledge)
        if pointed.nothing and (unmet := no_such_one(message, memory, search.knowledge)):
            return Turn((followed(Reply("question", unmet), memory, search.knowledge),), memory)
        if pointed.nothing and memory.mentioned:
            pointed = Pointed(programs_of_ids(memory.mentioned[:1], search.knowledge))
        quality = quality_asked(message.text)
        if quality is not None and len((*pointed.programs, *pointed.universities)) == 1 and not message.does("story"):
            return _of_quality(quality, pointed, message, memory, search)
        replies, after = facts_told(pointed, message.values("asked_fact"), message, memory, search)
        said = _yes_or_no(message, after, search.knowledge) or stands_out(message, pointed, memory, search.knowledge)
        if said and replies[0].kind == "program_fact":
            replies = (replace(replies[0], lead=said), *replies[1:])
        return Turn(replies, after)


def _of_quality(quality: Quality, pointed: Pointed, message: Message, memory: Memory, search: Search) -> Turn:
    """What can be said of a program's quality that no record holds, and the facts nearest to it."""
    name = in_sentence(pointed.programs[0]) if pointed.programs else pointed.universities[0].name
    replies, after = facts_told(pointed, quality.facts, message, memory, search)
    says = quality.of_one.format(program=name)
    told = replies[0] if quality.facts and replies[0].cards else Reply("program_fact", "", chips=replies[0].chips)
    return Turn((replace(told, lead=says),), after)


def _yes_or_no(message: Message, memory: Memory, knowledge: Knowledge) -> str:
    """Whether the programs' lists name what was asked about; "" where nothing was, or none is recorded."""
    said = []
    for entity in message.entities:
        if entity["entity"] != "asked_fact" or not entity.get("term"):
            continue
        wish = next((each for each in DECLARED.criteria.values() if _is_of(entity, each)), None)
        for program in programs_of_ids(memory.mentioned, knowledge) if wish else ():
            if (fact := first_of(program, DECLARED.subjects[str(entity["value"])].facts)) is not None and wish:
                said.append(term_words(in_sentence(program), wish, str(entity["term"]), fact[1].value, knowledge))
    return " ".join(said)


def _is_of(entity: Mapping[str, Any], wish: Criterion) -> bool:
    """Whether a question on a listed thing is on this list; a payload may hold anything."""
    return wish.type == "listed" and wish.subject == entity["value"] and isinstance(entity["term"], str)


def _without_roles(message: Message) -> Message:
    return replace(message, entities=tuple({**each, "role": None} for each in message.entities))
