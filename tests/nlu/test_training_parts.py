"""What makes training quick changes nothing in what is learned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from bot.nlu import known_vectors, regression
from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.hearing import Hearing
from bot.nlu.intent_classifier import name_spans
from bot.phrases import training_phrases
from tests.nlu import role_scoring

DIRECTIONS, CLASSES = 12, 5


@pytest.fixture(scope="module")
def examples() -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors around the mean of their class, in more rows than are looked at together."""
    drawn = np.random.default_rng(3)
    places = drawn.integers(CLASSES, size=2 * regression.ROWS + 5)
    vectors = drawn.normal(size=(CLASSES, DIRECTIONS))[places] + drawn.normal(size=(len(places), DIRECTIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), places


@pytest.mark.parametrize("weighted", [False, True])
def test_the_regression_is_that_of_scikit_learn(examples: tuple[np.ndarray, np.ndarray], weighted: bool) -> None:
    vectors, places = examples
    counts = np.where(places == 2, 2.5, 0.5) if weighted else None
    expected = LogisticRegression(C=10.0, max_iter=500, tol=1e-3).fit(vectors, places, counts).predict_proba(vectors)
    found = _probabilities(vectors, *regression.fitted(vectors, places, 10.0, 500, counts))
    assert np.abs(found - expected).max() < 2e-3


def test_directions_of_unlike_spread_take_few_steps(examples: tuple[np.ndarray, np.ndarray]) -> None:
    vectors, places = examples
    uneven = (vectors * np.geomspace(1, 0.01, DIRECTIONS)).astype(np.float32)
    most, few = (_probabilities(uneven, *regression.fitted(uneven, places, 1e4, rounds)) for rounds in (500, 30))
    assert np.abs(few - most).max() < 0.01


def _probabilities(vectors: np.ndarray, weights: np.ndarray, shift: np.ndarray) -> np.ndarray:
    scores = np.exp(vectors @ weights.T + shift)
    return scores / scores.sum(axis=1, keepdims=True)


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that any encoder is asked to encode."""
    texts: list[str] = []
    encode_all = SentenceEncoder.encode_all

    def noted(self: SentenceEncoder, given: list[str]) -> np.ndarray:
        texts.extend(given)
        return encode_all(self, given)

    monkeypatch.setattr(SentenceEncoder, "encode_all", noted)
    return texts


def test_only_what_is_new_is_encoded_and_only_what_is_trained_on_is_kept(tmp_path: Path, asked_for: list[str]) -> None:
    encoder, file = SentenceEncoder(), tmp_path / "made" / "vectors.npz"
    first = known_vectors.encoded(["cost", "is the gre needed", "cost"], encoder, file)
    assert asked_for == ["cost", "is the gre needed"] and np.array_equal(first[0], first[2])
    again = known_vectors.encoded(["is the gre needed", "a deadline"], encoder, file)
    assert asked_for[2:] == ["a deadline"] and np.array_equal(again[0], first[1])
    assert again[1] == pytest.approx(SentenceEncoder().encode("a deadline"), abs=1e-6)
    known_vectors.encoded(["cost", "a deadline"], encoder, file)
    assert asked_for[3:] == ["cost"] and [each.name for each in file.parent.iterdir()] == [file.name]


def test_vectors_of_another_encoder_or_in_a_broken_file_are_no_vectors(
    tmp_path: Path, asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder, file = SentenceEncoder(), tmp_path / "vectors.npz"
    for broken in (b"", b"PK", b"no archive"):
        file.write_bytes(broken)
        known_vectors.encoded(["cost"], encoder, file)
    file.write_bytes(file.read_bytes()[:400])
    known_vectors.encoded(["cost"], encoder, file)
    monkeypatch.setattr(encoder, "checksum", lambda: "another")
    known_vectors.encoded(["cost"], encoder, file)
    assert asked_for == ["cost"] * 5
    known_vectors.encoded(["cost"], encoder, file)
    assert asked_for == ["cost"] * 5


def test_where_nothing_can_be_kept_all_is_encoded(tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("")
    vectors = known_vectors.encoded(["cost"], SentenceEncoder(), tmp_path / "no folder" / "vectors.npz")
    assert vectors.shape == (1, 384)


def test_a_copy_of_the_project_gets_its_vectors_if_it_has_any(tmp_path: Path) -> None:
    root, copy = tmp_path / "root", tmp_path / "copy"
    copy.mkdir()
    known_vectors.hand_on(root, copy)
    assert not [*copy.iterdir()]
    (root / known_vectors.PLACE).parent.mkdir(parents=True)
    (root / known_vectors.PLACE).write_bytes(b"vectors")
    known_vectors.hand_on(root, copy)
    assert (copy / known_vectors.PLACE).read_bytes() == b"vectors"


def test_where_a_name_is_heard_one_was_looked_for(extractor: CriteriaExtractor) -> None:
    texts = [each.text for each in training_phrases()][::7]
    named = {text for text in texts if name_spans(extractor.extract(text))}
    looked_for = {text for text in texts if extractor.names_any(text)}
    assert named and named <= looked_for and len(looked_for) < 0.2 * len(texts)
    assert not extractor.names_any("")


def test_whatever_has_a_role_is_among_the_values_that_are_heard(
    hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_all = list(role_scoring.annotated(hearing))
    monkeypatch.setattr(hearing, "hear", hearing.hear_values)
    assert by_all and by_all == list(role_scoring.annotated(hearing))
