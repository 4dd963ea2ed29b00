"""All wishes taken back but those that are named: "remove everything except online". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.released import keys_named
from actions.dialogue.way import Route
from actions.dialogue.wish_changes import key_of

_ALL_BUT = re.compile(
    r"^\W*(?:(?:please|pls|ok(?:ay)?|now|so|and|just|can you|could you|let['’]?s)\b[\s,]*)*"
    r"(?:remove|delete|drop|clear|erase|forget|ditch|lose|scrap|reset|wipe|take (?:off|away|back|out)|get rid of)\s+"
    r"(?:about\s+)?(?:everything|all|the (?:rest|others?)|all (?:of )?(?:it|them|that|the \w+|my \w+|others?)"
    r"|(?:my|the|all) (?:wishes|filters|criteria))(?:\s+else)?,?\s+"
    r"(?:except(?:\s+for)?|but|besides|other than|apart from|aside from|save|excluding)\s+(?=\S)"
    r"(?!(?:please )?(?:keep|leave|don['’]?t)\b)",
    re.IGNORECASE,
)


def without_all_but(message: Message, memory: Memory) -> Message:
    """The message with every wish but those it names marked as dropped; unchanged where it names none."""
    said = _ALL_BUT.match(message.text)
    if said is None:
        return message
    behind = [each for each in message.entities if int(each.get("start") or 0) >= said.end()]
    kept = {key_of(each) for each in behind} | set(keys_named(message.text[said.end() :]))
    wished = [wish.key for wish in memory.wishes]
    if not kept & set(wished):
        return message
    drops = tuple({"entity": key, "value": None, "op": "drop"} for key in dict.fromkeys(wished) if key not in kept)
    return replace(message, intent="inform", entities=drops)


def all_but(message: Message, memory: Memory) -> Route | None:
    """ "Delete everything except my name" deletes nothing: what is noted is told, or what is on the list."""
    if _ALL_BUT.match(message.text) is None:
        return None
    if message.intent == "inform" and message.changes is not None and (message.changes.dropped or memory.wishes):
        return Route("recommend", message) if message.changes.dropped else Route("show_wishes", message)
    shown = "show_shortlist" if message.has(*NAMES, "pointer") and memory.shortlist else "my_data"
    intent = "ask_my_data" if shown == "my_data" else shown
    return Route(shown, replace(message, intent=intent, entities=()))
