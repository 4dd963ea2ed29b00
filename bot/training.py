"""Trains the model if and only if what it is made from has changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

from bot.settings import MODELS, ROOT, VAR

# What a model is made from. The gazetteer is not part of it: it is read from the knowledge base at every start.
# Of our code and data what is trained, not what reads a message with it.
INGREDIENTS = (
    "config.yml", "domain.yml", "data/nlu.yml", "data/roles.yml", "data/rules.yml", "data/stories.yml", "data/faq.yml",
    "data/smalltalk.yml", "data/particulars.yml", "data/point_questions.yml", "requirements.lock", "bot/nlu/encoder.py",
    "bot/nlu/classifier.py", "bot/nlu/likeness.py", "bot/nlu/shared_words.py", "bot/nlu/regression.py",
    "bot/nlu/known_vectors.py", "bot/nlu/intent_classifier.py", "bot/nlu/role_labeller.py", "bot/nlu/roles/*.py",
)  # fmt: skip
ANSWERS = ("data/faq.yml", "data/smalltalk.yml")  # that a model carries along and learns nothing from
LOG = VAR / "log" / "train.log"
_WAIT = 0.2  # seconds between two looks at the training process


class TrainingError(RuntimeError):
    """Training failed; the message says where to read why."""


def fingerprint() -> str:
    """Twelve hex digits over all that a model is made from."""
    return _digest(INGREDIENTS)


def learned_from() -> str:
    """Twelve hex digits over what a model learns from: all it is made from but the answers."""
    return _digest(tuple(each for each in INGREDIENTS if each not in ANSWERS))


def _digest(patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def current_model() -> Path:
    """Where the model for the present data is, whether or not it is trained yet."""
    return MODELS / f"advisor-{fingerprint()}.tar.gz"


def ensure_model() -> Path:
    """The model for the present data; trained now if there is none.

    Raises:
        TrainingError: with the place of the log.
    """
    model = current_model()
    if model.is_file():
        return model
    _train(model)
    for old in MODELS.glob("advisor-*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def _train(model: Path) -> None:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    name = model.name.removesuffix(".tar.gz")
    # --skip-validation: `make check` does it; Rasa would read all data twice for it
    # --force: Rasa's cache knows nothing of our components' code and would hand out what an older version trained
    command = [
        sys.executable,
        "-m",
        "bot.rasa_train",
        "train",
        "--force",
        "--skip-validation",
        "--out",
        str(MODELS),
        "--fixed-model-name",
        name,
    ]
    started = time.monotonic()
    with LOG.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                _progress(f"Training on the phrases (only when they changed) … {time.monotonic() - started:3.0f} s")
                time.sleep(_WAIT)
        finally:
            if process.poll() is None:
                process.terminate()
    _progress("", end=True)
    if process.returncode or not model.is_file():
        raise TrainingError(f"Training failed; {LOG.relative_to(ROOT)} says why. Its last line: {_last_line(LOG)}")
    print(f"Trained in {time.monotonic() - started:.0f} s.")


def _progress(words: str, end: bool = False) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{words}", end="", flush=True)
    elif not end and not getattr(_progress, "said", False):
        print("Training on the phrases (only when they changed) …", flush=True)
        _progress.said = True  # type: ignore[attr-defined]


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "(empty)"
