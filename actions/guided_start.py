"""A guided start: at most six questions, each the one that narrows best, each skippable; then the programs."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.guide import GuidedStart
from actions.dialogue.memory import Memory, Message
from actions.wording.search_replies import guided
from knowledge.programs import Search


class ActionGuidedStart(AdvisorAction):
    """`guided_start`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The first question; wishes that were told before are kept."""
        begun = replace(memory, guide=GuidedStart(), declined=())
        return guided(search, begun, "Gladly. A few short questions, skip any you like.")
