"""How verdicts and found programs read: mark, words, receipts."""

from __future__ import annotations

from actions.wording.facts import fact_words, own_lines
from actions.wording.price_words import far_words, price_words
from actions.wording.replies import Card, Line
from actions.wording.wishes import unrecorded, wish_words
from actions.wording.words import card_of, either, listed, place_words, sources
from knowledge.base import Knowledge
from knowledge.criteria import Status, Verdict
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.names import label
from knowledge.prices import Price
from knowledge.programs import Match, Search
from knowledge.rates import MONTHS_OF, PER
from knowledge.wishes import Wish


def verdict_line(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> Line:
    """A verdict as a card's line: mark, words, receipts."""
    mark = verdict.status.name.lower()
    if verdict.status is Status.UNKNOWN:
        return _unknown_line(wish, verdict, program, knowledge)
    return Line(mark, _fact_of_verdict(wish, verdict, program, knowledge), sources(verdict.facts, program, knowledge))


def _unknown_line(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> Line:
    if verdict.facts:
        return Line(
            "unknown", _undecided(wish, verdict, program, knowledge), sources(verdict.facts, program, knowledge)
        )
    says = f"{unrecorded(wish.key)}: not recorded"
    if wish.key == "budget" and wish.unit in MONTHS_OF:
        return Line("unknown", f"price{PER[wish.unit]}: not recorded; prices compare in all, a year or a credit")
    return Line("unknown", says)


def _undecided(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> str:
    """A recorded fact that does not decide."""
    if isinstance(verdict.value, Price) and wish.currency in ("", program.currency):
        far = far_words(verdict.leaning, verdict.value, float(wish.value))
        return price_words(verdict.value, wish.unit or "total", far)
    if wish.key == "budget" or (DECLARED.facts[verdict.facts[0][0]].type == "money" and program.currency != "USD"):
        return f"{unrecorded(wish.key)} is in {program.currency}, not in {wish.currency or 'USD'}"
    words = fact_words(*verdict.facts[0], program, knowledge)
    return words + ": ask whether yours is one" if wish.key == "gre" else words


def _fact_of_verdict(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> str:
    """The recorded fact behind a met or missed wish."""
    if wish.key in ("budget", "low_price") and isinstance(verdict.value, Price):
        return price_words(verdict.value, wish.unit or "total")
    if wish.key == "field" and verdict.facts:
        return "with a focus on " + listed([label(knowledge, "focus", area) for area in verdict.value])
    if wish.key == "field":
        return "in " + label(knowledge, "fields", program.field)
    if wish.key == "place":
        return place_words(program)
    if wish.key == "university":
        return program.university.name
    if wish.key == "focus":
        areas = verdict.value if verdict.status is Status.MET else program.facts["focus"].value
        return "focus on " + listed([label(knowledge, "focus", area) for area in areas[:3]])
    if wish.key == "start":
        return f"starts in {either(list(wish.values))}"
    if wish.key == "degree":
        return str(program.degree)
    if not verdict.facts:
        return wish_words(wish, knowledge)
    key, fact = verdict.facts[0]
    return fact_words(key, fact, program, knowledge)


def match_card(match: Match, search: Search) -> Card:
    """A found program: every wish with its mark; without wishes, the facts people ask for first."""
    knowledge = search.knowledge
    program = match.program
    told = [
        (w, v) for w, v in match.verdicts if (w.key, w.op) != ("university", "not")
    ]  # "not Penn" says nothing of it
    lines = [verdict_line(wish, verdict, program, knowledge) for wish, verdict in told]
    priced = any(isinstance(verdict.value, Price) for _, verdict in match.verdicts)
    shown = {key for _, verdict in match.verdicts for key, _ in verdict.facts}
    for asked in ("price", "delivery", "gre", "awards", "salary"):
        if asked != "price" and len(match.verdicts) >= 3 and len(lines) >= 3:
            break
        if not (shown & set(DECLARED.subjects[asked].told) or (asked == "price" and priced)):
            lines += own_lines(program, asked, knowledge, search.home)[:1]
    return card_of(program, lines)
