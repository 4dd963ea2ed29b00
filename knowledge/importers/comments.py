"""What the raw files say in comments: another page, somebody else's word, a date, a limit of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import yaml

_URL = re.compile(r"https?://[^\s,;)]+")
_HOST = re.compile(r"(?<![\w/@.])((?:[a-z0-9-]+\.)+(?:com|net|org|edu|dev|info|vn|uk|de|cn))\b")
_SECOND = re.compile(r"2nd\b:?|\(secondary\)|;? ?\bsecondary\b")
_FURTHER = re.compile(r"\balso\b[^;]*?:?\s*https?://\S+")
_ASIDE_YEAR = re.compile(r"\(((?:[A-Z][a-z]+ )?20\d\d(?:[-/]\d\d)?)(?: (?:cycle|page|bulletin))?\b")


def comments(node: yaml.Node, path: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    """The comment that stands behind each value of a mapping or list, by the value's dotted path."""
    if isinstance(node, yaml.MappingNode):
        children = [(f"{path}.{key.value}".lstrip("."), value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(f"{path}.{index}", value) for index, value in enumerate(node.value)]
    else:
        return
    for child_path, child in children:
        flow = isinstance(child, yaml.ScalarNode) or child.flow_style
        behind = (
            lines[child.end_mark.line][child.end_mark.column :] if flow and child.end_mark.line < len(lines) else ""
        )
        if match := re.match(r"\s*}?\s+#\s?(.*)$", behind):
            yield child_path, match.group(1).strip()
        yield from comments(child, child_path, lines)


def read_comment(comment: str, source: str, pages: list[str]) -> dict[str, Any]:
    """What a comment says about the value before it: its page, its date, whose word it is, what limits it."""
    own = _FURTHER.sub("", comment)
    urls = [url.rstrip(".:") for url in _URL.findall(own)]
    if _SECOND.search(comment):
        hosts = _HOST.findall(_URL.sub("", comment))
        found = urls[0] if urls else _page_of(hosts, pages) if hosts else source
        return {"source": found, "as_of": _aside_year(comment), "secondhand": True, "note": _aside(comment)}
    receipt: dict[str, Any] = {"note": limit(own)}
    if urls:
        receipt |= {"source": urls[0], "as_of": _aside_year(comment)}
    return receipt


def _aside_year(comment: str) -> str | None:
    """The date that a comment gives in brackets behind its page."""
    match = _ASIDE_YEAR.search(comment)
    return match.group(1) if match else None


def _aside(comment: str) -> str | None:
    """What stands in brackets or behind a semicolon in the comment of a second-hand value, if it is no page."""
    texts = re.findall(r"\(([^)]*)\)", comment) + [part.strip() for part in comment.split(";")[1:]]
    kept = [text for text in texts if not _HOST.search(text) and not re.fullmatch(r"[\d-]+|secondary|", text)]
    return "; ".join(kept) or None


def limit(comment: str) -> str | None:
    """The part of a comment that limits the value: without pages, without brackets around the rest."""
    text = _URL.sub("", comment)
    text = re.sub(r"\(\s*\)|:\s*(?=;|$)|\s+(?=[;,.])", "", text).strip(" ;:,")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    text = re.sub(r"^(page|official): ", "", text)
    return text.strip() or None


def _page_of(hosts: list[str], pages: list[str]) -> str:
    """A page of one of the hosts that the program names elsewhere, else the first host itself."""
    known = (page for host in hosts for page in pages if host in (urlsplit(page).hostname or ""))
    return next(known, f"https://{hosts[0]}/")
