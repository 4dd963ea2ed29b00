"""Wishes in, programs out: filter by the musts, rank by a transparent weighted utility, say what was left out and why.

Rank depends on wishes, facts and the state somebody lives in (whose price counts) alone. A program gets the importance
of each wish it meets as points. The order is: the `Standing` to the musts, which is every must met, then what is not
recorded likely to be met by an estimate, then open, then an estimate far beyond a limit; more points; of those that are
open the likelier price; named programs before university records of a whole field; lower known price, then lower
estimated one; more recorded facts; id. There is no other input, and nothing is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.base import Knowledge
from knowledge.columns import Columns, Judged
from knowledge.criteria import PRICED, Status, Verdict, check
from knowledge.facts import Program
from knowledge.prices import Price, price_for
from knowledge.verdicts import Leaning, Standing
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
    """Named programs that meet every other must but have no record of these ones; `far` are far beyond a limit."""

    wishes: tuple[Wish, ...]
    count: int
    far: int = 0


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
        far: how many of them are, by an estimate, far beyond a limit; they stand last.
        left_out: the largest groups among the named ones of `possible`, by what is not recorded.
        relaxations: for an empty result, the musts whose dropping yields most, best first.
    """

    fitting: tuple[int, ...]
    possible: tuple[int, ...]
    far: int
    left_out: tuple[LeftOut, ...]
    relaxations: tuple[Relaxation, ...]


