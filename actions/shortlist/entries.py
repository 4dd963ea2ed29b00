"""The shortlist: which of its programs a message means, how it is changed, and how it reads. Pure.

Whatever an action of the shortlist says carries the whole list (`followed`), so that a channel can show it at any time.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from actions.dialogue.memory import Kept, Memory, Message, Reported
from actions.dialogue.pointing import named_programs, pointed_at, programs_of_ids
from actions.wording.facts import FACT_NAMES, heading, own_lines
from actions.wording.replies import Card, Chip, Line, Reply
from actions.wording.reported import told_lines
from actions.wording.short_names import degree, in_sentence
from actions.wording.unclear import not_on_record
from actions.wording.words import card_of, listed, plain, subtitle, title
from knowledge.base import Knowledge
from knowledge.facts import Program, University

MOST_KEPT = 20
LONGEST_NOTE = 500  # characters
KEY_FACTS = ("price", "deadline")
SHOW = Chip("Show my shortlist", "/show_shortlist")
EXPORT = Chip("Export", "/export_shortlist")
EMPTY = Reply(
    "shortlist",
    "Your shortlist is empty, and that is fine: it fills as you find programs you like. Say “keep the second one” or "
    "“add OMSCS to my shortlist”, and I keep it with your notes and in your order.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
    extra={"shortlist": []},
)
# Where a program is to go: "to the top", "down"; not "the top one", which points at a program.
_MOVING = re.compile(r"\b(?:move|put|rank|place|make|bump|push)\b|\b(?:at|to|on) the \w+\b", re.I)
_WHERE = re.compile(
    r"\b(?:the (?:first|last)(?= (?:place|position|spot)\b)|(?<!the )(?:first|last)|top|front|bottom|end|up|higher|down"
    r"|lower)\b(?!\s+(?:ones?|two|three|programs?|options?|choices?)\b)",
    re.I,
)
_AT = re.compile(r"\b(?:to|at|in|into|as)\s+(?:(?:position|place|number|spot|no\.?)\s*|#)?(\d{1,2})\b(?!\s*k)", re.I)


@dataclass(frozen=True)
class Meant:
    """The programs a message is about, or the question to ask instead."""

    programs: tuple[Program, ...] = ()
    ask: Reply | None = None


def meant(message: Message, memory: Memory, knowledge: Knowledge, kept_only: bool = False) -> Meant:
    """The programs pointed at; of a university those that are kept or were shown, else its only one.

    Args:
        kept_only: whether only programs on the shortlist can be meant ("remove the second one").
    """
    pointed = pointed_at(message, memory, knowledge, refused=kept_only)  # "drop the second one" refuses it
    kept = [each.id for each in memory.shortlist]
    programs = list(pointed.programs)
    if kept_only and programs and not message.values("program") and not any(each.id in kept for each in programs):
        programs = list(pointed_at(message, replace(memory, shown=tuple(kept)), knowledge, refused=True).programs)
    for university in pointed.universities:
        found = _of_university(university, memory, knowledge)
        if not found:
            return Meant(ask=_which(university, message, knowledge))
        programs += found
    if not programs and pointed.unknown:
        return Meant(ask=followed(not_on_record(pointed.unknown[0], knowledge), memory, knowledge))
    return Meant(tuple(dict.fromkeys(programs)))


def _of_university(university: University, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    offers = named_programs(university, knowledge)
    for ids in ([each.id for each in memory.shortlist], memory.mentioned, memory.shown):
        if found := tuple(each for each in offers if each.id in ids):
            return found
    return offers if len(offers) == 1 else ()


def _which(university: University, message: Message, knowledge: Knowledge) -> Reply:
    """Asks which program of a university; the chips repeat what was wanted."""
    offers = named_programs(university, knowledge)
    chips = tuple(
        Chip(degree(each), payload(message.intent or "shortlist_add", program=each.id)) for each in offers[:6]
    )
    names = listed([degree(each) for each in offers], "or")
    lead = f"{university.name} has {len(offers)} on record. Which one do you mean: {names}?"
    return Reply("which_one", lead, chips=chips)


def typed(message: Message) -> str:
    """What the person wrote; "" for a chip or a button."""
    return "" if message.text.startswith("/") else message.text


def payload(intent: str, **entities: Any) -> str:
    """What a chip sends: `/shortlist_add{"program": "gatech-omscs"}`."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}"


