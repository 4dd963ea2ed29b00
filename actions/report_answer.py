"""What an admissions office told the person: kept as theirs, marked so, never a record and never part of the order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.lookup import table
from actions.dialogue.memory import Memory, Message, Reported
from actions.dialogue.pointing import programs_of_ids
from actions.shortlist.entries import SHOW, followed, meant, one_line, payload, typed
from actions.wording.facts import FACT_NAMES, heading
from actions.wording.replies import Chip, Reply
from actions.wording.reported import told_words
from actions.wording.short_names import in_sentence, short_title
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search

MOST_REPORTED = 60
OFFERED = ("price", "deadline", "gre", "letters", "gpa", "prerequisites", "funding")  # when it is unclear what was told
_SAYING = re.compile(
    r"\b(?:told (?:me|us)|said|says|wrote(?: back)?(?: to me)?|e-?mailed(?: me| back)?|confirmed|answered|replied"
    r"|let me know|informed me|got back to me)\b[:,]?\s*(?:that\b)?[:,]?\s*(?P<words>.+)$",
    re.I | re.S,
)
_WHO = re.compile(
    r"^(?:so |ok |hey |update:? )?(?P<who>.{2,60}?)\s+(?:admissions? )?(?:office )?(?:just |has |have )?$", re.I
)
_NO_NAME = re.compile(
    r"(?:(?:i|and|but|then|well|yes|so|just|also|oh|when|what|i['’]ve|i was|got)\s+)*"
    r"(?:they|he|she|it|i|we|you|that|this|these|those|an?|the|my|some\w*|every\w*|one|admissions?|advis[eo]rs?|staff|people|was"
    r"|been|got|have|has|were|office|programs?|schools?|emails?|e-mails?)\b",
    re.I,
)
_OF_ENTITY = {"budget": "price", "background": "cs_degree", "pace": "part_time", "start": "deadline"}


class ActionReportAnswer(AdvisorAction):
    """`report_answer`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The report is kept, once program, subject and words are clear; else the missing one is asked for."""
        knowledge = search.knowledge
        words = _words(message)
        found = meant(message, memory, knowledge)
        programs = found.programs or _spoken_of(message, memory, knowledge)
        if found.ask and not programs:
            return Turn((found.ask,), memory)
        if not programs:
            return _ask_program(words, message, memory, knowledge)
        fact = _fact(message, words)
        if not words:
            return _ask_words(programs[0], memory, knowledge)
        if fact is None:
            return _ask_fact(programs[0], words, memory, knowledge)
        return _keep(programs[0], fact, words, memory, knowledge)


def _words(message: Message) -> str:
    """What they were told, in the person's words."""
    if notes := message.values("note"):
        return one_line(notes[0])
    text = typed(message)
    said = _SAYING.search(text)
    return one_line(said["words"] if said else text).rstrip(" .")


def _spoken_of(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """ "penn told me …" among the programs at hand; "they told me …" of the one spoken of last."""
    if (found := _by_name(message, memory, knowledge)) or _is_named(message):
        return found
    return programs_of_ids(memory.mentioned, knowledge) if len(memory.mentioned) == 1 else ()


def _is_named(message: Message) -> bool:
    """Whether it is somebody by name who told it, and no "they", "an advisor" or "the school"."""
    who = _sayer(message)
    return bool(who) and _NO_NAME.match(who) is None


def _sayer(message: Message) -> str:
    """Who is said to have told it: "penn" in "ok penn just told me …"; "" where the words before are none."""
    text = typed(message)
    said = _SAYING.search(text)
    who = _WHO.match(text[: said.start()]) if said else None
    return who["who"] if who else ""


def _by_name(message: Message, memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """Programs at hand whose name, or whose university's, has the words before "told me"."""
    who = _sayer(message)
    if not who:
        return ()
    name = re.compile(rf"\b{re.escape(who.removeprefix('the ').strip())}", re.I)
    ids = dict.fromkeys((*(each.id for each in memory.shortlist), *memory.mentioned, *memory.shown))
    return tuple(each for each in programs_of_ids(list(ids), knowledge) if any(map(name.search, _names(each))))[:1]


def _names(program: Program) -> Sequence[str]:
    at = program.university
    return (program.name, *program.aliases, at.name, *at.aliases)


def _fact(message: Message, words: str) -> str | None:
    """Which fact the report is on."""
    asked = [each for each in message.values("asked_fact") if each in FACT_NAMES]
    if asked:
        return str(asked[0])
    for fact, pattern in table("reported")["subjects"].items():
        if re.search(pattern, words, re.I):
            return fact
    found = (_OF_ENTITY.get(each["entity"], each["entity"]) for each in message.entities)
    return next((each for each in found if each in FACT_NAMES), None)


def _keep(program: Program, fact: str, words: str, memory: Memory, knowledge: Knowledge) -> Turn:
    others = tuple(each for each in memory.reported if (each.program, each.fact) != (program.id, fact))
    reported = (*others, Reported(program.id, fact, words))[-MOST_REPORTED:]
    changed = replace(memory, reported=reported, mentioned=(program.id,))
    lead = (
        f"Kept for {in_sentence(program)}, {FACT_NAMES[fact]}: {told_words(words)}. I show it beside my records, as "
        "yours. It changes no search and no order."
    )
    chips = (Chip("Questions that are left", "/ask_admissions"), SHOW)
    return Turn((followed(Reply("reported", lead, chips=chips), changed, knowledge),), changed)


def _ask_program(words: str, message: Message, memory: Memory, knowledge: Knowledge) -> Turn:
    ids = dict.fromkeys((*(each.id for each in memory.shortlist), *memory.mentioned, *memory.shown))
    programs = programs_of_ids(list(ids), knowledge)[:6]
    more: Mapping[str, Any] = {"note": words} if words else {}
    if fact := _fact(message, words):
        more = {**more, "asked_fact": fact}
    chips = tuple(Chip(short_title(each), payload("report_answer", program=each.id, **more)) for each in programs)
    lead = "Thank you. Which program is that about?" + ("" if chips else " Say for example “OMSCS told me …”.")
    return Turn((Reply("question", lead, chips=chips),), memory)


def _ask_words(program: Program, memory: Memory, knowledge: Knowledge) -> Turn:
    asked = replace(memory, mentioned=(program.id,))
    lead = (
        f"What did they say about {in_sentence(program)}? Write for example “they told me that two letters are enough”."
    )
    return Turn((followed(Reply("question", lead, chips=(SHOW,)), asked, knowledge),), asked)


def _ask_fact(program: Program, words: str, memory: Memory, knowledge: Knowledge) -> Turn:
    chips = tuple(
        Chip(
            heading(each),
            payload("report_answer", program=program.id, asked_fact=each, note=words),
        )
        for each in OFFERED
    )
    lead = f"Thank you, I keep that for {in_sentence(program)}. What is it about?"
    return Turn((followed(Reply("question", lead, chips=chips), memory, knowledge),), memory)
