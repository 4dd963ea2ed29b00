"""From probabilities to a decision: which intent, sure or not, one question or two.

Pure apart from the encoder: text in, `Understanding` out. The thresholds were chosen on the development
set (tests/nlu/dev), never on the test set; see docs/understanding.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.dialogue import elsewhere, receipts_asked
from actions.dialogue.points_in_context import countries_of_points
from bot.nlu.classifier import JoinedClassifier, with_known_names
from bot.nlu.encoder import EncoderError, SentenceEncoder
from bot.nlu.likeness import MOST_WORDS, Likeness, Raised, Read
from bot.nlu.parts import is_question, is_settled, parts, without_opening

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
FAQ = "faq"
SEARCH = "ask_recommendation"
# Below this probability the likeliest intent is only offered, not answered.
SURE = 0.22
# From this probability on a message is taken for out of scope even where another intent is likelier: the training
# phrases cover a small part of all that people may ask, so a hint of "something else" weighs more than it seems.
SUSPICIOUS = 0.15
RANKED = 10  # how many intents a ranking lists
LONGEST = 2000  # characters that are looked at
# A part of a message counts as a question of its own from this probability on; a statement also needs the whole
# message to show its topic at least this much. One message gets at most this many answers.
PART_SURE = 0.7
PART_SEEN = 0.1
PART_HINTED = 0.01  # of a question of three or more parts: what the whole has no trace of was read wrongly
SEVERAL, CLEAR = 3, 0.5  # parts of a long message; probability from which on a whole message is clear by itself
PART_LIKELY = 0.55  # of a question in a message of several parts: worth a line beside the main answer
MOST_TOPICS = 3
LISTED = 3  # words; "cost, gre and deadlines" asks three things

_MEANINGFUL = re.compile(r"[^\W_]")
_LINES = re.compile(r" ?\n[ \n]*")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Understanding:
    """What a message was understood as.

    Attributes:
        intent: full intent name (`faq/cost`), or `nlu_fallback`.
        confidence: its probability; for `nlu_fallback` that of the likeliest intent.
        ranking: (full intent name, probability) of the likeliest intents, best first.
        topics: full names of the FAQ topics to be answered, in the order they were asked; with
            `ask_recommendation` those that were asked beside the search.
        beside: full names of further topics that questions of a long message are likely about.
        there: (ISO code of a country, the point that the message means if it asks of that country).
        points: (the particular points that a part of the message may raise, the likeliest first; that part).
        around: the points that the message as a whole may be about, the likeliest first.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    topics: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    points: tuple[tuple[tuple[Raised, ...], str], ...] = ()
    there: tuple[tuple[str, str], ...] = ()
    around: tuple[Raised, ...] = ()


def base_intent(intent: str) -> str:
    """The intent that Rasa's rules see: `faq` for `faq/cost`."""
    return intent.split("/", 1)[0]


def clean(text: str) -> str:
    """The part of a message that is read: white space folded, at most LONGEST characters."""
    readable = text[: 2 * LONGEST].encode("utf-8", "replace").decode()  # half a surrogate pair breaks tokenizers
    return _LINES.sub("\n", _SPACES.sub(" ", readable)).strip()[:LONGEST]


def _ruled(intent: str) -> Understanding:
    return Understanding(intent, 1.0, ((intent, 1.0),))


class Understander:
    """Encodes a message and its parts, and decides on the intent."""

    def __init__(
        self, encoder: SentenceEncoder, classifier: JoinedClassifier, likeness: Likeness | None = None
    ) -> None:
        """Joins them; without a likeness no points are found.

        Raises:
            EncoderError: the classifier was trained on vectors of another length.
        """
        if encoder.dimensions != classifier.vector_weights.shape[1]:
            raise EncoderError("The model was trained with another encoder; run `make train` with this one.")
        self._encoder = encoder
        self._classifier = classifier
        self._likeness = likeness

    def understand(self, text: str, names: Sequence[tuple[int, int]] = ()) -> Understanding:
        """Decides on one message of any length or script.

        Args:
            text: the message.
            names: where names of programs and universities stand in it: (start, end).
        """
        if elsewhere.is_meant(text):  # a rule: no code is ever guessed at, nor counted as not understood
            return _ruled(elsewhere.INTENT)
        if receipts_asked.asks_for_receipts(text):
            return _ruled(receipts_asked.INTENT)
        cleaned, plain = (without_opening(clean(each)) for each in (with_known_names(text, names), text))
        if not _MEANINGFUL.search(cleaned):  # "", "??", "🙂": nothing to classify
            return Understanding(FALLBACK, 0.0, ())
        pieces = parts(cleaned)
        texts = _with_parts(cleaned, pieces)
        said = _with_parts(plain, parts(plain))  # a school's own name is a word that points may share
        said = said if len(said) == len(texts) else [plain] * len(texts)
        vectors = self._encoder.encode_together(texts)
        probabilities = self._classifier.probabilities(texts, vectors)
        decided = decide(self._classifier.labels, probabilities, pieces)
        decided = replace(decided, beside=beside(decided.topics, self._classifier.labels, probabilities, pieces))
        if self._likeness is None:
            return decided
        read, short = self._likeness.read(said, vectors), len(cleaned.split()) <= MOST_WORDS
        there = self._likeness.of_countries(read, countries_of_points()) if short else {}
        points = _points(self._likeness, read, texts, short)
        return replace(decided, points=points, there=tuple(there.items()), around=self._likeness.around(read))

    def probabilities(self, texts: Sequence[str]) -> NDArray[Any]:
        """Probability of each of the classifier's labels: float32, rows × labels."""
        return self._classifier.probabilities(texts, self._encoder.encode_together(texts))


