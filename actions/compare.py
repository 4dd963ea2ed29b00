"""Two to four programs side by side, rows that matter to the wishes and differ first; more, one below another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.cheapest import names_the_cheapest
from actions.dialogue.guide import CostsTalk
from actions.dialogue.memory import Memory, Message, Reported
from actions.dialogue.pointing import Pointed, best_of_each, named_programs, pointed_at, programs_of_ids
from actions.dialogue.search_pages import first_number
from actions.dialogue.topic_facts import asked_in_questions
from actions.shortlist.entries import MOST_KEPT
from actions.wording.by_price import priced_card
from actions.wording.cells import NOT_RECORDED, STAR, asked_rows_in_words, not_recorded, under, with_what_else_tells
from actions.wording.costs import asks_cost, costs_reply
from actions.wording.facts import FACT_NAMES, heading, own_lines
from actions.wording.many_compared import SIDE_BY_SIDE, many_compared
from actions.wording.price_words import estimate_cell
from actions.wording.quoted_words import quoted_words
from actions.wording.replies import Chip, Reply, Source, Table
from actions.wording.reply_parts import MARKS
from actions.wording.reported import told
from actions.wording.short_names import in_sentence, short_title
from actions.wording.unclear import not_on_record
from actions.wording.verdicts import verdict_line
from actions.wording.wishes import wish_words
from actions.wording.words import full_name, listed, money
from knowledge.criteria import degree, length
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.prices import ESTIMATED, KNOWN, dollars, price_order
from knowledge.programs import Search
from knowledge.verdicts import first_of
from knowledge.wishes import Wish

MOST_ROWS_IN_STORY = 5
_ORDERS_OF_FACTS = ("deadline", "duration", "salary")  # "compare them by deadline"
ROWS = tuple(each for each in FACT_NAMES if DECLARED.subjects[each].compared)
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
        have = {each.university.id for each in programs} if message.does("story") else set()
        schools = [each for each in pointed.universities if each.id not in have]
        programs += _of_one_school(pointed, message, search) or best_of_each(schools, memory.wishes, search, message)
        if pointed.nothing or (len(programs) == 1 and len(memory.mentioned) == 1 and not pointed.unknown):
            earlier = memory.mentioned if len(memory.mentioned) > 1 or programs else memory.shown
            programs = [*programs_of_ids(earlier[:3], search.knowledge), *programs]
        if message.does("story"):  # the order of the post is the one that "the second one" counts in
            programs.sort(key=lambda each: _place_named(each, message))
        programs = list(dict.fromkeys(programs))[: SIDE_BY_SIDE if message.does("story") else MOST_KEPT]
        unknown = tuple(not_on_record(name, search.knowledge) for name in pointed.unknown)
        if len(programs) < 2:
            return Turn(unknown or (TOO_FEW,), memory)
        ids = tuple(each.id for each in programs)
        compared = replace(memory, mentioned=ids, shown=ids)
        living = [e["value"] for e in message.entities if e["entity"] == "assumption" and e.get("name") == "living"]
        if living or (asks_cost(message) and not message.does("story")):
            asking = None if living or "living" in compared.assumptions else "living"
            told = replace(compared, guide=CostsTalk(), asked=asking)
            return Turn((*unknown, costs_reply(programs, message, told, search)), told)
        if (verdict := one_answer(message, programs, memory.wishes, search)) is not None:
            return Turn((*unknown, replace(verdict, first=first_number(ids, memory, search))), compared)
        if len(programs) > SIDE_BY_SIDE:
            lead = _verdict(programs, memory.wishes, search)
            return Turn((*unknown, many_compared(programs, search, lead)), compared)
        orders = (each for each in message.values("sort") if each in _ORDERS_OF_FACTS)
        named = (*message.values("asked_fact"), *orders)
        asked = tuple(each for each in dict.fromkeys(named) if each in ROWS)
        if not message.does("story"):
            return Turn((*unknown, comparison(programs, memory.wishes, search, memory.reported, asked)), compared)
        reply = comparison(programs, memory.wishes, search, memory.reported)
        asked = tuple(each for each in asked_in_questions(message) if each in ROWS)
        lead = quoted_words(message, programs, search) or ("" if message.has("decision") else reply.lead)
        return Turn((*unknown, _for_a_story(reply, asked, lead)), compared)


def _of_one_school(pointed: Pointed, message: Message, search: Search) -> list[Program]:
    """The degrees of the only school that is named, where two of them are weighed: "MCS or analytics at NC State"."""
    weighed = {*message.values("field"), *message.values("degree")}
    if len(weighed) < 2 or len(pointed.universities) != 1 or pointed.programs or pointed.unknown:
        return []
    offers = named_programs(pointed.universities[0], search.knowledge)
    return list(offers[:SIDE_BY_SIDE]) if len(offers) > 1 else []


def _place_named(program: Program, message: Message) -> int:
    """Where in the text a program or its university is named first; behind all others where it is not."""
    names = (program.id, program.university.id)
    return min((int(e.get("start") or 0) for e in message.entities if e["value"] in names), default=len(message.text))


def _for_a_story(reply: Reply, asked: Sequence[str], lead: str) -> Reply:
    """The side-by-side reply to a whole post: its first rows only, those asked for in front; more is answered below.

    Args:
        lead: what was quoted to them, or who is ahead; nothing where a stance on their decision says that.
    """
    heads = [heading(each) for each in asked]
    rows = sorted(reply.table.rows if reply.table else (), key=lambda row: row[0] not in heads)
    table = reply.table and replace(reply.table, rows=tuple(rows)[:MOST_ROWS_IN_STORY])
    return replace(reply, lead=lead, table=table, closing="")


def one_answer(message: Message, programs: Sequence[Program], wishes: Sequence[Wish], search: Search) -> Reply | None:
    """Where one of them is to be named, and not all set side by side: "which is cheaper", "which would you take"."""
    by_price = names_the_cheapest(message)
    if not by_price and not message.does("verdict"):
        return None
    says = _cheapest(programs, search) if by_price else _verdict(programs, wishes, search)
    if by_price and len(programs) > SIDE_BY_SIDE:
        return many_compared(programs, search, says)
    beside = Chip("Side by side", f"/compare_programs{json.dumps({'program': [each.id for each in programs]})}")
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
    shown = with_what_else_tells(asked, programs) or ROWS
    fact_rows = [_starred(_fact_row(a, programs, search, backed), _ahead_in(a, programs, search)) for a in shown]
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
        Chip(f"More on {in_sentence(each)}", f"/ask_program_fact{json.dumps({'program': each.id})}")
        for each in programs
    )
    backed = _each_once(backed)
    table = Table(("", *names), tuple(rows), tuple(map(short_title, programs)), backed)
    return Reply(
        "comparison",
        asked_rows_in_words(fact_rows, programs) if of_facts else _verdict(programs, wishes, search),
        table=table if rows or not asked else None,
        closing=closing,
        chips=chips,
        sources=tuple(dict.fromkeys(source for row in rows for cell in backed.get(row[0], ()) for source in cell)),
    )


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


def _fact_row(asked: str, programs: Sequence[Program], search: Search, backed: dict[str, Backed]) -> tuple[str, ...]:
    cells, receipts_of = [], []
    for program in programs:
        lines = own_lines(program, asked, search.knowledge, search.home)[:1]
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


def _starred(row: tuple[str, ...], ahead: int | None) -> tuple[str, ...]:
    """The row with a star before the cell of the program that is ahead in it."""
    return row if ahead is None else tuple(f"{STAR} {cell}" if i == ahead + 1 else cell for i, cell in enumerate(row))


def _ahead_on(wish: Wish, programs: Sequence[Program], search: Search) -> int | None:
    """The one program that meets a wish further than all others."""
    return _only_most([degree(search.check(each, wish), wish) for each in programs])


def _ahead_in(asked: str, programs: Sequence[Program], search: Search) -> int | None:
    """The one program that is better where a direction is declared; a missing record is no loss."""
    better = DECLARED.subjects[asked].better
    amounts = [_amount(asked, each, search) for each in programs] if better else []
    kinds = {each[0] for each in amounts if each is not None}
    if not better or None in amounts or len(kinds) > 1:
        return None
    sign = -1 if better == "lower" else 1
    return _only_most([sign * each[1] for each in amounts if each is not None])


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


def _only_most(values: Sequence[float]) -> int | None:
    most = max(values)
    return values.index(most) if values.count(most) == 1 else None


def _verdict(programs: Sequence[Program], wishes: Sequence[Wish], search: Search) -> str:
    """Who is ahead, by what; never "the best"."""
    if not wishes:
        return (
            _cheapest(programs, search)
            + " What else suits you depends on your wishes: tell me one and I weigh them by it."
        )
    points = search.points(wishes)
    scores = [round(float(points[search.knowledge.programs.index(each)]), 9) for each in programs]
    ahead = _only_most(scores)
    if ahead is None:
        level = [in_sentence(each) for each, score in zip(programs, scores, strict=True) if score == max(scores)]
        return f"On your wishes {listed(level)} are level. {_cheapest(programs, search)}"
    first = programs[ahead]
    reasons = [
        f"“{wish_words(each, search.knowledge)}”" for each in wishes if _is_further(first, each, programs, search)
    ]
    others = "the other does not, or not on record" if len(programs) == 2 else "not all of the others do on record"
    because = f": it meets {listed(reasons)}, which {others}" if reasons else ""
    part = " It meets only part of what you wish." if 2 * max(scores) < sum(each.importance for each in wishes) else ""
    price = _at_what_price(first, programs, wishes, search)
    return f"By your wishes I would take {in_sentence(first)}{because}.{part}{price}"


def _at_what_price(first: Program, programs: Sequence[Program], wishes: Sequence[Wish], search: Search) -> str:
    """What the first costs more or less than the cheapest of the others, where no wish is on the price."""
    amounts = {each.id: amount for each in programs if (amount := dollars(each, search.home)) is not None}
    others = sorted((amount, each.id, each) for each in programs if (amount := amounts.get(each.id)) and each != first)
    if first.id not in amounts or not others or any(each.key in ("budget", "low_price") for each in wishes):
        return ""
    amount, _, other = others[0]
    return f" In all it costs {money(amounts[first.id])}, {in_sentence(other)} {money(amount)}."


def _is_further(first: Program, wish: Wish, programs: Sequence[Program], search: Search) -> bool:
    """Whether a program meets a wish further than another of these."""
    met = degree(search.check(first, wish), wish)
    return met > 0 and met > min(degree(search.check(each, wish), wish) for each in programs)


def _cheapest(programs: Sequence[Program], search: Search) -> str:
    """The advice where price is all that is known to matter, with its reason."""
    prices = [(*price_order(each, search.home), each.id, each) for each in programs]
    known = sorted((amount, id_, each) for kind, amount, id_, each in prices if kind == KNOWN)
    about = [
        f"{in_sentence(each)} costs about {money(amount)}" for kind, amount, _, each in prices if kind == ESTIMATED
    ]
    estimates = f" By estimate {listed(about)}." if about else ""
    unknown = [in_sentence(each) for kind, _, _, each in prices if kind not in (KNOWN, ESTIMATED)]
    if len(known) >= 2:
        (least, _, program), (next_, _, second), *_ = known
        if least == next_:
            return f"At {money(least)} in all the cheapest cost the same: look at what else differs."
        rest = f"{estimates} No price on record: {listed(unknown)}." if unknown else estimates
        return (
            f"If the price decides, take {in_sentence(program)}: {money(least)} in all, against {money(next_)} for "
            f"{in_sentence(second)}.{rest}"
        )
    if known and not about:
        (least, _, program), *_ = known
        return (
            f"Only {in_sentence(program)} has a price in all on record: {money(least, program.currency)}; so I can't "
            "name the cheapest."
        )
    return f"I have no price in all for two of them, so I don't name the cheaper one.{estimates}"
