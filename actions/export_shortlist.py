"""The shortlist as files to keep and to share."""

from __future__ import annotations

from datetime import date

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.shortlist.entries import EMPTY, SHOW, entries, followed
from actions.shortlist.exports import REMINDERS, dues, files
from actions.wording.replies import Chip, Reply
from knowledge.programs import Search

MOST_NAMED = 5  # dates ahead that the reply itself names


class ActionExportShortlist(AdvisorAction):
    """`export_shortlist`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Markdown, CSV and calendar, as of today."""
        found = entries(memory.shortlist, search.knowledge)
        if not found:
            return Turn((EMPTY,), memory)
        today = date.today()
        ahead = sorted((due for _, program in found for due in dues(program, today)), key=lambda due: due.on)
        dates = [f"• {due.on.isoformat()}: {due.name} ({due.recorded})" for due in ahead[:MOST_NAMED]]
        rolling = "No date ahead is recorded for these programs; their pages can say." if not ahead else ""
        reply = Reply(
            "shortlist_files",
            "Your shortlist as files: shortlist.md is text to share, shortlist.csv opens in a spreadsheet, and "
            "shortlist.ics puts the deadlines into a calendar, with reminders 30 and 7 days before and the steps that "
            "lead there. How long the steps take is my assumption; move them as you need.",
            closing="\n".join(["The next dates on record:", *dates]) if dates else rolling,
            calculations=(
                f"Reminders {REMINDERS[0]} and {REMINDERS[1]} days before each deadline are my assumption",
                *(
                    f"{due.on.isoformat()} is the next occurrence of the day on record ({due.recorded})"
                    for due in ahead
                ),
            ),
            chips=(SHOW, Chip("Questions for admissions", "/ask_admissions")),
            files=files(memory.shortlist, memory.reported, search.knowledge, today),
        )
        return Turn((followed(reply, memory, search.knowledge),), memory)
