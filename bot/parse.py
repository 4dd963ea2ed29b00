"""`python -m bot parse`: how sentences are understood, by the very pipeline that the server runs."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from bot.training import ensure_model


def parse(
    sentences: Iterable[str] | None, as_json: bool, explained: bool = False, as_conversation: bool = False
) -> int:
    """Prints the understanding of each sentence; by default of each line on standard input.

    Args:
        explained: also what is heard, noted, and which action answers by which way (bot/nlu/heard_and_answered.py).
        as_conversation: whether the sentences follow one another in one conversation, explained.
    """
    agent = load_agent()
    explain = _explanation(as_conversation) if explained or as_conversation else None
    for sentence in sentences if sentences is not None else (line.rstrip("\n") for line in sys.stdin):
        parsed = asyncio.run(agent.parse_message(sentence))
        understood = understanding(sentence, parsed)
        said = None if explain is None else explain(sentence, parsed)
        print(_as_json(understood, said) if as_json else _words(understood, said), flush=True)
    return 0


def _explanation(as_conversation: bool) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """What explains one sentence after the other: in one conversation, or each in one of its own."""
    from actions.advisor_action import current_search
    from bot.nlu.heard_and_answered import Explainer
    from bot.nlu.hearing import Hearing

    search = current_search()
    hearing = Hearing(search.knowledge)
    one = Explainer(search, hearing)
    return lambda text, parsed: (one if as_conversation else Explainer(search, hearing)).explain(text, parsed)


def _be_quiet() -> None:
    """Silences what libraries warn of at import: nobody at the keyboard can do anything about it."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.showwarning = lambda *_, **__: None  # a filter would not last: some of them set their own


def load_agent() -> Any:
    """Rasa's agent with the trained model, which is trained first if need be."""
    _be_quiet()
    with contextlib.redirect_stdout(sys.stderr):  # standard output holds the answers only
        model = ensure_model()
    from rasa.core.agent import Agent  # costs seconds: TensorFlow
    from rasa.utils.log_utils import configure_structlog

    logging.getLogger("rasa").setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)

    return Agent.load(model)


def understanding(text: str, parsed: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse as documented in the README: full intent names, a ranking, entities."""
    ranking = [{"intent": each["name"], "confidence": each["confidence"]} for each in parsed.get("intent_ranking", ())]
    name = (parsed.get("intent") or {}).get("name") or "nlu_fallback"
    full = parsed["intent"].get("full_retrieval_intent_name") if name == "faq" else name
    entities = [{key: value for key, value in each.items() if key != "extractor"} for each in parsed["entities"]]
    confidence = parsed["intent"].get("confidence", 0.0)
    return {"text": text, "intent": full or name, "confidence": confidence, "ranking": ranking, "entities": entities}


def _as_json(understood: dict[str, Any], explained: dict[str, Any] | None) -> str:
    return json.dumps({**understood, **(explained or {})}, ensure_ascii=False)


def _words(understood: dict[str, Any], explained: dict[str, Any] | None) -> str:
    lines = [f"{understood['text']}", f"  {understood['intent']}  {understood['confidence']:.2f}"]
    others = [f"{each['intent']} {each['confidence']:.2f}" for each in understood["ranking"][1:4]]
    lines += [f"  then {', '.join(others)}"] if others else []
    if explained is not None:
        from bot.nlu.heard_and_answered import words

        return "\n".join([*lines, words(explained)])
    for entity in understood["entities"]:
        lines.append(
            f"  {entity['entity']} = {entity['value']!r} ({entity.get('op', 'is')}) “{entity.get('text', '')}”"
        )
    return "\n".join(lines)
