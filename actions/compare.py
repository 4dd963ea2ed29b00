"""Two to four programs side by side, rows that matter to the wishes and differ first; more, one below another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.cheapest import names_the_cheapest
from actions.dialogue.degrees_weighed import degrees_weighed
from actions.dialogue.guide import CostsTalk
from actions.dialogue.memory import NAMES, Memory, Message, Reported
from actions.dialogue.pointing import IN_PASSING, best_of_each, pointed_at, programs_of_ids
from actions.dialogue.qualities import quality_asked
from actions.dialogue.search_pages import first_number
from actions.dialogue.topic_facts import asked_in_questions
from actions.dialogue.weighing import PICK
from actions.shortlist.entries import MOST_KEPT
from actions.wording.ahead import (
    MORE_WISHES,
    Advice,
    ahead,
    cheapest,
    lean,
    least_by_any_price,
    only_most,
)
from actions.wording.by_price import priced_card
from actions.wording.cells import NOT_RECORDED, STAR, asked_rows_in_words, not_recorded, under
from actions.wording.costs import asks_cost, costs_reply
from actions.wording.decided import verdict
from actions.wording.facts import FACT_NAMES, heading, lines_of, own_lines
from actions.wording.many_compared import SIDE_BY_SIDE, many_compared
from actions.wording.price_words import estimate_cell
from actions.wording.quoted_words import quoted_words
from actions.wording.replies import Chip, Personal, Reply, Source, Table
from actions.wording.reply_parts import MARKS
from actions.wording.reported import told
from actions.wording.said_of_weighed import said_of_weighed, side_by_side
from actions.wording.short_names import at, field_name, in_sentence, short_title
from actions.wording.too_few import too_few
from actions.wording.unclear import degree_by_letters, not_on_record
from actions.wording.verdicts import verdict_line
from actions.wording.wishes import wish_words
from actions.wording.words import full_name
from knowledge.criteria import degree, length
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.prices import dollars
from knowledge.programs import Search
from knowledge.verdicts import first_of
from knowledge.wishes import Wish

MOST_ROWS_IN_STORY = 5
_ORDERS_OF_FACTS = ("deadline", "duration", "salary")  # "compare them by deadline"
ROWS = tuple(each for each in FACT_NAMES if DECLARED.subjects[each].compared)


class ActionCompare(AdvisorAction):
    """`compare_programs`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """A table, and which program is ahead on the person's own wishes."""
        pointed = pointed_at(_weighing(message), memory, search.knowledge)
        programs = degrees_weighed(pointed, message, search.knowledge)
        if not programs:
            programs = list(pointed.programs)
            by_school = message.does("story") or message.has("decision")  # names a program again by its school
            have = {each.university.id for each in programs} if by_school else set()
            schools = [each for each in pointed.universities if each.id not in have]
            programs += best_of_each(schools, memory.wishes, search, message)
        if pointed.nothing or (len(programs) == 1 and len(memory.mentioned) == 1 and not pointed.unknown):
            earlier = memory.mentioned if len(memory.mentioned) > 1 or programs else memory.shown
            programs = [*programs_of_ids(earlier[:3], search.knowledge), *programs]
        if message.does("story"):  # the order of the post is the one that "the second one" counts in
            programs.sort(key=lambda each: _place_named(each, message))
        programs = list(dict.fromkeys(programs))[: SIDE_BY_SIDE if message.does("story") else MOST_KEPT]
        unknown = tuple(not_on_record(name, search.knowledge) for name in pointed.unknown)
        if len(programs) < 2:
            return Turn(unknown, memory) if unknown else Turn(*too_few(pointed, message, memory, search))
        if note := degree_by_letters(pointed, programs, message):
            unknown = (*unknown, Reply("not_on_record", note))
        ids = tuple(each.id for each in programs)
        compared = replace(memory, mentioned=ids, shown=ids)
        living = [e["value"] for e in message.entities if e["entity"] == "assumption" and e.get("name") == "living"]
        if living or (asks_cost(message) and not message.does("story")):
            asking = None if living or "living" in compared.assumptions else "living"
            told = replace(compared, guide=CostsTalk(), asked=asking)
            return Turn((*unknown, costs_reply(programs, message, told, search)), told)
        if (said := said_of_weighed(message, programs, memory, search)) is not None:
            reply, kept = said
            ids = tuple(each.id for each in kept)
            return Turn((reply,), replace(memory, mentioned=ids, shown=ids))
        if (quality := quality_asked(message.text)) is not None and not message.does("story"):
            reply = comparison(programs, (), search, (), [each for each in quality.facts if each in ROWS])
            shown = reply.table if quality.facts else None
            return Turn((*unknown, replace(reply, lead=quality.says, table=shown, closing="")), compared)
        leaning = lean(programs, memory, search)
        if (short := one_answer(message, programs, memory.wishes, search, leaning)) is not None:
            return Turn((*unknown, replace(short, first=first_number(ids, memory, search))), compared)
        if len(programs) > SIDE_BY_SIDE:
            lead = ahead(programs, memory.wishes, search).says
            return Turn((*unknown, many_compared(programs, search, lead)), compared)
        orders = (each for each in message.values("sort") if each in _ORDERS_OF_FACTS)
        named = (*message.values("asked_fact"), *orders)
        asked = tuple(each for each in dict.fromkeys(named) if each in ROWS)
        reply = comparison(programs, memory.wishes, search, memory.reported, () if message.does("story") else asked)
        if not asked:
            reply = _leaning(reply, leaning)
        lead = quoted_words(message, programs, search)
        if not message.does("story"):
            stance = verdict(message, compared, search) if message.has("decision") and not lead else None
            return Turn((*unknown, _advised(reply, lead, stance)), compared)
        asked = tuple(each for each in asked_in_questions(message) if each in ROWS)
        lead = lead or ("" if message.has("decision") else reply.lead)
        return Turn((*unknown, _for_a_story(reply, asked, lead)), compared)