def one_line(text: Any, most: int = LONGEST_NOTE) -> str:
    """Somebody's words as one line without control characters, at most so many characters."""
    kept = "".join(" " if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") else each for each in str(text))
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else kept[: most - 1] + "…"


# Changes


def place_wanted(message: Message, at: int | None, count: int) -> int | None:
    """Where a program is to stand, from 1; None where the message says nothing of it.

    Args:
        at: where the program stands now, from 1; None when it is not on the list.
        count: programs on the list, this one included.
    """
    stated = next((each for each in message.values("position") if str(each).strip().isdecimal()), None)
    text = typed(message)
    if stated is None and (number := _AT.search(text)) and _MOVING.search(text):
        stated = number[1]
    if stated is not None:
        return min(max(int(stated), 1), count)
    words = _WHERE.findall(text)
    if not words or not _MOVING.search(text):
        return None
    word, now = words[-1].lower().removeprefix("the "), at or count
    if word in ("top", "first", "front"):
        return 1
    if word in ("bottom", "last", "end"):
        return count
    return max(now - 1, 1) if word in ("up", "higher") else min(now + 1, count)


def place_of(program_id: str, shortlist: Sequence[Kept]) -> int | None:
    """Where a program stands, from 1, or None."""
    return next((i for i, each in enumerate(shortlist, 1) if each.id == program_id), None)


def moved(shortlist: Sequence[Kept], kept: Kept, place: int) -> tuple[Kept, ...]:
    """The list with a program at a place; it is added where it was not there."""
    others = [each for each in shortlist if each.id != kept.id]
    return (*others[: place - 1], kept, *others[place - 1 :])


def noted(shortlist: Sequence[Kept], program_id: str, note: str) -> tuple[Kept, ...]:
    """The list with this note on a program; it is added at the end where it was not there."""
    if place_of(program_id, shortlist) is None:
        return (*shortlist, Kept(program_id, note))
    return tuple(replace(each, note=note) if each.id == program_id else each for each in shortlist)


# Words


def entries(shortlist: Sequence[Kept], knowledge: Knowledge) -> list[tuple[Kept, Program]]:
    """The list with its programs; those that a newer catalog no longer has are left out."""
    found = [(each, programs_of_ids([each.id], knowledge)) for each in shortlist]
    return [(kept, programs[0]) for kept, programs in found if programs]


def followed(reply: Reply, memory: Memory, knowledge: Knowledge) -> Reply:
    """The reply with the whole list for the channel to show."""
    shortlist = [
        {**listed_program(each, knowledge), "note": k.note} for k, each in entries(memory.shortlist, knowledge)
    ]
    return replace(reply, extra={**reply.extra, "shortlist": shortlist})


def listed_program(program: Program, knowledge: Knowledge) -> dict[str, Any]:
    """A program as lists show it: id, title, subtitle, url, and its key facts as lines of a card."""
    lines = [asdict(_key_fact(program, asked, knowledge)) for asked in KEY_FACTS]
    shown = {"title": title(program), "subtitle": subtitle(program), "url": program.url or "", "lines": lines}
    return {"id": program.id, **shown}


def order_words(memory: Memory, knowledge: Knowledge) -> str:
    """The list in one line: "1. OMSCS at Georgia Tech, 2. MCIT Online at Penn"."""
    found = entries(memory.shortlist, knowledge)
    return ", ".join(f"{i}. {in_sentence(program)}" for i, (_, program) in enumerate(found, 1))


def kept_card(kept: Kept, program: Program, reported: Sequence[Reported], knowledge: Knowledge) -> Card:
    """A program of the list: the note, the key facts, and what the person was told."""
    note = (Line("", f"Your note: {kept.note}"),) if kept.note else ()
    facts = tuple(_key_fact(program, asked, knowledge) for asked in KEY_FACTS)
    told = told_lines(program, tuple(FACT_NAMES), reported, with_name=True)
    return card_of(program, (*note, *facts, *told))


def _key_fact(program: Program, asked: str, knowledge: Knowledge) -> Line:
    name = heading(asked)
    lines = own_lines(program, asked, knowledge)
    if not lines:
        return Line("unknown", f"{name}: not recorded")
    return replace(lines[0], says=f"{name}: {lines[0].says}")


def quoted(note: str) -> str:
    """A person's words as they are echoed in a sentence."""
    return f"“{plain(note, LONGEST_NOTE)}”"
