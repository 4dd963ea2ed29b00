"""What each school that is named asks for, held against what the person has: a line a school. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from actions.dialogue.memory import Memory
from actions.dialogue.pointing import programs_of_ids
from actions.wording.facts import lines_of
from actions.wording.replies import Line, Personal
from actions.wording.reply_parts import MARKS
from actions.wording.short_names import in_sentence
from actions.wording.verdicts import verdict_line
from actions.wording.words import listed
from knowledge.criteria import Status
from knowledge.facts import Program
from knowledge.programs import Search

MOST_SCHOOLS = 6
BROUGHT = ("gpa", "toefl", "ielts", "duolingo", "gre_score", "background")  # wishes that say what the person has
ASKED = ("gpa", "gre")  # told as well where nothing of the person's is there to hold against it


def held_against(memory: Memory, search: Search) -> list[Personal]:
    """A line for each school spoken of, with what it asks for; those of which nothing is on record share one."""
    programs = programs_of_ids(memory.mentioned[:MOST_SCHOOLS], search.knowledge)
    lines: list[Personal] = []
    silent: list[str] = []
    for each in programs:
        told = list(_told(each, memory, search))
        if told:
            marked = "; ".join(f"{MARKS.get(line.mark, '')} {line.says.rstrip('.')}".strip() for line in told)
            sources = tuple(source for line in told for source in line.sources)
            lines.append(Personal(f"• {in_sentence(each)}: {marked}.", sources))
        else:
            silent.append(in_sentence(each))
    if silent:
        lines.append(Personal(f"• Not recorded, what is asked for by {listed(silent)}."))
    return lines


def _told(program: Program, memory: Memory, search: Search) -> Iterator[Line]:
    held = [wish for wish in memory.wishes if wish.key in BROUGHT]
    for wish in held:
        verdict = search.check(program, wish)
        if verdict.status is not Status.UNKNOWN or verdict.facts:
            yield verdict_line(wish, verdict, program, search.knowledge)
    for fact in ASKED:
        if not any(wish.key.startswith(fact) for wish in held):
            yield from lines_of(program, fact, search)[:1]
