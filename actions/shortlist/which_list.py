"""Which list a number is of: asked where the shortlist and what is on screen have different programs there. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import programs_of_ids
from actions.dialogue.taken_off import LAST, of_place, of_shortlist, places
from actions.shortlist.entries import followed, payload, place_of, typed
from actions.wording.replies import Chip, Reply
from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.facts import Program


def which_list(message: Message, memory: Memory, knowledge: Knowledge) -> Reply | None:
    """The question which is meant by "remove the first one"; None where it is clear, or no number is said."""
    said = places(message)
    if not said or not typed(message) or of_shortlist(message, memory) or message.has("program", "unknown_program"):
        return None
    kept = [of_place(each, [entry.id for entry in memory.shortlist]) for each in said]
    seen = [of_place(each, memory.shown or memory.mentioned) for each in said]
    if None in kept or None in seen or kept == seen:
        return None
    of_list, on_screen = (programs_of_ids([each for each in ids if each], knowledge) for ids in (kept, seen))
    off = [each for each in on_screen if not place_of(each.id, memory.shortlist)]
    they_are = "it is" if len(said) == 1 else "they are"
    on_list, here = (f"{they_are} {_names(each)}" for each in (of_list, on_screen))
    none = f"; {_names(off)} {'is' if len(off) == 1 else 'are'} not on the list" if off else ""
    if off == list(on_screen):
        none = ", which you have not kept"
    lead = f"{_numbers(said)} may be two things. On your shortlist {on_list}, on screen {here}{none}."
    other = _leave_out(off) if off else _take_off(on_screen)
    reply = Reply(
        "which_one", lead, closing="Nothing is changed yet: which do you mean?", chips=(_take_off(of_list), other)
    )
    return followed(reply, memory, knowledge)


def _take_off(programs: Sequence[Program]) -> Chip:
    return Chip(
        f"Off my shortlist: {_names(programs)}", payload("shortlist_remove", program=[each.id for each in programs])
    )


def _leave_out(programs: Sequence[Program]) -> Chip:
    refused = [{"value": each.id, "op": "not"} for each in programs]
    return Chip(f"Out of the search: {_names(programs)}", payload("inform", program=refused))


def _names(programs: Sequence[Program]) -> str:
    return listed([in_sentence(each) for each in programs])


def _numbers(said: Sequence[int | str]) -> str:
    if len(said) == 1:
        return "The last one" if said[0] == LAST else f"Number {said[0]}"
    return "Numbers " + listed([str(each) for each in said])
