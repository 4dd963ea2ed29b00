"""The one question that narrows best: expected information over the programs still possible, not a fixed list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.criteria import Status
from knowledge.programs import Search
from knowledge.wishes import Wish

# Below this many bits, or this few programs, an answer would change too little to be worth asking for.
LEAST_BITS = 0.05
LEAST_PROGRAMS = 4


@dataclass(frozen=True)
class Question:
    """A question about one wish, with the answers it offers."""

    key: str
    options: tuple[Wish, ...]


QUESTIONS = (
    Question("delivery", (Wish("delivery", ("online",)), Wish("delivery", ("on_campus",)))),
    Question("budget", tuple(Wish("budget", (b,), "at_most", "total", "USD") for b in (15000, 30000, 50000))),
    Question("background", (Wish("background", ("other",)), Wish("background", ("computing",)))),
    Question("gre", (Wish("gre", ("not_required",)),)),
    Question("gpa", (Wish("gpa", (2.8,), "at_least"), Wish("gpa", (3.2,), "at_least"))),
    Question("pace", (Wish("pace", ("part_time",)), Wish("pace", ("full_time",)))),
    Question(
        "field",
        tuple(
            Wish("field", (name,))
            for name in ("artificial_intelligence", "data_science", "computer_science", "statistics")
        ),
    ),
    Question("place", (Wish("place", (("country", "US"),)),)),
    Question("duration", (Wish("duration", (12,), "at_most"), Wish("duration", (18,), "at_most"))),
    Question("thesis", (Wish("thesis", ("required",)), Wish("thesis", ("none",)))),
)


def information(search: Search, question: Question, possible: NDArray[Any]) -> float:
    """Bits an answer is expected to give on which named programs fit.

    For each option the named programs still possible split into met, missed and not recorded; what is not
    recorded tells nothing. The value is the mean over the options of the entropy of met against missed,
    weighted by the share that is recorded.

    Args:
        possible: bool, which programs are still possible.
    """
    bits = 0.0
    for option in question.options:
        statuses = search.statuses(option)[possible]
        met, missed = int(np.sum(statuses == Status.MET)), int(np.sum(statuses == Status.MISSED))
        known = met + missed
        if known:
            bits += (known / len(statuses)) * _entropy(met / known)
    return bits / len(question.options)


def _entropy(share: float) -> float:
    return 0.0 if share in (0.0, 1.0) else -share * log2(share) - (1 - share) * log2(1 - share)


def next_question(search: Search, wishes: Sequence[Wish], answered: Collection[str]) -> Question | None:
    """The question that narrows best among those neither answered nor declined; None when none would help."""
    worst = search.worst(wish for wish in wishes if wish.strength == "must")
    possible = (worst != Status.MISSED) & search.named
    if int(possible.sum()) < LEAST_PROGRAMS:
        return None
    known = {wish.key for wish in wishes} | set(answered)
    scored = [
        (information(search, question, possible), -position, question)
        for position, question in enumerate(QUESTIONS)
        if question.key not in known
    ]
    if not scored:
        return None
    bits, _, best = max(scored, key=lambda each: each[:2])
    return best if bits >= LEAST_BITS else None
