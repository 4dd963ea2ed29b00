"""Writes a program of the catalog as YAML that reads well and always comes out the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class _Inline(list):  # type: ignore[type-arg]
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Lists of plain values on one line, everything else as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


_Dumper.add_representer(_Inline, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))


def write_program(path: Path, program: dict[str, Any]) -> None:
    """Writes one program; keys keep their order."""
    path.write_text(as_yaml(program), encoding="utf-8")


def as_yaml(program: dict[str, Any]) -> str:
    """A program, or a part of one, as it stands in its file."""
    return yaml.dump(_inline(program), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=116)


def _inline(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _inline(each) for key, each in value.items()}
    if isinstance(value, list):
        items = [_inline(each) for each in value]
        return items if any(isinstance(each, dict) for each in value) else _Inline(items)
    return value
