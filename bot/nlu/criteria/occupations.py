"""Jobs by the names people use, as codes of the Standard Occupational Classification."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Hit, Message

_MYSELF = re.compile(r"(?:\b(?:i'm|im|i am|as|she's|he's|a)|^)\s*(?:a )?self taught $")


def _part_of_subject(message: Message, hit: Hit) -> bool:
    """Whether it is a part of a longer subject ("quant finance")."""
    return any(
        each.start <= hit.start and hit.end <= each.end and (each.start, each.end) != (hit.start, hit.end)
        for each in message.hits.get("topic", ())
    )


def find(message: Message) -> None:
    """Adds every job; one without a code of its own stands for the nearest, with all of them as candidates."""
    for hit in message.hits.get("job", ()):
        if not message.free(hit.start, hit.end) or _part_of_subject(message, hit):
            continue
        if message.flat[: hit.start].endswith("self taught "):
            if _MYSELF.search(message.left(hit.start, 30)):
                message.add("skill", "programming", hit.start, hit.end)
            continue
        exact = [value for kind, value in hit.senses if kind == "occupation"]
        codes = exact or [value for _, value in hit.senses]
        if any(each.kind == "occupation" and each.value == codes[0] for each in message.found):
            continue
        entity = message.add("occupation", codes[0], hit.start, hit.end)
        if not exact:
            entity.extras.update(nearest=True, candidates=codes)
