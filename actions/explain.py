"""Why a program was shown, ranks where it does, or was left out: its points, wish by wish, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import best_of_each, pointed_at, programs_of_ids
from actions.wording.replies import Chip, Line, Reply
from actions.wording.search_replies import ASK_WISH, wishes_words
from actions.wording.short_names import in_sentence
from actions.wording.unclear import not_on_record
from actions.wording.verdicts import match_card, verdict_line
from actions.wording.wishes import way_words, wish_words
from actions.wording.words import card_of, listed
from knowledge.advice.ranking import Contribution, contributions, decided_by, group_of, ways_to_first
from knowledge.criteria import Status
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.wishes import MUST, Wish

HOW_RANKED = (
    "I order by your wishes and the recorded facts alone. A must that is met gives 2 points, a nice-to-have 1, times "
    "the weight you gave it; whoever meets all musts for certain comes before whoever may. Of these, by an estimate of "
    "the price, the likely ones come first, those far from your limit last. Of equals, named programs come before "
    "whole fields, then the lower recorded price, then the lower estimate, then the more facts on record. "
    "Nobody can pay for a place."
)
DECIDED = {
    "kind": "a named program comes before a record of a whole field",
    "price": "its recorded price is lower",
    "priced": "its price is on record and comparable",
    "estimate": "its estimated price is lower",
    "estimated": "its price can be estimated",
    "records": "more is recorded of it",
    "name": "nothing but the order of their ids",
}


class ActionExplain(AdvisorAction):
    """`ask_why`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Explains the program pointed at, else the first one shown."""
        pointed = pointed_at(message, memory, search.knowledge, refused=True)
        if pointed.unknown:
            return Turn((not_on_record(pointed.unknown[0], search.knowledge),), memory)
        programs = [*pointed.programs, *best_of_each(pointed.universities, memory.wishes, search)]
        programs = programs or list(programs_of_ids(memory.shown[:1], search.knowledge))
        if not programs:
            return Turn((replace(ASK_WISH, lead=f"{HOW_RANKED} {ASK_WISH.lead}"),), memory)
        replies = tuple(explanation(program, memory.wishes, search) for program in programs[:2])
        return Turn(replies, replace(memory, mentioned=tuple(each.id for each in programs)))


def explanation(program: Program, wishes: tuple[Wish, ...], search: Search) -> Reply:
    """Where a program stands among all, by which points, and what would put it first."""
    index = search.knowledge.programs.index(program)
    if not wishes:
        lead = f"{in_sentence(program)}: you have told me no wish yet, so no order is yours."
        card = match_card(search.match(index, wishes), search)
        return Reply("explanation", lead, cards=(card,), closing=HOW_RANKED, chips=_CHIPS)
    parts = contributions(search, index, wishes)
    card = card_of(program, _lines(parts, program, search))
    lead = f"{_standing(program, index, wishes, search)} {_against_first(index, wishes, search)}".strip()
    return Reply(
        "explanation",
        lead,
        cards=(card,),
        closing=HOW_RANKED,
        chips=_CHIPS,
    )


_CHIPS = (
    Chip("What would change it?", "/ask_what_if"),
    Chip("What do I search by?", "/show_wishes"),
    Chip("Show three more", "/show_more"),
)


def _lines(parts: Sequence[Contribution], program: Program, search: Search) -> tuple[Line, ...]:
    lines = [(each, verdict_line(each.wish, each.verdict, program, search.knowledge)) for each in parts]
    return tuple(replace(line, says=f"{line.says}: {_points(each)}") for each, line in lines)


def _points(part: Contribution) -> str:
    kind = "a must" if part.wish.strength == MUST else "nice to have"
    weight = f" × {part.wish.weight:g}" if part.wish.weight != 1 else ""
    return f"{part.points:.3g} of {part.most:.3g} points ({kind}{weight})"


def _standing(program: Program, index: int, wishes: tuple[Wish, ...], search: Search) -> str:
    name = in_sentence(program)
    found = search.find(wishes)
    if index in found.fitting:
        place = found.fitting.index(index) + 1
        return f"{name} is number {place} of {len(found.fitting)} that meet {wishes_words(wishes, search)}."
    match = search.match(index, wishes)
    missed = [wish_words(wish, search.knowledge) for wish, _ in match.having(Status.MISSED)]
    unknown = [wish_words(wish, search.knowledge) for wish, _ in match.having(Status.UNKNOWN)]
    if missed:
        return f"{name} is left out because of {listed([f'“{each}”' for each in missed])}."
    return f"{name} misses none of your wishes, but nothing is recorded on {listed([f'“{each}”' for each in unknown])}."


def _against_first(index: int, wishes: tuple[Wish, ...], search: Search) -> str:
    """What sets a program apart from the first one, or the first one from the second."""
    group = group_of(search, wishes)
    if index == group[0]:
        return _ahead_of_second(group, wishes, search)
    first = search.knowledge.programs[group[0]]
    words = f"First is {in_sentence(first)}."
    ways = ways_to_first(search, index, wishes)
    if ways:
        return f"{words} This one would be first {way_words(ways[0], search.knowledge)}."
    reason = decided_by(search, group[0], index, wishes) if index in group else "points"
    if reason == "leaning":
        return f"{words} By what is recorded or estimated that one is likelier to meet all your musts."
    if reason != "points":
        return f"{words} Both have the same points; what decides is that {DECIDED[reason]}."
    return f"{words} No single change would put this one first."


def _ahead_of_second(group: Sequence[int], wishes: Sequence[Wish], search: Search) -> str:
    if len(group) < 2:
        return "Nothing else competes with it."
    reason = decided_by(search, group[0], group[1], wishes)
    second = in_sentence(search.knowledge.programs[group[1]])
    if reason == "leaning":
        return f"By what is recorded or estimated it is likelier to meet all your musts than {second}."
    if reason == "points":
        ahead = search.points(wishes)[group[0]] - search.points(wishes)[group[1]]
        return f"It is {ahead:.3g} points ahead of {second}."
    return f"{second} has the same points; what decides is that {DECIDED[reason]}."
