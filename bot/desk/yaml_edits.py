"""Edits of the project's YAML files as a person would make them: a few lines change, all others stay byte by byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from knowledge.importers.program_files import as_yaml
from knowledge.rules import FACTS

_FACTS = "facts"


class Unwritable(ValueError):
    """A file is not as the desk knows it, so that nothing can be written into it; the message says what is wrong."""


def tree(text: str) -> yaml.MappingNode:
    """The nodes of a YAML text with their places.

    Raises:
        Unwritable: it is no YAML, or no mapping.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unwritable(f"line {mark.line + 1 if mark else 1} is no YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise Unwritable(f"it is no YAML: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise Unwritable("it is no mapping")
    return node


def with_phrase(text: str, intent: str, phrase: str) -> str:
    """data/nlu.yml with a phrase behind the others of its intent.

    Raises:
        Unwritable: the intent has no phrases.
    """
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if re.fullmatch(rf"- intent: {re.escape(intent)}\s*", line)), None)
    if start is None:
        raise Unwritable(f"{intent} has no phrases yet")
    last = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number].startswith("- "):
            break
        if lines[number].startswith("    - "):
            last = number
    return "\n".join([*lines[: last + 1], f"    - {phrase}", *lines[last + 1 :]])


def with_phrases(text: str, intent: str, phrases: Sequence[str], beside: str) -> str:
    """data/nlu.yml with a new intent and its phrases, behind the last intent whose name begins like that.

    Raises:
        Unwritable: there is no such intent.
    """
    lines = text.split("\n")
    heads = [n for n, line in enumerate(lines) if line.startswith("- intent: ")]
    last = max((n for n in heads if lines[n].startswith(f"- intent: {beside}")), default=None)
    if last is None:
        raise Unwritable(f"no intent begins with {beside}")
    end = next((n for n in heads if n > last), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    made = [f"- intent: {intent}", "  examples: |", *(f"    - {each}" for each in phrases)]
    gap = [""] if not lines[last - 1].strip() else []
    return "\n".join([*lines[:end], *gap, *made, *lines[end:]])


def behind(text: str, lines: Sequence[str], beside: str) -> str:
    """The text with an entry behind the last one whose name begins like that.

    Raises:
        Unwritable: there is no such entry.
    """
    names = [name.value for name, _ in tree(text).value if name.value.startswith(beside)]
    if not names:
        raise Unwritable(f"no entry begins with {beside}")
    return _inserted(text, lines, entry_lines(text, names[-1])[1])


def appended(text: str, lines: Sequence[str], *path: str) -> str:
    """The text with an entry behind the others of a mapping. Raises as `entry_lines`."""
    return _inserted(text, lines, entry_lines(text, *path)[1])


def _inserted(text: str, lines: Sequence[str], at: int) -> str:
    kept = text.split("\n")
    return "\n".join([*kept[:at], *lines, *kept[at:]])


def topic_lines(intent: str, title: str, about: str, example: str) -> list[str]:
    """A topic as it stands in data/topics.yml; with few phrases yet, which `young` says."""
    texts = {"title": title, "about": about, "example": example}
    return [f"{intent}:", *(f"  {name}: {_scalar(each)}" for name, each in texts.items()), "  young: true"]


def _scalar(text: str) -> str:
    """A text of one line as a person would write it: in quotes only where it needs them."""
    try:
        return text if yaml.load(f"x: {text}", Loader=yaml.CSafeLoader) == {"x": text} else _quoted(text)
    except yaml.YAMLError:
        return _quoted(text)


def entry_lines(text: str, *path: str) -> tuple[int, int]:
    """Where an entry of nested mappings stands: its first line and the one behind its last, from 0.

    Raises:
        Unwritable: there is none.
    """
    node: yaml.Node = tree(text)
    first = 0
    for key in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next(((k, v) for k, v in pairs if k.value == key), None)
        if found is None:
            raise Unwritable(f"there is no {'/'.join(path)}")
        first, node = found[0].start_mark.line, found[1]
    return first, _end(text, node)


def _end(text: str, node: yaml.Node) -> int:
    """The line behind the last one of a node's own text; blank lines and comments below belong to what follows."""
    lines = text.split("\n")
    # what is written as a block ends where the next thing begins, all else on its own last line
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    is_block = not node.flow_style if isinstance(node, yaml.CollectionNode) else style in ("|", ">")
    end = node.end_mark.line + (0 if is_block else 1)
    while end > node.start_mark.line + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def block(text: str, *path: str) -> str:
    """The lines of an entry, "" where there is none."""
    try:
        start, end = entry_lines(text, *path)
    except Unwritable:
        return ""
    return "\n".join(text.split("\n")[start:end])


def replaced(text: str, lines: Sequence[str], *path: str) -> str:
    """The text with other lines in place of an entry. Raises as `entry_lines`."""
    start, end = entry_lines(text, *path)
    kept = text.split("\n")
    return "\n".join([*kept[:start], *lines, *kept[end:]])


def answer_lines(topic: str, answer: Mapping[str, Any]) -> list[str]:
    """An FAQ answer as it stands in data/faq.yml.

    Args:
        answer: `text`, `buttons` (title, payload), and `custom`.
    """
    custom = dict(answer["custom"])
    parts = [f"kind: {custom['kind']}", f"topic: {custom['topic']}"]
    parts += [f"sources: [{', '.join(custom['sources'])}]"] if "sources" in custom else []
    parts += [f"typed: [{', '.join(map(_quoted, custom['typed']))}]"] if custom.get("typed") else []
    chips = [f"{{title: {_quoted(each['title'])}, payload: {_payload(each['payload'])}}}" for each in answer["buttons"]]
    return [
        f"  utter_faq/{topic}:",
        "    - text: |-",
        *(f"        {line}" for line in answer["text"].split("\n")),
        "      buttons:",
        *(f"        - {each}" for each in chips),
        f"      custom: {{{', '.join(parts)}}}",
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _payload(text: str) -> str:
    return text if re.fullmatch(r"/[\w/]+", text) else "'" + text.replace("'", "''") + "'"


def with_fact(text: str, key: str, entry: Mapping[str, Any]) -> str:
    """A program's file with a fact written: in place of what it said, or behind the facts that come before it.

    Raises:
        Unwritable: the file has no facts.
    """
    lines = fact_lines(key, entry)
    if block(text, _FACTS, key):
        return replaced(text, lines, _FACTS, key)
    start, _ = entry_lines(text, _FACTS)
    node = next(value for name, value in tree(text).value if name.value == _FACTS)
    order = list(FACTS)
    before = [
        name.value for name, _ in node.value if name.value in order and order.index(name.value) < order.index(key)
    ]
    return _inserted(text, lines, entry_lines(text, _FACTS, before[-1])[1] if before else start + 1)


def fact_lines(key: str, entry: Mapping[str, Any]) -> list[str]:
    """A fact as it stands in a program's file."""
    return as_yaml({_FACTS: {key: dict(entry)}}).rstrip("\n").split("\n")[1:]
