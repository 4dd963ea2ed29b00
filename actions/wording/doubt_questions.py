"""The questions of the check of doubts: their words, why they are asked, and the choices they offer."""

from __future__ import annotations

import json

from actions.dialogue.doubt_answers import OPTIONS, SKIPPED
from actions.wording.replies import Chip, Reply

QUESTIONS = {
    "hours": "In a normal week, how many hours do you really have for it?",
    "move": "Would you move for it?",
    "maths": "How do you feel about maths?",
    "debt": "What is the most debt you would carry for it?",
}
REASONS = {
    "hours": "because too little time is a common reason to quit, and the hours a program takes can be worked out.",
    "move": "because a program you would have to move for is no option if you won’t, however well it fits otherwise.",
    "maths": "because most programs ask for maths before you start and go on with it afterwards.",
    "debt": "because a price above what you would owe for it is a reason to pick another program, or none.",
}


def explained(key: str) -> Reply:
    """Why the open question is asked, and the question again."""
    lead = f"I ask “{QUESTIONS[key]}” {REASONS[key]} You can skip it."
    return Reply("explanation", lead, chips=doubt_chips(key))


def doubt_chips(key: str) -> tuple[Chip, ...]:
    """The choices under a question."""
    options = ((title, {f"doubt_{key}": value}) for title, value in (*OPTIONS[key], ("Skip", SKIPPED)))
    return tuple(Chip(title, f"/check_doubts{json.dumps(payload)}") for title, payload in options)
