"""What became of a wish that somebody misses: "why did you remove the budget". Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Memory
from actions.wording.wishes import unrecorded, wish_words
from actions.wording.words import listed
from knowledge.base import Knowledge
from knowledge.wishes import Wish

ONLY_YOU = "Only what you say or choose changes your wishes."


def what_became(key: str, memory: Memory, knowledge: Knowledge) -> tuple[str, bool]:
    """What became of the wishes of one key, as a sentence or two; and whether "undo" would bring them back.

    Args:
        key: of a declared criterion: "budget".
    """
    name = unrecorded(key)
    if now := _of(key, memory.wishes):
        return f"I did not take that back: I still search by {_words(now, knowledge)}.", False
    for steps, change in enumerate(reversed(memory.past), 1):
        earlier = [Wish.from_dict(each) for each in change.get("wishes") or ()]
        if was := _of(key, earlier):
            said = f"I no longer search by {_words(was, knowledge)}: that went with "
            if steps == 1:
                return f"{said}your last change. {ONLY_YOU} “Undo” brings it back.", True
            return f"{said}one of your last {steps} changes. {ONLY_YOU} Say it again, and I note it anew.", False
    return f"You have told me no wish on the {name} that I remember, so I took none back.", False


def _of(key: str, wishes: Sequence[Wish]) -> list[Wish]:
    return [wish for wish in wishes if wish.key == key]


def _words(wishes: Sequence[Wish], knowledge: Knowledge) -> str:
    return listed([f"“{wish_words(wish, knowledge)}”" for wish in wishes])
