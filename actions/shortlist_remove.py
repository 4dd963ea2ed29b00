"""Takes programs off the shortlist; the whole list only after a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import programs_of_ids
from actions.shortlist.entries import EMPTY, SHOW, entries, followed, meant, order_words, payload, place_of, typed
from actions.wording.replies import Chip, Reply
from actions.wording.words import full_name, listed, title
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

_ALL = re.compile(
    r"\b(?:clear|empty|wipe|reset|everything|all)\b|\b(?:delete|remove|erase) (?:my|the) (?:short)?list\b", re.I
)
ALL, ASK_ALL = "all", "ask_all"  # values of `pointer` by which a chip agrees to it, or asks for the question


class ActionShortlistRemove(AdvisorAction):
    """`shortlist_remove`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The list without the programs pointed at."""
        knowledge = search.knowledge
        if not memory.shortlist:
            return Turn((EMPTY,), memory)
        if ALL in message.values("pointer"):
            return _cleared(memory)
        if ASK_ALL in message.values("pointer") or (_ALL.search(typed(message)) and not message.values("program")):
            return _ask_all(memory, knowledge)
        found = meant(message, memory, knowledge, kept_only=True)
        if found.ask:
            return Turn((found.ask,), memory)
        programs = found.programs or _spoken_of(message, memory, knowledge)
        if not programs:
            return _ask_which(memory, knowledge)
        return _remove(programs, memory, knowledge)


def _spoken_of(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """ "take it off": the program spoken of last, where only one was and it is on the list."""
    one = memory.mentioned if typed(message) and len(memory.mentioned) == 1 else ()
    return programs_of_ids([each for each in one if place_of(each, memory.shortlist)], knowledge)


def _remove(programs: Sequence[Program], memory: Memory, knowledge: Knowledge) -> Turn:
    gone = [each for each in programs if place_of(each.id, memory.shortlist)]
    absent = [each for each in programs if each not in gone]
    words = [f"{listed([full_name(each) for each in gone])}: off your shortlist."] if gone else []
    words += [f"{full_name(each)} is not on your shortlist." for each in absent]
    chips = [_put_back(each, memory) for each in gone[:2]]
    left = tuple(each for each in memory.shortlist if each.id not in {one.id for one in gone})
    changed = replace(memory, shortlist=left)
    closing = f"What is left: {order_words(changed, knowledge)}." if left else "The list is empty now."
    reply = Reply("shortlist_change", " ".join(words), closing=closing, chips=(*chips, *((SHOW,) if left else ())))
    return Turn((followed(reply, changed, knowledge),), changed)


def _put_back(program: Program, memory: Memory) -> Chip:
    place = place_of(program.id, memory.shortlist) or 1
    note = memory.shortlist[place - 1].note
    more = {"note": note} if note else {}
    return Chip(f"Put {title(program)} back", payload("shortlist_add", program=program.id, position=place, **more))


def _ask_all(memory: Memory, knowledge: Knowledge) -> Turn:
    count = len(memory.shortlist)
    what = f"all {count} programs" if count > 1 else "the one program"
    lead = f"Shall I take {what} off your shortlist, with your notes? That cannot be undone."
    chips = (Chip("Yes, clear it", payload("shortlist_remove", pointer=ALL)), Chip("No, keep it", "/show_shortlist"))
    return Turn((followed(Reply("question", lead, chips=chips), memory, knowledge),), memory)


def _cleared(memory: Memory) -> Turn:
    reply = replace(
        EMPTY, lead="Done, your shortlist is empty. Say “keep the second one” after a search to fill it anew."
    )
    return Turn((reply,), replace(memory, shortlist=()))


def _ask_which(memory: Memory, knowledge: Knowledge) -> Turn:
    found = entries(memory.shortlist, knowledge)
    chips = [Chip(full_name(each), payload("shortlist_remove", program=each.id)) for _, each in found[:6]]
    lead = "Which program shall I take off your shortlist? Name it or say its number."
    shown = replace(memory, shown=tuple(each.id for _, each in found))
    closing = order_words(memory, knowledge)
    chips.append(Chip("All of them", payload("shortlist_remove", pointer=ASK_ALL)))
    return Turn((followed(Reply("question", lead, closing=closing, chips=tuple(chips)), shown, knowledge),), shown)
