"""`python -m bot parse`: how sentences are understood, by the very pipeline that the server runs."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Iterable
from typing import Any

from bot.training import ensure_model


def parse(sentences: Iterable[str] | None, as_json: bool) -> int:
    """Prints the understanding of each sentence; by default of each line on standard input."""
    agent = load_agent()
    for sentence in sentences if sentences is not None else (line.rstrip("\n") for line in sys.stdin):
        understood = understanding(sentence, asyncio.run(agent.parse_message(sentence)))
        print(json.dumps(understood, ensure_ascii=False) if as_json else _words(understood), flush=True)
    return 0


def load_agent() -> Any:
    """Rasa's agent with the trained model, which is trained first if need be."""
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


def _words(understood: dict[str, Any]) -> str:
    lines = [f"{understood['text']}", f"  {understood['intent']}  {understood['confidence']:.2f}"]
    others = [f"{each['intent']} {each['confidence']:.2f}" for each in understood["ranking"][1:4]]
    lines += [f"  then {', '.join(others)}"] if others else []
    for entity in understood["entities"]:
        lines.append(
            f"  {entity['entity']} = {entity['value']!r} ({entity.get('op', 'is')}) “{entity.get('text', '')}”"
        )
    return "\n".join(lines)
