"""All programs against one wish at once: those alike in what a check looks at are checked once; prices are columns.

The rules stand in criteria.py and checks.py, as they judge one program; of programs that have the same values only the
first is judged by them. A limit on the price, of which every program may have its own, is compared as a column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.checks import limits, looked_at_by_type
from knowledge.criteria import check, degree, times_off
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.rates import price_in
from knowledge.verdicts import Leaning, Standing, Status
from knowledge.wishes import Wish

_PRICED_BY = (
    *DECLARED.subjects["price"].told,
    *DECLARED.subjects["duration"].facts,
    *("credits", "credit_system", "delivery", ".currency", ".university"),
)
# What the checks that are unlike others look at: facts, and behind a dot what a program has beside them.
LOOKED_AT: Mapping[str, tuple[str, ...]] = {
    **looked_at_by_type(),
    "field": (".field", "focus"),
    "degree": (".degree",),
    "delivery": ("delivery", ".university.distance_only"),
    "pace": ("part_time", "months_full_time"),
    "place": (".university",),
    "gre": ("gre",),
    "background": ("cs_degree_required",),
    "focus": (".field", "focus"),
    "start": ("deadlines",),
    "university": (".university",),  # and ids of programs, see `_kinds`
    "short": DECLARED.subjects["duration"].facts,
    "budget": _PRICED_BY,
    "low_price": _PRICED_BY,
}


_BESIDE: Mapping[str, Callable[[Program], Any]] = {
    ".field": attrgetter("field"),
    ".degree": attrgetter("degree"),
    ".currency": attrgetter("currency"),
    ".university": lambda program: id(program.university),  # its own equality looks at all of its values
    ".university.distance_only": attrgetter("university.distance_only"),
}
_UNHASHABLE = {key for key, each in DECLARED.facts.items() if each.type == "deadlines"}


class Judged(NamedTuple):
    """A wish on every program, in the programs' order.

    Attributes:
        status: `Status`, int8.
        degree: how far it is met, 0 to 1, float64.
        standing: `Standing`, int8.
        leaning: `Leaning`, int8; what is met, missed or never estimated leans to no side, which no estimate can better.
    """

    status: NDArray[Any]
    degree: NDArray[Any]
    standing: NDArray[Any]
    leaning: NDArray[Any]


class Prices(NamedTuple):
    """The prices of all programs in one unit, in their own currencies: float64, NaN where there is none."""

    known: NDArray[Any]
    comparable: NDArray[Any]
    times_off: NDArray[Any]  # how many times off an estimate may be


class Columns:
    """The programs of a snapshot, column by column; each is made when it is first needed."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = programs
        self._currency = np.array([each.currency for each in programs], dtype=str)
        self._state = np.array([u.state or "" if (u := each.university).country == "US" else "" for each in programs])
        self._places = {each.id: place for place, each in enumerate(programs)}
        self._codes = self._coded()
        self._alike = lru_cache(maxsize=256)(self._group)
        self.prices = lru_cache(maxsize=64)(self._prices)

    def _coded(self) -> dict[str, NDArray[Any]]:
        """Of all that checks look at a column with a number for each value; of facts, 0 where none is recorded."""
        names = {name for names in LOOKED_AT.values() for name in names}
        columns = {name: np.zeros(len(self._programs), dtype=np.int32) for name in names}
        seen: dict[str, dict[Any, int]] = {name: {None: 0} for name in names}
        for index, program in enumerate(self._programs):
            for key, fact in program.facts.items():
                if key in names:
                    value = str(fact.value) if key in _UNHASHABLE else fact.value
                    columns[key][index] = seen[key].setdefault(value, len(seen[key]))
        for name, of in _BESIDE.items():
            columns[name][:] = [seen[name].setdefault(of(each), len(seen[name])) for each in self._programs]
        return columns

    def judge(self, wish: Wish, home: str | None = None) -> Judged:
        """A wish on all programs, for somebody who lives in this US state; the same as `check` says of each."""
        if wish.key == "budget" and wish.op != "not":
            return self._budget(wish, home)
        kinds, firsts = self._kinds(wish)
        verdicts = [check(self._programs[first], wish, home) for first in firsts]
        leanings = [Leaning.LIKELY if each.leaning is None else each.leaning for each in verdicts]
        return Judged(
            np.array([each.status for each in verdicts], dtype=np.int8)[kinds],
            np.array([degree(each, wish) for each in verdicts], dtype=np.float64)[kinds],
            np.array([each.standing for each in verdicts], dtype=np.int8)[kinds],
            np.array(leanings, dtype=np.int8)[kinds],
        )

    def recorded(self, facts: tuple[str, ...]) -> int:
        """How many programs have one of these facts on record."""
        return sum(any(fact in each.facts for fact in facts) for each in self._programs)

    def dollars(self, home: str | None = None) -> Prices:
        """The prices of whole programs that are in US dollars."""
        return Prices(*(np.where(self._currency == "USD", each, np.nan) for each in self.prices("total", home)))

    def _kinds(self, wish: Wish) -> tuple[NDArray[Any], list[int]]:
        """The kind of each program, of which all get the same verdict, and the first program of each kind."""
        named = wish.values if wish.key == "university" else ()
        return self._alike(LOOKED_AT[wish.key], tuple(self._places[each] for each in named if each in self._places))

    def _group(self, looked_at: tuple[str, ...], apart: tuple[int, ...] = ()) -> tuple[NDArray[Any], list[int]]:
        """Programs that agree in these columns, but for those at some places, which are of a kind by themselves."""
        kinds, firsts = np.zeros(len(self._programs), dtype=np.int64), np.zeros(0, dtype=np.int64)
        kinds[[*apart]] = np.arange(1, len(apart) + 1)
        for name in looked_at:
            codes = self._codes[name]
            pairs = kinds * (int(codes.max(initial=0)) + 1) + codes
            _, firsts, kinds = np.unique(pairs, return_index=True, return_inverse=True)
        return kinds, firsts.tolist()

    def _prices(self, unit: str, home: str | None) -> Prices:
        kinds, firsts = self._alike(LOOKED_AT["budget"])
        if home is None:
            here, prices = np.arange(len(firsts)), np.full((3, len(firsts)), np.nan)
        else:  # only residents pay anything else
            here, prices = np.flatnonzero(self._state[firsts] == home), np.array(self.prices(unit, None))[:, firsts]
        for kind in here:
            found = price_in(self._programs[firsts[kind]], unit, home)
            prices[:, kind] = np.nan if found is None else (found.known, found.comparable, times_off(found))
        return Prices(*prices[:, kinds])

    def _budget(self, wish: Wish, home: str | None) -> Judged:
        """As `_budget` in criteria.py: people name any limit, and each program may have a price of its own."""
        known, comparable, times = self.prices(wish.unit or "total", home)
        foreign = np.full(len(known), False) if not wish.currency else self._currency != wish.currency
        is_known = ~foreign & ~np.isnan(known)
        met = is_known & _within(wish, known)
        leaning = np.select(
            [is_known, foreign | np.isnan(comparable), _within(wish, comparable), _is_far(wish, comparable, times)],
            [Leaning.LIKELY, Leaning.UNSURE, Leaning.LIKELY, Leaning.FAR],
            Leaning.UNLIKELY,
        )
        return Judged(
            np.select([met, is_known], [Status.MET, Status.MISSED], Status.UNKNOWN).astype(np.int8),
            met.astype(np.float64),
            np.select(
                [met, is_known, leaning == Leaning.FAR, leaning == Leaning.LIKELY],
                [Standing.FITS, Standing.OUT, Standing.FAR, Standing.LIKELY],
                Standing.OPEN,
            ).astype(np.int8),
            leaning.astype(np.int8),
        )


def _within(wish: Wish, amounts: NDArray[Any]) -> NDArray[Any]:
    return np.logical_and.reduce([keep(amounts, end) for keep, end in limits(wish)])


def _is_far(wish: Wish, amounts: NDArray[Any], times: NDArray[Any]) -> NDArray[Any]:
    low, high = amounts / times, amounts * times
    return np.logical_or.reduce([~(keep(low, end) | keep(high, end)) for keep, end in limits(wish)])
