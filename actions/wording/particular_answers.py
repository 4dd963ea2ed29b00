"""What is said to a particular point that somebody raises: the sentences of data/particulars.yml. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Personal, Reply, Source, topic_chip
from knowledge.ages import POLICY_YEARS

MOST_ANSWERED = 2  # points that one short message gets answered


@dataclass(frozen=True)
class Particular:
    """One point: what answers it, what to do next or "", its FAQ topics, its receipt where it tells a rule, and
    whether it is nothing for those who come from abroad."""

    name: str
    says: str
    then: str
    topics: tuple[str, ...]
    source: Source | None
    residents: bool = False

    @property
    def key(self) -> str:
        """The name under which `Memory.told` keeps that it was told."""
        return f"particular/{self.name}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its receipt, if it has one."""
        return (self.source,) if self.source else ()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The choices to read on."""
        return tuple(map(topic_chip, self.topics))


@cache
def particulars() -> dict[str, Particular]:
    """All points by name."""
    return {each["name"]: _particular(each) for each in load("particulars.yml")}


def _particular(written: Mapping[str, Any]) -> Particular:
    source = written.get("source")
    return Particular(
        written["name"],
        written["says"],
        written.get("then", ""),
        tuple(written["topics"]),
        _receipt(source) if source else None,
        bool(written.get("residents")),
    )


def _receipt(written: Mapping[str, Any]) -> Source:
    old = date.today().year - int(written["year"]) > POLICY_YEARS
    return Source(written["title"], written["url"], str(written["year"]), bool(written.get("secondhand")), old=old)


def raised(message: Message, asked: bool = False) -> list[Particular]:
    """The points of a message, those that it asks about first, in the order of the text.

    Args:
        asked: whether only those that it asks about.
    """
    known = particulars()  # a payload may name anything
    found = [each for each in message.entities if each["entity"] == "particular" and str(each["value"]) in known]
    order = sorted(found, key=lambda each: not each.get("asked"))
    return [known[each["value"]] for each in order if each.get("asked") or not asked]


def answer_to(points: Sequence[Particular]) -> Reply:
    """The answer to a message that asks about these points; what to do next only of a single one."""
    told = points[:MOST_ANSWERED]
    words = [" ".join(filter(None, (each.says, each.then))) if len(told) == 1 else each.says for each in told]
    chips = tuple(dict.fromkeys(chip for each in told for chip in each.chips))
    return Reply("answer", "\n".join(words), chips=chips, sources=tuple(s for each in told for s in each.sources))


def told_of(point: Particular) -> Personal:
    """The point in a longer answer, without what to do next."""
    return Personal(point.says, point.sources, (), (point.key,))


def line_of(point: Particular) -> Personal:
    """The same in a line of its own."""
    return replace(told_of(point), says=f"• {point.says}")


def with_told(memory: Memory, points: Sequence[Particular]) -> Memory:
    """The memory after these points were answered."""
    return memory.having_told(*(each.key for each in points))
