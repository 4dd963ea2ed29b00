"""What is recorded of a program, as a reply: everything, or the one fact that was asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.memory import Memory, Reported
from actions.dialogue.pointing import Pointed, named_programs, not_on_record, which_one
from actions.shortlist.reported import told_lines
from actions.wording.facts import FACT_NAMES, fact_lines, own_lines
from actions.wording.names import in_sentence
from actions.wording.plain import unique_lines
from actions.wording.replies import Card, Chip, Line, Reply
from actions.wording.words import listed, subtitle, title
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.facts import Program

WHICH_PROGRAM = Reply(
    "question",
    "Which program do you mean? Give me its name or its university, for example “OMSCS” or “NYU”, "
    "or search first and then say “the second one”.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
)


def facts_told(
    pointed: Pointed, asked: Sequence[str], memory: Memory, knowledge: Knowledge
) -> tuple[tuple[Reply, ...], Memory]:
    """The facts asked for, of whatever was pointed at, and the memory of what was spoken of."""
    if pointed.nothing:
        return (WHICH_PROGRAM,), memory
    if pointed.unknown and not (pointed.programs or pointed.universities):
        return (not_on_record(pointed.unknown[0], knowledge),), memory
    programs = list(pointed.programs)
    for university in pointed.universities:
        offers = named_programs(university, knowledge)
        if len(offers) > 1 and not pointed.programs:
            mentioned = tuple(each.id for each in offers)
            open_ = replace(memory, mentioned=mentioned, shown=mentioned, asked="which_one")
            return (which_one(university, asked, knowledge),), open_
        programs += offers[:1] if not pointed.programs else ()
    replies = tuple(_tell(program, asked, knowledge, memory.reported) for program in programs[:3])
    return replies, replace(memory, mentioned=tuple(each.id for each in programs), asked=None)


def _tell(program: Program, asked: Sequence[str], knowledge: Knowledge, reported: Sequence[Reported] = ()) -> Reply:
    known = tuple(each for each in dict.fromkeys(asked) if each in FACT_NAMES and each != "url")
    if not known:
        return with_told(overview(program, knowledge), told_lines(program, tuple(FACT_NAMES), reported, with_name=True))
    lines = tuple(line for each in known for line in fact_lines(program, each, knowledge))
    missing = [FACT_NAMES[each] for each in known if not _is_told(program, each, knowledge)]
    told = told_lines(program, known, reported, with_name=True)
    if not lines and not told:
        return not_recorded(program, missing)
    closing = f"Not recorded: {listed(missing)}." if missing else ""
    card = Card(program.id, title(program), subtitle(program), program.url or "", lines)
    lead = "Here is what is recorded:" if lines else "It is not in my records, but you told me:"
    return with_told(Reply("program_fact", lead, cards=(card,), closing=closing, chips=_chips(program)), told)


def _is_told(program: Program, asked: str, knowledge: Knowledge) -> bool:
    """Whether the subject itself is recorded, or, where it has no facts of its own, what answers it."""
    own = DECLARED.subjects[asked].facts
    return bool((own_lines if own else fact_lines)(program, asked, knowledge))


def with_told(reply: Reply, told: tuple[Line, ...]) -> Reply:
    """The reply whose card also has what the person was told; marked as theirs, without a receipt."""
    cards = tuple(replace(card, lines=(*card.lines, *told)) for card in reply.cards)
    return replace(reply, cards=cards)


def overview(program: Program, knowledge: Knowledge) -> Reply:
    """Everything people usually ask of a program, and what is not recorded of it."""
    told = {asked: own_lines(program, asked, knowledge) for asked in DECLARED.overview}
    lines = tuple(unique_lines([line for each in told.values() for line in each]))
    missing = [FACT_NAMES[asked] for asked in DECLARED.expected if not told[asked]]
    lead = "Here is what I have on record:"
    if program.kind == "field":
        lead = (
            "This is a federal record of all master's degrees the university awards in this field, "
            "not the title of one program:"
        )
    closing = (
        f"Not recorded: {listed(missing)}. The program's page or its admissions office can say." if missing else ""
    )
    card = Card(program.id, title(program), subtitle(program), program.url or "", lines)
    return Reply("program", lead, cards=(card,), closing=closing, chips=_chips(program))


def not_recorded(program: Program, missing: Sequence[str]) -> Reply:
    """Says that a value is not recorded, and who can answer it."""
    where = program.url or program.university.admissions_url or program.university.website or ""
    lead = (
        f"I don’t have the {listed(missing)} of {in_sentence(program)}: that is not in my records. It is no “no”; the "
        "admissions office can tell you."
    )
    return Reply("not_recorded", lead, closing=f"Its page: {where}" if where else "", chips=_chips(program))


def _chips(program: Program) -> tuple[Chip, ...]:
    def payload(asked: str) -> str:
        return f"/ask_program_fact{json.dumps({'program': program.id, 'asked_fact': asked})}"

    return (
        Chip("Price", payload("price")),
        Chip("Deadlines", payload("deadline")),
        Chip("What they ask for", payload("prerequisites")),
        Chip("Find programs like it", f"/inform{json.dumps({'field': program.field})}"),
    )
