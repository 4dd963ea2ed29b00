"""`make neighbours`: training phrases that sit nearer to another intent's phrases than to those of their own.

Each line is for a person to decide: move the phrase, reword it, or leave it, because the border in
data/topics.yml really runs there.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from bot.nlu.encoder import SentenceEncoder
from bot.phrases import Phrase, training_phrases

NEAREST = 3  # phrases of an intent that a phrase is compared with
MARGIN = 0.15  # of cosine similarity that another intent has to be nearer by


@dataclass(frozen=True)
class Stray:
    """A phrase, the intent it is nearer to, by how much, and that intent's nearest phrase."""

    phrase: Phrase
    intent: str
    margin: float
    nearest: Phrase


def strays(phrases: list[Phrase]) -> list[Stray]:
    """The phrases nearer to another intent, by mean similarity to its NEAREST phrases; the farthest off first."""
    vectors = SentenceEncoder().encode_all([phrase.text for phrase in phrases])
    intents = sorted({phrase.intent for phrase in phrases})
    column = np.array([intents.index(phrase.intent) for phrase in phrases])
    similar = vectors @ vectors.T
    np.fill_diagonal(similar, -1.0)  # a phrase is no neighbour of itself
    near = np.stack([np.sort(similar[:, column == i], axis=1)[:, -NEAREST:].mean(axis=1) for i in range(len(intents))])
    found = []
    for row, phrase in enumerate(phrases):
        other = int(near[:, row].argmax())
        margin = float(near[other, row] - near[column[row], row])
        if margin > MARGIN:
            nearest = int(np.where(column == other, similar[row], -2.0).argmax())
            found.append(Stray(phrase, intents[other], margin, phrases[nearest]))
    return sorted(found, key=lambda stray: -stray.margin)


def main() -> int:
    """Prints one line a phrase."""
    found = strays(list(training_phrases()))
    for stray in found:
        print(
            f"{stray.phrase.place}: “{stray.phrase.text}” ({stray.phrase.intent}) is {stray.margin:.2f} nearer to "
            f"{stray.intent}, such as “{stray.nearest.text}” ({stray.nearest.place})"
        )
    print(f"{len(found)} phrases to look at; data/topics.yml says where the borders run.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
