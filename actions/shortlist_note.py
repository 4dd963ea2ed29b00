"""Writes a note on a program of the shortlist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import NAMING, Memory, Message
from actions.dialogue.pointing import programs_of_ids
from actions.dialogue.taking_back import erases_note
from actions.shortlist.entries import (
    MOST_KEPT,
    SHOW,
    followed,
    meant,
    noted,
    one_line,
    payload,
    place_of,
    quoted,
    typed,
)
from actions.wording.replies import Chip, Reply
from actions.wording.short_names import in_sentence
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

_LEADING = re.compile(r"^(?:['’]s)?\s*(?:[:,;\-–—]+|(?:that|saying|says|which says|to say)\b[:,]?)?\s*", re.I)
_MARKED = re.compile(r"(?::|\s[-–—]|\bthat\b)\s*(?P<note>.+)$", re.I | re.S)
_TRAILING = re.compile(r"[\s,]*\b(?:on|for|to|about|of|with|next to|beside)\s*(?:the\s*)?$", re.I)
WHICH = Reply(
    "question",
    "Which program is the note for? Write for example “note on OMSCS: ask Maria about the workload”.",
    chips=(SHOW,),
)


class ActionShortlistNote(AdvisorAction):
    """`shortlist_note`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The list with the note; a program that is not on it is kept with its note."""
        knowledge = search.knowledge
        target = _target(message)
        found = meant(_about(message, target), memory, knowledge, kept_only=True)
        if found.ask:
            return Turn((found.ask,), memory)
        programs = found.programs or programs_of_ids(memory.mentioned[:1], knowledge)
        if not programs:
            return Turn((followed(WHICH, memory, knowledge),), memory)
        if len(memory.shortlist) >= MOST_KEPT and not place_of(programs[0].id, memory.shortlist):
            lead = f"{in_sentence(programs[0])} is not on your shortlist, and the list is full. Take one off first."
            return Turn((followed(Reply("shortlist_change", lead, chips=(SHOW,)), memory, knowledge),), memory)
        return _write(programs[0], _note(message, target), message, memory, knowledge)


def _target(message: Message) -> Mapping[str, Any] | None:
    """The first thing pointed at: what comes behind it belongs to the note."""
    said = [each for each in message.entities if each["entity"] in NAMING]
    return min(said, key=lambda each: each.get("start") or 0, default=None)


def _about(message: Message, target: Mapping[str, Any] | None) -> Message:
    text = "" if message.text.startswith("/") else message.text
    behind = _MARKED.search(text)
    if target is None or (behind and behind.start() < (target.get("start") or 0)):
        return replace(message, entities=() if target is None or _is_in_note(target, text) else (target,))
    return replace(message, entities=(target,))


def _is_in_note(target: Mapping[str, Any], text: str) -> bool:
    """ "note: omscs is cheaper" names OMSCS in the note; "remember that for omscs …" names whom it is for."""
    before = text[: target.get("start") or 0]
    return ":" in before


def _note(message: Message, target: Mapping[str, Any] | None) -> str | None:
    """The note's words, "" to erase it, or None where none were given."""
    if notes := [each for each in message.values("note") if isinstance(each, str)]:
        return one_line(notes[0])
    text = typed(message)
    if not text:
        return None
    if erases_note(text):
        return ""
    if target is not None and not _is_in_note(target, text):
        behind = one_line(_LEADING.sub("", text[target.get("end") or 0 :].strip(), count=1))
        if behind.strip(" .!?,"):
            return behind
        text = _TRAILING.sub("", text[: target.get("start") or 0])
    marked = _MARKED.search(text)
    return one_line(marked["note"]) if marked else None


def _write(program: Program, note: str | None, message: Message, memory: Memory, knowledge: Knowledge) -> Turn:
    if note is None:
        lead = f"What shall I note on {in_sentence(program)}? Write for example “note on it: ask about the workload”."
        asked = replace(memory, mentioned=(program.id,))
        return Turn((followed(Reply("question", lead, chips=(SHOW,)), asked, knowledge),), asked)
    was_there = place_of(program.id, memory.shortlist) is not None
    if not (note or any(each.id == program.id and each.note for each in memory.shortlist)):
        lead = f"There is no note on {in_sentence(program)}; nothing is changed."
        return Turn((followed(Reply("question", lead, chips=(SHOW,)), memory, knowledge),), memory)
    changed = replace(memory, shortlist=noted(memory.shortlist, program.id, note))
    if typed(message):
        changed = replace(changed, mentioned=(program.id,))
    if note:
        lead = f"Noted on {in_sentence(program)}: {quoted(note)}."
        lead += "" if was_there else " I put it on your shortlist."
    else:
        lead = f"The note on {in_sentence(program)} is gone."
    chips = (SHOW, Chip("Erase the note", payload("shortlist_note", program=program.id, note=""))) if note else (SHOW,)
    return Turn((followed(Reply("shortlist_change", lead, chips=chips), changed, knowledge),), changed)
