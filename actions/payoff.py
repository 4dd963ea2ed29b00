"""Does the degree pay for this person: a range, with every assumption listed and changeable in words."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.guide import PayoffTalk
from actions.dialogue.memory import Memory, Message
from actions.wording.payoff_basis import basis_of
from actions.wording.payoff_words import ask_income, changed_words, payoff_reply, recalculated, steps_reply
from actions.wording.plain import CALCULATION
from knowledge.programs import Search


class ActionPayoff(AdvisorAction):
    """`ask_payoff`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The calculation with what is known of pay, job, place and assumptions."""
        asked_for = replace(memory, guide=PayoffTalk(), asked=None)
        if "income" not in memory.assumptions:
            return Turn((ask_income(),), asked_for)
        basis = basis_of(memory, search)
        if CALCULATION in message.values("asked_fact"):
            return Turn((steps_reply(basis, search),), asked_for)
        told = message.before.assumptions if message.before is not None else {}
        before = told if "income" in told else memory.assumptions
        head = changed_words(before, memory.assumptions, search.knowledge)
        mentioned = (basis.program.id,) if basis.program else memory.mentioned
        reply = payoff_reply(basis, head, search)
        if message.does("verdict") or (head and memory.last.get("action") == self.file):
            reply = recalculated(reply)
        return Turn((reply,), replace(asked_for, mentioned=mentioned))
