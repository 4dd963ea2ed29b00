"""The questions that a message may have meant besides what it was answered, as choices: each leads to a point of
data/particulars.yml whose questions lie near (bot/nlu/likeness.py). Pure."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from actions.dialogue.intents import load
from actions.dialogue.memory import Memory, Message
from actions.dialogue.topic_words import topics_spoken_of
from actions.wording.particular_answers import particulars
from actions.wording.replies import Chip, Reply
from actions.wording.turn import Turn

MOST = 3  # choices
SHORTEST, LONGEST = 18, 60  # characters of a question that stands on a choice
LEAST = -2.35  # score from which on a point lies near enough to be offered
# Probability of an intent from which on little is left to be meant: then only what lies close is offered.
SURE, CLOSE = 0.9, -0.6
OF = ("answer", "talk")  # actions whose answer may be on something near what was meant


def with_perhaps(turn: Turn, action: str, message: Message) -> Turn:
    """The turn with what else may have been meant: even of points that are surely meant some are another's."""
    several = len(set(message.values("topic"))) > 1  # get an answer each
    if action not in OF or message.does("story") or several or not turn.replies:
        return turn
    subjects = topics_spoken_of(message, turn.memory)
    sure = max((likely for _, likely in message.ranking), default=0.0) >= SURE
    if sure and not turn.memory.last:
        return turn
    least = CLOSE if sure else LEAST
    named = [name for name, score in message.perhaps if score >= least]
    chips = tuple(filter(None, (_choice(each, subjects, turn.memory) for each in named)))[:MOST]
    if not chips:
        return turn
    *others, last = turn.replies
    if isinstance(last, Reply) and last.kind in ("clarify", "out_of_scope", "not_recorded"):
        return replace(turn, replies=(*others, last.with_chips(chips)))
    return replace(turn, replies=(*turn.replies, Reply("clarify", "Or:", chips=chips)))


def _choice(name: str, subjects: Collection[str], memory: Memory) -> Chip | None:
    """The choice that asks about a point on one of these topics, unless that was told already, or no question of it is
    short enough."""
    point = particulars().get(name)
    words = _in_short().get(name)
    if point is None or words is None or point.key in memory.told or not {*point.topics} & {*subjects}:
        return None
    return Chip(words, f"/faq{json.dumps({'particular': name})}")


@cache
def _in_short() -> dict[str, str]:
    """For each point the shortest of its questions that is a whole sentence."""
    asked = load("point_questions.yml")
    fitting = {name: [each for each in said if _is_fitting(each)] for name, said in asked.items()}
    return {name: min(said, key=len) for name, said in fitting.items() if said}


def _is_fitting(question: str) -> bool:
    return SHORTEST <= len(question) <= LONGEST and question[0].isupper() and question.endswith("?")
