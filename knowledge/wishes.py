"""What a person wants from a program, as data: one `Wish` per criterion.

A wish is met, missed or not recorded by a program (see criteria.py). Wishes are plain values that survive
JSON, because a conversation keeps them between messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from knowledge.declarations import DECLARED

MUST = "must"
NICE = "nice"

# In the order in which they are shown. Keys are also the names of the questions the advisor can ask.
KEYS = tuple(DECLARED.criteria)
# Wishes without a limit: the less, the better. They rank and exclude nothing.
GRADED = tuple(key for key, each in DECLARED.criteria.items() if each.type == "graded")
# What a must and a nice-to-have count when programs are ranked, before a person weighs them.
IMPORTANCE = {MUST: 2.0, NICE: 1.0}
# "Matters most", "matters more", "matters less".
WEIGHTS = {"most": 3.0, "more": 2.0, "less": 0.5}


_DEFAULTS: dict[str, Any] = {"op": "is", "unit": "", "currency": "", "strength": MUST, "weight": 1.0, "low": None}


@dataclass(frozen=True)
class Wish:
    """One criterion.

    Attributes:
        key: which criterion, one of KEYS.
        values: the alternatives, any of which satisfies ("NYU or Columbia"); plain strings, numbers, or for
            places `(kind, code)` pairs such as ("state", "TX"), ("near", "Boston"), ("country", "DE").
        op: "is", "not", "at_most", "at_least", "below" or "above".
        unit: of a budget: "total", "year", "semester", "month", "credit".
        currency: ISO code of a budget.
        strength: MUST excludes programs that miss it; NICE only ranks them.
        weight: how many times its importance it counts in the ranking, by what the person said.
        low: of a number between two ends the lower one; the value is the upper one.
    """

    key: str
    values: tuple[Any, ...]
    op: str = "is"
    unit: str = ""
    currency: str = ""
    strength: str = MUST
    weight: float = 1.0
    low: float | None = None

    def __post_init__(self) -> None:
        if self.key not in KEYS:
            raise ValueError(f"no wish is called {self.key!r}; the wishes are {', '.join(KEYS)}")

    @property
    def slot(self) -> tuple[str, bool]:
        """What a newer wish replaces: a refusal ("not Texas") and a wish ("California") stand side by side."""
        return self.key, self.op == "not"

    @property
    def value(self) -> Any:
        """The first alternative; for wishes that have one value only."""
        return self.values[0]

    def as_dict(self) -> dict[str, Any]:
        """The wish as JSON-able values, without defaults."""
        data: dict[str, Any] = {
            "key": self.key,
            "values": [list(v) if isinstance(v, tuple) else v for v in self.values],
        }
        for name, default in _DEFAULTS.items():
            if getattr(self, name) != default:
                data[name] = getattr(self, name)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Wish:
        """The wish that `as_dict` wrote."""
        values = tuple(tuple(v) if isinstance(v, list) else v for v in data["values"])
        extras = {name: data[name] for name in _DEFAULTS if name in data}
        return cls(data["key"], values, **extras)

    @property
    def importance(self) -> float:
        """The points a program gets in the ranking for meeting it."""
        return IMPORTANCE[self.strength] * self.weight

    @property
    def bare(self) -> Wish:
        """The criterion alone: a program meets it or not, however much it matters."""
        return replace(self, strength=MUST, weight=1.0)


def in_order(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Wishes in the order of KEYS, refusals behind."""
    return tuple(sorted(wishes, key=lambda wish: (KEYS.index(wish.key), wish.op == "not", str(wish.values))))
