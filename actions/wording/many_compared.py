"""More programs than have room side by side: one below another, with what most people decide by. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence

from actions.wording.cells import under
from actions.wording.facts import heading, own_lines
from actions.wording.price_words import estimate_cell
from actions.wording.replies import Chip, Reply, Source, Table
from actions.wording.short_names import short_title
from actions.wording.words import cut
from knowledge.facts import Program
from knowledge.programs import Search

FACTS = ("price", "delivery", "duration", "gre", "deadline")
NOT_RECORDED = "–"
SIDE_BY_SIDE = 4
LONGEST = 30  # characters of a cell


def many_compared(programs: Sequence[Program], search: Search, lead: str) -> Reply:
    """A row a program; `lead` says which is ahead."""
    told = [(short_title(each), [_cell(each, fact, search) for fact in FACTS]) for each in programs]
    rows = tuple((name, *(says for says, _ in cells)) for name, cells in told)
    backed = {name: tuple(sources for _, sources in cells) for name, cells in told}
    sources = dict.fromkeys(source for row in backed.values() for cell in row for source in cell)
    heads = ("", *map(heading, FACTS))
    payload = json.dumps({"program": [each.id for each in programs[:SIDE_BY_SIDE]]})
    chip = Chip(f"The first {SIDE_BY_SIDE} side by side", f"/compare_programs{payload}")
    closing = f"{NOT_RECORDED} is not recorded. Name two to four of them, and I set them side by side in full."
    return Reply(
        "comparison",
        lead,
        table=Table(heads, rows, backed=backed),
        closing=closing,
        chips=(chip,),
        sources=tuple(sources),
    )


def _cell(program: Program, asked: str, search: Search) -> tuple[str, tuple[Source, ...]]:
    """A fact in a few words, and its receipts; an estimated price is marked as one."""
    found = search.price(program) if asked == "price" else None
    if found is not None and found.estimated:
        return estimate_cell(found.estimated), ()
    lines = own_lines(program, asked, search.knowledge, search.home)[:1]
    says = under(heading(asked), lines[0].says) if lines else NOT_RECORDED
    says = says.removeprefix("about ").removesuffix(" in all").split(";")[0].split(" (")[0]
    return cut(says, LONGEST), tuple(source for line in lines for source in line.sources)
