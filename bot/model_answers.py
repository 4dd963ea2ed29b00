"""`python -m bot.model_answers MODEL`: the model for the present data, made from one that learned the same.

An answer is carried along in a model and learned by nothing in it: where only answers changed, a copy of the model with
the present ones is the same as what training would make, in seconds instead of minutes.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.domain import Domain

from bot.settings import ROOT
from bot.training import ANSWERS, current_model

METADATA, DOMAIN = "metadata.json", "components/domain_provider/domain.yml"
Edit = Callable[[bytes], bytes]


class OtherAnswers(ValueError):
    """A model does not have the answers that there are, by their names, so it has to be trained."""


def answers() -> dict[str, Any]:
    """Name -> variants of every fixed answer of the present data.

    Raises:
        yaml.YAMLError: a file is broken.
    """
    found: dict[str, Any] = {}
    for path in ANSWERS:
        found |= yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["responses"]
    return found


def with_answers(model: Path, target: Path) -> None:
    """Writes a copy of a model with the present answers.

    Args:
        model: that learned from what is there now; only answers may differ.
        target: is there whole or not at all.

    Raises:
        OtherAnswers: the model has answers of other names.
        OSError, tarfile.TarError, KeyError: the model cannot be read, or the copy not written.
    """
    now = answers()
    edits: Mapping[str, Edit] = {METADATA: lambda text: _metadata(text, now), DOMAIN: lambda text: _domain(text, now)}
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_suffix(".made")
    left = {*edits}
    with tarfile.open(model) as old, tarfile.open(made, "w:gz", compresslevel=1) as new:
        for member in old:
            file = old.extractfile(member) if member.isfile() else None
            content = file.read() if file is not None else b""
            name = member.name.strip("/")
            if name in edits:
                content = edits[name](content)
                left.discard(name)
            member.size = len(content)
            new.addfile(member, io.BytesIO(content) if member.isfile() else None)
    if left:
        made.unlink()
        raise KeyError(f"{model.name} has no {', '.join(sorted(left))}")
    made.replace(target)


def _metadata(text: bytes, now: Mapping[str, Any]) -> bytes:
    noted = json.loads(text)
    noted["domain"] = _with(noted["domain"], now)
    noted["model_id"] = uuid.uuid4().hex  # servers tell models apart by it
    return json.dumps(noted).encode()


def _domain(text: bytes, now: Mapping[str, Any]) -> bytes:
    domain = Domain.from_yaml(text.decode())
    return str(Domain.from_dict(_with(domain.as_dict(), now)).as_yaml()).encode()


def _with(domain: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    if set(domain["responses"]) != set(now):
        raise OtherAnswers("There are other answers than the model has.")
    return {**domain, "responses": {name: now[name] for name in domain["responses"]}}


if __name__ == "__main__":
    with_answers(Path(sys.argv[1]), current_model())
