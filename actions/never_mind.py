"""Nothing is done: a remark was taken back, or a command refused."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.facts import FACT_NAMES
from actions.wording.replies import Chip, Reply
from actions.wording.words import full_name
from knowledge.programs import Search

CHIPS = (Chip("What do you know about me?", "/ask_my_data"), Chip("Undo my last change", "/go_back"))
LEFT, STAYS = "No problem, I leave it at that.", "Everything you told me stays as it was."
DISMISSED = Reply("question", f"{LEFT} {STAYS}", chips=CHIPS)
REFUSED = Reply("question", "All right, nothing is changed, deleted or sent.", chips=CHIPS)


class ActionNeverMind(AdvisorAction):
    """`never_mind`, and `refuse`: commands that are not to be carried out ("don't delete my data")."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Says that nothing is changed, and what was just kept stays; an open question is open no longer."""
        reply = REFUSED if message.intent == "refuse" else replace(DISMISSED, lead=_dismissed(memory, search))
        return Turn((reply,), replace(memory, asked=None, guide=None))


# What was answered last -> which of the slots it changed, and what is said of it.
_JUST_CHANGED = {"report_answer": "reported", "shortlist_add": "shortlist", "shortlist_note": "shortlist"}


def _dismissed(memory: Memory, search: Search) -> str:
    """What is said to "forget that": right after something was kept, that it stays, and how it goes."""
    kept = _JUST_CHANGED.get(str(memory.last.get("action")))
    if kept is None or not memory.past or kept not in memory.past[-1]:
        return DISMISSED.lead
    if kept == "shortlist" or not memory.reported:
        return f"{LEFT} {STAYS} Your shortlist stays too: “undo” takes its last change back."
    told = memory.reported[-1]
    program = search.knowledge.program(told.program)
    of = f" of {full_name(program)}" if program else ""
    what = FACT_NAMES.get(told.fact, told.fact)
    return f"{LEFT} What you were told{of} stays noted ({what}: “{told.says}”); “undo” takes it back."
