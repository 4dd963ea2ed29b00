"""Rasa reads and joins the phrases in our quicker ways as in its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.exceptions import SchemaValidationError
from rasa.shared.importers import utils
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import validation

from bot import rasa_train

PHRASES = """version: "3.1"
nlu:
- intent: faq/cost
  examples: |
    - what does it cost
    - is it more than [20k]{"entity": "budget", "role": "price"}
    - what does it cost
- intent: greet
  examples: |
    - hello
"""
PLAIN = {"intent": " greet ", "text": "hello"}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa with the quicker ways, for one test."""
    for owner, name in (
        (validation, "validate_training_data"), (utils, "training_data_from_paths"), (Message, "set"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, getattr(owner, name))
    rasa_train.quicken()


def _joined(file: Path) -> TrainingData:
    read = [utils.training_data_from_paths([str(file)], language) for language in ("en", None)]
    return TrainingData([Message(dict(PLAIN))]).merge(*read)


@pytest.fixture
def slowly(tmp_path: Path) -> TrainingData:
    """Phrases, read and joined in Rasa's ways; asked for before `quick`."""
    (tmp_path / "nlu.yml").write_text(PHRASES)
    return _joined(tmp_path / "nlu.yml")


def test_phrases_are_read_and_joined_as_by_rasa(slowly: TrainingData, tmp_path: Path, quick: None) -> None:
    quickly = _joined(tmp_path / "nlu.yml")
    assert [each.data for each in quickly.training_examples] == [each.data for each in slowly.training_examples]
    assert quickly.fingerprint() == slowly.fingerprint() and len(quickly.training_examples) == 3


def test_what_changes_a_phrase_changes_its_fingerprint(quick: None) -> None:
    phrase = Message({"text": "hello", "intent": "greet"})
    known = phrase.fingerprint()
    phrase.set("intent", "greet")
    assert phrase.fingerprint() == known
    phrase.set("intent", "thanks", add_to_output=True)
    assert phrase.fingerprint() != known and "intent" in phrase.output_properties


def test_a_span_that_is_none_is_refused(quick: None, tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(PHRASES.replace('"entity": "budget"', '"entity": 5'))
    with pytest.raises(SchemaValidationError):
        _joined(tmp_path / "wrong.yml")
