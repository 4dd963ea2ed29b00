"""`python -m tests.newcomer.asking`: reads a JSON list of messages, prints one of what is read in answer.

One conversation, without servers: words are heard by the trained model, payloads of chips are taken as they are.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
from rasa_sdk import Tracker

import actions
from actions.advisor_action import AdvisorAction, current_search
from actions.dialogue.choices import as_chip
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import General, Reply
from bot.answers import reply_of
from bot.parse import load_agent
from bot.settings import ROOT
from knowledge.programs import Search
from knowledge.store import Store


@lru_cache(maxsize=1)
def hearing() -> Callable[[str], dict[str, Any]]:
    """What hears words: the trained model, loaded when it is first needed."""
    agent = load_agent()
    return lambda text: asyncio.run(agent.parse_message(text))


def message_of(text: str, memory: Memory) -> Message:
    """A message as it is heard."""
    if text.startswith("/"):
        return as_chip(Message("", text=text), text)
    latest = {**hearing()(text), "text": text}
    events = [{"event": "user", "text": text, "parse_data": latest}]
    return Message.of(Tracker("newcomer", memory.slots(), latest, events, False, None, {}, None))


def words(reply: Reply | General, search: Search) -> str:
    """All that is read of a reply; of a fixed answer with its figures."""
    if isinstance(reply, Reply):
        return reply.text
    answers = yaml.safe_load((ROOT / "data" / "faq.yml").read_text(encoding="utf-8"))["responses"]
    return reply_of(answers[reply.response][0], search.knowledge).text


def main() -> None:
    """Asks and prints."""
    for each in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{each.name}")
    Store().ensure()
    search, memory, said = current_search(), Memory(), []
    for text in json.load(sys.stdin):
        turn = AdvisorAction.named("talk").turn(message_of(text, memory), memory, search)
        memory = turn.memory
        said.append("\n\n".join(words(each, search) for each in turn.replies))
    print(json.dumps(said))


if __name__ == "__main__":
    main()
