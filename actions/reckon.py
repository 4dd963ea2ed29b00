"""Sums that people ask for, worked out from their own figures: a payment, a length, what is left to pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.guide import SumTalk
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import best_of_each, pointed_at, programs_of_ids
from actions.dialogue.quoted import of_program
from actions.dialogue.reckoning import ALL, ENOUGH, figures, places
from actions.wording import sum_words
from actions.wording.particular_answers import particulars
from actions.wording.replies import Reply, Source, topic_chip
from actions.wording.short_names import in_sentence
from actions.wording.sum_words import Told
from actions.wording.words import listed, money, sources
from knowledge.advice import sums
from knowledge.facts import Program
from knowledge.programs import Search

MOST_TOTALS = 4
UNIT = 10_000.0  # US dollars, for a payment on a debt whose sum is not known
MOST_UNITS = 14  # credits; a degree of fewer counts in units of a course each
EMPLOYERS_TAX = "employer_5250"  # the point of data/particulars.yml whose receipt holds for it
Figures = Mapping[str, Any]
Priced = tuple[float, str, tuple[Source, ...]]  # an amount in US dollars, how it is known, receipts


class ActionReckon(AdvisorAction):
    """Sums: no intent of its own, see actions/dialogue/reckoning.py."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The sum in a line, or which figure it lacks."""
        kind = str(message.values("sum")[0])
        at_hand = figures(message, memory)
        programs = _programs(message, memory, search)
        if kind in ("total", ENOUGH):
            return _totals(kind, at_hand, programs, memory, search)
        told = _told(kind, at_hand, programs, memory, search)
        chips = (topic_chip("cost"), topic_chip("financial_aid"))
        if isinstance(told, str):
            lacks = Reply("question", f"I can do that sum; tell me {told} in one sentence.", chips=chips)
            return Turn((lacks,), memory)
        reply = Reply("answer", told.says, chips=chips, sources=told.sources)
        return Turn((reply,), _reckoned(memory, SumTalk(kind, dict(at_hand), told.amount), programs[:1]))


def _reckoned(memory: Memory, talk: SumTalk, programs: tuple[Program, ...]) -> Memory:
    """The memory after a sum; where several programs were spoken of they stay, so that "and third?" has its place."""
    spoken_of = tuple(each.id for each in programs) if programs and len(memory.mentioned) < 2 else memory.mentioned
    return replace(memory, guide=talk, mentioned=spoken_of)


