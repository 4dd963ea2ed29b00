"""What is checked of a phrase as soon as an editor gives it to a topic: as `make check` and `make neighbours` do."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
_reading = threading.Lock()


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
        beside: other phrases that are to be learned with it, of the same intent.
        guess: what the running model takes a text for.
        title_of: what an intent is called.
        root: the project's folder.
    """
    wrong = list(_form(text))
    files = _files(root)
    wrong += [] if wrong else list(_known(text, intent, files, beside, title_of))
    if wrong:
        return Checked(tuple(wrong), ())
    return Checked((), tuple(_neighbours(text, intent, files, beside, guess(text), title_of)))


@dataclass(frozen=True)
class _Files:
    """The phrases of the files as the checks look at them, made once as long as nobody changes a file.

    Attributes:
        first: a phrase's `same` -> the first that has it.
        long: `same` of those with three words or more, and which each is of.
        texts: intent -> its phrases.
        measured: `same` of the questions that measure the understanding.
    """

    first: Mapping[str, Phrase]
    long: Mapping[int, str]
    phrases: Sequence[Phrase]
    texts: Mapping[str, Sequence[str]]
    measured: frozenset[str]


def learned(root: Path = ROOT) -> Mapping[str, Phrase]:
    """What stands in data/nlu.yml: a phrase's `same` -> the first that has it."""
    return _files(root).first


def _files(root: Path) -> _Files:
    paths = tuple(root / each.relative_to(ROOT) for each in (NLU_FILE, TEST_FILE, DEV_FILE, BLIND_FILE))
    with _reading:  # those who check at once read once
        return _read(paths, tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@lru_cache(maxsize=2)
def _read(paths: tuple[Path, ...], _as_of: tuple[tuple[int, int], ...]) -> _Files:
    learned, *tested = paths
    phrases = list(training_phrases(learned))
    first: dict[str, Phrase] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    long: dict[int, str] = {}
    for number, each in enumerate(phrases):
        folded = same(each.text)
        first.setdefault(folded, each)
        texts[each.intent].append(each.text)
        if len(each.text.split()) > 2:
            long[number] = folded
    measured = frozenset(same(each.text) for path in tested for each in measured_phrases(path))
    return _Files(first, long, phrases, texts, measured)


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
    text: str, intent: str, files: _Files, beside: Sequence[Phrase], title_of: Callable[[str], str]
) -> Iterator[str]:
    """Whether it stands somewhere already, or nearly so under another topic."""
    wanted = same(text)
    there = files.first.get(wanted) or next((each for each in beside if same(each.text) == wanted), None)
    if there is not None:
        yield f"“{there.text}” is a phrase of {title_of(there.intent)} already (data/nlu.yml, line {there.line})."
    elif wanted in files.measured:
        yield "It is one of the questions that measure the understanding; as a phrase it would prove nothing."
    elif len(wanted.split()) > 2:
        alike = process.extract(wanted, files.long, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        others = [each for _, _, number in alike if (each := files.phrases[number]).intent != intent]
        if others:
            yield f"It is nearly “{others[0].text}” of {title_of(others[0].intent)}, so it would teach no difference."


def _neighbours(
    text: str,
    intent: str,
    files: _Files,
    beside: Sequence[Phrase],
    ranked: Sequence[tuple[str, float]],
    title_of: Callable[[str], str],
) -> Iterator[str]:
    """Whether it sits nearer to phrases of a likely other intent than to those of its own."""
    rivals = [each for each, _ in ranked if each != intent][:MOST_RIVALS]
    near = {each: _nearness(text, files.texts.get(each, ())) for each in rivals}
    own = _nearness(text, [*files.texts.get(intent, ()), *(each.text for each in beside)])
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
