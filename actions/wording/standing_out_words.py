"""Which of the programs on screen stands out, in words; and that a number or a word leads to none of them. Pure."""

from __future__ import annotations

from actions.dialogue.extremes import KINDS, LENGTH, amounts
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import Pointed, on_screen, programs_of_ids
from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.base import Knowledge


def stands_out(message: Message, pointed: Pointed, memory: Memory, knowledge: Knowledge) -> str:
    """ "Most expensive of these three: MCS at ASU Online.", and of which others nothing is recorded; else ""."""
    kind = _kind(message)
    programs = programs_of_ids(on_screen(memory), knowledge)
    if kind is None or len(pointed.programs) != 1 or len(programs) < 2:
        return ""
    known = amounts(kind, programs)
    unknown = [in_sentence(each) for each in programs if each.id not in known]
    called, name = KINDS[kind].called.capitalize(), in_sentence(pointed.programs[0])
    said = f"{called} of the {len(programs)} on screen, as far as recorded: {name}."
    return f"{said} I have no {_amount(kind)} of {listed(unknown, 'or')}." if unknown else said


def no_such_one(message: Message, memory: Memory, knowledge: Knowledge) -> str:
    """That what a message points at is none of those on screen; "" where it points at nothing."""
    kind = _kind(message)
    names = [in_sentence(each) for each in programs_of_ids(on_screen(memory), knowledge)]
    if kind is not None and len(names) > 1:
        of = listed(names, "or")
        return f"I have no {_amount(kind)} on record of {of}, so I can't tell which is {KINDS[kind].called}."
    number = next((each for each in message.values("pointer") if isinstance(each, int)), None)
    if number is None or isinstance(number, bool) or not names:
        return ""
    many = f"are only {len(names)} programs" if len(names) > 1 else "is only one program"
    return f"There {many} on screen: {listed(names)}. Which one do you mean?"


def _kind(message: Message) -> str | None:
    """In which way what a message points at stands out, if it does."""
    return next((each for each in message.values("pointer") if each in KINDS), None)


def _amount(kind: str) -> str:
    return "length" if KINDS[kind].subject == LENGTH else "price"
