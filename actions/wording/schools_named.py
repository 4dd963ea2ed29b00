"""What is recorded of the schools that a whole post names and means: a line each, on what it asks. Pure."""

from __future__ import annotations

from collections.abc import Collection

from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.pointing import best_of_each, pointed_at
from actions.dialogue.topic_facts import facts_of
from actions.wording.program_replies import line_on
from actions.wording.replies import Personal
from actions.wording.words import listed, plain
from knowledge.programs import Search

MOST_SCHOOLS = 3
MOST_FACTS = 2
# Actions whose own answer is about the schools that are named.
ABOUT_SCHOOLS = ("compare", "program_fact", "shortlist_add", "shortlist_note", "explain", "payoff", "report_answer")


def school_lines(
    action: str, topics: Collection[str], message: Message, memory: Memory, search: Search
) -> list[Personal]:
    """A line for each school that is meant, at most three; names that are not on record share one.

    Args:
        action: the file name of the action that answered.
        topics: FAQ topics that the post asks about.
    """
    if action in ABOUT_SCHOOLS:
        return []
    pointed = pointed_at(message, Memory(), search.knowledge)  # by name: "that" of a long story is no program
    if not message.has(*NAMES):
        return []
    asked = tuple(dict.fromkeys(facts_of(topics)))
    if not asked and len(pointed.programs) + len(pointed.universities) > MOST_SCHOOLS:
        return []
    found = best_of_each(pointed.universities, memory.wishes, search, message)
    told = memory.mentioned if action == "answer" else ()  # of these the answer itself speaks
    programs = dict.fromkeys(each for each in (*pointed.programs, *found) if each.id not in told)
    lines = [
        line for each in list(programs)[:MOST_SCHOOLS] if (line := line_on(each, asked, search, MOST_FACTS)) is not None
    ]
    if pointed.unknown:
        names = listed([plain(each) for each in pointed.unknown[:MOST_SCHOOLS]])
        are = "is" if len(pointed.unknown[:MOST_SCHOOLS]) == 1 else "are"
        lines.append(Personal(f"• {names} {are} not in my records."))
    return lines
