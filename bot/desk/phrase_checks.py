"""What is checked of a phrase as soon as an editor gives it to a topic: as `make check` and `make neighbours` do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.data_check import ALIKE
from bot.neighbours import MARGIN, NEAREST
from bot.nlu.encoder import SentenceEncoder
from bot.phrases import BLIND_FILE, DEV_FILE, NLU_FILE, TEST_FILE, Phrase, measured_phrases, same, training_phrases
from bot.settings import ROOT

LONGEST = 300  # characters
# To encode all phrases takes a minute; `make neighbours` does. Here: the likeliest intents, and of each the phrases
# that share most words with the new one.
MOST_RIVALS, MOST_PHRASES = 3, 40


@dataclass(frozen=True)
class Checked:
    """What was found: `wrong` keeps a phrase out, `warned` is for a person to decide."""

    wrong: tuple[str, ...]
    warned: tuple[str, ...]


def checked(
    text: str,
    intent: str,
    guess: Callable[[str], list[tuple[str, float]]],
    title_of: Callable[[str], str],
    root: Path = ROOT,
    beside: Sequence[Phrase] = (),
) -> Checked:
    """Checks a phrase.

    Args:
        beside: other phrases that are to be learned with it.
        guess: what the running model takes a text for.
        title_of: what an intent is called.
        root: the project's folder.
    """
    wrong = list(_form(text))
    trained = [*training_phrases(root / NLU_FILE.relative_to(ROOT)), *beside]
    wrong += [] if wrong else list(_known(text, intent, trained, root, title_of))
    if wrong:
        return Checked(tuple(wrong), ())
    return Checked((), tuple(_neighbours(text, intent, trained, guess(text), title_of)))


def _form(text: str) -> Iterator[str]:
    if not same(text):
        yield "Write the phrase as people would."
    if len(text) > LONGEST:
        yield f"It has {len(text)} characters; {LONGEST} are enough for a phrase. Keep what asks."
    if re.search(r"[\[\]{}|\\]", text):
        yield "Leave out brackets, braces, bars and backslashes: in the file they mark something."
    if text.startswith("/"):
        yield "A phrase does not begin with a slash."


def _known(
    text: str, intent: str, trained: Sequence[Phrase], root: Path, title_of: Callable[[str], str]
) -> Iterator[str]:
    """Whether it stands somewhere already, or nearly so under another topic."""
    wanted = same(text)
    for each in trained:
        if same(each.text) == wanted:
            yield f"“{each.text}” is a phrase of {title_of(each.intent)} already (data/nlu.yml, line {each.line})."
            return
    for path in (TEST_FILE, DEV_FILE, BLIND_FILE):
        if any(same(each.text) == wanted for each in measured_phrases(root / path.relative_to(ROOT))):
            yield "It is one of the questions that measure the understanding; as a phrase it would prove nothing."
            return
    if len(wanted.split()) > 2:
        for each in trained:
            long = len(each.text.split()) > 2 and each.intent != intent
            if long and fuzz.ratio(wanted, same(each.text), score_cutoff=ALIKE) >= ALIKE:
                yield f"It is nearly “{each.text}” of {title_of(each.intent)}, so it would teach no difference."
                return


def _neighbours(
    text: str,
    intent: str,
    trained: Sequence[Phrase],
    ranked: Sequence[tuple[str, float]],
    title_of: Callable[[str], str],
) -> Iterator[str]:
    """Whether it sits nearer to phrases of a likely other intent than to those of its own."""
    rivals = [each for each, _ in ranked if each != intent][:MOST_RIVALS]
    near = {each: _nearness(text, [p.text for p in trained if p.intent == each]) for each in (intent, *rivals)}
    own = near.pop(intent)
    if not near:
        return
    other = max(near, key=lambda each: near[each][0])
    margin = near[other][0] - own[0]
    if margin > MARGIN:
        yield (
            f"It sits nearer to {title_of(other)}, such as “{near[other][1]}”, than to its own topic "
            f"(by {margin:.2f}). Read where the border between the two runs before you note it."
        )


_vectors: dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]] = {}  # of training phrases that were compared


def _nearness(text: str, phrases: Sequence[str]) -> tuple[float, str]:
    """The mean cosine to the NEAREST phrases, and the nearest one."""
    if not phrases:
        return -1.0, ""
    encoder = SentenceEncoder.shared()
    alike = process.extract(text, phrases, scorer=fuzz.token_set_ratio, limit=MOST_PHRASES)
    phrases = [each for each, _, _ in alike]
    if new := [each for each in phrases if each not in _vectors]:
        _vectors.update(zip(new, encoder.encode_all(new), strict=True))
    similar = np.stack([_vectors[each] for each in phrases]) @ encoder.encode_all([text])[0]
    return float(np.sort(similar)[-NEAREST:].mean()), phrases[int(similar.argmax())]
