"""Which file of data/ that pages read is broken, and in which line: no YAML, or not of the shape that they need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.desk.visits import Trouble
from bot.desk.yaml_edits import Unwritable, tree

TOPICS, FAQ, SMALLTALK, RULES = "data/topics.yml", "data/faq.yml", "data/smalltalk.yml", "data/rules.yml"
BROKEN = "{path} is broken: {problem}. Nothing that concerns it can be shown or changed before it is mended by hand."
Pairs = Iterator[tuple[str, yaml.Node]]


def read_whole(root: Path, path: str) -> str:
    """A file of the project.

    Raises:
        Trouble: it cannot be read.
    """
    try:
        return (root / path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(BROKEN.format(path=path, problem=type(error).__name__), 500) from error


def broken_data(root: Path) -> str:
    """Which file that tells the names of topics is broken, and in which line, in a sentence; "" where none is."""
    for path in (TOPICS, FAQ, SMALLTALK, RULES):
        try:
            _check(path, tree(read_whole(root, path)))
        except Unwritable as problem:
            return BROKEN.format(path=path, problem=problem)
        except Trouble as trouble:
            return str(trouble)
    return ""


def trouble_with(root: Path, path: str) -> Trouble:
    """What to raise where a file of data/ was not what a page needs: where it is broken, if that can be told."""
    return Trouble(broken_data(root) or f"{path} is broken; it has to be mended by hand first.", 500)


def _check(path: str, top: yaml.MappingNode) -> None:
    """Raises Unwritable at the first thing that has another shape than pages need."""
    if path == TOPICS:
        for name, topic in _pairs(top, "the file"):
            _text(topic, "title", name)
    elif path == RULES:
        for number, rule in enumerate(_items(_part(top, "rules", "the file"), "rules"), 1):
            steps = list(_items(_part(rule, "steps", f"rule {number}"), f"the steps of rule {number}"))
            if len(steps) != 2:
                raise Unwritable(_at(rule, f"rule {number} does not have two steps"))
            _text(steps[0], "intent", f"rule {number}")
            _text(steps[1], "action", f"rule {number}")
    else:
        for name, variants in _pairs(_part(top, "responses", "the file"), "responses"):
            for variant in _items(variants, name):
                if path == FAQ or any(key == "text" for key, _ in _pairs(variant, name)):
                    _text(variant, "text", name)


def _pairs(node: yaml.Node, called: str) -> Pairs:
    if not isinstance(node, yaml.MappingNode):
        raise Unwritable(_at(node, f"{called} has to be a mapping"))
    return ((str(key.value), value) for key, value in node.value)


def _items(node: yaml.Node, called: str) -> Iterator[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise Unwritable(_at(node, f"{called} has to be a list"))
    return iter(node.value)


def _part(node: yaml.Node, key: str, called: str) -> yaml.Node:
    found = next((value for name, value in _pairs(node, called) if name == key), None)
    if found is None:
        raise Unwritable(_at(node, f"{called} has no “{key}”"))
    return found


def _text(node: yaml.Node, key: str, called: str) -> None:
    found = _part(node, key, called)
    if not isinstance(found, yaml.ScalarNode) or not found.value:
        raise Unwritable(_at(found, f"“{key}” of {called} has to be a text"))


def _at(node: yaml.Node, problem: str) -> str:
    return f"line {node.start_mark.line + 1}: {problem}"