def _told(kind: str, at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    """The sum, of several programs one after the other; or, in words, which figures it lacks."""
    each = [SUMS[kind](at_hand, (program,), memory, search) for program in programs[:MOST_TOTALS]]
    done = list(dict.fromkeys(told for told in each if isinstance(told, Told)))
    if len(done) < 2:
        return done[0] if done else SUMS[kind](at_hand, programs, memory, search)
    receipts = tuple(receipt for told in done for receipt in told.sources)
    return Told("\n".join(f"• {told.says}" for told in done), None, receipts)


def _programs(message: Message, memory: Memory, search: Search) -> tuple[Program, ...]:
    """The programs a sum is about: those named or pointed at, by their place in what was compared too."""
    pointed = pointed_at(message, memory, search.knowledge)
    named = (*pointed.programs, *best_of_each(pointed.universities, memory.wishes, search, message))
    if named:
        return named
    of_list = programs_of_ids(memory.mentioned if len(memory.mentioned) > 1 else memory.shown, search.knowledge)
    told = places(message)
    if ALL in told:
        done = _done_before(memory)
        return tuple(each for each in of_list if each.id not in done) or of_list
    numbered = [each for each in told if isinstance(each, int)]
    return tuple(of_list[n - 1 if n > 0 else n] for n in numbered if n <= len(of_list) and of_list)


def _done_before(memory: Memory) -> Sequence[str]:
    """Ids of the programs whose totals were worked out in this talk."""
    return memory.guide.figures.get("programs", ()) if isinstance(memory.guide, SumTalk) else ()


def _price(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Priced | None:
    """The price that a sum is about: told now, quoted, recorded, or told before."""
    if "credits" in at_hand and "per_credit" in at_hand:
        return float(at_hand["credits"]) * float(at_hand["per_credit"][0]), "", ()
    if "whole" in at_hand and at_hand["whole"][1] in (None, "USD"):
        return float(at_hand["whole"][0]), "", ()
    if programs:
        return _program_price(programs[0], memory, search)
    talk = memory.guide
    if isinstance(talk, SumTalk) and talk.amount:
        return talk.amount, "", ()
    if "price" in at_hand:
        return float(at_hand["price"]), "", ()
    offers = memory.profile.get("offers") or {}
    if len(offers) == 1:
        return float(next(iter(offers.values()))), "", ()
    of_one = programs_of_ids(memory.mentioned, search.knowledge) if len(memory.mentioned) == 1 else ()
    return _program_price(of_one[0], memory, search) if of_one else None


def _program_price(program: Program, memory: Memory, search: Search) -> Priced | None:
    told = of_program(program, memory.profile.get("offers") or {})
    if told is not None:
        return told, "", ()
    price = search.price(program) if program.currency == "USD" else None
    if price is None or price.comparable is None:
        return None
    how = " (on record)" if price.known is not None else " (estimate)"
    return float(price.comparable), how, sources(price.facts, program, search.knowledge)


def _totals(kind: str, at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Turn:
    """Price and living of one program or several, in the person's currency, against their loan."""
    offers = memory.profile.get("offers") or {}
    asked = programs if kind != ENOUGH else ()
    if not asked:
        known = programs_of_ids(tuple(dict.fromkeys((*memory.shown, *memory.mentioned))), search.knowledge)
        asked = tuple(each for each in known if of_program(each, offers) is not None)
    years = float(at_hand.get("years") or sums.USUAL_YEARS)
    lines: list[str] = []
    receipts: list[Source] = []
    amounts: list[float] = []
    for program in asked[:MOST_TOTALS]:
        found = _program_price(program, memory, search)
        if found is None:
            lines.append(f"{in_sentence(program)}: its price is not recorded")
            continue
        price, how, of_price = found
        says, amount = sum_words.total(in_sentence(program), price, years, at_hand.get("living"), how)
        amounts.append(amount)
        lines.append(says + _in_currency(amount, at_hand))
        receipts += of_price
    if not lines and "whole" in at_hand:
        says, amount = sum_words.total("In all", float(at_hand["whole"][0]), years, at_hand.get("living"), "")
        amounts, lines = [amount], [says + _in_currency(amount, at_hand)]
    if not lines:
        says = "I can do that sum; tell me the price, what you live on a year and for how many years, in one sentence."
        return Turn((Reply("question", says, chips=(topic_chip("cost"),)),), memory)
    says = sum_words.joined(lines)
    if kind == ENOUGH:
        says = f"{_covered(amounts, at_hand)}\n{says}"
    done = asked if kind == "total" else ()
    kept = {**at_hand, "programs": [*_done_before(memory), *(each.id for each in done)]}
    talk = SumTalk("total", kept, amounts[0] if len(amounts) == 1 else None)
    reply = Reply("answer", says, chips=(topic_chip("financial_aid"), topic_chip("cost")), sources=tuple(receipts))
    return Turn((reply,), _reckoned(memory, talk, done))


def _in_currency(amount: float, at_hand: Figures) -> str:
    """The amount in the currency that is told or asked for, and against the loan."""
    exchange, loan = at_hand.get("exchange"), at_hand.get("loan")
    converted = sum_words.converted(amount, exchange) if exchange else None
    words = f"; {converted.rate} that is {converted.words}" if converted else ""
    if not loan:
        return words
    own, currency = (converted.amount, exchange[1]) if converted and exchange else (amount, "USD")
    held = sum_words.against(own, currency, loan)
    return f"{words}, {held}" if held else words


def _covered(amounts: list[float], at_hand: Figures) -> str:
    exchange, loan = at_hand.get("exchange"), at_hand["loan"]
    own = [found.amount if exchange and (found := sum_words.converted(each, exchange)) else each for each in amounts]
    within = sum(each <= loan[0] for each in own)
    if within == len(own):
        return "Yes, by your figures the loan is enough."
    if within:
        return f"By your figures the loan is enough for {within} of {len(own)}."
    return "No, by your figures the loan is not enough" + (" for any of them." if len(own) > 1 else ".")


def _monthly(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    owed, currency = _owed(at_hand, programs, memory, search)
    unit = "" if owed else " Times that for every further 10,000; tell me the sum, and I reckon with it."
    recorded = search.knowledge.assumptions["loan_rate"]
    percent, years = at_hand.get("percent"), at_hand.get("years")
    assumed = [
        *([f"{recorded.value:g} % a year, a federal graduate loan of {recorded.as_of}"] if percent is None else []),
        *([f"{sums.LOAN_YEARS} years"] if years is None else []),
    ]
    note = f" For want of yours I took {listed(assumed)}.{unit}" if assumed else unit
    rate = float(recorded.value if percent is None else percent)
    told = (rate, float(years or sums.LOAN_YEARS), at_hand.get("income"), note)
    return sum_words.monthly(owed or UNIT, *told, currency)


def _owed(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> tuple[float, str]:
    """What is to be paid back, in its own currency: an amount or a loan that was told, else a price, else 0."""
    said = next((at_hand[name] for name in ("whole", "loan") if name in at_hand), None)
    if said is not None and said[1] not in (None, "USD"):
        return float(said[0]), str(said[1])
    if (found := _price(at_hand, programs, memory, search)) is not None:
        return found[0], "USD"
    return (float(said[0]) if said is not None else 0.0), "USD"


def _months_of_pay(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    found, income = _price(at_hand, programs, memory, search), at_hand.get("income")
    if found is None or not income:
        return "the price and what you earn a year"
    return sum_words.months_of_pay(found[0], float(income))


def _out_of_pocket(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    found = _price(at_hand, programs, memory, search)
    yearly, years, share = at_hand.get("employer"), at_hand.get("years"), at_hand.get("percent")
    if found is not None and share and not yearly:
        return sum_words.share(found[0], float(share))
    if found is None or not yearly:
        return "the price and what your employer pays a year"
    name = in_sentence(programs[0]) + found[1] if programs and "whole" not in at_hand else ""
    tax = particulars()[EMPLOYERS_TAX].source
    told = sum_words.out_of_pocket(found[0], float(yearly), float(years or sums.USUAL_YEARS), name, tax)
    return replace(told, sources=(*found[2], *told.sources))


def _pace(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    program = (programs or programs_of_ids(memory.mentioned[:1], search.knowledge) or (None,))[0]
    courses, how = float(at_hand.get("courses") or 0), ""
    receipts: tuple[Source, ...] = ()
    if not courses and at_hand.get("credits"):
        courses = at_hand["credits"] / sums.CREDITS_A_COURSE
    if not courses and program is not None and (fact := program.fact("credits")) is not None and fact.value <= 45:
        units = 1 if fact.value <= MOST_UNITS else sums.CREDITS_A_COURSE
        courses = round(fact.value / units)
        how = f" ({in_sentence(program)}: {fact.value:g} credits on record)"
        receipts = sources((("credits", fact),), program, search.knowledge)
    if not courses:
        courses, how = sums.USUAL_COURSES, " (the usual 30 credits)"
    told = (courses, float(at_hand["per_term"]), how, receipts)
    return sum_words.pace(*told, at_hand.get("summers"), at_hand.get("terms"), memory.profile.get("age"))


def _break_even(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    found = _price(at_hand, programs, memory, search)
    if found is None:
        return "the price and the raise"
    return sum_words.break_even(found[0], float(at_hand["raise"]), at_hand.get("tax"))


def _saved(at_hand: Figures, _programs: tuple[Program, ...], _memory: Memory, _search: Search) -> Told | str:
    amount, currency = at_hand["a_month"]
    return sum_words.saved(amount, float(at_hand["months"]), currency)


def _paid_down(at_hand: Figures, _programs: tuple[Program, ...], _memory: Memory, _search: Search) -> Told | str:
    return sum_words.paid_down(float(at_hand["amount"][0]), float(at_hand["a_month"][0]))


def _product(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    found = _program_price(programs[0], memory, search) if programs else None
    says, amount = sum_words.product(float(at_hand["factor"]), float(at_hand["times"]))
    if found is None:
        return Told(f"{says}.", amount)
    price, how, receipts = found
    return Told(f"{says}; {in_sentence(programs[0])} {sum_words.held_against(amount, price, how)}", amount, receipts)


def _by_credit(at_hand: Figures, _programs: tuple[Program, ...], _memory: Memory, _search: Search) -> Told | str:
    rate, currency = at_hand["per_credit"]
    return sum_words.by_credit(float(at_hand["credits"]), rate, currency)


def _gi_months(at_hand: Figures, _programs: tuple[Program, ...], _memory: Memory, _search: Search) -> Told | str:
    if "years" not in at_hand:
        return "how many years you study full time"
    return sum_words.gi_months(float(at_hand.get("months") or sums.GI_MONTHS), float(at_hand["years"]))


def _convert(at_hand: Figures, programs: tuple[Program, ...], memory: Memory, search: Search) -> Told | str:
    exchange = at_hand["exchange"]
    amount, currency = at_hand.get("amount") or (None, None)
    if amount is not None and currency == exchange[1] != "USD" and exchange[0]:  # rupees in dollars
        says = f"{sum_words.amount_words(amount, currency)} ÷ {exchange[0]:g} = {money(amount / exchange[0])}."
        return Told(says, amount / exchange[0])
    if amount is not None and currency == exchange[2] != "USD":
        return Told(f"{money(amount, currency)} × {exchange[0]:g} = {money(amount * exchange[0])}.")
    found = _price(at_hand, programs, memory, search)
    converted = sum_words.converted(found[0], exchange) if found else None
    if found is None or converted is None:
        return "the amount and the rate"
    return Told(f"{money(found[0])} {converted.rate} = {converted.words}.", found[0])


SUMS: Mapping[str, Callable[[Figures, tuple[Program, ...], Memory, Search], Told | str]] = {
    "monthly": _monthly,
    "months_of_pay": _months_of_pay,
    "out_of_pocket": _out_of_pocket,
    "pace": _pace,
    "break_even": _break_even,
    "saved": _saved,
    "paid_down": _paid_down,
    "product": _product,
    "by_credit": _by_credit,
    "convert": _convert,
    "gi_months": _gi_months,
}
