"""All receipts of what was said last, as a reply: each with what it backs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.wording.plain import RECEIPTS
from actions.wording.replies import Reply, Source
from actions.wording.reply_parts import source_of
from actions.wording.words import cut

RESPONSE = "utter_all_sources"  # what the action server sends for the Rasa server to fill in (bot/answers.py)
(KIND,) = RECEIPTS
MOST_SAID = 100  # characters of what a receipt backs
NOTHING = Reply(
    KIND,
    "Nothing I said last rests on a source. Every figure that I give does, with its year: ask me for one, for example "
    "“how much is OMSCS”.",
)

Told = Mapping[str, Any]  # a reply as it was sent, see docs/replies.md


def all_receipts(replies: Sequence[Told]) -> Reply:
    """The receipts of the replies to one message; each once, in the order in which their texts number them."""
    backed: dict[Source, dict[str, dict[str, None]]] = {}
    for reply in replies:
        for source, of, what in _backed(reply):
            backed.setdefault(replace(source, says=""), {}).setdefault(of, {})[what] = None
    sources = tuple(replace(each, says=cut(_says(whats), MOST_SAID)) for each, whats in backed.items())
    return Reply(KIND, "What my last answer rests on:", sources=sources) if sources else NOTHING


def _says(whats: Mapping[str, Iterable[str]]) -> str:
    """What a receipt backs, by program: "OMSCS, Georgia Tech: Price, GRE; MCIT Online, Penn: Price"."""
    told = {of: ", ".join(filter(None, each)) for of, each in whats.items()}
    return "; ".join(f"{of}: {each}" if of else each for of, each in told.items() if each)


def _backed(reply: Told) -> Iterator[tuple[Source, str, str]]:
    """Each receipt of a reply with what it backs, and of which program."""
    cards = reply.get("cards") or ()
    for card in cards:
        of = str(card.get("short") or card.get("title") or "") if len(cards) > 1 else ""
        for line in card.get("lines") or ():
            yield from ((source_of(each), of, str(line["says"])) for each in line.get("sources") or ())
    cells = _cells(reply.get("table") or {})
    for number, told in enumerate(reply.get("sources") or (), 1):
        source = source_of(told)
        yield from ((source, of, what) for of, what in cells.get(number) or (("", source.says),))


def _cells(table: Told) -> dict[int, list[tuple[str, str]]]:
    """The column and the row of each cell of a table, by the numbers of its receipts."""
    names = table.get("short") or table.get("columns", ("",))[1:]
    found: dict[int, list[tuple[str, str]]] = {}
    for row, receipts in zip(table.get("rows") or (), table.get("receipts") or (), strict=False):
        for name, numbers in zip(names, receipts, strict=False):
            for number in numbers:
                found.setdefault(number, []).append((name, row[0]))
    return found
