"""Why a program was shown, ranks where it does, or was left out: its verdicts, point by point."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message
from actions.pointing import best_of, not_on_record, pointed_at, programs_of_ids
from actions.replies import Chip, Reply
from actions.search_replies import ASK_WISH, wishes_words
from actions.words import listed, match_card, title, wish_words
from knowledge.criteria import Status
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.wishes import Wish

HOW_RANKED = (
    "I order by your wishes and the recorded facts alone: all wishes met before any that is not recorded, then how "
    "many are met, then named programs before whole fields, then the lower recorded price, then how much is recorded. "
    "Nobody can pay for a place."
)


class ActionExplain(AdvisorAction):
    """`ask_why`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Explains the program pointed at, else the first one shown."""
        pointed = pointed_at(message, memory, search.knowledge, refused=True)
        if pointed.unknown:
            return Turn((not_on_record(pointed.unknown[0], search.knowledge),), memory)
        programs = list(pointed.programs)
        programs += [best for each in pointed.universities if (best := best_of(each, memory.wishes, search))]
        programs = programs or list(programs_of_ids(memory.shown[:1], search.knowledge))
        if not programs:
            return Turn((replace(ASK_WISH, lead=f"{HOW_RANKED} {ASK_WISH.lead}"),), memory)
        replies = tuple(explanation(program, memory.wishes, search) for program in programs[:2])
        return Turn(replies, replace(memory, mentioned=tuple(each.id for each in programs)))


def explanation(program: Program, wishes: tuple[Wish, ...], search: Search) -> Reply:
    """Where a program stands among all, and by which wishes."""
    index = search.knowledge.programs.index(program)
    match = search.match(index, wishes)
    return Reply(
        "explanation",
        f"{_standing(program, index, wishes, search)}",
        cards=(match_card(match, search.knowledge),),
        closing=HOW_RANKED,
        chips=(Chip("What do I search by?", "/show_wishes"), Chip("Show three more", "/show_more")),
    )


def _standing(program: Program, index: int, wishes: tuple[Wish, ...], search: Search) -> str:
    name = f"{title(program)} ({program.university.name})"
    found = search.find(wishes)
    if not wishes:
        return f"{name}: you have told me no wish yet, so no order is yours."
    if index in found.fitting:
        place = found.fitting.index(index) + 1
        return f"{name} is number {place} of {len(found.fitting)} that meet {wishes_words(wishes, search)}."
    match = search.match(index, wishes)
    missed = [wish_words(wish, search.knowledge) for wish, _ in match.having(Status.MISSED)]
    unknown = [wish_words(wish, search.knowledge) for wish, _ in match.having(Status.UNKNOWN)]
    if missed:
        return f"{name} is left out because of {listed([f'“{each}”' for each in missed])}."
    return f"{name} misses none of your wishes, but nothing is recorded on {listed([f'“{each}”' for each in unknown])}."
