"""Programs by name that answer a topic's question: without an application fee, without the GRE, with a bridge. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from actions.dialogue.memory import Memory
from actions.wording.personal.said import Part, Said, receipted
from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.programs import Search
from knowledge.wishes import Wish

MOST_NAMES = 3
ON_RECORD: dict[str, Wish] = {
    "free_to_apply": Wish("application_fee", (0,), "at_most"),
    "without_gre": Wish("gre", ("not_required",)),
    "with_bridge": Wish("bridge", (True,)),
    "with_funding": Wish("funding", (True,)),
    "without_letters": Wish("letters", (0,), "at_most"),
    "with_thesis": Wish("thesis", ("required",)),
}


def _named_with(wish: Wish, always: bool) -> Part:
    """The first programs that meet the person's wishes and this one, with its receipts.

    Args:
        always: whether they are named to somebody who wished for nothing too.
    """

    def met(memory: Memory, search: Search) -> Said | None:
        others = tuple(each for each in memory.wishes if each.key != wish.key)
        if not (others or always):
            return None
        fitting, _ = search.ranked((*others, wish))
        programs = [search.knowledge.programs[index] for index in fitting if search.named[index]][:MOST_NAMES]
        facts = [(fact, each) for each in programs for _, fact in search.check(each, wish).facts]
        return receipted(listed([in_sentence(each) for each in programs]), facts, search.knowledge) if facts else None

    return met


RECORDED: Mapping[str, Part] = {
    name: _named_with(wish, always=name == "free_to_apply") for name, wish in ON_RECORD.items()
}
