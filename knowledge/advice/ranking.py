"""Why a program ranks where it does, what would put another one first, and how stable the first place is.

Computed exactly from the same points that rank (`knowledge.programs`), so an explanation cannot differ from the
ranking. Indices are those of `knowledge.programs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf, log2

import numpy as np
from numpy.typing import NDArray

from knowledge.criteria import Status, Verdict, degree, length
from knowledge.prices import price_order
from knowledge.programs import Search
from knowledge.questions import QUESTIONS
from knowledge.rates import price_in
from knowledge.verdicts import Standing
from knowledge.wishes import MUST, NICE, Wish

TRIED_WEIGHTS = (0.5, 1.0, 2.0)
MOST_TRIED = 6  # wishes; 3 to the power of 6 ways to weigh them are tried in a moment
LEAST_FACTOR = 1 / 64  # a weight below counts as none
MOST_FACTOR = 64.0  # and one above as "nothing else counts"
ADDED = 1.5  # the size of a further wish
RIVALS = 3  # programs behind the first one, of each group, that are looked at


@dataclass(frozen=True)
class Contribution:
    """What one wish gives a program: `points` of at most `most`."""

    wish: Wish
    verdict: Verdict
    points: float
    most: float


@dataclass(frozen=True)
class Stability:
    """In how many of the tried ways to weigh the wishes the first program stays first."""

    stays: int
    tried: int


@dataclass(frozen=True)
class Way:
    """A smallest change that puts a program first.

    Attributes:
        kind: "weigh" (`factor` times the weight of `wish`), "record" (what is not recorded meets `wish`),
            "relax" (`instead` in place of `wish`), "drop" (without `wish`), "add" (`wish` as a nice-to-have besides),
            or "price" (a price below the limit that `wish` names decides between equals).
        size: how large the change is, to compare ways: 1 is a doubled or halved weight or limit, or one fact.
    """

    kind: str
    wish: Wish
    program: int
    size: float
    factor: float = 1.0
    instead: Wish | None = None


def contributions(search: Search, index: int, wishes: Sequence[Wish]) -> tuple[Contribution, ...]:
    """What each wish gives a program, in the wishes' order; the points add up to those it ranks by."""
    program = search.knowledge.programs[index]
    verdicts = [(wish, search.check(program, wish)) for wish in wishes]
    return tuple(
        Contribution(wish, verdict, wish.importance * degree(verdict, wish), wish.importance)
        for wish, verdict in verdicts
    )


def group_of(search: Search, wishes: Sequence[Wish]) -> tuple[int, ...]:
    """The programs that compete for the first place, best first: those that fit, else those that may fit."""
    fitting, possible = search.ranked(wishes)
    return tuple((fitting if len(fitting) else possible).tolist())


def _equals(search: Search, wishes: Sequence[Wish]) -> NDArray[np.int64]:
    """The programs among which points decide on the first place: of one standing to the musts, best of equals first."""
    standing = search.standing(wish for wish in wishes if wish.strength == MUST)
    best = standing.max(initial=int(Standing.OUT))
    group = np.flatnonzero((standing == best) & (best > Standing.OUT))
    return group[np.argsort(search.tie_ranks(wishes)[group])]


def decided_by(search: Search, ahead: int, behind: int, wishes: Sequence[Wish]) -> str:
    """Why one ranks before another.

    Returns:
        "leaning" (likelier by what is recorded or estimated), "points", "kind", "price" (a lower known one), "priced"
        (a known one), "estimate" (a lower estimate), "estimated" (the only estimate), "records" or "name".
    """
    standing = search.standing(wish for wish in wishes if wish.strength == MUST)
    if standing[ahead] != standing[behind]:
        return "leaning"
    points, leaning = search.points(wishes).round(9), search.leaning(wishes)
    first, second = (search.knowledge.programs[each] for each in (ahead, behind))
    if points[ahead] != points[behind]:
        return "points"
    if leaning[ahead] != leaning[behind]:
        return "leaning"
    if first.kind != second.kind:
        return "kind"
    (kind, amount), (other_kind, other) = (price_order(each, search.home) for each in (first, second))
    if (kind, amount) != (other_kind, other):
        return (("price", "priced", "priced"), ("", "estimate", "estimated"))[kind][other_kind]
    return "records" if len(first.facts) != len(second.facts) else "name"


def stability(search: Search, wishes: Sequence[Wish]) -> Stability:
    """Weighs every wish half, once and twice, in all combinations, and counts how often the first one stays first.

    Of more than MOST_TRIED wishes the most important ones are varied.
    """
    group = _equals(search, wishes)
    if not wishes or not len(group):
        return Stability(0, 0)
    varied = sorted(range(len(wishes)), key=lambda i: (-wishes[i].importance, i))[:MOST_TRIED]
    gains = np.stack([wish.importance * search.degrees(wish)[group] for wish in wishes])
    factors = np.ones((len(TRIED_WEIGHTS) ** len(varied), len(wishes)))
    factors[:, varied] = list(product(TRIED_WEIGHTS, repeat=len(varied)))
    firsts = (factors @ gains).round(9).argmax(axis=1)  # the first of equals is the one that ties favour
    now = int(gains.sum(axis=0).round(9).argmax())
    return Stability(int((firsts == now).sum()), len(factors))


def smallest_changes(search: Search, wishes: Sequence[Wish], most: int = 3) -> tuple[Way, ...]:
    """The smallest changes that put some other program first, one a program, smallest first."""
    fitting, possible = (each.tolist() for each in search.ranked(wishes))
    named = [each for each in possible if search.named[each]]
    if not (fitting or named):
        return ()
    rivals = [*fitting[1 : RIVALS + 1], *(named[:RIVALS] if fitting else named[1 : RIVALS + 1])]
    ways = [way for rival in rivals for way in ways_to_first(search, rival, wishes)[:1]]
    return tuple(sorted(ways, key=lambda way: (way.size, search.tie_rank[way.program]))[:most])


