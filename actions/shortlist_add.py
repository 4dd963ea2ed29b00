"""Keeps programs on the shortlist, and moves them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Kept, Memory, Message
from actions.dialogue.pointing import programs_of_ids
from actions.dialogue.taking_back import asks_whether
from actions.shortlist.entries import (
    EXPORT,
    MOST_KEPT,
    SHOW,
    followed,
    meant,
    moved,
    noted,
    one_line,
    order_words,
    payload,
    place_of,
    place_wanted,
    typed,
)
from actions.shortlist.exports import have_dates
from actions.wording.replies import Chip, Reply
from actions.wording.short_names import in_sentence
from actions.wording.standing_out_words import no_such_one
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

WHICH = Reply(
    "question",
    "Which program shall I keep? Give me its name, for example “keep OMSCS”, or search first and then say “keep the "
    "second one”.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
)
DATES = "The dates on record go into your calendar, with reminders: “export my shortlist” gives the calendar file."
DATES_TOLD = "shortlist_dates"  # in Memory.told


class ActionShortlistAdd(AdvisorAction):
    """`shortlist_add`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The list with the programs pointed at, or with the one spoken of last, at the place that was asked for."""
        knowledge = search.knowledge
        found = meant(message, memory, knowledge)
        if found.ask:
            return Turn((found.ask,), memory)
        if not found.programs and (unmet := no_such_one(message, memory, knowledge)):
            return Turn((followed(Reply("question", unmet), memory, knowledge),), memory)
        programs = found.programs or programs_of_ids(memory.mentioned[:1], knowledge)
        if not programs:
            return Turn((followed(WHICH, memory, knowledge),), memory)
        if asks_whether(message):
            return _only_asked(programs, memory, knowledge)
        if _is_move(message, programs, memory):
            return _move(programs[0], message, memory, knowledge)
        return _add(programs, message, memory, knowledge)


def _only_asked(programs: Sequence[Program], memory: Memory, knowledge: Knowledge) -> Turn:
    """ "Should I keep the second one?" and "is it on my list?" keep nothing."""
    words = []
    for each in programs:
        place = place_of(each.id, memory.shortlist)
        on = f"is on your shortlist, as number {place}" if place else "is not on your shortlist"
        words.append(f"{in_sentence(each)} {on}.")
    new = [each for each in programs if not place_of(each.id, memory.shortlist)]
    chips = [Chip(f"Keep {in_sentence(each)}", payload("shortlist_add", program=each.id)) for each in new[:3]]
    lead = "Nothing is changed: what to keep is yours to decide. " + " ".join(words)
    return Turn(
        (followed(Reply("question", lead, chips=(*chips, SHOW)), memory, knowledge),), replace(memory, asked=None)
    )


def _is_move(message: Message, programs: Sequence[Program], memory: Memory) -> bool:
    return place_wanted(message, place_of(programs[0].id, memory.shortlist), MOST_KEPT) is not None


def _move(program: Program, message: Message, memory: Memory, knowledge: Knowledge) -> Turn:
    now = place_of(program.id, memory.shortlist)
    if now is None and len(memory.shortlist) >= MOST_KEPT:
        return _full(memory, knowledge)
    count = len(memory.shortlist) + (now is None)
    place = place_wanted(message, now, count) or count
    kept = memory.shortlist[now - 1] if now else Kept(program.id)
    changed = replace(memory, shortlist=moved(memory.shortlist, _with_note(kept, message), place))
    if now == place:
        lead = f"{in_sentence(program)} is number {place} of {count} already."
    else:
        lead = f"{in_sentence(program)} is number {place} of {count} on your shortlist now."
    return _said(lead, (program,), message, changed, knowledge)


def _add(programs: Sequence[Program], message: Message, memory: Memory, knowledge: Knowledge) -> Turn:
    here = [each for each in programs if place_of(each.id, memory.shortlist)]
    new = [each for each in programs if each not in here][: MOST_KEPT - len(memory.shortlist)]
    if not new and not here:
        return _full(memory, knowledge)
    words = []
    if new:
        are = "is" if len(new) == 1 else "are"
        words.append(f"Kept: {listed([in_sentence(each) for each in new])} {are} on your shortlist now.")
    for each in here:
        words.append(
            f"{in_sentence(each)} is on your shortlist already, as number {place_of(each.id, memory.shortlist)}."
        )
    if len(new) + len(here) < len(programs):
        words.append(f"The list holds {MOST_KEPT} programs, so not all of them found room.")
    added = tuple(_with_note(Kept(each.id), message) for each in new)
    changed = replace(memory, shortlist=(*memory.shortlist, *added))
    return _said(" ".join(words), programs, message, changed, knowledge)


def _with_note(kept: Kept, message: Message) -> Kept:
    """A button that puts a program back brings its note."""
    notes = message.values("note")
    return noted((kept,), kept.id, one_line(notes[0]))[0] if notes else kept


def _said(lead: str, programs: Sequence[Program], message: Message, memory: Memory, knowledge: Knowledge) -> Turn:
    if typed(message):  # a button on a card changes the list, not what "it" means
        memory = replace(memory, mentioned=tuple(each.id for each in programs))
    closing = f"The list: {order_words(memory, knowledge)}." if len(memory.shortlist) > 1 else ""
    remove = Chip("Take it off again", payload("shortlist_remove", program=programs[0].id))
    chips = (SHOW, remove) if len(programs) == 1 else (SHOW,)
    if _dates_are_news(message, memory, knowledge):
        closing, chips = f"{closing}\n{DATES}".strip(), (*chips, EXPORT)
        memory = memory.having_told(DATES_TOLD)
    return Turn((followed(Reply("shortlist_change", lead, closing=closing, chips=chips), memory, knowledge),), memory)


def _dates_are_news(message: Message, memory: Memory, knowledge: Knowledge) -> bool:
    """Whether it is to be said that dates can be taken along: once, where somebody reads it, if there are any."""
    return DATES_TOLD not in memory.told and not message.quiet and have_dates(memory.shortlist, knowledge, date.today())


def _full(memory: Memory, knowledge: Knowledge) -> Turn:
    lead = f"Your shortlist is full: it holds {MOST_KEPT} programs. Take one off, and there is room again."
    return Turn((followed(Reply("shortlist_change", lead, chips=(SHOW,)), memory, knowledge),), memory)
