"""Two to four programs side by side: rows that matter to the wishes and differ come first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message, Reported
from actions.pointing import best_of, not_on_record, pointed_at, programs_of_ids
from actions.replies import Chip, Reply, Source, Table
from actions.reported import told
from actions.words import FACT_NAMES, fact_lines, listed, title, verdict_line, wish_words
from knowledge.criteria import Status, check, price
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.wishes import Wish

MOST = 4
NOT_RECORDED = "not recorded"
ROWS = tuple(each for each in FACT_NAMES if each not in ("url", "courses", "funding"))
TOO_FEW = Reply(
    "question",
    "Name two to four programs or universities to compare, for example “OMSCS or Penn MCIT”, or search first and "
    "say “compare the first two”.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
)


class ActionCompare(AdvisorAction):
    """`compare_programs`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """A table, and which program is ahead on the person's own wishes."""
        pointed = pointed_at(message, memory, search.knowledge)
        programs = list(pointed.programs)
        programs += [best for each in pointed.universities if (best := best_of(each, memory.wishes, search))]
        if pointed.nothing or (len(programs) == 1 and len(memory.mentioned) == 1 and not pointed.unknown):
            others = memory.mentioned if len(memory.mentioned) > 1 or programs else memory.shown
            programs = [*programs_of_ids(others[:3], search.knowledge), *programs]
        programs = list(dict.fromkeys(programs))[:MOST]
        unknown = tuple(not_on_record(name, search.knowledge) for name in pointed.unknown)
        if len(programs) < 2:
            return Turn(unknown or (TOO_FEW,), memory)
        ids = tuple(each.id for each in programs)
        compared = replace(memory, mentioned=ids, shown=ids)
        return Turn((*unknown, comparison(programs, memory.wishes, search, memory.reported)), compared)


def comparison(
    programs: Sequence[Program], wishes: Sequence[Wish], search: Search, reported: Sequence[Reported] = ()
) -> Reply:
    """The side-by-side reply."""
    sources: dict[Source, None] = {}
    wish_rows = [_wish_row(wish, programs, search, sources) for wish in wishes]
    fact_rows = [_fact_row(asked, programs, search, sources) for asked in ROWS]
    rows = sorted(
        [*wish_rows, *(row for row in fact_rows if _recorded(row)), *told_rows(programs, reported)], key=_same
    )
    names = tuple(f"{title(each)} ({each.university.name})" for each in programs)
    missing = [row[0] for row in fact_rows if not _recorded(row)]
    closing = f"Not recorded for any of them: {listed(missing)}." if missing else ""
    chips = tuple(
        Chip(f"More on {title(each)}", f"/ask_program_fact{json.dumps({'program': each.id})}") for each in programs
    )
    table = Table(("", *names), tuple(rows))
    return Reply(
        "comparison",
        _verdict(programs, wishes, search),
        table=table,
        closing=closing,
        chips=chips,
        sources=tuple(sources),
    )


def _wish_row(wish: Wish, programs: Sequence[Program], search: Search, sources: dict[Source, None]) -> tuple[str, ...]:
    lines = [verdict_line(wish, check(each, wish), each, search.knowledge) for each in programs]
    for line in lines:
        sources.update(dict.fromkeys(line.sources))
    marks = {"met": "✓", "missed": "✗", "unknown": "?"}
    return ("Your wish: " + wish_words(wish, search.knowledge), *(f"{marks[line.mark]} {line.says}" for line in lines))


def _fact_row(asked: str, programs: Sequence[Program], search: Search, sources: dict[Source, None]) -> tuple[str, ...]:
    cells = []
    for program in programs:
        lines = fact_lines(program, asked, search.knowledge)[:1]
        sources.update(dict.fromkeys(source for line in lines for source in line.sources))
        cells.append(lines[0].says if lines else NOT_RECORDED)
    return (FACT_NAMES[asked][0].upper() + FACT_NAMES[asked][1:], *cells)


def told_rows(programs: Sequence[Program], reported: Sequence[Reported]) -> list[tuple[str, ...]]:
    """What the person was told, in rows of their own: never mixed with what is recorded."""
    rows = [(each, [told(program, each, reported) for program in programs]) for each in FACT_NAMES]
    return [
        (f"You were told, not checked: {FACT_NAMES[each]}", *(says or "–" for says in cells))
        for each, cells in rows
        if any(cells)
    ]


def _recorded(row: Sequence[str]) -> bool:
    return any(cell != NOT_RECORDED for cell in row[1:])


def _same(row: Sequence[str]) -> bool:
    """Rows that differ sort first (False before True)."""
    return len(set(row[1:])) == 1


def _verdict(programs: Sequence[Program], wishes: Sequence[Wish], search: Search) -> str:
    """Who is ahead, by what; never "the best"."""
    if wishes:
        met = [sum(check(each, wish).status is Status.MET for wish in wishes) for each in programs]
        most = max(met)
        leaders = [program for program, count in zip(programs, met, strict=True) if count == most]
        if len(leaders) < len(programs):
            names = listed([f"{title(each)} ({each.university.name})" for each in leaders])
            verb = "is ahead: it meets" if len(leaders) == 1 else "are ahead: they meet"
            return f"On your wishes {names} {verb} {most} of {len(wishes)} for certain."
        return (
            f"On your wishes they are level: each meets {most} of {len(wishes)} for certain. What differs comes first:"
        )
    return (
        _cheapest(programs)
        + " Which suits you depends on your wishes: tell me one and I weigh them by it. What differs comes first:"
    )


def _cheapest(programs: Sequence[Program]) -> str:
    prices = [(found.amount, each) for each in programs if (found := price(each)) and each.currency == "USD"]
    if len(prices) < 2:
        return "The price in all is not recorded for both, so I don't name the cheaper one."
    _, program = min(prices, key=lambda pair: (pair[0], pair[1].id))
    return f"By recorded price {title(program)} ({program.university.name}) is the cheapest."
