"""How a program stands to a wish: met, missed, or not recorded; never two values where there are three."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from knowledge.facts import Fact, Program
from knowledge.wishes import Wish


class Status(IntEnum):
    """Outcome of one wish on one program, ordered from worst to best."""

    MISSED = 0
    UNKNOWN = 1
    MET = 2


@dataclass(frozen=True)
class Verdict:
    """How a program stands to a wish.

    Attributes:
        status: met, missed or not recorded.
        facts: the (key, fact) pairs it rests on; empty when nothing is recorded.
        value: what the facts come to, in the wish's unit (a computed price, a matching place …), or None.
        hint: a recorded fact that does not decide but helps ("university average" beside an unknown price).
    """

    status: Status
    facts: tuple[tuple[str, Fact], ...] = ()
    value: Any = None
    hint: tuple[str, Fact] | None = None


Check = Callable[[Program, Wish], Verdict]
UNKNOWN = Verdict(Status.UNKNOWN)


def decide(met: bool, key: str, fact: Fact, value: Any = None) -> Verdict:
    """A verdict from one recorded fact."""
    return Verdict(Status.MET if met else Status.MISSED, ((key, fact),), fact.value if value is None else value)


def known(met: bool, value: Any = None) -> Verdict:
    """A verdict from what the record is about (its field, its place), which needs no receipt of its own."""
    return Verdict(Status.MET if met else Status.MISSED, (), value)


def first_of(program: Program, keys: tuple[str, ...]) -> tuple[str, Fact] | None:
    """The first of these facts that is recorded, with its key."""
    for key in keys:
        if (fact := program.fact(key)) is not None:
            return key, fact
    return None
