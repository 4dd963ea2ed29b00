"""Takes programs off the shortlist, and puts on it what the same order names; the whole list only after a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue import consent
from actions.dialogue.list_orders import ASK_ALL, KEPT
from actions.dialogue.memory import Kept, Memory, Message
from actions.dialogue.pointing import pointed_at, programs_of_ids
from actions.dialogue.taken_off import of_shortlist
from actions.dialogue.taking_back import asks_whether
from actions.shortlist.entries import (
    EMPTY,
    MOST_KEPT,
    SHOW,
    entries,
    followed,
    meant,
    order_words,
    payload,
    place_of,
    typed,
)
from actions.shortlist.which_list import which_list
from actions.wording.replies import Chip, Reply
from actions.wording.short_names import in_sentence, short_title
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

_ALL = re.compile(
    r"\b(?:clear|empty|wipe|reset|everything|all)\b|\b(?:delete|remove|erase) (?:my|the) (?:short)?list\b", re.I
)
_NO_OTHER = re.compile(
    r"\W*(?:(?:please|pls|ok|okay|no|actually|can|could|you|now|then|and|just|take|remove|delete|drop|erase|kick|throw|cross"
    r"|get|rid|of|off|out|away|it|that|this|one|program|from|on|in|my|the|short|list|shortlist|again|for|me|i|do|don['’]?t|not"
    r"|want|need|anymore|any|more|keep)\b\W*)+",
    re.I,
)


class ActionShortlistRemove(AdvisorAction):
    """`shortlist_remove`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The list without the programs pointed at."""
        knowledge = search.knowledge
        if not memory.shortlist and not any(each.get("op") == KEPT for each in message.entities):
            return Turn((EMPTY,), replace(memory, asked=None))
        said = consent.said_to(message, self.file)
        if said == consent.YES:
            return _cleared(memory)
        if said is not None or _means_all(message):
            return _ask_all(said, consent.open_for(self.file, memory), knowledge)
        kept = _to_keep(message, memory, knowledge)
        message = replace(message, entities=tuple(each for each in message.entities if each.get("op") != KEPT))
        found = meant(message, _numbered_as_said(message, memory), knowledge, kept_only=True)
        if found.ask:
            return Turn((found.ask,), memory)
        programs = found.programs or _spoken_of(message, memory, knowledge)
        if kept and not programs:  # none of the list, but of those on screen
            programs = pointed_at(message, memory, knowledge).programs
        if asks_whether(message):
            return _only_asked(programs, memory, knowledge)
        if not kept and (asked := which_list(message, memory, knowledge)):
            return Turn((asked,), replace(memory, asked="which_one"))
        if not (programs or kept):
            return _ask_which(memory, knowledge)
        turn = _remove(programs, memory, knowledge, kept)
        if not typed(message) or kept:  # a button on a card changes the list, not what "it" means
            return turn
        return replace(turn, memory=replace(turn.memory, mentioned=tuple(each.id for each in programs)))


def _numbered_as_said(message: Message, memory: Memory) -> Memory:
    """The memory with the shortlist as what numbers are of, where it is named: "the second from my list"."""
    if not of_shortlist(message, memory):
        return memory
    return replace(memory, shown=tuple(each.id for each in memory.shortlist))


def _to_keep(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """The programs that are to be put on beside it, and are not on the list: "add the third, drop the second"."""
    named = tuple({**each, "op": "is"} for each in message.entities if each.get("op") == KEPT)
    pointed = pointed_at(replace(message, entities=named), memory, knowledge)
    return tuple(each for each in pointed.programs if not place_of(each.id, memory.shortlist))


def _means_all(message: Message) -> bool:
    named = message.values("program") or message.values("pointer")
    return ASK_ALL in named or (_ALL.search(typed(message)) is not None and not message.values("program"))


def _spoken_of(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """ "take it off": the program spoken of last, where only one was and it is on the list; what is called by another
    name or number is none of the list, and is asked for."""
    one = memory.mentioned if _NO_OTHER.fullmatch(typed(message)) and len(memory.mentioned) == 1 else ()
    return programs_of_ids([each for each in one if place_of(each, memory.shortlist)], knowledge)


def _remove(programs: Sequence[Program], memory: Memory, knowledge: Knowledge, kept: Sequence[Program] = ()) -> Turn:
    gone = [each for each in programs if place_of(each.id, memory.shortlist)]
    left = tuple(each for each in memory.shortlist if each.id not in {one.id for one in gone})
    new = [each for each in kept if each not in programs][: MOST_KEPT - len(left)]
    words = [f"{listed([in_sentence(each) for each in gone])}: off your shortlist."] if gone else []
    words += [f"{in_sentence(each)} is not on your shortlist." for each in programs if each not in gone]
    if new:
        are = "is" if len(new) == 1 else "are"
        words.append(f"Kept: {listed([in_sentence(each) for each in new])} {are} on your shortlist now.")
    if len(new) < len([each for each in kept if each not in programs]):
        words.append(f"The list holds {MOST_KEPT} programs, so not all of them found room.")
    changed = replace(memory, shortlist=(*left, *(Kept(each.id) for each in new)))
    chips = [_put_back(each, memory) for each in gone[:2]]
    closing = f"{'The list' if new else 'What is left'}: {order_words(changed, knowledge)}."
    if not changed.shortlist:
        closing = "The list is empty now."
    elif new and gone:
        closing += " “Undo” takes both back."
    show = (SHOW,) if changed.shortlist else ()
    reply = Reply("shortlist_change", " ".join(words), closing=closing, chips=(*chips, *show))
    return Turn((followed(reply, changed, knowledge),), changed)


def _put_back(program: Program, memory: Memory) -> Chip:
    place = place_of(program.id, memory.shortlist) or 1
    note = memory.shortlist[place - 1].note
    more = {"note": note} if note else {}
    return Chip(
        f"Put {in_sentence(program)} back", payload("shortlist_add", program=program.id, position=place, **more)
    )


def _ask_all(said: str | None, memory: Memory, knowledge: Knowledge) -> Turn:
    count = len(memory.shortlist)
    what = f"all {count} programs" if count > 1 else "the one program"
    lead = f"Shall I take {what} off your shortlist, with your notes? “Undo” would bring it back."
    if said == consent.AGAIN:
        lead = f"Only a plain yes does it. Shall I take {what} off your shortlist?"
    yes = Chip("Yes, clear it", payload("shortlist_remove", confirm=consent.YES))
    chips = (yes, Chip("No, keep it", "/show_shortlist"))
    return Turn((followed(Reply("question", lead, chips=chips), memory, knowledge),), memory)


def _cleared(memory: Memory) -> Turn:
    lead = "Done, your shortlist is empty. “Undo” brings it back; “keep the second one” after a search fills it anew."
    return Turn((replace(EMPTY, lead=lead),), replace(memory, shortlist=(), asked=None))


def _only_asked(programs: Sequence[Program], memory: Memory, knowledge: Knowledge) -> Turn:
    """ "Should I remove the first one?" removes nothing."""
    kept = [each for each in programs if place_of(each.id, memory.shortlist)]
    if not kept:
        return _ask_which(memory, knowledge)
    lead = f"Nothing is changed: whether {listed([in_sentence(each) for each in kept])} stays is yours to decide."
    chips = [Chip(f"Take {in_sentence(each)} off", payload("shortlist_remove", program=each.id)) for each in kept[:3]]
    reply = Reply(
        "question", lead, closing="Say “remove …” with its name or number, and I take it off.", chips=(*chips, SHOW)
    )
    return Turn((followed(reply, memory, knowledge),), replace(memory, asked=None))


def _ask_which(memory: Memory, knowledge: Knowledge) -> Turn:
    found = entries(memory.shortlist, knowledge)
    chips = [Chip(short_title(each), payload("shortlist_remove", program=each.id)) for _, each in found[:6]]
    lead = "Which program shall I take off your shortlist? Name it or say its number."
    shown = replace(memory, shown=tuple(each.id for _, each in found), asked=None)
    closing = order_words(memory, knowledge)
    chips.append(Chip("All of them", payload("shortlist_remove", pointer=ASK_ALL)))
    return Turn((followed(Reply("question", lead, closing=closing, chips=tuple(chips)), shown, knowledge),), shown)
