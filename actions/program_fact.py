"""What is recorded of one program: everything, or the one fact that was asked for."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import Pointed, pointed_at, programs_of_ids
from actions.wording.program_replies import facts_told
from knowledge.programs import Search


class ActionProgramFact(AdvisorAction):
    """`ask_program_fact`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Facts of the program pointed at; without any pointer, of the one spoken of last."""
        pointed = pointed_at(message, memory, search.knowledge)
        if pointed.nothing and message.values("program"):  # a question on a program is about the only name there is
            pointed = pointed_at(_without_roles(message), memory, search.knowledge)
        if pointed.nothing and memory.mentioned:
            pointed = Pointed(programs_of_ids(memory.mentioned[:1], search.knowledge))
        return Turn(*facts_told(pointed, message.values("asked_fact"), message, memory, search))


def _without_roles(message: Message) -> Message:
    return replace(message, entities=tuple({**each, "role": None} for each in message.entities))
