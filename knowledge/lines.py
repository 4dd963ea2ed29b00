"""YAML and CSV with line numbers: plain values for the program, lines for the messages."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from knowledge.problems import Problems

# What YAML makes of a plain scalar, by its tag; anything else (dates among them) stays the text that was written.
_SCALARS: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": lambda text: text.casefold() in ("true", "yes", "on"),
    "tag:yaml.org,2002:null": lambda text: None,
}


@dataclass(frozen=True)
class Document:
    """A YAML file: its plain value, and the line of each value by its path of keys and positions.

    `readable` is False when the file is missing or not YAML; that is noted already and the value is None.
    """

    path: Path
    problems: Problems
    lines: dict[tuple[Any, ...], int] = field(default_factory=dict)
    value: Any = None
    readable: bool = False

    def problem(self, where: tuple[Any, ...], message: str) -> None:
        """Notes a problem at the line of a value, or of its nearest parent that has a line."""
        while where and where not in self.lines:
            where = where[:-1]
        self.problems.add(self.path, self.lines.get(where, 1), message)


def read_yaml(path: Path, problems: Problems) -> Document:
    """Reads a YAML file; a problem when it is missing or not YAML."""
    document = Document(path, problems)
    text = _read_text(path, problems)
    if text is None:
        return document
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(path, mark.line + 1 if mark else 1, f"not valid YAML: {error.problem}")
        return document
    except yaml.YAMLError as error:
        problems.add(path, 1, f"not valid YAML: {error}")
        return document
    return replace(document, value=_plain(node, (), document), readable=True)


def mapping_of(document: Document) -> Mapping[str, Any]:
    """The mapping a file holds; empty, and a problem, when it holds something else."""
    if not document.readable:
        return {}
    if not isinstance(document.value, dict):
        document.problem((), "must be a mapping")
        return {}
    return document.value


def check_keys(document: Document, where: tuple[Any, ...], value: Any, known: Any, needed: Any) -> bool:
    """Whether a value is a mapping that has all needed keys and no unknown one; notes what is wrong."""
    if not isinstance(value, dict):
        document.problem(where, "must be a mapping")
        return False
    for key in value:
        if key not in known:
            document.problem((*where, key), f"{key} is not known here; known are {', '.join(known)}")
    missing = [key for key in needed if value.get(key) is None]
    for key in missing:
        document.problem(where, f"{key} is missing")
    return not missing


def _plain(node: yaml.Node | None, where: tuple[Any, ...], document: Document) -> Any:
    """The plain value of a node; notes its line and the lines of everything in it."""
    if node is None:
        return None
    document.lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(node, where, document)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, index), document) for index, child in enumerate(node.value)]
    try:
        return _SCALARS.get(node.tag, str)(node.value)
    except ValueError:  # 0o8, 1_000 and the like: a number to YAML, a text to us
        return node.value


def _plain_mapping(node: yaml.MappingNode, where: tuple[Any, ...], document: Document) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key_node, child in node.value:
        key = str(key_node.value)
        place = (*where, key)
        if key in plain:
            document.problems.add(document.path, key_node.start_mark.line + 1, f"{key} stands here a second time")
            continue
        document.lines[place] = key_node.start_mark.line + 1
        plain[key] = _plain(child, place, document)
    return plain


@dataclass(frozen=True)
class Row:
    """A row of a CSV file; an empty cell is None (not recorded), everything else text."""

    path: Path
    line: int
    cells: dict[str, str | None]
    problems: Problems

    def problem(self, message: str) -> None:
        """Notes a problem on this row."""
        self.problems.add(self.path, self.line, message)


def read_csv(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[Row]:
    """The rows of a CSV file with exactly these columns; rows of another length are problems and left out."""
    text = _read_text(path, problems)
    if text is None:
        return
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if header != list(columns):
            problems.add(path, 1, f"the columns must be {','.join(columns)}")
            return
        for cells in reader:
            if len(cells) != len(columns):
                problems.add(path, reader.line_num, f"{len(cells)} cells where {len(columns)} are expected")
                continue
            values = {name: cell.strip() or None for name, cell in zip(columns, cells, strict=True)}
            yield Row(path, reader.line_num, values, problems)
    except csv.Error as error:
        problems.add(path, reader.line_num, f"not valid CSV: {error}")


def _read_text(path: Path, problems: Problems) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        problems.add(path, 1, "the file is missing")
    except (OSError, UnicodeDecodeError) as error:
        problems.add(path, 1, f"cannot be read: {error}")
    return None
