"""What all ways of the router share: where a message goes, and whether it changed a wish. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue.memory import Message

# Questions of these kinds stand by themselves, whatever is on screen or was asked before.
NEVER_TAKEN_OVER = ("forget_me", "start_over", "human_handoff", "bot_challenge", "ask_my_data", "check_doubts")


@dataclass(frozen=True)
class Route:
    """Where a message goes: the answering action's file name, and the message as it is to be taken."""

    action: str
    message: Message


def changed(message: Message) -> bool:
    """Whether the message changed a wish."""
    return message.changes is not None and message.changes.any
