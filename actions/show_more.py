"""The next three programs of a search."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Reply
from actions.wording.search_replies import ASK_WISH, page
from knowledge.programs import Search


class ActionShowMore(AdvisorAction):
    """`show_more`; the chip "Show those too" asks for what misses nothing but lacks a record."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The next page, or a question where nothing was searched yet."""
        memory = replace(memory, guide=None)
        if not memory.shown and not memory.wishes:
            return Turn((replace_lead(ASK_WISH, "I haven't shown you any programs yet."),), memory)
        if "possible" in message.values("sort") and memory.page[0] != "possible":
            memory = replace(memory, page=("possible", 0))
        return page(search, memory, search.find(memory.wishes))


def replace_lead(reply: Reply, opening: str) -> Reply:
    """The reply with a sentence in front."""
    return replace(reply, lead=f"{opening} {reply.lead}")
