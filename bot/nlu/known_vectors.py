"""The vectors of what a model was last trained on, so that the next training encodes only what is new.

To encode takes half of a first training, and most changes touch a few phrases. They are kept with the models, some
60 MB, beside checksums of their texts; without them all is encoded, and learned the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.encoder import SentenceEncoder
from knowledge.store import ROOT

PLACE = Path("models", "vectors.npz")  # in the project
FILE = ROOT / PLACE
_KEY = 16  # bytes of a text's checksum; no two texts that people write share them


def encoded(texts: Sequence[str], encoder: SentenceEncoder, file: Path = FILE) -> NDArray[Any]:
    """Encodes texts, each once, and only what was not encoded before; afterwards the file holds these texts alone.

    Returns:
        float32, one unit row a text, in the order given.
    """
    keys = {text: hashlib.sha256(text.encode()).digest()[:_KEY] for text in texts}
    known = _known(file, encoder.checksum())
    new = [text for text, key in keys.items() if key not in known]
    found = known | dict(zip((keys[text] for text in new), encoder.encode_all(new), strict=True))
    if new or len(found) > len(keys):
        with contextlib.suppress(OSError):  # a model can be trained where nothing can be kept
            _keep({key: found[key] for key in keys.values()}, encoder.checksum(), file)
    return np.stack([found[keys[text]] for text in texts])


def hand_on(root: Path, copy: Path) -> None:
    """Gives a copy of the project the vectors that its original has, if any."""
    if (root / PLACE).is_file():
        (copy / PLACE).parent.mkdir(exist_ok=True)
        shutil.copyfile(root / PLACE, copy / PLACE)


def _known(file: Path, checksum: str) -> dict[bytes, NDArray[Any]]:
    """What a file holds of an encoder; nothing where there is none, or it is broken."""
    try:
        with np.load(file, allow_pickle=False) as stored:
            if str(stored["encoder"]) != checksum:
                return {}
            keys = [each.tobytes() for each in stored["keys"]]
            return dict(zip(keys, stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}


def _keep(vectors: dict[bytes, NDArray[Any]], checksum: str, file: Path) -> None:
    keys = np.frombuffer(b"".join(vectors), dtype=np.uint8).reshape(-1, _KEY)
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_name(f".{os.getpid()}.{file.name}")  # whole or not at all, also where two train at once
    try:
        np.savez(begun, encoder=np.array(checksum), keys=keys, vectors=np.stack(list(vectors.values())))
        begun.replace(file)
    finally:
        begun.unlink(missing_ok=True)
