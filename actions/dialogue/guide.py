"""What a conversation is in the middle of, or about: one typed state at a time, kept in the slot `guide`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class GuidedStart:
    """A guided start: how many of its questions were asked."""

    asked: int = 0


@dataclass(frozen=True)
class DoubtCheck:
    """A check of what would make one quit: how many questions were asked, and the programs it is about, if named."""

    asked: int = 0
    programs: tuple[str, ...] = ()


@dataclass(frozen=True)
class PayoffTalk:
    """What the degree pays was worked out: a figure alone belongs to the calculation."""


@dataclass(frozen=True)
class ReadinessTalk:
    """What somebody brings was compared with what programs ask for: a skill alone belongs to it."""


@dataclass(frozen=True)
class CostsTalk:
    """Costs were compared: an amount for living alone belongs to them."""


@dataclass(frozen=True)
class SumTalk:
    """A sum was worked out: its kind, the figures it took, by name, and what came out in US dollars, or None."""

    sum: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    amount: float | None = None


Guide = GuidedStart | DoubtCheck | PayoffTalk | ReadinessTalk | CostsTalk | SumTalk
_NAMES: Mapping[type, str] = {
    GuidedStart: "start",
    DoubtCheck: "doubts",
    PayoffTalk: "payoff",
    ReadinessTalk: "readiness",
    CostsTalk: "costs",
    SumTalk: "sum",
}
_TYPES: Mapping[str, type] = {name: each for each, name in _NAMES.items()}


def as_slot(guide: Guide | None) -> dict[str, Any] | None:
    """The state as a JSON-able slot value: {"kind": its name, and its fields}."""
    if guide is None:
        return None
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(guide).items()}
    return {"kind": _NAMES[type(guide)], **fields}


def of_slot(stored: Any) -> Guide | None:
    """The state that a slot value says; None where it says none, or one that there is no longer."""
    if not isinstance(stored, Mapping):
        return None
    kind = _TYPES.get(str(stored.get("kind")))
    if kind is GuidedStart:
        return GuidedStart(_count(stored.get("asked")))
    if kind is DoubtCheck:
        return DoubtCheck(_count(stored.get("asked")), tuple(str(each) for each in stored.get("programs") or ()))
    if kind is SumTalk:
        return _sum_talk(stored)
    return None if kind is None else kind()


def _sum_talk(stored: Mapping[str, Any]) -> SumTalk | None:
    figures, amount = stored.get("figures"), stored.get("amount")
    if not isinstance(stored.get("sum"), str) or not isinstance(figures, Mapping):
        return None
    return SumTalk(stored["sum"], dict(figures), float(amount) if isinstance(amount, (int, float)) else None)


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
