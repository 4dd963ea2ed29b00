"""What would change the order: how firm the first place is, the smallest changes, and wishes tried out."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.search_pages import PAGE
from actions.dialogue.wish_changes import Changes
from actions.wording.facts import fact_lines
from actions.wording.replies import Chip, Reply
from actions.wording.search_replies import ASK_WISH, difference_words, wishes_words
from actions.wording.short_names import in_sentence
from actions.wording.verdicts import match_card
from actions.wording.wishes import points_words, way_words
from knowledge.advice.ranking import Stability, contributions, group_of, smallest_changes, stability
from knowledge.programs import Search
from knowledge.wishes import Wish

FIRM, SHAKY = 0.9, 0.5  # shares of the tried weights from and below which a first place is called so


class ActionWhatIf(AdvisorAction):
    """`ask_what_if`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Tries out the wishes that the message names; without any, says what would change the first place."""
        changes = message.changes
        if changes is not None and changes.any and changes.wishes:
            return Turn((tried_out(changes, memory, search),), memory)
        if not memory.wishes:
            return Turn((replace(ASK_WISH, lead="There is no order of yours yet. " + ASK_WISH.lead),), memory)
        return Turn((what_would_change(memory.wishes, search),), memory)


def what_would_change(wishes: tuple[Wish, ...], search: Search) -> Reply:
    """How firm the first place is, and the smallest changes that put another program first."""
    group = group_of(search, wishes)
    if not group:
        return Reply("what_if", f"Nothing on record fits or may fit all of: {wishes_words(wishes, search)}.")
    first = search.knowledge.programs[group[0]]
    ways = smallest_changes(search, wishes)
    lines = [
        f"• {in_sentence(program)} would be first {way_words(way, search.knowledge)}."
        for way in ways
        for program in (search.knowledge.programs[way.program],)
    ]
    head = f"First on your wishes is {in_sentence(first)}. {_firmness(stability(search, wishes))}"
    changes = "The smallest changes that would put another one first:" if lines else "No single change I can see would."
    parts = contributions(search, group[0], wishes)
    prices = [
        line.words().removeprefix("• ")
        for way in ways
        if way.kind == "price"
        for line in fact_lines(first, "price", search.knowledge, search.home)
    ]
    return Reply(
        "what_if",
        "\n".join([head, changes, *lines]),
        calculations=(*(points_words(each, search.knowledge) for each in parts), *prices),
        chips=(Chip("Why is it first?", "/ask_why"), Chip("My wishes", "/show_wishes")),
    )


def _firmness(found: Stability) -> str:
    share = found.stays / found.tried
    word = "firm" if share >= FIRM else "shaky" if share < SHAKY else "fairly firm"
    return (
        f"The place is {word}: I weighed your wishes half, once and twice in all {found.tried} combinations, "
        f"and it stayed first in {found.stays}."
    )


def tried_out(changes: Changes, memory: Memory, search: Search) -> Reply:
    """What other wishes would yield; the wishes stay as they are."""
    after = replace(memory, wishes=changes.wishes)
    found = search.find(changes.wishes)
    indices = (found.fitting or found.possible)[:PAGE]
    lead = f"If you asked for {wishes_words(changes.wishes, search)}: {difference_words(memory, after, search)}".strip()
    if not indices:
        return Reply("what_if", f"{lead} Nothing on record would fit.", closing="Your wishes are as they were.")
    if not found.fitting:
        lead += " Nothing is recorded as meeting all of it; these miss none of it, so ask about what is marked ?:"
    cards = tuple(match_card(search.match(index, changes.wishes), search) for index in indices)
    return Reply("what_if", lead, cards=cards, closing="I only tried that out; your wishes are as they were.")