def _weighing(message: Message) -> Message:
    """The message with the schools that seem named as examples as those that are compared: nothing else is asked; not
    where two others are meant."""
    named = [each for each in message.entities if each["entity"] in NAMES and each.get("op") != "not"]
    if len({each["value"] for each in named if each.get("role") not in IN_PASSING}) > 1:
        return message
    said = tuple({**e, "role": "compared"} if e.get("role") == "example" else e for e in message.entities)
    return replace(message, entities=said)


def _place_named(program: Program, message: Message) -> int:
    """Where in the text a program or its university is named first; behind all others where it is not."""
    names = (program.id, program.university.id)
    return min((int(e.get("start") or 0) for e in message.entities if e["value"] in names), default=len(message.text))


def _leaning(reply: Reply, leaning: Advice | None) -> Reply:
    """The reply with what the person is after in front."""
    if leaning is None:
        return reply
    lead = f"{leaning.says} {reply.lead.removesuffix(MORE_WISHES)}"
    return replace(reply, lead=lead, sources=tuple(dict.fromkeys((*leaning.sources, *reply.sources))))


def _advised(reply: Reply, quoted: str, stance: Personal | None) -> Reply:
    """The reply with what follows from the prices that they were quoted in front, else with the stance on what they
    decide."""
    if stance is None:
        return replace(reply, lead=quoted) if quoted else reply
    return replace(reply, lead=stance.says, sources=tuple(dict.fromkeys((*stance.sources, *reply.sources))))


def _for_a_story(reply: Reply, asked: Sequence[str], lead: str) -> Reply:
    """The side-by-side reply to a whole post: its first rows only, those asked for in front; more is answered below.

    Args:
        lead: what was quoted to them, or who is ahead; nothing where a stance on their decision says that.
    """
    heads = [heading(each) for each in asked]
    rows = sorted(reply.table.rows if reply.table else (), key=lambda row: row[0] not in heads)
    table = reply.table and replace(reply.table, rows=tuple(rows)[:MOST_ROWS_IN_STORY])
    return replace(reply, lead=lead, table=table, closing="")


def one_answer(
    message: Message,
    programs: Sequence[Program],
    wishes: Sequence[Wish],
    search: Search,
    leaning: Advice | None = None,
) -> Reply | None:
    """Where one of them is to be named, and not all set side by side: "which is cheaper", "which would you take".

    Args:
        leaning: what `lean` says.
    """
    by_price = names_the_cheapest(message)
    if not by_price and not message.does("verdict"):
        return None
    if leaning is not None and not by_price:
        return Reply("comparison", leaning.says, chips=(side_by_side(programs),), sources=leaning.sources)
    advice = cheapest(programs, search) if by_price else ahead(programs, wishes, search)
    if advice.program is None and message.does(PICK):
        advice = least_by_any_price(programs, search)
    says = advice.says
    if by_price and len(programs) > SIDE_BY_SIDE:
        return many_compared(programs, search, says)
    beside = side_by_side(programs)
    priced = tuple(priced_card(each, search) for each in programs)
    if by_price:
        return Reply("comparison", says, priced, chips=(beside,))
    return Reply("comparison", says, chips=(beside,), sources=tuple(s for c in priced for s in c.lines[0].sources))


