"""Which of several programs is ahead, and why: by the wishes, by what somebody is after, else by the price. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from actions.dialogue.memory import Memory
from actions.wording.currencies import DOLLARS, decided_by_price, priced
from actions.wording.facts import lines_of, price_receipts
from actions.wording.replies import Personal, Source
from actions.wording.short_names import in_sentence
from actions.wording.wishes import wish_words
from actions.wording.words import listed, money
from knowledge.criteria import degree
from knowledge.facts import Program
from knowledge.prices import ESTIMATED, KNOWN, dollars, price_order
from knowledge.programs import Search
from knowledge.wishes import Wish

MORE_WISHES = " What else suits you depends on your wishes: tell me one and I weigh them by it."
# By aim (a goal of data/lookup/life.yml) the fields that lead there, the nearest first, and how the aim is said.
NEAREST: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "building": ("For building things", ("computer_science", "machine_learning", "artificial_intelligence")),
    "risk": ("For risk and pricing", ("statistics", "data_science", "machine_learning")),
    "health": ("For work with health data", ("statistics", "data_science", "machine_learning")),
}
CLEARLY_BELOW = 0.7  # of an estimate, from which on a recorded price is the lower one whatever the estimate's error
_THESIS = {"required": "a thesis is required", "optional": "a thesis is optional", "none": "no thesis"}


@dataclass(frozen=True)
class Advice:
    """What is said of several programs, which one of them it speaks for, if any, and its receipts."""

    says: str
    program: Program | None = None
    sources: tuple[Source, ...] = ()


def lean(programs: Sequence[Program], memory: Memory, search: Search) -> Advice | None:
    """The sentence that names the one nearer to what the person is after; None where none is, or nothing is known."""
    goals = memory.profile.get("goal") or ()
    if "phd" in goals or "research" in goals:
        lines = [line for each in programs for line in lines_of(each, "thesis", search)[:1]]
        return replace(_for_research(programs), sources=tuple(each for line in lines for each in line.sources))
    for goal, (aim, fields) in NEAREST.items():
        if goal in goals and (nearest := _nearest(aim, fields, programs)) is not None:
            return nearest
    return None


def opinion(chosen: Program, programs: Sequence[Program], memory: Memory, search: Search) -> Personal:
    """What is said to somebody who has chosen one of several: what speaks for another, or that nothing does."""
    advice = lean(programs, memory, search) or ahead(programs, memory.wishes, search)
    says = advice.says.removesuffix(MORE_WISHES)
    if advice.program not in (None, chosen):
        return Personal(f"Not wrong, but know what you give up. {says}", advice.sources)
    return Personal(f"Not wrong: nothing on record speaks against {in_sentence(chosen)}. {says}", advice.sources)


def why_not(programs: Sequence[Program], memory: Memory, search: Search) -> Personal:
    """What speaks against the one of two programs that was not advised, and what for it."""
    prices = {each: price_order(each, search.home) for each in programs}
    advice = lean(programs, memory, search) or ahead(programs, memory.wishes, search)
    chosen = advice.program or min(programs, key=lambda each: prices[each])
    (other,) = (each for each in programs if each != chosen)
    behind = [
        f"“{wish_words(each, search.knowledge)}” is met by {in_sentence(chosen)} alone, or further"
        for each in memory.wishes
        if _is_further(chosen, each, programs, search)
    ]
    known = {each: order[1] for each, order in prices.items() if order[0] in (KNOWN, ESTIMATED)}
    if len(known) == 2 and known[other] > known[chosen]:
        about = "about " if ESTIMATED in (prices[other][0], prices[chosen][0]) else ""
        behind.insert(0, f"it costs {about}{money(known[other])} in all, {in_sentence(chosen)} {money(known[chosen])}")
    for_it = [
        f"“{wish_words(each, search.knowledge)}”"
        for each in memory.wishes
        if _is_further(other, each, programs, search)
    ]
    says = f"Nothing on record rules out {in_sentence(other)}"
    says += f"; what sets it behind: {'; '.join(behind)}." if behind else ", and nothing sets it behind."
    if for_it:
        says += f" For it speaks {listed(for_it)}."
    if other.field != chosen.field:
        says += (
            f" It is a degree in {_subject(other)}, the other in {_subject(chosen)}: if that is what you want, take it."
        )
    return Personal(says, price_receipts(programs, search))


def _subject(program: Program) -> str:
    """A program's field in words."""
    return program.field.replace("_", " ")


