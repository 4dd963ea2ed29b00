"""Wishes in, programs out: filter by the musts, rank by a transparent weighted utility, say what was left out and why.

Rank depends on wishes and facts alone. A program gets the importance of each wish it meets as points. The order is:
every must met before musts of which one is not recorded; more points; named programs before university records of a
whole field; lower recorded price; more recorded facts; id. There is no other input, and nothing is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.base import Knowledge
from knowledge.criteria import Status, Verdict, check, degree, price
from knowledge.facts import Program
from knowledge.wishes import MUST, Wish


@dataclass(frozen=True)
class Match:
    """A program with its verdict on each wish, in the wishes' order."""

    program: Program
    verdicts: tuple[tuple[Wish, Verdict], ...]

    def having(self, status: Status) -> tuple[tuple[Wish, Verdict], ...]:
        """The verdicts of one status."""
        return tuple((wish, verdict) for wish, verdict in self.verdicts if verdict.status is status)


@dataclass(frozen=True)
class LeftOut:
    """Named programs that meet every other must but have no record of these ones."""

    wishes: tuple[Wish, ...]
    count: int


@dataclass(frozen=True)
class Relaxation:
    """What dropping one must would yield when nothing fits."""

    wish: Wish
    count: int


@dataclass(frozen=True)
class Found:
    """The outcome of a search.

    Attributes:
        fitting: indices into `knowledge.programs` that meet every must, best first.
        possible: those that miss none but have no record of at least one, best first.
        left_out: the largest groups among the named ones of `possible`, by what is not recorded.
        relaxations: for an empty result, the musts whose dropping yields most, best first.
    """

    fitting: tuple[int, ...]
    possible: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    relaxations: tuple[Relaxation, ...]


class Search:
    """Searches one snapshot of the knowledge base; keeps what each wish came to, so that a changed mind is cheap."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        programs = knowledge.programs
        self.named = np.array([program.kind == "program" for program in programs])
        prices = np.array([_price_key(program) for program in programs])
        recorded = np.array([len(program.facts) for program in programs])
        # What decides between equal points; lexsort: the last key counts most, and programs stand by id already.
        self._by_ties = np.lexsort((-recorded, prices, ~self.named))
        self.tie_rank = np.argsort(self._by_ties)
        self._shadowed = _shadowed(programs)
        self._verdicts = lru_cache(maxsize=2048)(self._check_all)

    def _check_all(self, bare: Wish) -> tuple[NDArray[Any], NDArray[Any]]:
        """The `Status` of a criterion on every program (int8), and how far it is met (0 to 1)."""
        verdicts = [check(program, bare) for program in self.knowledge.programs]
        statuses = np.fromiter((each.status for each in verdicts), dtype=np.int8, count=len(verdicts))
        return statuses, np.fromiter((degree(each, bare) for each in verdicts), dtype=np.float64, count=len(verdicts))

    def statuses(self, wish: Wish) -> NDArray[Any]:
        """The `Status` of a wish on every program: int8, in the order of `knowledge.programs`."""
        return self._verdicts(wish.bare)[0]

    def degrees(self, wish: Wish) -> NDArray[Any]:
        """How far every program meets a wish, 0 to 1, in the order of `knowledge.programs`."""
        return self._verdicts(wish.bare)[1]

    def points(self, wishes: Iterable[Wish]) -> NDArray[Any]:
        """The points of every program: the sum over the wishes of importance times how far it is met."""
        points = np.zeros(len(self.knowledge.programs))
        for wish in wishes:
            points += wish.importance * self.degrees(wish)
        return points

    def match(self, index: int, wishes: Sequence[Wish]) -> Match:
        """A program with its verdicts."""
        program = self.knowledge.programs[index]
        return Match(program, tuple((wish, check(program, wish)) for wish in wishes))

    def find(self, wishes: Sequence[Wish]) -> Found:
        """Everything that fits or may fit the wishes, best first."""
        musts = [wish for wish in wishes if wish.strength == MUST]
        fitting, possible = self.ranked(wishes)
        nothing = not len(fitting) and not self.named[possible].any()
        return Found(
            tuple(fitting.tolist()),
            tuple(possible.tolist()),
            self._left_out(musts, possible[self.named[possible]]),
            self._relaxations(musts) if nothing else (),
        )

    def ranked(self, wishes: Sequence[Wish]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Indices of the programs that fit and of those that may fit, each best first."""
        worst = self.worst(wish for wish in wishes if wish.strength == MUST)
        order = self._order(wishes)
        return order[worst[order] == int(Status.MET)], order[worst[order] == int(Status.UNKNOWN)]

    def first(self, wishes: Sequence[Wish]) -> int | None:
        """The index of the program in the first place, without ranking the others; None where none may fit."""
        worst = self.worst(wish for wish in wishes if wish.strength == MUST)[self._by_ties]
        best = worst.max(initial=int(Status.MISSED))
        if best == int(Status.MISSED):
            return None
        points = np.where(worst == best, self.points(wishes)[self._by_ties].round(9), -np.inf)
        return int(self._by_ties[points.argmax()])

    def worst(self, musts: Iterable[Wish]) -> NDArray[Any]:
        """Per program the worst status over the musts (MET where there are none): int8."""
        worst = np.full(len(self.knowledge.programs), Status.MET, dtype=np.int8)
        for wish in musts:
            np.minimum(worst, self.statuses(wish), out=worst)
        worst[self._shadowed] = Status.MISSED
        return worst

    def _order(self, wishes: Sequence[Wish]) -> NDArray[Any]:
        """Indices of all programs, best first."""
        points = self.points(wishes)[self._by_ties].round(9)  # sums that differ by rounding only are equal
        return self._by_ties[np.argsort(-points, kind="stable")]

    def _left_out(self, musts: Sequence[Wish], possible: NDArray[Any]) -> tuple[LeftOut, ...]:
        """Groups of these programs by the one or two musts of which nothing is recorded, largest first."""
        groups: dict[tuple[Wish, ...], int] = {}
        unrecorded = [self.statuses(wish)[possible] == int(Status.UNKNOWN) for wish in musts]
        for row in zip(*unrecorded, strict=True):
            unknown = tuple(wish for wish, missing in zip(musts, row, strict=True) if missing)
            if len(unknown) <= 2:
                groups[unknown] = groups.get(unknown, 0) + 1
        ordered = sorted(groups.items(), key=lambda item: (len(item[0]), -item[1], str(item[0])))
        return tuple(LeftOut(unknown, count) for unknown, count in ordered)

    def _relaxations(self, musts: Sequence[Wish]) -> tuple[Relaxation, ...]:
        """For each must, how many named programs fit or may fit without it; only those that help."""
        yields = []
        for dropped in musts:
            rest = self.worst(wish for wish in musts if wish != dropped)
            count = int(np.count_nonzero((rest != Status.MISSED) & self.named))
            if count:
                yields.append(Relaxation(dropped, count))
        return tuple(sorted(yields, key=lambda each: (-each.count, each.wish.key)))


def _price_key(program: Program) -> float:
    """The total price for ordering: US dollars first, unrecorded or foreign prices behind."""
    found = price(program) if program.currency == "USD" else None
    return float("inf") if found is None else found.amount


def _shadowed(programs: Sequence[Program]) -> NDArray[Any]:
    """Field records of a university that has a named program in the same field: one thing is not shown twice."""
    named = {(program.university.id, program.field) for program in programs if program.kind == "program"}
    return np.array([p.kind == "field" and (p.university.id, p.field) in named for p in programs])