def _points(
    likeness: Likeness, read: Read, texts: Sequence[str], short: bool
) -> tuple[tuple[tuple[Raised, ...], str], ...]:
    """The points that a message may raise as a whole, where it is short, and by its questions."""
    rows = [row for row, text in enumerate(texts) if (short if row == 0 else is_question(text))]
    raised = [(each, texts[row]) for row, each in zip(rows, likeness.nearest(read, rows), strict=True) if each]
    found = {each[0].name: (each, text) for each, text in reversed(raised)}
    return tuple(reversed(found.values()))


def _with_parts(text: str, pieces: Sequence[str]) -> list[str]:
    """A text, then its parts if there are several."""
    return [text, *pieces] if len(pieces) > 1 else [text]


def decide(labels: tuple[str, ...], probabilities: NDArray[Any], pieces: Sequence[str] = ()) -> Understanding:
    """The decision on a message; equal probabilities fall in the labels' order.

    Args:
        labels: full intent names, one a column.
        probabilities: of the whole message, then of each piece if there are several.
        pieces: the parts of the message.
    """
    whole = probabilities[0]
    asked = _asked(labels, probabilities, pieces)
    if len(asked) > 1:
        whole = (whole + probabilities[[row for row, _ in asked]].mean(axis=0)) / 2
    order = np.argsort(-whole, kind="stable")[:RANKED]
    ranking = tuple((labels[i], round(float(whole[i]), 4)) for i in order)
    intents = [intent for _, intent in asked]
    topics = tuple(intent for intent in intents if base_intent(intent) == FAQ)
    if len(asked) > 1:
        intent = SEARCH if SEARCH in intents else next(name for name, _ in ranking if name in topics)
        return Understanding(intent, dict(ranking).get(intent, 0.0), ranking, topics)
    intent, confidence = ranking[0]
    if asked and len(pieces) >= SEVERAL and confidence < CLEAR:
        intent = intents[0]  # what a long message asks in one sentence counts more than what it tells in the others
        return Understanding(intent, dict(ranking).get(intent, 0.0), ranking, topics)
    if dict(ranking).get(OUT_OF_SCOPE, 0.0) >= SUSPICIOUS:
        return Understanding(OUT_OF_SCOPE, dict(ranking)[OUT_OF_SCOPE], ranking)
    if confidence < SURE:
        return Understanding(FALLBACK, confidence, ranking)
    return Understanding(intent, confidence, ranking, (intent,) if base_intent(intent) == FAQ else ())


def beside(
    topics: Sequence[str], labels: tuple[str, ...], probabilities: NDArray[Any], pieces: Sequence[str]
) -> tuple[str, ...]:
    """The FAQ topics that questions of a message are likely about, besides those to be answered anyway."""
    found: dict[str, None] = {}
    for row, piece in enumerate(pieces, 1) if len(pieces) > 1 else ():
        best = int(probabilities[row].argmax())
        likely = base_intent(labels[best]) == FAQ and float(probabilities[row, best]) >= PART_LIKELY
        if likely and labels[best] not in topics and is_question(piece):
            found[labels[best]] = None
    return tuple(found)


def _asked(labels: tuple[str, ...], probabilities: NDArray[Any], pieces: Sequence[str]) -> list[tuple[int, str]]:
    """The different things asked for in one message, in order: (row of probabilities, full intent name)."""
    found: dict[str, int] = {}
    for row, piece in enumerate(pieces, 1) if len(pieces) > 1 else ():
        best = int(probabilities[row].argmax())
        intent, sure = labels[best], float(probabilities[row, best])
        if base_intent(intent) not in (FAQ, SEARCH) or sure < PART_SURE or is_settled(piece):
            continue
        listed = len(piece.split()) <= LISTED
        hinted = PART_HINTED if len(pieces) >= SEVERAL else 0.0
        least = hinted if is_question(piece) or listed else PART_SEEN
        if float(probabilities[0, best]) >= least:
            found.setdefault(intent, row)
    return [(row, intent) for intent, row in list(found.items())[:MOST_TOPICS]]
