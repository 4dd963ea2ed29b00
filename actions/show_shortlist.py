"""Shows the shortlist: numbered, with notes and key facts."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.shortlist.entries import EMPTY, EXPORT, entries, followed, kept_card, payload
from actions.wording.replies import Chip, Reply
from knowledge.programs import Search


class ActionShowShortlist(AdvisorAction):
    """`show_shortlist`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The list in the person's order; "the second one" points into it from now on."""
        found = entries(memory.shortlist, search.knowledge)
        if not found:
            return Turn((EMPTY,), memory)
        ids = tuple(program.id for _, program in found)
        count = f"{len(found)} programs" if len(found) > 1 else "one program"
        reply = Reply(
            "shortlist",
            f"Your shortlist, {count} in your order:",
            cards=tuple(kept_card(kept, program, memory.reported, search.knowledge) for kept, program in found),
            closing="Say “move the second one to the top” or “note on the first one: …” to change it.",
            chips=_chips(ids),
        )
        shown = replace(memory, shown=ids, mentioned=ids)
        return Turn((followed(reply, shown, search.knowledge),), shown)


def _chips(ids: tuple[str, ...]) -> tuple[Chip, ...]:
    return (
        *((Chip("Compare", payload("compare_programs", program=list(ids))),) if len(ids) > 1 else ()),
        EXPORT,
        Chip("Questions for admissions", "/ask_admissions"),
        Chip("Check my background", "/ask_readiness"),
        Chip("Remove one", "/shortlist_remove"),
    )