def comparison(
    programs: Sequence[Program],
    wishes: Sequence[Wish],
    search: Search,
    reported: Sequence[Reported] = (),
    asked: Sequence[str] = (),
) -> Reply:
    """The side-by-side reply; only the rows that were asked for, in that order, where some were."""
    backed: dict[str, Backed] = {}
    shown = asked or ROWS
    fact_rows = [
        _starred(_fact_row(a, programs, search, backed, bool(asked)), _ahead_in(a, programs, search)) for a in shown
    ]
    rows = recorded = [row for row in fact_rows if _recorded(row)]
    if not asked:
        wish_rows = [_starred(_wish_row(w, programs, search, backed), _ahead_on(w, programs, search)) for w in wishes]
        rows = sorted([*wish_rows, *recorded, *told_rows(programs, reported)], key=_same)
    names = tuple(map(full_name, programs))
    of_facts = bool(asked) and asked[0] != "price"  # what was asked for opens the reply
    starred = any(cell.startswith(STAR) for row in rows for cell in row)
    closing = " ".join(
        part
        for part in (
            f"{STAR} is ahead in its row." if starred else "",
            "" if of_facts else not_recorded(fact_rows),
        )
        if part
    )
    chips = tuple(
        Chip(f"More on {_chosen_by(each, programs)}", f"/ask_program_fact{json.dumps({'program': each.id})}")
        for each in programs
    )
    backed = _each_once(backed)
    table = Table(("", *names), tuple(rows), tuple(map(short_title, programs)), backed)
    return Reply(
        "comparison",
        asked_rows_in_words(fact_rows, programs) if of_facts else ahead(programs, wishes, search).says,
        table=table if rows or not asked else None,
        closing=closing,
        chips=chips,
        sources=tuple(dict.fromkeys(source for row in rows for cell in backed.get(row[0], ()) for source in cell)),
    )


def _chosen_by(program: Program, programs: Sequence[Program]) -> str:
    """What a choice calls one of several: a whole field by its university, for its own name is longer than a button."""
    if program.kind == "program":
        return in_sentence(program)
    alone = sum(each.university == program.university for each in programs) == 1
    return at(program.university) if alone else field_name(program)


Backed = tuple[tuple[Source, ...], ...]  # the receipts of each cell of a row


def _each_once(backed: Mapping[str, Backed]) -> dict[str, Backed]:
    """The receipts of all rows, those for a figure of the advice standing for the same page elsewhere."""
    all_ = [source for row in backed.values() for cell in row for source in cell]
    said = {replace(each, says=""): each for each in all_ if each.says}
    return {name: tuple(tuple(said.get(each, each) for each in cell) for cell in row) for name, row in backed.items()}


def _wish_row(wish: Wish, programs: Sequence[Program], search: Search, backed: dict[str, Backed]) -> tuple[str, ...]:
    lines = [verdict_line(wish, search.check(each, wish), each, search.knowledge) for each in programs]
    name = "Your wish: " + wish_words(wish, search.knowledge)
    backed[name] = tuple(line.sources for line in lines)
    return (name, *(f"{MARKS[line.mark]} {line.says}" for line in lines))


def _fact_row(
    asked: str, programs: Sequence[Program], search: Search, backed: dict[str, Backed], alone: bool
) -> tuple[str, ...]:
    """One row of a fact, its receipts added to `backed`; where it is asked for alone, with what else answers it."""
    cells, receipts_of = [], []
    for program in programs:
        own = own_lines(program, asked, search.knowledge, search.home)[:1]
        lines = own or (lines_of(program, asked, search)[:1] if alone else ())
        receipts = [source for line in lines for source in line.sources]
        if asked == "price":  # the advice above the table names these amounts
            receipts = [replace(each, says=lines[0].says) for each in receipts]
        receipts_of.append(tuple(receipts))
        found = search.price(program) if asked == "price" else None
        estimate = found.estimated if found is not None else None
        told = under(heading(asked), lines[0].says) if lines else NOT_RECORDED
        cells.append(estimate_cell(estimate) if estimate else told)
    backed[heading(asked)] = tuple(receipts_of)
    return (heading(asked), *cells)


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


def _starred(row: tuple[str, ...], best: int | None) -> tuple[str, ...]:
    """The row with a star before the cell of the program that is ahead in it."""
    return row if best is None else tuple(f"{STAR} {cell}" if i == best + 1 else cell for i, cell in enumerate(row))


def _ahead_on(wish: Wish, programs: Sequence[Program], search: Search) -> int | None:
    """The one program that meets a wish further than all others."""
    return only_most([degree(search.check(each, wish), wish) for each in programs])


def _ahead_in(asked: str, programs: Sequence[Program], search: Search) -> int | None:
    """The one program that is better where a direction is declared; a missing record is no loss."""
    better = DECLARED.subjects[asked].better
    amounts = [_amount(asked, each, search) for each in programs] if better else []
    kinds = {each[0] for each in amounts if each is not None}
    if not better or None in amounts or len(kinds) > 1:
        return None
    sign = -1 if better == "lower" else 1
    return only_most([sign * each[1] for each in amounts if each is not None])


def _amount(asked: str, program: Program, search: Search) -> tuple[str, float] | None:
    """A program's number on a subject, with what kind of number it is: unlike ones are not compared."""
    if asked == "price":
        amount = dollars(program, search.home)
        return None if amount is None else ("price", amount)
    if asked == "duration":
        months = length(program)
        return None if months is None else ("months", months[1].value)
    recorded = first_of(program, DECLARED.subjects[asked].facts)
    if recorded is None or not isinstance(recorded[1].value, (int, float)):
        return None
    key, fact = recorded
    return (f"{key} {program.currency}" if DECLARED.facts[key].type == "money" else key), fact.value
