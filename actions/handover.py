"""A person to talk to: where to turn, with a summary of the search that can be copied."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message
from actions.pointing import programs_of_ids
from actions.replies import MARKDOWN, Chip, File, Reply
from actions.search_replies import wishes_words
from actions.words import subtitle, title
from knowledge.programs import Search

WHERE = (
    "I cannot put you through to a person, but here is who can help: the admissions office of the program, the career "
    "or graduate advising office of your present or former university, and for US loans and grants studentaid.gov. "
    "So that you need not begin anew, here is a summary to copy:"
)


class ActionHandover(AdvisorAction):
    """`human_handoff`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Where to turn, and what was said so far."""
        summary = summary_of(memory, search)
        chips = (
            Chip("Questions for admissions", "/ask_admissions"),
            Chip("How do I choose?", '/faq{"topic": "how_to_choose"}'),
        )
        file = File("summary.md", MARKDOWN, summary + "\n")
        return Turn((Reply("handover", WHERE, closing=summary, chips=chips, files=(file,)),), memory)


def summary_of(memory: Memory, search: Search) -> str:
    """Wishes, background and programs, each with the page where its office is found."""
    lines = [f"• I look for: {wishes_words(memory.wishes, search) or 'nothing fixed yet'}"]
    brought = [*(memory.profile.get("backgrounds") or ()), *(memory.profile.get("skills") or ())]
    if brought:
        lines.append(f"• I bring: {', '.join(str(each).replace('_', ' ') for each in brought)}")
    ids = tuple(kept.id for kept in memory.shortlist) or memory.mentioned or memory.shown
    for program in programs_of_ids(ids[:5], search.knowledge):
        page = program.university.admissions_url or program.url or ""
        lines.append(f"• {title(program)}, {subtitle(program)}{f': {page}' if page else ''}")
    return "\n".join(lines)