def _for_research(programs: Sequence[Program]) -> Advice:
    """By the thesis: what a PhD committee reads is research, and who writes of it."""
    theses = {each: fact.value for each in programs if (fact := each.fact("thesis")) is not None}
    with_one = [each for each in programs if theses.get(each) in ("required", "optional")]
    told = [f"{_THESIS[theses[each]]} at {in_sentence(each)}" for each in programs if each in theses]
    unknown = [in_sentence(each) for each in programs if each not in theses]
    told += [f"of {listed(unknown)} it isn't recorded"] if unknown and told else []
    on_record = f" On record: {'; '.join(told)}." if told else ""
    if len(with_one) == 1:
        return Advice(
            f"With a PhD in mind I lean to {in_sentence(with_one[0])}, since research and your letters count "
            f"more than the title; a professor who already wants you elsewhere outweighs that.{on_record}",
            with_one[0],
        )
    return Advice(
        "With a PhD in mind take the one where a professor has work for you: research and letters count more than the "
        f"title or the name.{on_record}"
    )


def _nearest(aim: str, fields: Sequence[str], programs: Sequence[Program]) -> Advice | None:
    ranks = {each: fields.index(each.field) if each.field in fields else len(fields) for each in programs}
    first = min(programs, key=ranks.__getitem__)
    if list(ranks.values()).count(ranks[first]) > 1:
        return None
    says = f"{aim} I lean to {in_sentence(first)}: its field is the nearer one; the others can get there by electives."
    return Advice(says, first)


def only_most(values: Sequence[float]) -> int | None:
    """The place of the one that is greatest; None where several are."""
    most = max(values)
    return values.index(most) if values.count(most) == 1 else None


def ahead(programs: Sequence[Program], wishes: Sequence[Wish], search: Search) -> Advice:
    """Who is ahead, by what; never "the best"."""
    if not wishes:
        by_price = cheapest(programs, search)
        return replace(by_price, says=by_price.says + MORE_WISHES)
    points = search.points(wishes)
    scores = [round(float(points[search.knowledge.programs.index(each)]), 9) for each in programs]
    best = only_most(scores)
    if best is None:
        level = [in_sentence(each) for each, score in zip(programs, scores, strict=True) if score == max(scores)]
        by_price = cheapest(programs, search)
        return replace(by_price, says=f"On your wishes {listed(level)} are level. {by_price.says}")
    first = programs[best]
    reasons = [
        f"“{wish_words(each, search.knowledge)}”" for each in wishes if _is_further(first, each, programs, search)
    ]
    others = "the other does not, or not on record" if len(programs) == 2 else "not all of the others do on record"
    because = f": it meets {listed(reasons)}, which {others}" if reasons else ""
    part = " It meets only part of what you wish." if 2 * max(scores) < sum(each.importance for each in wishes) else ""
    price = _at_what_price(first, programs, wishes, search)
    return Advice(f"By your wishes I would take {in_sentence(first)}{because}.{part}{price}", first)


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


def cheapest(programs: Sequence[Program], search: Search) -> Advice:
    """The advice where price is all that is known to matter, with its reason."""
    found = priced(programs, search.home)
    if any(each.currency != DOLLARS for _, _, each in found):
        named = {id_ for _, id_, _ in found}
        return Advice(*decided_by_price(found, [in_sentence(each) for each in programs if each.id not in named]))
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
            return Advice(f"At {money(least)} in all the cheapest cost the same: look at what else differs.")
        rest = f"{estimates} No price on record: {listed(unknown)}." if unknown else estimates
        return Advice(
            f"If the price decides, take {in_sentence(program)}: {money(least)} in all, against {money(next_)} for "
            f"{in_sentence(second)}.{rest}",
            program,
        )
    guessed = sorted((amount, each.id, each) for kind, amount, _, each in prices if kind == ESTIMATED)
    if known and guessed and known[0][0] <= CLEARLY_BELOW * guessed[0][0]:
        return _below_estimates(known[0], guessed[0], unknown)
    if known and not about:
        (least, _, program), *_ = known
        return Advice(
            f"Only {in_sentence(program)} has a price in all on record: {money(least, program.currency)}; so I can't "
            "name the cheapest."
        )
    lacking = listed([in_sentence(each) for _, _, each in guessed]) if known and guessed else "two of them"
    return Advice(f"I have no price in all on record for {lacking}, so I don't name the cheaper one.{estimates}")


def least_by_any_price(programs: Sequence[Program], search: Search) -> Advice:
    """One of them for who wants a name: the cheapest by records and estimates together, said so."""
    first = min(programs, key=lambda each: (price_order(each, search.home)[1], each.id))
    amount = price_order(first, search.home)[1]
    price = f", by what I have of prices ({money(amount)}, recorded or estimated)" if amount < inf else ""
    return Advice(f"{in_sentence(first)}{price}: nothing else that I know of you tells them apart.", first)


def _below_estimates(
    least: tuple[float, str, Program], next_: tuple[float, str, Program], unknown: Sequence[str]
) -> Advice:
    """A recorded price that lies so far below all estimates that no error of theirs would turn it round."""
    (amount, _, program), (guess, _, second) = least, next_
    rest = f" No price on record: {listed(unknown)}." if unknown else ""
    return Advice(
        f"If the price decides, take {in_sentence(program)}: {money(amount)} in all, against about {money(guess)} by "
        f"estimate for {in_sentence(second)}.{rest}",
        program,
    )