class Search:
    """Searches one snapshot of the knowledge base; keeps what each wish came to, so that a changed mind is cheap.

    Attributes:
        home: code of the US state whose residents' prices count at its universities, or None.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.home: str | None = None
        programs = knowledge.programs
        self.named = np.array([program.kind == "program" for program in programs], dtype=bool)
        self._recorded = np.array([len(program.facts) for program in programs])
        self._shadowed = _shadowed(programs)
        self._columns = Columns(programs)
        self._judged = lru_cache(maxsize=2048)(self._columns.judge)
        self.recorded = lru_cache(maxsize=256)(self._columns.recorded)
        states = {each.university.state for each in programs if each.university.country == "US"}
        self._homes: dict[str | None, Search | None] = {**dict.fromkeys(states), None: self}
        self._order_ties()

    def at_home(self, home: str | None) -> Search:
        """The same search for somebody who lives in this US state; a state without a program changes nothing."""
        if home == self.home or home not in self._homes:
            return self
        if (kept := self._homes[home]) is None:
            kept = copy(self)
            kept.home = home
            kept._order_ties()
            self._homes[home] = kept
        return kept

    def _order_ties(self) -> None:
        """What decides between equal points; lexsort: the last key counts most, and programs stand by id already."""
        known, comparable, _ = self._columns.dollars(self.home)
        self._by_ties = np.lexsort((-self._recorded, comparable, np.isnan(known), ~self.named))  # NaN comes last
        self.tie_rank = np.argsort(self._by_ties)

    def _checked(self, wish: Wish) -> Judged:
        return self._judged(wish.bare, self.home if wish.key in PRICED else None)

    def statuses(self, wish: Wish) -> NDArray[Any]:
        """The `Status` of a wish on every program: int8, in the order of `knowledge.programs`."""
        return self._checked(wish).status

    def degrees(self, wish: Wish) -> NDArray[Any]:
        """How far every program meets a wish, 0 to 1, in the order of `knowledge.programs`."""
        return self._checked(wish).degree

    def check(self, program: Program, wish: Wish) -> Verdict:
        """The verdict of one wish on one program."""
        return check(program, wish, self.home)

    def price(self, program: Program) -> Price | None:
        """The price of a whole program for the person."""
        return price_for(program, self.home)

    def points(self, wishes: Iterable[Wish]) -> NDArray[Any]:
        """The points of every program: the sum over the wishes of importance times how far it is met."""
        points = np.zeros(len(self.knowledge.programs))
        for wish in wishes:
            points += wish.importance * self.degrees(wish)
        return points

    def match(self, index: int, wishes: Sequence[Wish]) -> Match:
        """A program with its verdicts."""
        program = self.knowledge.programs[index]
        return Match(program, tuple((wish, self.check(program, wish)) for wish in wishes))

    def find(self, wishes: Sequence[Wish]) -> Found:
        """Everything that fits or may fit the wishes, best first."""
        musts = [wish for wish in wishes if wish.strength == MUST]
        standing = self.standing(musts)
        fitting, possible = self._ranked(wishes, standing)
        named = possible[self.named[possible]]
        is_far = standing == Standing.FAR
        return Found(
            tuple(fitting.tolist()),
            tuple(possible.tolist()),
            int(np.count_nonzero(is_far)),
            self._left_out(musts, named, is_far),
            () if len(fitting) or len(named) else self._relaxations(musts),
        )

    def ranked(self, wishes: Sequence[Wish]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Indices of the programs that fit and of those that may fit, each best first."""
        return self._ranked(wishes, self.standing(wish for wish in wishes if wish.strength == MUST))

    def _ranked(self, wishes: Sequence[Wish], standing: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        ties = self._ties(wishes)
        ties = ties[standing[ties] > Standing.OUT]
        points = self.points(wishes)[ties].round(9)  # sums that differ by rounding only are equal
        order = ties[np.argsort(-points, kind="stable")]
        standing = standing[order]
        possible = order[standing < Standing.FITS]
        return order[standing == Standing.FITS], possible[
            np.argsort(-standing[standing < Standing.FITS], kind="stable")
        ]

    def first(self, wishes: Sequence[Wish]) -> int | None:
        """The index of the program in the first place, without ranking the others; None where none may fit."""
        ties = self._ties(wishes)
        standing = self.standing(wish for wish in wishes if wish.strength == MUST)[ties]
        best = standing.max(initial=int(Standing.OUT))
        if best == Standing.OUT:
            return None
        points = np.where(standing == best, self.points(wishes)[ties].round(9), -np.inf)
        return int(ties[points.argmax()])

    def worst(self, musts: Iterable[Wish]) -> NDArray[Any]:
        """Per program the worst status over the musts (MET where there are none): int8."""
        worst = np.full(len(self.knowledge.programs), Status.MET, dtype=np.int8)
        for wish in musts:
            np.minimum(worst, self.statuses(wish), out=worst)
        worst[self._shadowed] = Status.MISSED
        return worst

    def standing(self, musts: Iterable[Wish]) -> NDArray[Any]:
        """Per program the worst `Standing` over the musts (FITS where there are none): int8."""
        standing = np.full(len(self.knowledge.programs), Standing.FITS, dtype=np.int8)
        for wish in musts:
            np.minimum(standing, self._checked(wish).standing, out=standing)
        standing[self._shadowed] = Standing.OUT
        return standing

    def tie_ranks(self, wishes: Iterable[Wish]) -> NDArray[Any]:
        """The place of every program among all if all had the same standing and points."""
        return np.argsort(self._ties(wishes))

    def leaning(self, wishes: Iterable[Wish]) -> NDArray[Any]:
        """Per program the worst `Leaning` over the musts on price (LIKELY where nothing is open): int8."""
        leaning = np.full(len(self.knowledge.programs), Leaning.LIKELY, dtype=np.int8)
        for wish in wishes:
            if wish.strength == MUST and wish.key in PRICED:
                np.minimum(leaning, self._checked(wish).leaning, out=leaning)
        return leaning

    def _ties(self, wishes: Iterable[Wish]) -> NDArray[Any]:
        """Indices of all programs in the order that decides between equal points."""
        return self._by_ties[np.argsort(-self.leaning(wishes)[self._by_ties], kind="stable")]

    def _left_out(self, musts: Sequence[Wish], possible: NDArray[Any], is_far: NDArray[Any]) -> tuple[LeftOut, ...]:
        """Groups of these programs by the one or two musts of which nothing is recorded, largest first."""
        if not (musts and len(possible)):
            return ()
        unrecorded = np.stack([self.statuses(wish)[possible] == Status.UNKNOWN for wish in musts])
        few = unrecorded.sum(axis=0) <= 2
        last = len(musts) - 1 - unrecorded[::-1].argmax(axis=0)
        pairs = (unrecorded.argmax(axis=0) * len(musts) + last)[few]  # the first and the last of the two, or of the one
        counts = np.bincount(pairs, minlength=len(musts) ** 2)
        fars = np.bincount(pairs[is_far[possible][few]], minlength=len(musts) ** 2)
        groups = [
            LeftOut(
                tuple(musts[each] for each in sorted({*divmod(pair, len(musts))})), int(counts[pair]), int(fars[pair])
            )
            for pair in np.flatnonzero(counts).tolist()
        ]
        return tuple(sorted(groups, key=lambda each: (len(each.wishes), -each.count, str(each.wishes))))

    def _relaxations(self, musts: Sequence[Wish]) -> tuple[Relaxation, ...]:
        """For each must, how many named programs fit or may fit without it; only those that help."""
        yields = []
        for dropped in musts:
            rest = self.worst(wish for wish in musts if wish != dropped)
            count = int(np.count_nonzero((rest != Status.MISSED) & self.named))
            if count:
                yields.append(Relaxation(dropped, count))
        return tuple(sorted(yields, key=lambda each: (-each.count, each.wish.key)))


def _shadowed(programs: Sequence[Program]) -> NDArray[Any]:
    """Field records of a university that has a named program in the same field: one thing is not shown twice."""
    named = {(program.university.id, program.field) for program in programs if program.kind == "program"}
    return np.array([p.kind == "field" and (p.university.id, p.field) in named for p in programs])
