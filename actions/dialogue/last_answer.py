"""The ways that lead back to the last answer: given anew after a correction, or asked of something else. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.dialogue import payoff_figures
from actions.dialogue.memory import Memory, Message
from actions.dialogue.ways import NEVER_TAKEN_OVER, Route, changed


def corrected(message: Message, memory: Memory) -> Route | None:
    """A correction that changed what is noted, or names another program, has the last answer given anew."""
    corrects = message.does("correction") or message.intent == "wrong_answer"
    if (
        not corrects
        or not memory.last
        or message.intent in NEVER_TAKEN_OVER
        or message.intent in ("go_back", "compare_programs")
    ):
        return None
    last = memory.last
    named = [
        each
        for each in message.entities
        if each["entity"] in ("program", "unknown_program") and each.get("op") != "not"
    ]
    if named and last.get("action") in ("program_fact", "answer", "explain"):
        return same_again(message, memory, named)
    if payoff_figures.is_at_hand(memory) and _figures_changed(message):
        return Route("payoff", message)
    if not (changed(message) or _person_changed(message, memory)):
        return None
    if last.get("action") in (
        "answer",
        "readiness",
        "study_plan",
        "compare",
        "what_if",
        "payoff",
    ) and not _search_changed(message, memory):
        return same_again(message, memory, named)
    return Route("recommend", replace(message, intent="inform"))


def _search_changed(message: Message, memory: Memory) -> bool:
    """Whether a search is running and its wishes changed."""
    return changed(message) and bool(memory.shown) and memory.last.get("action") in ("recommend", "show_more")


def _person_changed(message: Message, memory: Memory) -> bool:
    return message.before is not None and message.before.profile != memory.profile


def _figures_changed(message: Message) -> bool:
    told = {each["entity"] for each in message.entities}
    return bool(told & {"income", "assumption", "state", "occupation", "pace"})


def same_again(message: Message, memory: Memory, named: Any = ()) -> Route:
    """The last answer's question, asked of what this message names."""
    last = memory.last
    kept = [each for each in message.entities if each["entity"] not in ("topic", "asked_fact", "act")]
    asked = [{"entity": "topic", "value": each} for each in last.get("topics") or ()]
    asked += [{"entity": "asked_fact", "value": each} for each in last.get("facts") or ()]
    return Route(str(last["action"]), replace(message, intent=str(last.get("intent") or ""), entities=(*kept, *asked)))


def gone_on(message: Message, memory: Memory) -> Route | None:
    """ "And Penn?", "what about the online one": the last question, of something else."""
    if not message.does("follow_on") or not memory.last or message.intent in NEVER_TAKEN_OVER:
        return None
    named = [each for each in message.entities if each["entity"] in ("program", "unknown_program", "pointer")]
    asks = [each for each in message.entities if each["entity"] in ("asked_fact", "topic")]
    facts = memory.last.get("facts") or ()
    if named and not asks and memory.last.get("action") in ("program_fact", "answer"):
        return (
            same_again(message, memory, named)
            if facts
            else Route("program_fact", replace(message, intent="ask_program_fact"))
        )
    if named and not asks and memory.last.get("action") == "compare":
        return same_again(message, memory, named)
    return None
