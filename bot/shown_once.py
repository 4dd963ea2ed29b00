"""What is shown and never kept: a code that opens what is noted of a person (actions/keeping/resume_codes.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rasa.shared.core.events import BotUttered, Event, UserUttered

from actions.dialogue.elsewhere import HIDDEN, code_in

GIVEN = "resume_code"  # kind of the answer that has a code, under its field `code`


def hide_codes(new: Iterable[Event]) -> None:
    """Takes codes out of events that were shown and are to be kept now, or handed to a broker."""
    for event in new:
        if isinstance(event, BotUttered):
            _hide_given(event)
        elif isinstance(event, UserUttered) and code_in(event.text or ""):
            event.text = HIDDEN
            event.entities = []
            event.parse_data = {**event.parse_data, "text": HIDDEN, "entities": []}


def _hide_given(event: BotUttered) -> None:
    custom = (event.data or {}).get("custom") or {}
    code = custom.get("code") if custom.get("kind") == GIVEN else None
    if code:
        event.text = (event.text or "").replace(code, HIDDEN)
        event.data = json.loads(json.dumps(event.data).replace(code, HIDDEN))
