"""Questions that mean nearly the same, put together: agglomerative, over the sentence encoder's vectors."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.desk.heard_lately import REFUSED, UNSURE, NotUnderstood
from bot.nlu.encoder import SentenceEncoder

APART = 0.5  # cosine distance between groups, on average over their questions, from which on they stay two
MOST = 400  # questions that are put together; rarer ones are counted only

_vectors: dict[str, NDArray[np.float32]] = {}  # of the questions that are there now
_encoding = threading.Lock()


@dataclass(frozen=True)
class Group:
    """Questions alike, the most frequent first.

    Attributes:
        times: how often they were asked, all together.
        guess: the intent that most of them would have been taken for, or "".
        sure: its mean probability.
    """

    questions: tuple[NotUnderstood, ...]
    times: int
    guess: str
    sure: float

    @property
    def outcome(self) -> str:
        """UNSURE or REFUSED, whichever is more frequent."""
        refused = sum(each.times for each in self.questions if each.outcome == REFUSED)
        return REFUSED if 2 * refused >= self.times else UNSURE


def groups(questions: Sequence[NotUnderstood]) -> tuple[Group, ...]:
    """The groups, those asked most often first; of more than MOST questions the most frequent."""
    asked = list(questions[:MOST])
    if not asked:
        return ()
    members: dict[int, list[NotUnderstood]] = {}
    for each, number in zip(asked, _numbers([each.text for each in asked]), strict=True):
        members.setdefault(number, []).append(each)
    found = [_group(each) for each in members.values()]
    return tuple(sorted(found, key=lambda each: (-each.times, each.questions[0].text)))


def _group(members: list[NotUnderstood]) -> Group:
    likeliest: Counter[str] = Counter()
    sure: dict[str, float] = defaultdict(float)
    for each in members:
        if each.guesses:
            intent, share = each.guesses[0]
            likeliest[intent] += each.times
            sure[intent] += share * each.times
    guess = likeliest.most_common(1)[0][0] if likeliest else ""
    ordered = tuple(sorted(members, key=lambda each: (-each.times, each.text)))
    mean = sure[guess] / likeliest[guess] if guess else 0.0
    return Group(ordered, sum(each.times for each in members), guess, float(mean))


def _numbers(texts: Sequence[str]) -> list[int]:
    """The group of each text."""
    if len(texts) == 1:
        return [1]
    from scipy.cluster.hierarchy import fcluster, linkage  # only when a page needs it

    tree = linkage(_encoded(texts), method="average", metric="cosine")
    return [int(each) for each in fcluster(tree, t=APART, criterion="distance")]


def _encoded(texts: Sequence[str]) -> NDArray[np.float32]:
    """The texts' vectors, float32, texts × dimensions; those of questions that are gone are forgotten."""
    with _encoding:
        new = [each for each in dict.fromkeys(texts) if each not in _vectors]
        if new:
            _vectors.update(zip(new, SentenceEncoder.shared().encode_all(new), strict=True))
        for gone in set(_vectors) - set(texts):
            del _vectors[gone]
        return np.stack([_vectors[each] for each in texts])
