"""Links in a message: a program's own page stands for its name, whatever else a link says is not read."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from actions.wording.words import full_name
from knowledge.base import Knowledge
from knowledge.store import Store, StoreUnavailable

logger = logging.getLogger(__name__)

UNREAD = "I can't open links. Tell me in words what you would like to know, or name the program: “how much is OMSCS”."
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>|\"']+", re.IGNORECASE)
_WORD = re.compile(r"\w")


def with_programs(text: str) -> str:
    """The text with each link to a program's own page as the program's name; alone it asks what is on record of it."""
    if not _LINK.search(text):
        return text
    try:
        return named(text, _records().knowledge())
    except StoreUnavailable as problem:
        logger.error("links are read as words: %s", problem)
        return text


def named(text: str, knowledge: Knowledge) -> str:
    """See `with_programs`."""
    pages, alone = _pages(knowledge), _LINK.fullmatch(text.strip())
    if alone and (program := pages.get(_address(alone.group()))):
        return f"/ask_program_fact{json.dumps({'program': program})}"

    def name(link: re.Match[str]) -> str:
        program = knowledge.program(pages.get(_address(link.group()), ""))
        return link.group() if program is None else full_name(program)

    return _LINK.sub(name, text)


def is_only_a_link(text: str) -> bool:
    """Whether a message says nothing beside links."""
    return bool(_LINK.search(text)) and not _WORD.search(_LINK.sub("", text))


@lru_cache(maxsize=1)
def _records() -> Store:
    return Store()


@lru_cache(maxsize=1)
def _pages(knowledge: Knowledge) -> Mapping[str, str]:
    """Address -> id of the only program that has this page."""
    found: dict[str, list[str]] = {}
    for program in knowledge.programs:
        if program.url and program.kind == "program":
            found.setdefault(_address(program.url), []).append(program.id)
    return {address: ids[0] for address, ids in found.items() if len(ids) == 1}


def _address(link: str) -> str:
    """A link as it is compared: host and path."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/.,;)')}"
