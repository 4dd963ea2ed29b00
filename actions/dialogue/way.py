"""Where a message goes, and what a route looks at: what the message changed, and what was answered last. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from actions.dialogue.memory import NAMING, Memory, Message
from actions.dialogue.on_screen import BRIEF


@dataclass(frozen=True)
class Route:
    """Where a message goes: the answering action's file name, the message as it is to be taken, and by which way."""

    action: str
    message: Message
    way: str = "intent"  # the name of one of route.WAYS; "intent" is the intent's own rule, "chip" a choice on screen


def changes(message: Message) -> bool:
    """Whether the message changed a wish."""
    return message.changes is not None and message.changes.any


def person_changed(message: Message, memory: Memory) -> bool:
    """Whether it told something of the person."""
    return message.before is not None and message.before.profile != memory.profile


def was_of_programs(memory: Memory) -> bool:
    """Whether the last question was on programs: named, pointed at, or on one of their facts."""
    return bool(memory.last.get("of_programs") or memory.last.get("facts"))


def asks_about(topic: str, message: Message, *pointers: Any) -> Route:
    """The message as a question on a FAQ topic, of what the pointers point at."""
    asked = {"entity": "topic", "value": topic}
    return Route("answer", replace(message, intent="faq", entities=(*message.entities, asked, *pointers)))


def same_again(message: Message, memory: Memory, named: Any = ()) -> Route:
    """The last answer's question, asked of what this message names."""
    last = memory.last
    kept = [*message.others("topic", "asked_fact", "act")]
    kept += [each for each in message.entities if each["entity"] == "act" and each["value"] == BRIEF]
    if named:  # what the last question is asked of is meant, however it was named
        kept = [{**each, "role": None} if each["entity"] in NAMING else each for each in kept]
    asked = [{"entity": "topic", "value": each} for each in last.get("topics") or ()]
    asked += [{"entity": "asked_fact", "value": each} for each in last.get("facts") or ()]
    if last.get("of_programs") and not (named or any(each["entity"] in NAMING for each in kept)):
        asked.append({"entity": "pointer", "value": "these" if len(memory.mentioned) > 1 else "it"})
    return Route(str(last["action"]), replace(message, intent=str(last.get("intent") or ""), entities=(*kept, *asked)))


def on_a_program(message: Message) -> Route:
    """The message as a question on a program."""
    return Route("program_fact", replace(message, intent="ask_program_fact"))


def points(message: Message) -> bool:
    """ "The second one", "it": whether it points at what stands above."""
    return message.has("pointer")
