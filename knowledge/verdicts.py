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


class Leaning(IntEnum):
    """To which side what is not recorded leans by an estimate, from worst to best; it decides nothing."""

    FAR = 0  # far beyond the limit
    UNLIKELY = 1
    UNSURE = 2  # nothing to estimate it from
    LIKELY = 3


class Standing(IntEnum):
    """How a program stands to all musts at once, from worst to best; a better standing goes before any points."""

    OUT = 0  # it misses one
    FAR = 1  # none is missed as far as is recorded, but an estimate is far beyond a limit
    OPEN = 2
    LIKELY = 3  # what is not recorded leans towards being met, all of it
    FITS = 4


_STANDINGS: dict[Leaning | None, Standing] = {Leaning.FAR: Standing.FAR, Leaning.LIKELY: Standing.LIKELY}


@dataclass(frozen=True)
class Verdict:
    """How a program stands to a wish.

    Attributes:
        status: met, missed or not recorded.
        facts: the (key, fact) pairs it rests on; empty when nothing is recorded.
        value: what the facts come to, in the wish's unit (a computed price, a matching place …), or None.
        leaning: of what is not recorded, where the criterion is one that can be estimated; else None.
    """

    status: Status
    facts: tuple[tuple[str, Fact], ...] = ()
    value: Any = None
    leaning: Leaning | None = None

    @property
    def standing(self) -> Standing:
        """The standing of a program whose only must it is."""
        if self.status is not Status.UNKNOWN:
            return Standing.FITS if self.status is Status.MET else Standing.OUT
        return _STANDINGS.get(self.leaning, Standing.OPEN)


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
