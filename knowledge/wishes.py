"""What a person wants from a program, as data: one `Wish` per criterion.

A wish is met, missed or not recorded by a program (see criteria.py). Wishes are plain values that survive
JSON, because a conversation keeps them between messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

MUST = "must"
NICE = "nice"

# In the order in which they are shown. Keys are also the names of the questions the advisor can ask.
KEYS = (
    "field",
    "degree",
    "delivery",
    "pace",
    "place",
    "budget",
    "gre",
    "gpa",
    "background",
    "toefl",
    "ielts",
    "work_years",
    "duration",
    "focus",
    "thesis",
    "capstone",
    "stem",
    "start",
    "university",
)


@dataclass(frozen=True)
class Wish:
    """One criterion.

    Attributes:
        key: which criterion, one of KEYS.
        values: the alternatives, any of which satisfies ("NYU or Columbia"); plain strings, numbers, or for
            places `(kind, code)` pairs such as ("state", "TX"), ("near", "Boston"), ("country", "DE").
        op: "is", "not", "at_most" or "at_least".
        unit: of a budget: "total", "year", "credit"; of money also the currency follows in `currency`.
        currency: ISO code of a budget.
        strength: MUST excludes programs that miss it; NICE only ranks them.
    """

    key: str
    values: tuple[Any, ...]
    op: str = "is"
    unit: str = ""
    currency: str = ""
    strength: str = MUST

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
        for name, default in (("op", "is"), ("unit", ""), ("currency", ""), ("strength", MUST)):
            if getattr(self, name) != default:
                data[name] = getattr(self, name)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Wish:
        """The wish that `as_dict` wrote."""
        values = tuple(tuple(v) if isinstance(v, list) else v for v in data["values"])
        extras = {name: data[name] for name in ("op", "unit", "currency", "strength") if name in data}
        return cls(data["key"], values, **extras)

    def stronger(self, strength: str) -> Wish:
        """The same wish as a must or a nice-to-have."""
        return replace(self, strength=strength)


def in_order(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Wishes in the order of KEYS, refusals behind."""
    return tuple(sorted(wishes, key=lambda wish: (KEYS.index(wish.key), wish.op == "not", str(wish.values))))
