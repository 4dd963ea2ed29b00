"""Which points (data/particulars.yml) answer a message that surely means none of them: the two likeliest. Pure.

Of 199 follow-ups to others' posts the likeliest point was right for 50 %, one of the two likeliest for 63 %; a general
answer to the topic was for 14 %.
"""

from __future__ import annotations

from collections.abc import Iterable

from actions.dialogue.memory import Memory, Message
from actions.dialogue.topic_words import topics_spoken_of
from actions.wording.particular_answers import Particular, particulars
from actions.wording.personal.life import is_from_abroad

LEAST = -3.0  # score from which on a point may be what is meant
CLOSE = -2.5  # the same beside an answer that is likely meant, in what goes on with something said before
CLOSER = -1.0  # the same beside what is on record
ALONE = 2.0  # by how much a point leads that needs no other beside it


def likely_points(message: Message, memory: Memory, most: int) -> list[Particular]:
    """Those that the message likely means and that were not told yet, the likeliest first; of a short message on one
    subject: of others that came second 8 of 66 were right, of those 29 of 95."""
    likely = _likely(message, memory, most, LEAST)
    return [each for each in likely if message.does("story") or {*each.topics} & {*likely[0].topics}]


def point_beside(message: Message, memory: Memory, least: float = CLOSE) -> list[Particular]:
    """The likeliest of them that lies close and on a topic spoken of, if any: beside an answer that is likely meant. A
    plain question at the beginning ("is the GRE required") means no more than it says."""
    subjects = topics_spoken_of(message, memory) if memory.last else set()
    return [each for each in _likely(message, memory, 1, least) if subjects & {*each.topics}]


def untold(points: Iterable[Particular], memory: Memory) -> list[Particular]:
    """Those that were not told yet, and are something for this person."""
    abroad = is_from_abroad(memory)
    return [each for each in points if each.key not in memory.told and not (each.residents and abroad)]


def _likely(message: Message, memory: Memory, most: int, least: float) -> list[Particular]:
    known = particulars()  # a model may know points that the file has no more
    scores = {known[name]: score for name, score in message.perhaps if score >= least and name in known}
    found = untold(scores, memory)
    return [each for each in found if scores[found[0]] - scores[each] < ALONE][:most]
