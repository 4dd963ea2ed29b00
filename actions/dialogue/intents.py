"""The intents: their titles, which action answers each, and the choices under fixed answers; read from data/."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

# Below this probability an answer is followed by "or did you mean …".
LIKELY = 0.5
# Intents that make no sense as a guess at what somebody wanted to ask.
NEVER_OFFERED = {
    "out_of_scope", "nlu_fallback", "greet", "goodbye", "thanks", "affirm", "deny", "skip", "confused",
    "wrong_answer", "complain", "go_back", "inform", "forget_me", "ask_why_question", "ask_why", "show_more",
}  # fmt: skip
DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def load(name: str) -> Any:
    """A YAML file of data/."""
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Full intent name -> what a reader sees on a chip: its title, or, where none is defined, its name in words."""
    named = {each: each.replace("_", " ").capitalize() for each in answering() if each not in ("faq", "nlu_fallback")}
    return {**named, **{intent: topic["title"] for intent, topic in load("topics.yml").items()}}


@lru_cache(maxsize=1)
def answering() -> dict[str, str]:
    """Intent -> the file name of the action that its rule in data/rules.yml names."""
    steps = [rule["steps"] for rule in load("rules.yml")["rules"]]
    return {first["intent"]: last["action"].removeprefix("action_") for first, last in steps}


@lru_cache(maxsize=1)
def response_chips() -> dict[str, tuple[tuple[str, str], ...]]:
    """Name of a fixed answer -> (title, payload) of its choices."""
    responses = {**load("faq.yml")["responses"], **load("smalltalk.yml")["responses"]}
    return {
        name: tuple((each["title"], chip_payload(each["payload"])) for each in variants[0].get("buttons", ()))
        for name, variants in responses.items()
    }


@lru_cache(maxsize=1)
def _answers() -> dict[str, str]:
    return {name: str(variants[0].get("text", "")) for name, variants in load("faq.yml")["responses"].items()}


def first_line(topic: str) -> str:
    """The line of a topic's general answer that answers by itself, its figures not yet filled in."""
    return _answers()[f"utter_faq/{topic}"].split("\n", 1)[0]


def chip_payload(written: str) -> str:
    """Rasa cannot address a retrieval intent by `/faq/cost`; its topic travels as an entity instead."""
    base, _, topic = written.removeprefix("/").partition("/")
    return f'/faq{{"topic": "{topic}"}}' if base == "faq" and topic else written


def payload(intent: str) -> str:
    """What a chip sends so that the intent is answered without another guess."""
    return chip_payload(f"/{intent}")
