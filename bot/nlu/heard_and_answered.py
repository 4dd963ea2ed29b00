"""`python -m bot parse --explain`: why a message is answered as it is: heard, noted, answered by.

Runs what the action server runs (actions/advisor_action.py) on the real knowledge base, without servers.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker

import actions
from actions.advisor_action import AdvisorAction
from actions.dialogue import route
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import General, Reply
from bot.nlu.hearing import PASSING, Hearing
from bot.nlu.roles.kinds import kind_of
from knowledge.programs import Search

Slots = Mapping[str, Any]
Entity = Mapping[str, Any]

LIFE = ("age", "family", "visa", "situation", "goal", "particular")  # bot/nlu/life.py, particulars.py
# What an answer leaves behind for the next message, and what is too long to be read here.
UNTOLD = ("chips", "told", "past", "last")
WAYS = {
    "intent": "the intent's own rule",
    "chip": "the words of a choice on screen",
    **{way.__name__.strip("_"): " ".join((way.__doc__ or "").split()) for way in route.WAYS},
}


class Explainer:
    """Explains one conversation, message by message; it remembers what was said."""

    def __init__(self, search: Search, hearing: Hearing) -> None:
        """Starts a conversation. Args: hearing: what the rules alone hear, before roles are given."""
        self._search, self._hearing = search, hearing
        self._memory, self._events = Memory(), list[dict[str, Any]]()
        for each in pkgutil.iter_modules(actions.__path__):  # actions are known once their file was imported
            importlib.import_module(f"actions.{each.name}")

    def explain(self, text: str, parsed: dict[str, Any]) -> dict[str, Any]:
        """The explanation of the next message, as JSON-able values.

        Args:
            parsed: Rasa's parse of it.

        Returns:
            `heard`: its entities, each with `by`: what found it; `noted`: {"slot", "was", "now"} of each change of
            memory; `answered`: {"action", "way", "why", "replies"}; `remembered`: changes that the answer made.
        """
        self._events.append({"event": "user", "text": text, "parse_data": parsed})
        before = self._memory
        latest = {**parsed, "text": text}
        message = Message.of(Tracker("explained", before.slots(), latest, self._events, False, None, {}, None))
        talk = AdvisorAction.named("talk")
        way, noted = talk.routed(message, before, self._search)
        turn = talk.turn(message, before, self._search)
        self._memory = Memory() if turn.forgotten else turn.memory
        ruled = self._hearing.hear(text)
        return {
            "heard": [{**shown(each), "by": found_by(each, ruled)} for each in parsed["entities"]],
            "noted": changes(before.slots(), noted.slots()),
            "answered": {
                "action": way.action,
                "way": way.way,
                "why": WAYS[way.way],
                "replies": [_first_line(each) for each in turn.replies],
            },
            "remembered": changes(noted.slots(), self._memory.slots(), UNTOLD),
        }


def shown(entity: Entity) -> dict[str, Any]:
    """An entity without what only Rasa needs."""
    return {name: value for name, value in entity.items() if name not in ("extractor", "start", "end")}


def found_by(entity: Entity, ruled: Sequence[Entity]) -> str:
    """What found an entity: which rules, and how sure the role classifier was of its role.

    Args:
        ruled: what the rules alone heard in the message.
    """
    kind = entity["entity"]
    if kind in ("topic", "also_asked"):
        return "topic classifier"
    rule = next((each for each in ruled if _same_place(each, entity)), entity)
    taken = f"{rule['entity']} {rule.get('op') or ''}".strip()
    if rule["entity"] == "act":
        return "rules of acts"
    if kind_of(entity) is None:
        return "rules of life" if kind in LIFE else "rules of criteria"
    source = "rules of life" if rule["entity"] in LIFE else "rules of criteria"
    heard = f"{source}: {taken}" if rule["entity"] not in PASSING else f"{source}: a {taken} that is no criterion"
    if "role_confidence" not in entity:
        return f"{heard}; role classifier: unsure"
    return f"{heard}; role classifier: {entity['role']} {entity['role_confidence']:.2f}"


def _same_place(one: Entity, other: Entity) -> bool:
    alike = (one["entity"] == "act") == (other["entity"] == "act")
    return alike and one["start"] == other["start"] and one["end"] == other["end"] and kind_of(one) == kind_of(other)


def changes(before: Slots, after: Slots, untold: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What differs between two memories: {"slot", "was", "now"}; of a table each key, of wishes those that differ."""
    found = []
    for name in (each for each in after if each not in untold and before[each] != after[each]):
        was, now = before[name], after[name]
        if isinstance(was or now, dict):
            was, now = was or {}, now or {}
            keys = [key for key in dict.fromkeys((*was, *now)) if was.get(key) != now.get(key)]
            found += [{"slot": f"{name}.{key}", "was": was.get(key), "now": now.get(key)} for key in keys]
        elif isinstance(was, list) and any(isinstance(each, dict) for each in (*was, *now)):
            gone, new = [each for each in was if each not in now], [each for each in now if each not in was]
            found.append({"slot": name, "was": gone, "now": new})
        else:
            found.append({"slot": name, "was": was, "now": now})
    return found


def _first_line(reply: Reply | General) -> dict[str, str]:
    if isinstance(reply, General):
        return {"kind": "fixed answer", "says": reply.response}
    return {"kind": reply.kind, "says": reply.text.split("\n", 1)[0]}


def words(explained: Mapping[str, Any]) -> str:
    """An explanation as lines to be read."""
    lines = ["  heard" if explained["heard"] else "  heard nothing beside its intent"]
    lines += [f"    {_entity_words(each)}" for each in explained["heard"]]
    lines += ["  noted" if explained["noted"] else "  noted nothing"]
    lines += [f"    {_change_words(each)}" for each in explained["noted"]]
    answered = explained["answered"]
    lines.append(f"  answered by {answered['action']}, by way “{answered['way']}”: {answered['why']}")
    lines += [f"    {each['kind']}: {each['says']}" for each in answered["replies"]]
    lines += ["  remembered of the answer"] if explained["remembered"] else []
    lines += [f"    {_change_words(each)}" for each in explained["remembered"]]
    return "\n".join(lines)


def _entity_words(entity: Entity) -> str:
    named = f"{entity['entity']} {entity['name']}" if entity.get("name") else str(entity["entity"])
    op = f" ({entity['op']})" if entity.get("op") not in (None, "is") else ""
    text = "" if entity["entity"] in ("act", "topic", "also_asked") else f" “{entity.get('text', '')}”"
    standing = f", {entity['standing']}" if entity.get("standing") else ""
    return f"{named} = {entity['value']!r}{op}{text}{standing}; {entity['by']}"


def _change_words(change: Mapping[str, Any]) -> str:
    was, now = (
        "nothing" if each in (None, [], {}) else json.dumps(each, ensure_ascii=False)
        for each in (change["was"], change["now"])
    )
    return f"{change['slot']}: {was} → {now}"
