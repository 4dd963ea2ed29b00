"""Two corrections to how Rasa 3.6 calls the action server. Applied once, when endpoints.yml loads `bot.answers`.

1. Rasa re-checks the JSON schema of an action's result, not only the result, on every call: 26 ms that a
   validator built once saves.
2. When the action server is down or fails, Rasa logs a stack trace and the user reads nothing. Here the user
   reads a sentence, and the log gets one line.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction, create_bot_utterance
from rasa.shared.exceptions import RasaException

logger = logging.getLogger(__name__)

SORRY = (
    "I can't look up programs right now: the part of me that reads the records does not answer. "
    "Please try again in a minute; general questions I can still answer."
)


def correct() -> None:
    """Applies both corrections; a second call changes nothing."""
    if getattr(RemoteAction, "_corrected", False):
        return
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    original_run = RemoteAction.run

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    async def run(self: RemoteAction, output_channel: Any, nlg: Any, tracker: Any, domain: Any, *rest: Any) -> Any:
        try:
            return await original_run(self, output_channel, nlg, tracker, domain, *rest)
        except ActionExecutionRejection:
            raise
        except (RasaException, asyncio.TimeoutError) as problem:
            logger.error("action server: %s", problem)
            await output_channel.send_response(tracker.sender_id, {"text": SORRY})
            return [create_bot_utterance({"text": SORRY})]

    RemoteAction._validate_action_result = validate
    RemoteAction.run = run
    RemoteAction._corrected = True
