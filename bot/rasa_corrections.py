"""All that is changed in Rasa 3.6 itself, and why. Applied once, when endpoints.yml loads `bot.answers`.

1. Rasa re-checks the JSON schema of an action's result, not only the result, on every call: 26 ms that a
   validator built once saves.
2. When the action server is down or fails, Rasa logs a stack trace and the user reads nothing; when it hangs, Rasa
   waits for minutes. Here the user reads a sentence after ACTION_SECONDS at the latest, or the general answer where
   that needs no records, and the log gets one line.
3. Rasa has dask plan the order of its components anew three times a message: 0.7 ms. It never changes, so it is kept.
4. Rasa understands a message on the thread that also does everything else. Much of the time of an FAQ message is
   the sentence encoder, which needs no Python: while other messages are under way it runs beside them (a tenth more
   messages a second). A message that is alone stays where it is, because changing threads costs a millisecond.
5. The linear algebra under numpy has one thread a core, which wait for work by spinning: they doubled the processor
   time of a message. One is enough for products as small as ours.
6. Rasa sends the action server all that it knows of a conversation: every event, with every earlier answer. Here it
   gets what actions read: the slots, the latest message, and how the messages before it were understood. That is a
   fifth to a half of it, and lets the action server refuse what is larger (actions/serving/action_server.py).
7. `rasa shell` makes an answer with buttons the headline of a menu: its lines are cut at the window's edge. Here the
   answer stands by itself, and the menu below it asks what to do next.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from graphlib import TopologicalSorter
from typing import Any

import rasa
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction, create_bot_utterance
from rasa.core.channels import console
from rasa.core.processor import MessageProcessor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.cli import print_color
from rasa.shared.utils.io import bcolors
from threadpoolctl import threadpool_limits

from bot import watching

logger = logging.getLogger(__name__)

SORRY = (
    "I can't look up programs right now: the part of me that reads the records does not answer. "
    "Please try again in a minute; general questions I can still answer."
)
NEXT = "What next?"  # above the buttons of `rasa shell`
ACTION_SECONDS = 5.0
# Posting or mailing a summary waits for somebody else's server, some seconds for each step (actions/sending.py).
_MORE_SECONDS = {"action_handover": 20.0}
# Who names a program asks for what is recorded of it, and gets no general answer instead.
_NEEDS_RECORDS = ("program", "unknown_program", "pointer")
# One thread: the components of the pipeline never see two messages at once.
_UNDERSTANDING = ThreadPoolExecutor(1, "understanding")
_under_way = {"messages": 0, "parses": 0}


def correct() -> None:
    """Applies all corrections; a second call changes nothing."""
    if getattr(RemoteAction, "_corrected", False):
        return
    RemoteAction._corrected = True
    RemoteAction._validate_action_result = _validation()
    RemoteAction._action_call_format = _called
    RemoteAction.run = _kind_run(RemoteAction.run)
    DaskGraphRunner.run = _run_in_order
    MessageProcessor.handle_message = _counted(MessageProcessor.handle_message)
    MessageProcessor.parse_message = _beside(MessageProcessor.parse_message)
    console.print_buttons = _apart(console.print_buttons)
    threadpool_limits(1, "blas")


def _apart(original_print: Any) -> Any:
    def print_buttons(message: dict[str, Any], *rest: Any, **more: Any) -> Any:
        if message.get("text"):
            print_color(message["text"], color=bcolors.OKBLUE)
        return original_print({**message, "text": NEXT}, *rest, **more)

    return print_buttons


def _validation() -> Any:
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    return validate


def _called(self: RemoteAction, tracker: Any, _domain: Any) -> dict[str, Any]:
    """What the action server gets, in the form that rasa_sdk reads."""
    sent = tracker.current_state(EventVerbosity.NONE)
    sent["events"] = [_as_heard(each) for each in tracker.events if isinstance(each, UserUttered)]
    return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": sent, "version": rasa.__version__}


def _as_heard(message: UserUttered) -> dict[str, Any]:
    """A message without its words and what was found in them (actions/dialogue/memory.py reads the rest)."""
    heard = {name: message.parse_data.get(name) for name in ("intent", "intent_ranking")}
    quiet = {name: value for name, value in (message.metadata or {}).items() if name == "quiet"}
    return {"event": "user", "parse_data": heard, "metadata": quiet, "input_channel": message.input_channel}


def _kind_run(original_run: Any) -> Any:
    async def run(self: RemoteAction, output_channel: Any, nlg: Any, tracker: Any, domain: Any, *rest: Any) -> Any:
        try:
            running = original_run(self, output_channel, nlg, tracker, domain, *rest)
            with watching.step("actions"):
                return await asyncio.wait_for(running, _MORE_SECONDS.get(self.name(), ACTION_SECONDS))
        except ActionExecutionRejection:
            raise
        except (RasaException, asyncio.TimeoutError) as problem:
            watching.count("advisor_errors_total", part="actions")
            logger.error("action server: %s", str(problem) or "no answer in time")
            general = [await nlg.generate(each, tracker, output_channel.name()) for each in _general(tracker, domain)]
            # Rasa sends what these events say
            return [create_bot_utterance(each) for each in general if each] or [create_bot_utterance({"text": SORRY})]

    return run


def _general(tracker: Any, domain: Any) -> list[str]:
    """The responses that answer a message without the action server: of its FAQ topics, or of small talk."""
    message = tracker.latest_message
    entities = (message and message.entities) or []
    if message is None or any(each.get("entity") in _NEEDS_RECORDS for each in entities):
        return []
    topics = [f"{message.intent_name}/{each.get('value')}" for each in entities if each.get("entity") == "topic"]
    wanted = topics or [message.full_retrieval_intent_name or message.intent_name]
    return [f"utter_{each}" for each in dict.fromkeys(wanted) if f"utter_{each}" in domain.responses]


def _run_in_order(self: DaskGraphRunner, inputs: Any = None, targets: Any = None) -> dict[str, Any]:
    wanted = tuple(targets or self._graph_schema.target_names)
    plans = self.__dict__.setdefault("_plans", {})
    if wanted not in plans:
        nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        order = TopologicalSorter({name: node.needs.values() for name, node in nodes.items()}).static_order()
        plans[wanted] = [(name, tuple(nodes[name].needs.values())) for name in order if name in nodes]
    results = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for name, needs in plans[wanted]:
            results[name] = self._instantiated_nodes[name](*(results.get(need, need) for need in needs))
    except RuntimeError as problem:
        raise GraphRunError("Error running runner.") from problem
    return {name: results[name][1] for name in wanted}


def _counted(original_handle: Any) -> Any:
    async def handle_message(self: MessageProcessor, message: Any) -> Any:
        _under_way["messages"] += 1
        try:
            return await original_handle(self, message)
        finally:
            _under_way["messages"] -= 1

    return handle_message


def _beside(original_parse: Any) -> Any:
    async def parse_message(self: MessageProcessor, *message: Any, **more: Any) -> Any:
        with watching.step("understand"):
            parsed = await parse_beside(self, *message, **more)
        watching.count("advisor_intents_total", intent=str((parsed.get("intent") or {}).get("name")))
        return parsed

    async def parse_beside(self: MessageProcessor, *message: Any, **more: Any) -> Any:
        parsing = original_parse(self, *message, **more)
        alone = _under_way["messages"] <= 1 and not _under_way["parses"]
        if alone or self.http_interpreter:
            return await parsing
        _under_way["parses"] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(_UNDERSTANDING, _result, parsing)
        finally:
            _under_way["parses"] -= 1

    return parse_message


def _result(never_waits: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine returns that has nothing to wait for."""
    try:
        never_waits.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("Rasa's parse_message waits for something")
