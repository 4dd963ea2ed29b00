"""The intents' titles and definitions, from data/topics.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

# Below this probability an answer is followed by "or did you mean …".
LIKELY = 0.5
TOPICS_FILE = Path(__file__).resolve().parents[2] / "data" / "topics.yml"


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Full intent name -> what a reader sees on a chip."""
    topics = yaml.load(TOPICS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {intent: topic["title"] for intent, topic in topics.items()}


def payload(intent: str) -> str:
    """What a chip sends so that the intent is answered without another guess."""
    base, _, topic = intent.partition("/")
    return f'/faq{{"topic": "{topic}"}}' if topic else f"/{base}"