def ways_to_first(search: Search, index: int, wishes: Sequence[Wish]) -> tuple[Way, ...]:
    """Every single change that puts this program first, smallest first; none if no single change does."""
    ways: list[Way] = []
    for wish in wishes:
        ways += _by_weight(search, index, wish, wishes)
        ways += _by_record(search, index, wish, wishes)
        ways += _by_relaxing(search, index, wish, wishes)
        ways += _by_dropping(search, index, wish, wishes)
    ways += [*_by_adding(search, index, wishes), *_by_price(search, index, wishes)]
    return tuple(sorted(ways, key=lambda way: (way.size, way.kind, str(way.wish.values))))


def _by_weight(search: Search, index: int, wish: Wish, wishes: Sequence[Wish]) -> list[Way]:
    """The factor nearest to 1 for the weight of one wish with which the program comes first among its equals."""
    group = _equals(search, wishes)
    if index not in group:
        return []
    least, most = _interval(search, index, wish, wishes, group[group != index])
    nearest = min(max(1.0, least), most)
    if not least <= nearest <= most or not LEAST_FACTOR <= nearest <= MOST_FACTOR or nearest == 1.0:
        return []
    return [Way("weigh", wish, index, abs(log2(nearest)), nearest)]


def _interval(
    search: Search, index: int, wish: Wish, wishes: Sequence[Wish], others: NDArray[np.int64]
) -> tuple[float, float]:
    """Between which factors for the weight of a wish the program has at least the points of all others.

    Each other program gives one linear inequality in the factor: a gap without the wish, and a slope by it.
    """
    gains = wish.importance * search.degrees(wish)
    rest = search.points(wishes) - gains
    gaps = (rest[index] - rest[others]).round(9)
    slopes = (gains[index] - gains[others]).round(9)
    ties = search.tie_ranks(wishes)
    level = (slopes == 0) & ((gaps < 0) | ((gaps == 0) & (ties[others] < ties[index])))
    if level.any():
        return inf, -inf
    rising, falling = slopes > 0, slopes < 0
    least = float((-gaps[rising] / slopes[rising]).max(initial=0.0))
    most = float((-gaps[falling] / slopes[falling]).min(initial=inf))
    return (least, most) if least <= most else (inf, -inf)


def _by_record(search: Search, index: int, wish: Wish, wishes: Sequence[Wish]) -> list[Way]:
    """What is not recorded would have to meet the wish, and nothing else be open."""
    open_wishes = [each for each in wishes if search.statuses(each)[index] == Status.UNKNOWN]
    musts = [each for each in wishes if each.strength == MUST and each != wish]
    if wish not in open_wishes or search.worst(musts)[index] != Status.MET:
        return []
    first = search.first(wishes)
    points = search.points(wishes).round(9)
    would = points[index] + wish.importance
    ahead = first is not None and search.worst(w for w in wishes if w.strength == MUST)[first] == Status.MET
    if ahead and (would, -search.tie_rank[index]) < (points[first], -search.tie_rank[first]):
        return []
    return [Way("record", wish, index, 1.0)]


def _by_relaxing(search: Search, index: int, wish: Wish, wishes: Sequence[Wish]) -> list[Way]:
    """A limit on price or length moved just so far that the program keeps it."""
    if search.statuses(wish)[index] != Status.MISSED or wish.op != "at_most":
        return []
    program = search.knowledge.programs[index]
    found = price_in(program, wish.unit or "total", search.home) if wish.key == "budget" else None
    months = length(program) if wish.key == "duration" else None
    limit = found.known if found is not None else months[1].value if months is not None else None
    if limit is None or wish.value <= 0:
        return []
    instead = replace(wish, values=(limit,))
    if not _is_first(search, index, [instead if each == wish else each for each in wishes]):
        return []
    return [Way("relax", wish, index, log2(limit / wish.value), instead=instead)]


def _by_dropping(search: Search, index: int, wish: Wish, wishes: Sequence[Wish]) -> list[Way]:
    if not _is_first(search, index, [each for each in wishes if each != wish]):
        return []
    return [Way("drop", wish, index, 2.0 * wish.importance)]


def _by_adding(search: Search, index: int, wishes: Sequence[Wish]) -> list[Way]:
    """A further wish, of those the advisor asks about, that this program meets."""
    known = {wish.key for wish in wishes}
    options = [replace(option, strength=NICE) for each in QUESTIONS for option in each.options]
    open_options = [each for each in options if each.key not in known and search.statuses(each)[index] == Status.MET]
    return [Way("add", each, index, ADDED) for each in open_options if _is_first(search, index, [*wishes, each])][:1]


def _by_price(search: Search, index: int, wishes: Sequence[Wish]) -> list[Way]:
    """Equals are ordered by price: a price below that of the first one."""
    group = group_of(search, wishes)
    if index not in group or group[0] == index or decided_by(search, group[0], index, wishes) != "price":
        return []
    ahead, own = (price_order(search.knowledge.programs[each], search.home)[1] for each in (group[0], index))
    if ahead <= 0:
        return []
    limit = Wish("budget", (ahead,), "at_most", "total", "USD")
    return [Way("price", limit, index, ADDED + log2(max(own / ahead, 1.0)))]


def _is_first(search: Search, index: int, wishes: Sequence[Wish]) -> bool:
    return search.first(wishes) == index
