"""Receipts with their numbers: those of a text, and all of them with their addresses. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from actions.wording.reply_parts import Source


def numbered(sources: Iterable[Source]) -> list[list[Source]]:
    """The receipts as a text numbers them, from 1: what it lists as one has one number, with all its addresses."""
    same: dict[str, list[Source]] = {}
    for each in sources:
        same.setdefault(each.brief(), []).append(each)
    return list(same.values())


def with_addresses(sources: Iterable[Source]) -> str:
    """A line for each receipt: "[2] gradpilot.com, 2026-06, second-hand · about $7,000 in all  https://…"."""
    lines = []
    for number, same in enumerate(numbered(sources), 1):
        backs = "; ".join(dict.fromkeys(each.says for each in same if each.says))
        words = f"[{number}] {same[0].words()}" + (f" · {backs}" if backs else "")
        lines.append("  ".join((words, *dict.fromkeys(each.url for each in same if each.url))))
    return "\n".join(lines)
